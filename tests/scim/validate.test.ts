// Tests how bodies of POST and PUT become resources: names, types, what is ignored, kept, refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import { fingerprint } from '../../src/scim/secret.ts';
import { checkResource } from '../../src/scim/demands.ts';
import { readResource } from '../../src/scim/validate.ts';
import {
  core,
  enterprise,
  fromWire,
  groupUrn,
  laboratoryUrn,
  testType,
  troubleOf,
  valueOf,
} from './kit.ts';

interface Given {
  readonly profile?: ProfileId;
  readonly existing?: JsonObject;
}
const read = (body: Json, { profile = 'strict', existing }: Given = {}) =>
  readResource({ body, type: testType, profile: profiles[profile], ...(existing && { existing }) });
const readGroup = (body: Json, profile: ProfileId = 'strict') =>
  readResource({ body, type: groupType, profile: profiles[profile] });
const user = (rest: JsonObject = {}): JsonObject => ({ schemas: [core], userName: 'ana', ...rest });
const stored = (body: Json, given?: Given): JsonObject => valueOf(read(body, given)).resource;
const codes = (body: Json, given?: Given) =>
  troubleOf(read(body, given)).map(({ code, at }) => `${code} ${at}`);

test('a body becomes a resource in the order of its schema, with declared names', () => {
  const body = {
    USERNAME: 'ana',
    EMAILS: [{ TYPE: 'work', Value: 'a@x' }],
    NAME: { GIVENNAME: 'Ana' },
    Schemas: [core.toUpperCase()],
  };
  const { resource } = valueOf(read(body));
  expect(resource).toEqual({
    schemas: [core],
    userName: 'ana',
    name: { givenName: 'Ana' },
    active: true,
    emails: [{ type: 'work', value: 'a@x' }],
  });
  expect(Object.keys(resource)).toEqual(['schemas', 'userName', 'name', 'active', 'emails']);
});

test('text of every script survives', () => {
  const displayName = `Ána "Ruiz" 李 😀 ${'x'.repeat(1000)}`;
  expect(stored(user({ displayName })).displayName).toBe(displayName);
});

test('active is true unless the client says otherwise', () => {
  expect(stored(user()).active).toBe(true);
  expect(stored(user({ active: false })).active).toBe(false);
});

test('null, empty lists and blanks are no values', () => {
  const body = user({
    title: null,
    emails: [],
    nickName: '',
    name: { givenName: null },
    roles: [null],
    externalId: '',
  });
  expect(stored(body)).toEqual({ schemas: [core], userName: 'ana', active: true });
});

test('what a client cannot set is ignored, and the notes say why', () => {
  const body = user({
    id: 'E1042',
    meta: { resourceType: 'X' },
    groups: [{ value: '7' }],
    titel: 'DBA',
    [enterprise]: {
      department: 'DBA',
      nope: 1,
      manager: { value: '7', displayName: 'Omar', $ref: 'x' },
    },
    'urn:x:y': { a: 1 },
  });
  const { resource, ignored } = valueOf(read(body));
  expect(resource).toEqual({
    schemas: [core, enterprise],
    userName: 'ana',
    active: true,
    [enterprise]: { department: 'DBA', manager: { value: '7' } },
  });
  expect(ignored.map(({ path, why }) => `${path}: ${why}`)).toEqual([
    'id: The server gives ids.',
    'meta: The server keeps meta.',
    'groups: Membership is changed on the group.',
    'titel: No schema of a User has this attribute. Did you mean title?',
    `${enterprise}:nope: The extension has no such attribute.`,
    `${enterprise}:manager.displayName: The server works this out itself.`,
    `${enterprise}:manager.$ref: The server works this out itself.`,
    'urn:x:y: No schema of a User has this attribute.',
  ]);
});

test('empty readOnly values are passed over without a word', () => {
  expect(valueOf(read(user({ groups: [], id: null }))).ignored).toEqual([]);
});

test('a password is kept as a fingerprint only', () => {
  const { resource, steps, ignored } = valueOf(read(user({ password: 'Sw0rdfish' })));
  expect(resource.password).toBe(fingerprint('Sw0rdfish'));
  expect(JSON.stringify({ resource, steps, ignored })).not.toContain('Sw0rdfish');
  expect(fingerprint('Sw0rdfish')).not.toBe(fingerprint('sw0rdfish'));
});

test('all problems are told at once', () => {
  const body = {
    schemas: [core, 'urn:x:y'],
    active: 'True',
    emails: { value: 'x' },
    displayName: ['x'],
    name: 'Ana',
    profileUrl: 'no uri',
    x509Certificates: [{ value: '###' }],
    roles: [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ],
    [enterprise]: { manager: '7', department: 7 },
    [laboratoryUrn]: { badge: 1.5, score: '1', hiredAt: '2026-02-30T00:00:00Z', tags: 'red' },
  };
  expect(codes(body)).toEqual([
    'schemasUnknown schemas',
    'valueType active',
    'valueNotList emails',
    'valueList displayName',
    'valueType name',
    'valueType profileUrl',
    'valueType x509Certificates[0].value',
    'twoPrimaries roles',
    `valueType ${enterprise}:manager`,
    `valueType ${enterprise}:department`,
    `valueType ${laboratoryUrn}:badge`,
    `valueType ${laboratoryUrn}:score`,
    `valueType ${laboratoryUrn}:hiredAt`,
    `valueNotList ${laboratoryUrn}:tags`,
    'required userName',
  ]);
});

