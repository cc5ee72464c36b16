// Compares PATCH with scim-patch on random requests and resources, and proves each of that package's known faults.
import fc from 'fast-check';
import type { ScimPatch, ScimResource } from 'scim-patch';
import { patchBodyValidation, scimPatch } from 'scim-patch';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { isList } from '../../../src/base/json.ts';
import { elementKey } from '../../../src/scim/elements.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import type { ResourceType } from '../../../src/scim/schema.ts';
import { groupType, userType } from '../../../src/scim/resourceTypes.ts';
import { core, enterprise, patchOp } from '../kit.ts';
import type { PatchFault, RandomOperation } from './randomPatches.ts';
import { groupOperation, randomGroup, randomUser, userOperation } from './randomPatches.ts';

const runs = { numRuns: 1000 };

/** Schemas are compared elsewhere: the package leaves them as they were. */
const bare = (resource: JsonObject): JsonObject => ({ ...resource, schemas: [] });

/** What comes out, or undefined if the request is refused. */
function patched(
  given: JsonObject,
  type: ResourceType,
  operations: readonly Json[],
): JsonObject | undefined {
  const body = patchOp(...operations);
  const result = applyPatch({ resource: given, body, type, profile: profiles.strict });
  return result.ok ? result.value.resource : undefined;
}

/** The same of the package, on a copy, and told to refuse what nothing matches as RFC 7644 §3.5.2.3 has it. */
function peerPatched(given: JsonObject, operations: readonly Json[]): JsonObject | undefined {
  const [resource, message] = structuredClone([given, patchOp(...operations)]) as unknown as [
    ScimResource,
    ScimPatch,
  ];
  try {
    patchBodyValidation(message); // as its README has a service do
    return scimPatch(resource, message.Operations, {
      mutateDocument: false,
      treatMissingAsAdd: false,
    }) as unknown as JsonObject;
  } catch {
    return undefined;
  }
}

const emails = userType.schema.attributes.find(({ name }) => name === 'emails')!;

/** True for a user with an e-mail that is there twice. */
function holdsTwice(user: JsonObject | undefined): boolean {
  const list = isList(user?.emails) ? user.emails : [];
  return new Set(list.map((each) => elementKey(emails, each))).size < list.length;
}

/** The operations that run into no known fault, each asked of what the ones before have made. */
function clearOf(
  given: JsonObject,
  type: ResourceType,
  operations: readonly RandomOperation[],
): readonly Json[] {
  const kept: Json[] = [];
  let before = given;
  for (const { operation, faults } of operations) {
    if (faults(before).some((fault) => fault !== false)) continue;
    if (holdsTwice(peerPatched(before, [operation]))) continue; // the fault `madeAlike`
    kept.push(operation);
    const after = patched(before, type, [operation]);
    if (!after) break; // the whole request is refused, whatever follows
    before = after;
  }
  return kept;
}

function compares(
  type: ResourceType,
  resource: fc.Arbitrary<JsonObject>,
  operation: fc.Arbitrary<RandomOperation>,
): void {
  let [compared, refused] = [0, 0];
  fc.assert(
    fc.property(
      resource,
      fc.array(operation, { minLength: 1, maxLength: 8 }),
      (given, operations) => {
        const kept = clearOf(given, type, operations);
        const ours = patched(given, type, kept.length > 0 ? kept : [{ op: 'none' }]);
        const theirs = peerPatched(given, kept.length > 0 ? kept : ([{ op: 'none' }] as Json[]));
        expect(theirs && bare(theirs)).toEqual(ours && bare(ours));
        compared += kept.length;
        refused += ours ? 0 : 1;
      },
    ),
    runs,
  );
  expect(compared).toBeGreaterThan(runs.numRuns);
  expect(refused).toBeLessThan(runs.numRuns / 2);
}

test('both make the same of random operations on users', () => {
  compares(userType, randomUser, userOperation);
});

test('both make the same of random operations on groups', () => {
  compares(groupType, randomGroup, groupOperation);
});

/** One operation that shows a fault: ours makes `right` (undefined: refuses it), and the package does not. */
interface Proof {
  readonly why: string;
  readonly given?: JsonObject;
  readonly operation: Json;
  readonly right: JsonObject | undefined;
}

const work = { value: 'a', type: 'work' };
const home = { value: 'b', type: 'home' };

