// Tests PATCH on random resources and operations: all or nothing, one primary, no value twice, never a throw.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { isList, sameJson } from '../../../src/base/json.ts';
import { elementKey } from '../../../src/scim/elements.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import { parsePath } from '../../../src/scim/patch/path.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { groupType, userType } from '../../../src/scim/resourceTypes.ts';
import { checkResource } from '../../../src/scim/demands.ts';
import { core, enterprise, groupUrn, patchOp, testType } from '../kit.ts';

const runs = { numRuns: 1000 };
const profile = fc.constantFrom(...Object.values(profiles));
const word = fc.constantFrom('a', 'b', 'A', 'c');
const kind = fc.constantFrom('work', 'home', 'other');

const email = fc.record(
  { value: word, type: kind, display: word, primary: fc.boolean() },
  { requiredKeys: ['value'] },
);
/** Stored users keep the rules: each (value, type) once, one primary. */
const emails = fc
  .uniqueArray(email, {
    selector: (one) => `${one.value.toLowerCase()} ${one.type ?? ''}`,
    maxLength: 4,
  })
  .map((list) => {
    const first = list.findIndex((one) => one.primary);
    return list.map((one, at) => (one.primary && at !== first ? { ...one, primary: false } : one));
  });
const user = fc
  .record(
    {
      title: word,
      name: fc.record({ givenName: word, familyName: word }),
      active: fc.boolean(),
      emails,
    },
    { requiredKeys: [] },
  )
  .map(({ emails: list, ...rest }): JsonObject => ({
    schemas: [core],
    id: '1042',
    userName: 'ana',
    ...(rest as JsonObject),
    ...(list && list.length > 0 && { emails: list as Json }),
  }));

const path = fc.constantFrom(
  ...[
    'title',
    'name',
    'name.givenName',
    'active',
    'emails',
    'emails.display',
    'nickName',
    'userName',
  ],
  ...['emails[type eq "work"]', 'emails[type eq "work"].value', 'emails[type eq "home"].primary'],
  ...[
    'emails[value eq "a" or type eq "other"]',
    `${enterprise}:department`,
    `${enterprise}:manager`,
  ],
);
const plain: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.boolean(),
  fc.constant(null),
  email as fc.Arbitrary<Json>,
  fc.array(email as fc.Arbitrary<Json>, { maxLength: 2 }),
  fc.record({ givenName: word, familyName: word }, { requiredKeys: [] }) as fc.Arbitrary<Json>,
  fc.record(
    { title: word, nope: word, active: fc.boolean() },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Json>,
);
const operation: fc.Arbitrary<Json> = fc.record(
  { op: fc.constantFrom('add', 'replace', 'remove', 'Add'), path, value: plain },
  { requiredKeys: ['op', 'value'] },
);

test('a PATCH whose last operation fails changes nothing', () => {
  fc.assert(
    fc.property(user, fc.array(operation, { maxLength: 6 }), profile, (given, operations, one) => {
      const before = JSON.stringify(given);
      const body = patchOp(...operations, { op: 'replace', path: 'nope', value: 'x' });
      const result = applyPatch({ resource: given, body, type: userType, profile: one });
      expect(result.ok).toBe(false);
      expect(JSON.stringify(given)).toBe(before);
    }),
    runs,
  );
});

test('a patched resource keeps the rules: required values, one primary, each value once, schemas in step', () => {
  fc.assert(
    fc.property(
      user,
      fc.array(operation, { minLength: 1, maxLength: 6 }),
      profile,
      (given, operations, one) => {
        const before = JSON.stringify(given);
        const result = applyPatch({
          resource: given,
          body: patchOp(...operations),
          type: userType,
          profile: one,
        });
        expect(JSON.stringify(given)).toBe(before);
        if (!result.ok) return;
        const { resource, changed } = result.value;
        expect(checkResource(resource, userType)).toEqual([]);
        expect(sameJson(resource, given)).toBe(!changed);
        expect(resource.id).toBe('1042');
        expect(resource.schemas).toEqual(enterprise in resource ? [core, enterprise] : [core]);
        expect(JSON.stringify(resource)).not.toMatch(/null|\[\]|\{\}|nope/);
        const attribute = userType.schema.attributes.find(({ name }) => name === 'emails')!;
        const list = isList(resource.emails) ? resource.emails : [];
        expect(new Set(list.map((each) => elementKey(attribute, each))).size).toBe(list.length);
      },
    ),
    runs,
  );
});