test('values of every type are taken', () => {
  const laboratory = {
    badge: 7,
    score: 1.5,
    hiredAt: '2026-11-30T09:00:00+01:00',
    tags: ['red', 'red', 'Red'],
    code: 'a',
  };
  const body = user({
    photos: [{ value: 'https://x/a.png' }, { value: '../b.png' }],
    x509Certificates: [{ value: 'TUlJQg' }],
    [laboratoryUrn]: laboratory,
  });
  expect(stored(body)).toMatchObject({
    photos: [{ value: 'https://x/a.png' }, { value: '../b.png' }],
    x509Certificates: [{ value: 'TUlJQg' }],
    [laboratoryUrn]: { ...laboratory, tags: ['red'] },
  });
});

test('userName must have a value', () => {
  for (const userName of [undefined, null, ''])
    expect(codes(fromWire({ schemas: [core], userName }))).toEqual(['required userName']);
});

test('schemas name the base schema and known extensions, once or more', () => {
  expect(stored({ schemas: [core, core, enterprise], userName: 'ana' }).schemas).toEqual([core]);
  expect(stored(user({ [enterprise]: { department: 'x' } })).schemas).toEqual([core, enterprise]);
  expect(codes({ userName: 'ana' })).toEqual(['schemasMissing schemas']);
  expect(codes({ schemas: [], userName: 'ana' })).toEqual(['schemasMissing schemas']);
  expect(codes({ schemas: [enterprise], userName: 'ana' })).toEqual(['schemasBase schemas']);
  expect(codes({ schemas: [groupUrn], userName: 'ana' })).toEqual(['schemasUnknown schemas']);
  expect(codes({ schemas: [core, 7], userName: 'ana' })).toEqual(['schemasUnknown schemas']);
});

test('an element is kept once for each value and type', () => {
  const emails = [
    { value: 'a@x', type: 'work' },
    { value: 'b@x', type: 'work' },
    { value: 'A@x', type: 'work', display: 'Ana' },
    { value: 'a@x', type: 'home' },
  ];
  expect(stored(user({ emails })).emails).toEqual([
    { value: 'A@x', type: 'work', display: 'Ana' },
    { value: 'b@x', type: 'work' },
    { value: 'a@x', type: 'home' },
  ]);
  const addresses = [{ locality: 'Kiel' }, { locality: 'Kiel' }, { locality: 'kiel' }];
  expect(stored(user({ addresses })).addresses).toEqual([
    { locality: 'Kiel' },
    { locality: 'kiel' },
  ]);
});

test('a body that is no object is refused', () => {
  for (const body of [null, [], 'x', 7, true])
    expect(troubleOf(read(body))[0]).toMatchObject({
      code: 'bodyNotObject',
      scimType: 'invalidSyntax',
    });
});

test('lenient profiles read what providers really send', () => {
  const body = {
    schemas: [core, 'http://schemas.microsoft.com/x'],
    userName: 'ana',
    active: 'FALSE',
    displayName: ['Ana'],
    roles: [
      { value: 'a', primary: 'True' },
      { value: 'b', primary: 'true' },
    ],
    [enterprise]: { manager: [{ value: '7' }] },
    'http://schemas.microsoft.com/x': { a: 1 },
  };
  for (const profile of ['lenient', 'connector', 'cloud'] as const)
    expect(stored(body, { profile })).toEqual({
      schemas: [core, enterprise],
      userName: 'ana',
      displayName: 'Ana',
      active: false,
      roles: [
        { value: 'a', primary: true },
        { value: 'b', primary: false },
      ],
      [enterprise]: { manager: { value: '7' } },
    });
  const lenient = { profile: 'lenient' } as const;
  expect(stored({ userName: 'ana' }, lenient).schemas).toEqual([core]);
  expect(stored(user({ [enterprise]: { manager: '' } }), lenient)).not.toHaveProperty([enterprise]);
  expect(codes(user({ displayName: ['a', 'b'], active: 'yes' }), lenient)).toEqual([
    'valueList displayName',
    'valueType active',
  ]);
});

test('every tolerance leaves a warning that names its rule', () => {
  const { steps } = valueOf(
    read(user({ active: 'True', displayName: ['x'], schemas: ['urn:x:y'] }), {
      profile: 'lenient',
    }),
  );
  expect(steps.filter(({ kind }) => kind === 'warn').map(({ source }) => source)).toEqual([
    { kind: 'profile', profile: 'lenient', rule: 'foreign schemas are dropped' },
    { kind: 'profile', profile: 'lenient', rule: 'schemas may be left out' },
    { kind: 'profile', profile: 'lenient', rule: 'strings are read as booleans' },
    { kind: 'profile', profile: 'lenient', rule: 'a list of one is its element' },
  ]);
});

