// Replays every sample in `samples/`: a resource, the operations of a PATCH, and what must come of them.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import type { ProfileId } from '../../../src/scim/profile.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { groupType, userType } from '../../../src/scim/resourceTypes.ts';
import { groupUrn, patchOp, troubleOf, valueOf } from '../kit.ts';

/** `then` is the whole resource afterwards, `unchanged`, or the problem. */
interface Sample {
  readonly title: string;
  readonly rfc: string;
  readonly profile?: ProfileId;
  readonly given: JsonObject;
  readonly operations: readonly Json[];
  readonly then:
    | 'unchanged'
    | JsonObject
    | { readonly problem: { readonly scimType: string; readonly code: string } };
}

const samples = Object.values(
  import.meta.glob<Sample>('./samples/*.json', { eager: true, import: 'default' }),
);

test.each(samples)('$title ($rfc)', ({ profile = 'strict', given, operations, then }) => {
  const before = JSON.stringify(given);
  const type =
    given.schemas instanceof Array && given.schemas[0] === groupUrn ? groupType : userType;
  const body = patchOp(...operations);
  const result = applyPatch({ resource: given, body, type, profile: profiles[profile] });
  expect(JSON.stringify(given), 'the resource given stays as it was').toBe(before);
  if (then !== 'unchanged' && 'problem' in then) {
    const { code, scimType, status } = troubleOf(result);
    expect({ code, scimType, status }).toEqual({ ...(then.problem as JsonObject), status: 400 });
    return;
  }
  const { resource, changed } = valueOf(result);
  expect(resource).toEqual(then === 'unchanged' ? given : then);
  expect(changed).toBe(then !== 'unchanged');
  if (!changed) expect(resource).toBe(given);
});

test('there are samples', () => {
  expect(samples.length).toBeGreaterThan(100);
});