test('the same add or replace a second time changes nothing more', () => {
  const repeatable = fc.record({ op: fc.constantFrom('add', 'replace'), path, value: plain });
  fc.assert(
    fc.property(user, repeatable, (given, once) => {
      const strict = profiles.strict;
      const patch = (resource: JsonObject) =>
        applyPatch({ resource, body: patchOp(once as Json), type: userType, profile: strict });
      const first = patch(given);
      if (!first.ok) return;
      const second = patch(first.value.resource);
      // Replacing a whole element may take away what its filter looks for; then nothing matches.
      if (!second.ok) expect(second.trouble.code).toBe('patchNoMatch');
      else expect(second.value.changed).toBe(false);
    }),
    runs,
  );
});

const id = fc.integer({ min: 0, max: 150 }).map(String);
const membership: fc.Arbitrary<Json> = fc.oneof(
  id.map((value) => ({ op: 'add', path: 'members', value: [{ value }] })),
  id.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` })),
  fc.array(id, { minLength: 1, maxLength: 4 }).map((all) => ({
    op: 'add',
    path: 'members',
    value: all.map((value) => ({ value })),
  })),
  id.map((value) => ({ op: 'remove', path: `members[value eq "${value}" and value pr]` })),
  fc.constant({ op: 'replace', path: 'displayName', value: 'G' }),
);

test('members follow a set of ids, in long lists and short, over several requests', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 150 }),
      fc.array(fc.array(membership, { minLength: 1, maxLength: 12 }), { maxLength: 6 }),
      (size, requests) => {
        const start = Array.from({ length: size }, (_, at) => ({ value: String(at) }));
        let group: JsonObject = {
          schemas: [groupUrn],
          id: '7',
          displayName: 'G',
          ...(size > 0 && { members: start }),
        };
        const wanted = new Set(start.map(({ value }) => value));
        for (const operations of requests) {
          const result = applyPatch({
            resource: group,
            body: patchOp(...operations),
            type: groupType,
            profile: profiles.strict,
          });
          if (!result.ok) throw new Error(result.trouble.detail);
          group = result.value.resource;
          for (const each of operations) follow(wanted, each as unknown as Membership);
          const ids = isList(group.members)
            ? group.members.map((one) => (one as JsonObject).value)
            : [];
          expect(ids).toEqual([...wanted]);
        }
      },
    ),
    runs,
  );
});

interface Membership {
  readonly op: string;
  readonly path: string;
  readonly value?: readonly { readonly value: string }[];
}

function follow(wanted: Set<string>, { op, path: where, value }: Membership): void {
  if (op === 'add') for (const one of value ?? []) wanted.add(one.value);
  if (op === 'remove') wanted.delete(/"(\d+)"/.exec(where)![1]!);
}

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

test('any JSON as a body gives an outcome or a 4xx, never a throw', () => {
  const message = fc.oneof(
    json,
    fc.array(json).map((all) => patchOp(...all)),
    fc
      .array(
        fc.record(
          {
            op: fc.constantFrom('add', 'replace', 'remove'),
            path: fc.oneof(path, json),
            value: json,
          },
          { requiredKeys: ['op'] },
        ),
      )
      .map((all) => patchOp(...(all as Json[]))),
  );
  fc.assert(
    fc.property(user, message, profile, (given, body, one) => {
      const result = applyPatch({ resource: given, body, type: userType, profile: one });
      if (!result.ok) expect(result.trouble.status).toBeOneOf([400, 413]);
    }),
    runs,
  );
});

const scraps = fc.constantFrom(
  ...[
    'emails',
    'name',
    '[',
    ']',
    '"',
    '.',
    ':',
    ' ',
    'type eq ',
    'value',
    '0',
    core,
    enterprise,
    '$ref',
    '__proto__',
    'é',
    '(',
  ],
);

test('any text as a path gives a path or a 400, never a throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(scraps).map((all) => all.join('')),
      ),
      profile,
      (text, one) => {
        const result = parsePath(text, testType, one);
        if (!result.ok) expect(result.trouble.scimType).toBeOneOf(['invalidPath', 'invalidFilter']);
      },
    ),
    runs,
  );
});
