// PATCH over HTTP: all operations or none, one version per request (RFC 7644 §3.5.2).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { bench, core, enterprise, patchOp, without, type Bench } from './kit.ts';

const ana = {
  displayName: 'Ana Ruiz',
  nickName: 'Ani',
  name: { familyName: 'Ruiz', givenName: 'Ana', middleName: 'M' },
  emails: [
    { value: 'ana@work.example', type: 'work', primary: true },
    { value: 'ana@home.example', type: 'home' },
  ],
  phoneNumbers: [
    { value: 'tel:+1', type: 'mobile' },
    { value: 'tel:+2', type: 'work' },
  ],
  [enterprise]: { department: 'IT', costCenter: '1' },
};

const start = async (profile: 'strict' | 'lenient' = 'strict'): Promise<Bench> => {
  const lab = await bench(profile);
  await lab.user('ana', ana);
  return lab;
};

const read = async (lab: Bench): Promise<JsonObject> => (await lab.get('/Users/1042')).json;

test.each<readonly [string, readonly Json[], JsonObject]>([
  ['PAT-04', [{ op: 'Replace', path: 'title', value: 'DBA' }], { title: 'DBA' }],
  [
    'PAT-08',
    [
      { op: 'remove', path: 'nickName' },
      { op: 'add', path: 'nickName', value: 'A' },
      { op: 'replace', path: 'nickName', value: 'B' },
      { op: 'add', path: 'ims', value: [{ value: 'x', type: 'xmpp' }] },
      { op: 'replace', path: 'ims[type eq "xmpp"].value', value: 'y' },
    ],
    { nickName: 'B', ims: [{ value: 'y', type: 'xmpp' }] },
  ],
  [
    'PAT-15',
    [
      { op: 'replace', path: 'title', value: 'T' },
      { op: 'replace', path: 'name.honorificPrefix', value: 'Dr' },
    ],
    { title: 'T', name: { ...ana.name, honorificPrefix: 'Dr' } },
  ],
  [
    'PAT-18',
    [{ op: 'add', path: 'name', value: { middleName: 'X' } }],
    { name: { ...ana.name, middleName: 'X' } },
  ],
  [
    'PAT-23',
    [
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'ims' },
    ],
    { nickName: 'Ani' },
  ],
  [
    'PAT-40',
    [{ op: 'add', path: 'emails', value: [{ value: 'n@x.example' }] }],
    { emails: [...ana.emails, { value: 'n@x.example' }] },
  ],
  [
    'PAT-47',
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'w@x.example' }],
    { emails: [{ ...ana.emails[0], value: 'w@x.example' }, ana.emails[1]!] },
  ],
  [
    'PAT-49',
    [
      { op: 'add', path: 'emails', value: [{ value: 'w2', type: 'work' }] },
      { op: 'replace', path: 'emails[type eq "work"].display', value: 'D' },
    ],
    {
      emails: [
        { ...ana.emails[0], display: 'D' },
        ana.emails[1]!,
        { value: 'w2', type: 'work', display: 'D' },
      ],
    },
  ],
  [
    'PAT-53',
    [{ op: 'remove', path: 'emails[type eq "work" and value ew "work.example"]' }],
    { emails: [ana.emails[1]!] },
  ],
  [
    'PAT-65',
    [{ op: 'add', value: { [enterprise]: { division: 'D' } } }],
    { [enterprise]: { department: 'IT', costCenter: '1', division: 'D' } },
  ],
  [
    'PAT-66',
    [{ op: 'add', path: enterprise, value: { division: 'D' } }],
    {
      [enterprise]: { department: 'IT', costCenter: '1', division: 'D' },
      schemas: [core, enterprise],
    },
  ],
  [
    'PAT-70',
    [{ op: 'replace', path: `${enterprise}:manager.value`, value: '1007' }],
    { [enterprise]: { manager: { value: '1007', displayName: 'Omar Haddad' } } },
  ],
  ['PAT-13', [{ op: 'add', path: 'title', value: 'DBA' }], { title: 'DBA', nickName: 'Ani' }],
  [
    'PAT-13',
    [{ op: 'add', value: { title: 'DBA', locale: 'es' } }],
    { title: 'DBA', locale: 'es' },
  ],
  ['PAT-14', [{ op: 'add', path: 'nickName', value: 'A' }], { nickName: 'A' }],
  [
    'PAT-17',
    [{ op: 'replace', path: 'name', value: { givenName: 'Anna' } }],
    { name: { familyName: 'Ruiz', givenName: 'Anna', middleName: 'M' } },
  ],
  ['PAT-31', [{ op: 'replace', value: { active: false } }], { active: false }],
  [
    'PAT-45',
    [{ op: 'replace', path: 'emails', value: [{ value: 'x@x.example' }] }],
    { emails: [{ value: 'x@x.example' }] },
  ],
  [
    'PAT-58',
    [{ op: 'remove', path: 'phoneNumbers[type ne "mobile"]' }],
    { phoneNumbers: [{ value: 'tel:+1', type: 'mobile' }] },
  ],
  [
    'PAT-64',
    [{ op: 'add', path: `${enterprise}:division`, value: 'D' }],
    { [enterprise]: { department: 'IT', costCenter: '1', division: 'D' } },
  ],
  ['PAT-54', [{ op: 'remove', path: 'emails[type eq "other"]' }], { emails: ana.emails }],
])('%s %j', async (_, operations, expected) => {
  const lab = await start();
  const seen = await lab.patch('/Users/1042', operations);
  expect(seen.status).toBe(200);
  expect(seen.json).toMatchObject(expected);
  expect(await read(lab)).toEqual(seen.json);
});