const proofs: Readonly<Record<PatchFault | 'madeAlike' | 'schemas', Proof>> = {
  noSchema: {
    why: 'knows no types, no attributes, no mutability, nothing required',
    operation: { op: 'replace', path: 'active', value: 'yes' },
    right: undefined,
  },
  letterCase: {
    why: 'takes names in another letter case for other names (RFC 7643 §2.1)',
    operation: { op: 'replace', path: 'Title', value: 'dba' },
    right: { title: 'dba' },
  },
  extensionWhole: {
    why: 'cuts the URN of an extension in two at its last colon (RFC 7644 §3.10)',
    operation: { op: 'add', value: { [enterprise]: { department: 'it' } } },
    right: { [enterprise]: { department: 'it' } },
  },
  bareExtension: {
    why: 'knows no extension attribute without its URN (RFC 7644 §3.10 recommends the URN only)',
    operation: { op: 'add', path: 'department', value: 'it' },
    right: { [enterprise]: { department: 'it' } },
  },
  emptyLeft: {
    why: 'leaves an empty object when its last part goes (RFC 7643 §2.5)',
    given: { name: { givenName: 'ana' } },
    operation: { op: 'remove', path: 'name.givenName' },
    right: {},
  },
  noValue: {
    why: 'keeps null, blanks and empty lists as values (RFC 7643 §2.5)',
    given: { title: 'dba' },
    operation: { op: 'replace', path: 'title', value: null },
    right: {},
  },
  noValueGiven: {
    why: 'takes replace without a value (RFC 7644 §3.5.2.3)',
    operation: { op: 'replace', path: 'title' },
    right: undefined,
  },
  mergedElement: {
    why: 'merges into an element that is to be replaced (RFC 7644 §3.5.2.3)',
    given: { emails: [work] },
    operation: { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'b' } },
    right: { emails: [{ value: 'b' }] },
  },
  mergedWhole: {
    why: 'replaces a complex attribute in a value without a path, and merges one with a path (RFC 7644 §3.5.2.3)',
    given: { name: { givenName: 'ana', familyName: 'ruiz' } },
    operation: { op: 'replace', value: { name: { givenName: 'eva' } } },
    right: { name: { givenName: 'eva', familyName: 'ruiz' } },
  },
  knownElement: {
    why: 'adds a second element of the same value and type (RFC 7643 §2.4)',
    given: { emails: [work] },
    operation: { op: 'add', path: 'emails', value: [{ ...work, display: 'office' }] },
    right: { emails: [{ ...work, display: 'office' }] },
  },
  madeAlike: {
    why: 'leaves two elements that an operation makes alike (RFC 7643 §2.4)',
    given: { emails: [work, { value: 'b', type: 'work' }] },
    operation: { op: 'replace', path: 'emails.value', value: 'a' },
    right: { emails: [work] },
  },
  primaries: {
    why: 'leaves two primaries (RFC 7644 §3.5.2)',
    given: { emails: [{ ...work, primary: true }] },
    operation: { op: 'add', path: 'emails', value: [{ ...home, primary: true }] },
    right: {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
  },
  partOfAbsent: {
    why: 'makes an object of a list that is not there, where ours tells that there is no target',
    operation: { op: 'replace', path: 'emails.display', value: 'office' },
    right: undefined,
  },
  loneElement: {
    why: 'puts one element in the place of a list',
    operation: { op: 'add', path: 'emails', value: work },
    right: { emails: [work] },
  },
  listedRemoval: {
    why: 'removes only what a value lists, where ours refuses a remove with a value (RFC 7644 §3.5.2.2 knows none)',
    given: { emails: [work, home] },
    operation: { op: 'remove', path: 'emails', value: [work] },
    right: undefined,
  },
  absentList: {
    why: 'refuses to remove elements from a list that is not there, which ours takes for done',
    operation: { op: 'remove', path: 'emails[type eq "work"]' },
    right: {},
  },
  unmatched: {
    why: 'makes an element for an add that matches none, where ours tells that there is no target',
    given: { emails: [home] },
    operation: { op: 'add', path: 'emails[type eq "work"].value', value: 'a' },
    right: undefined,
  },
  absentPart: {
    why: 'does not take an absent part for unlike a value (RFC 7643 §2.5)',
    given: { emails: [{ value: 'a' }, work] },
    operation: { op: 'remove', path: 'emails[type ne "work"]' },
    right: { emails: [work] },
  },
  capitals: {
    why: 'refuses the name of an operation in capitals (RFC 7643 §2.1)',
    operation: { op: 'ADD', path: 'title', value: 'dba' },
    right: { title: 'dba' },
  },
  schemas: {
    why: 'leaves schemas as they were (RFC 7643 §3)',
    operation: { op: 'add', path: `${enterprise}:department`, value: 'it' },
    right: { schemas: [core, enterprise], [enterprise]: { department: 'it' } },
  },
};

test.each(Object.values(proofs))('the package still $why', ({ given, operation, right }) => {
  const before = { schemas: [core], id: '1042', userName: 'ana', ...given };
  const wanted = right && {
    ...{ schemas: enterprise in right ? [core, enterprise] : [core], id: '1042' },
    ...{ userName: 'ana', ...right },
  };
  const theirs = peerPatched(before, [operation]);
  expect(patched(before, userType, [operation])).toEqual(wanted);
  if (right?.schemas) expect(theirs).not.toEqual(wanted);
  else expect(theirs && bare(theirs)).not.toEqual(wanted && bare(wanted));
});