test('members are kept once, and must have a value', () => {
  const group = (members: Json): JsonObject => ({ schemas: [groupUrn], displayName: 'G', members });
  const members = [
    { value: '1', display: 'x', type: 'User', $ref: 'y' },
    { value: '2' },
    { value: '1' },
  ];
  expect(valueOf(readGroup(group(members))).resource.members).toEqual([
    { value: '1', type: 'User' },
    { value: '2' },
  ]);
  expect(troubleOf(readGroup(group([{ display: 'x' }])))[0]).toMatchObject({
    code: 'required',
    at: 'members[0].value',
  });
  expect(troubleOf(readGroup(group(['1'])))[0]).toMatchObject({
    code: 'valueType',
    at: 'members[0]',
  });
  expect(valueOf(readGroup(group(['1', '2']), 'lenient')).resource.members).toEqual([
    { value: '1' },
    { value: '2' },
  ]);
  expect(valueOf(readGroup(group('1'), 'lenient')).resource.members).toEqual([{ value: '1' }]);
  expect(valueOf(readGroup(group([]))).resource).not.toHaveProperty('members');
});

const existing: JsonObject = {
  schemas: [core, enterprise, laboratoryUrn],
  id: '1042',
  externalId: 'E1042',
  userName: 'ana',
  title: 'DBA',
  active: false,
  password: fingerprint('old'),
  [enterprise]: { department: 'DBA' },
  [laboratoryUrn]: { serial: 'S-1' },
  meta: { resourceType: 'User', created: '2026-01-01T00:00:00.000Z', version: 'W/"3"' },
};

test('a PUT clears what it leaves out, and keeps id, meta, active, the password and what is immutable', () => {
  expect(stored({ schemas: [core], userName: 'ana', id: 'other' }, { existing })).toEqual({
    schemas: [core, laboratoryUrn],
    id: '1042',
    userName: 'ana',
    active: false,
    password: fingerprint('old'),
    [laboratoryUrn]: { serial: 'S-1' },
    meta: existing.meta,
  });
});

test('a PUT sets active and the password where it gives them', () => {
  const put = stored(user({ active: true, password: 'new' }), { existing });
  expect(put).toMatchObject({ active: true, password: fingerprint('new') });
});

test('a PUT of an immutable attribute must match what is set', () => {
  const serial = (value: string): JsonObject => user({ [laboratoryUrn]: { serial: value } });
  expect(stored(serial('S-1'), { existing })[laboratoryUrn]).toEqual({ serial: 'S-1' });
  expect(codes(serial('S-2'), { existing })).toEqual([`immutable ${laboratoryUrn}:serial`]);
  expect(stored(user(), { existing })[laboratoryUrn]).toEqual({ serial: 'S-1' });
  expect(stored(serial('S-9'))[laboratoryUrn]).toEqual({ serial: 'S-9' });
});

test('a PUT of what was read gives the same resource', () => {
  const { password, ...shown } = existing;
  expect(stored(shown, { existing })).toEqual({ ...shown, password });
});

test('what is given stays as it was', () => {
  const body = user({ emails: [{ value: 'a', primary: true }], [enterprise]: { department: 'x' } });
  const before = [JSON.stringify(body), JSON.stringify(existing)];
  read(body, { existing });
  expect([JSON.stringify(body), JSON.stringify(existing)]).toEqual(before);
});

test('__proto__ and constructor in a body touch nothing', () => {
  const text = `{"schemas":["${core}"],"userName":"ana","__proto__":{"active":false},"constructor":{"x":1},"name":{"__proto__":{"y":1},"givenName":"Ana"}}`;
  const resource = stored(JSON.parse(text) as Json);
  expect(resource).toEqual({
    schemas: [core],
    userName: 'ana',
    name: { givenName: 'Ana' },
    active: true,
  });
  expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>).active).toBeUndefined();
});

test('any JSON as a body gives a resource that keeps the rules, or problems, never a throw', () => {
  const names = fc.constantFrom(
    'schemas',
    'userName',
    'emails',
    'name',
    'active',
    'groups',
    'id',
    enterprise,
    'nope',
    'password',
  );
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(names, fc.jsonValue({ maxDepth: 3 })),
    fc
      .dictionary(names, fc.jsonValue({ maxDepth: 3 }))
      .map((rest) => ({ ...rest, schemas: [core], userName: 'ana' })),
  ) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(body, fc.constantFrom(...Object.values(profiles)), (one, profile) => {
      const result = readResource({ body: one, type: userType, profile });
      if (!result.ok) return void expect(result.trouble.length).toBeGreaterThan(0);
      const { resource } = result.value;
      expect(checkResource(resource, userType)).toEqual([]);
      expect(JSON.stringify(resource)).not.toMatch(/null|\[\]|\{\}|"nope"/);
      const again = readResource({
        body: { ...resource, password: null },
        type: userType,
        profile,
      });
      expect(valueOf(again).resource).toEqual({ ...resource, password: undefined });
    }),
    { numRuns: 1000 },
  );
});