test.each<readonly [string, readonly Json[], string]>([
  ['PAT-03', [{ op: 'move', path: 'title' }], 'invalidSyntax'],
  ['PAT-20', [{ op: 'replace', path: 'name', value: 'Ana' }], 'invalidValue'],
  ['PAT-24', [{ op: 'remove' }], 'noTarget'],
  ['PAT-26', [{ op: 'remove', path: 'id' }], 'mutability'],
  ['PAT-26', [{ op: 'replace', path: 'meta.version', value: 'x' }], 'mutability'],
  ['PAT-32', [{ op: 'replace', path: 'active', value: 'False' }], 'invalidValue'],
  ['PAT-35', [{ op: 'add', path: 'shoeSize', value: 44 }], 'invalidPath'],
  ['PAT-36', [{ op: 'add', path: 'name..x', value: 'x' }], 'invalidPath'],
  ['PAT-37', [{ op: 'add', path: '__proto__.x', value: 'x' }], 'invalidPath'],
  ['PAT-50', [{ op: 'replace', path: 'emails[type eq "other"].value', value: 'x' }], 'noTarget'],
  ['PAT-63', [{ op: 'replace', path: 'emails[0].value', value: 'x' }], 'invalidPath'],
  ['PAT-72', [{ op: 'replace', path: `${enterprise}:manager`, value: '' }], 'invalidValue'],
  ['PAT-73', [{ op: 'replace', path: `${enterprise}:manager`, value: '1007' }], 'invalidValue'],
  ['PAT-77', [{ op: 'replace', path: 'displayName', value: ['x'] }], 'invalidValue'],
])(
  '%s PAT-07 %j fails after a good operation, and nothing changed',
  async (_, operations, type) => {
    const lab = await start();
    const before = await read(lab);
    const good = { op: 'replace', path: 'title', value: 'changed' };
    const seen = await lab.patch('/Users/1042', [good, ...operations]);
    expect([seen.status, seen.json.scimType]).toEqual([400, type]);
    expect(seen.json.detail).toMatch(/^Operation 2: /);
    expect(await read(lab)).toEqual(before);
  },
);

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['PAT-21', ['nickName'], ['nickName']],
  ['PAT-22', ['name.middleName', 'name.givenName', 'name.familyName'], ['name']],
  ['PAT-56', ['emails'], ['emails']],
])('%s removing %j leaves nothing of it', async (_, paths, gone) => {
  const lab = await start();
  const before = await read(lab);
  const seen = await lab.patch(
    '/Users/1042',
    paths.map((path) => ({ op: 'remove', path })),
  );
  expect(without(seen.json, 'meta')).toEqual(without(before, 'meta', ...gone));
});

