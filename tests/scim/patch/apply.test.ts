// Tests what a PATCH tells: its steps in plain words, and the sentences of its refusals.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { limits } from '../../../src/scim/limits.ts';
import { messageUrn } from '../../../src/scim/messages.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import type { ProfileId } from '../../../src/scim/profile.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { userType } from '../../../src/scim/resourceTypes.ts';
import { core, enterprise, patchOp, testType, laboratoryUrn, troubleOf, valueOf } from '../kit.ts';

const ana: JsonObject = {
  schemas: [core],
  id: '1042',
  userName: 'ana.ruiz',
  active: true,
  emails: [{ value: 'ana@work.example', type: 'work' }],
};
const patch = (body: Json, profile: ProfileId = 'strict', resource: JsonObject = ana) =>
  applyPatch({ resource, body, type: userType, profile: profiles[profile] });
const told = (body: Json, profile?: ProfileId) =>
  valueOf(patch(body, profile)).steps.map(({ kind, what, source }) => {
    const where = source.kind === 'rfc' ? `${source.rfc} ${source.section}` : source.kind;
    return `${kind}: ${what} [${where}]`;
  });

test('the trace tells each operation in plain words', () => {
  const body = patchOp(
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'add', path: 'title', value: 'DBA' },
    { op: 'add', path: 'emails', value: [{ value: 'x@y' }] },
    { op: 'remove', path: 'nickName' },
    { op: 'replace', path: 'department', value: 'IT' },
    { op: 'add', value: { nope: 1 } },
    { op: 'replace', path: 'password', value: 'Sw0rdfish' },
    { op: 'remove', path: 'title' },
  );
  expect(told(body, 'lenient')).toEqual([
    'plain: Read `Replace` as `replace` [7643 2.1]',
    'warn: Read the string `"False"` as the boolean `false` [profile]',
    'act: Replaced `active` on a copy: `true` to `false` [7644 3.5.2.3]',
    'act: Set `title` on a copy to `"DBA"` [7644 3.5.2.1]',
    'act: Changed `emails` on a copy: 1 before, 2 after [7644 3.5.2.1]',
    'plain: Found nothing to remove at `nickName` [7644 3.5.2.2]',
    'warn: Took `department` for an attribute of an extension [7644 3.10]',
    `act: Set \`department\` on a copy to \`"IT"\` [7644 3.5.2.3]`,
    'warn: Ignored `nope` [7644 3.5.2]',
    'act: Changed `password` on a copy [7644 3.5.2.3]',
    'act: Removed `title` on a copy [7644 3.5.2.2]',
  ]);
});

test('every tolerance names its rule', () => {
  const rules = (...operations: readonly Json[]) =>
    valueOf(patch(patchOp(...operations), 'lenient')).steps.flatMap(({ kind, source }) =>
      kind === 'warn' && source.kind === 'profile' ? [`${source.profile}: ${source.rule}`] : [],
    );
  expect(
    rules(
      { op: 'replace', path: 'displayName', value: ['x'] },
      { op: 'replace', path: `${enterprise}.manager`, value: '7' },
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'x@y' },
      { op: 'remove', path: 'emails', value: [{ value: 'x@y' }] },
      { op: 'replace', value: { 'name.givenName': 'Ana' } },
    ),
  ).toEqual([
    'lenient: a list of one is its element',
    'lenient: a dot after a URN is a colon',
    'lenient: a plain reference is its value',
    'lenient: an unmatched filter makes the element',
    'lenient: remove with a list removes only those',
    'lenient: keys of a value are read as paths',
  ]);
});

test('a refusal names the operation, counted from 1, and points at its field', () => {
  const trouble = troubleOf(
    patch(
      patchOp(
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'emails[type eq work].value', value: 'x' },
      ),
    ),
  );
  expect(trouble).toMatchObject({
    status: 400,
    scimType: 'invalidFilter',
    at: 'Operations[1].path',
    detail: 'Operation 2: The value work needs double quotes around it. Write "work".',
  });
  expect(troubleOf(patch(patchOp({ op: 'replace', path: 'active', value: 'no' }))).at).toBe(
    'Operations[0].value',
  );
});

test('no refusal and no step shows a password', () => {
  const secret = 'Sw0rdfish-1';
  for (const value of [secret, [secret], { value: secret }])
    for (const profile of ['strict', 'lenient'] as const)
      expect(
        JSON.stringify(patch(patchOp({ op: 'replace', path: 'password', value }), profile)),
      ).not.toContain(secret);
});

test('a body that is no PatchOp message is refused, unless the profile is lenient', () => {
  const bare = { Operations: [{ op: 'replace', path: 'title', value: 'x' }] };
  expect(troubleOf(patch(bare)).code).toBe('patchSchemas');
  expect(troubleOf(patch({ ...bare, schemas: [core] })).code).toBe('patchSchemas');
  expect(valueOf(patch(bare, 'lenient')).changed).toBe(true);
  for (const body of [null, 7, 'x', [], [bare]])
    expect(troubleOf(patch(body, 'lenient')).code).toBe('bodyNotObject');
  expect(troubleOf(patch({ schemas: [messageUrn.patchOp] }, 'lenient')).code).toBe(
    'patchNoOperations',
  );
});

test('keys of the message may be in any letter case', () => {
  const body = {
    SCHEMAS: [messageUrn.patchOp.toUpperCase()],
    operations: [{ OP: 'ADD', Path: 'TITLE', Value: 'x' }],
  };
  expect(valueOf(patch(body)).resource.title).toBe('x');
});

test('a thousand operations are done, more are refused', () => {
  const many = (count: number) =>
    patchOp(
      ...Array.from({ length: count }, (_, at) => ({
        op: 'replace',
        path: 'title',
        value: `t${at}`,
      })),
    );
  expect(valueOf(patch(many(limits.maxOperations))).resource.title).toBe('t999');
  expect(troubleOf(patch(many(limits.maxOperations + 1)))).toMatchObject({ status: 413 });
});

test('an immutable attribute takes its first value and keeps it', () => {
  const serial = `${laboratoryUrn}:serial`;
  const change = (resource: JsonObject, op: string, value: Json) =>
    applyPatch({
      resource,
      body: patchOp({ op, path: serial, value }),
      type: testType,
      profile: profiles.strict,
    });
  const first = valueOf(change(ana, 'add', 'S-1')).resource;
  expect(first[laboratoryUrn]).toEqual({ serial: 'S-1' });
  expect(valueOf(change(first, 'replace', 'S-1')).changed).toBe(false);
  for (const [op, value] of [
    ['add', 'S-2'],
    ['replace', 'S-2'],
    ['remove', null],
    ['replace', null],
  ] as const)
    expect(troubleOf(change(first, op, value))).toMatchObject({
      code: 'immutable',
      scimType: 'mutability',
    });
});

test('__proto__ and constructor in a value touch nothing', () => {
  const value = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"x":1},"name":{"__proto__":{"y":1},"givenName":"Ana"}}',
  ) as Json;
  for (const profile of ['strict', 'lenient'] as const) {
    const { resource } = valueOf(patch(patchOp({ op: 'add', value }), profile));
    expect(resource).toEqual({ ...ana, name: { givenName: 'Ana' } });
    expect(Object.keys(resource)).not.toContain('__proto__');
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