test('PAT-09 a PATCH of an unknown id is 404', async () => {
  const lab = await start();
  expect((await lab.patch('/Users/404', [{ op: 'remove', path: 'title' }])).status).toBe(404);
});

test('PAT-76 a dotted key in a value without a path is neither expanded nor stored', async () => {
  const lab = await start();
  const seen = await lab.patch('/Users/1042', [
    { op: 'add', value: { 'name.familyName': 'X', title: 'T' } },
  ]);
  const { json } = await lab.get('/Users/1042');
  expect('name.familyName' in json).toBe(false);
  expect((json.name as JsonObject).familyName).toBe('Ruiz');
  expect([200, 400]).toContain(seen.status);
});

test('PAT-28 PAT-29 a type of a member is immutable once it is set', async () => {
  const lab = await start();
  const { id } = await lab.group('Team', '1042');
  const path = `members[value eq "1042"].type`;
  const same = await lab.patch(`/Groups/${id}`, [{ op: 'replace', path, value: 'User' }]);
  expect([same.status, same.header('ETag')]).toEqual([200, 'W/"1"']);
  for (const operation of [
    { op: 'replace', path, value: 'Group' },
    { op: 'add', path, value: 'Group' },
    { op: 'remove', path },
  ]) {
    const seen = await lab.patch(`/Groups/${id}`, [operation]);
    expect([operation, seen.status, seen.json.scimType]).toEqual([operation, 400, 'mutability']);
  }
});

test('PAT-59 replacing a part of a list without a filter never takes elements away', async () => {
  const lab = await start();
  await lab.patch('/Users/1042', [{ op: 'replace', path: 'emails.display', value: 'D' }]);
  expect(((await read(lab)).emails as Json[]).length).toBe(2);
});

test('PAT-02 PAT-02b a PATCH without operations is refused', async () => {
  const lab = await start();
  for (const body of [
    { schemas: [patchOp] },
    { schemas: [patchOp], Operations: [] },
    { Operations: [{ op: 'remove', path: 'title' }] },
  ])
    expect((await lab.send('PATCH', '/Users/1042', { body })).status).toBe(400);
});

test('PAT-30 a userName in use is 409, and the good operation before it is not done', async () => {
  const lab = await start();
  await lab.user('taken');
  const before = await read(lab);
  const seen = await lab.patch('/Users/1042', [
    { op: 'replace', path: 'title', value: 'T' },
    { op: 'replace', path: 'userName', value: 'Taken' },
  ]);
  expect([seen.status, seen.json.scimType]).toEqual([409, 'uniqueness']);
  expect(await read(lab)).toEqual(before);
});

test('PAT-10 a PATCH of 1,000 operations is one change', async () => {
  const lab = await start();
  const operations = Array.from({ length: 1000 }, (_, at) => ({
    op: 'replace',
    path: 'title',
    value: `T${at}`,
  }));
  const seen = await lab.patch('/Users/1042', operations);
  expect([seen.status, seen.json.title, seen.header('ETag')]).toEqual([200, 'T999', 'W/"2"']);
});

test('PAT-11 PAT-42 adding what is there leaves version and lastModified', async () => {
  const lab = await start();
  const before = await read(lab);
  lab.now += 60_000;
  const seen = await lab.patch('/Users/1042', [
    { op: 'add', path: 'nickName', value: 'Ani' },
    { op: 'add', path: 'emails', value: [ana.emails[0]!] },
  ]);
  expect([seen.status, seen.json]).toEqual([200, before]);
  expect(seen.answer.changes).toEqual([]);
});

test('PAT-43 PAT-44 there is never more than one primary', async () => {
  const lab = await start();
  const added = await lab.patch('/Users/1042', [
    { op: 'add', path: 'emails', value: [{ value: 'new@x.example', primary: true }] },
  ]);
  const primaries = (json: JsonObject) =>
    (json.emails as JsonObject[]).filter(({ primary }) => primary).map(({ value }) => value);
  expect(primaries(added.json)).toEqual(['new@x.example']);
  const moved = await lab.patch('/Users/1042', [
    { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
  ]);
  expect(primaries(moved.json)).toEqual(['ana@home.example']);
});

test('PAT-68 removing the last attribute of the extension leaves no empty object', async () => {
  const lab = await start();
  const seen = await lab.patch('/Users/1042', [
    { op: 'remove', path: `${enterprise}:department` },
    { op: 'remove', path: `${enterprise}:costCenter` },
  ]);
  expect([seen.json[enterprise], (seen.json.schemas as Json[])[0]]).toEqual([undefined, core]);
});

test('PAT-79 a password can be set, is never shown, and moves the version on', async () => {
  const lab = await start();
  const set = { op: 'replace', path: 'password', value: 'Sw0rdfish-2' };
  const seen = await lab.patch('/Users/1042?attributes=password,title', [set]);
  expect([seen.status, seen.header('ETag')]).toEqual([200, 'W/"2"']);
  expect(JSON.stringify([seen.answer.changes, seen.answer.trace])).not.toContain('Sw0rdfish');
  expect((await lab.patch('/Users/1042', [set])).header('ETag')).toBe('W/"2"');
});

test('PAT-80 what is derived cannot be patched', async () => {
  const lab = await start();
  for (const path of ['groups', 'meta.location', `${enterprise}:manager.displayName`])
    for (const op of ['add', 'replace']) {
      const seen = await lab.patch('/Users/1042', [{ op, path, value: 'x' }]);
      expect([path, seen.status, seen.json.scimType]).toEqual([path, 400, 'mutability']);
    }
});

test.each<readonly [string, Json, JsonObject]>([
  ['PAT-32d', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
  ['PAT-77d', { op: 'Replace', path: 'displayName', value: ['x'] }, { displayName: 'x' }],
  [
    'ENF-05',
    { op: 'Add', path: `${enterprise}:manager`, value: '1007' },
    { [enterprise]: { manager: { value: '1007', displayName: 'Omar Haddad' } } },
  ],
])('%s lenient %j', async (_, operation, expected) => {
  const lab = await start('lenient');
  const seen = await lab.patch('/Users/1042', [operation]);
  expect(seen.status).toBe(200);
  expect(seen.json).toMatchObject(expected);
  expect(seen.answer.trace.some(({ kind }) => kind === 'warn')).toBe(true);
});

test('PROP-06 whatever comes before it, an operation that fails leaves all as it was', async () => {
  const operation = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'replace'),
      path: fc.constantFrom('title', 'nickName', 'name.familyName', 'displayName'),
      value: fc.string({ minLength: 1 }),
    }),
    fc.record({
      op: fc.constant('remove'),
      path: fc.constantFrom('nickName', 'emails[type eq "home"]', 'name', 'phoneNumbers'),
    }),
    fc.record({
      op: fc.constant('add'),
      path: fc.constant('emails'),
      value: fc.array(fc.record({ value: fc.emailAddress() }), { minLength: 1, maxLength: 3 }),
    }),
  );
  const failing = fc.constantFrom<Json>(
    { op: 'remove', path: 'userName' },
    { op: 'replace', path: 'emails[type eq "nobody"].value', value: 'x' },
    { op: 'add', path: 'shoeSize', value: 44 },
    { op: 'replace', path: 'userName', value: 'omar.haddad@northwind.example' },
    { op: 'jump' },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(operation), failing, async (operations, last) => {
      const lab = await start();
      const before = await read(lab);
      const { status } = await lab.patch('/Users/1042', [...(operations as Json[]), last]);
      expect(Math.floor(status / 100)).toBe(4);
      expect(await read(lab)).toEqual(before);
      expect(await lab.store.journal('test')).toHaveLength(1);
    }),
    { numRuns: 1000 },
  );
}, 300_000);
