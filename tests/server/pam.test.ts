// Folders, secrets and rights of the vault as SCIM resources, in the profiles that have them.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { bench, query, type Bench, type Seen } from './kit.ts';

const urn = 'urn:ietf:params:scim:schemas:pam:1.0:';
const container = (name: string, more: JsonObject = {}): JsonObject => ({
  schemas: [`${urn}Container`],
  name,
  ...more,
});
const permission = (
  folder: string,
  whom: JsonObject,
  ...rights: readonly string[]
): JsonObject => ({
  schemas: [`${urn}ContainerPermission`],
  container: { value: folder },
  ...whom,
  rights,
});
const user = (value: string): JsonObject => ({ user: { value } });
const group = (value: string): JsonObject => ({ group: { value } });

const listed = async (
  lab: Bench,
  endpoint: string,
  filter?: string,
): Promise<readonly JsonObject[]> => {
  const seen = await lab.get(
    `${endpoint}?${query({ count: 1000, ...(filter ? { filter } : {}) })}`,
  );
  expect(seen.status, seen.text).toBe(200);
  return seen.json.Resources as readonly JsonObject[];
};
const vaultOf = async (lab: Bench): Promise<Vault> =>
  (await lab.store.read('test', (view) => view.document('vault'))) as unknown as Vault;
const idOf = ({ json }: Seen): string => String(json.id);
const opened = ({ answer }: Seen): Json =>
  answer.access.map(({ userName, opensBefore, opensAfter }) => [userName, opensBefore, opensAfter]);
const events = ({ answer }: Seen): Json =>
  answer.events.map(({ name, subject, detail }) => [name, subject, detail]);
const outcome = ({ status, json }: Seen): Json => [status, json.scimType ?? null];

// — Discovery and reading

test('connector and cloud declare the four types, marked as modelled; strict and lenient have none', async () => {
  for (const profile of ['connector', 'cloud'] as const) {
    const lab = await bench(profile);
    const types = await listed(lab, '/ResourceTypes');
    expect(types.slice(2).map(({ name, endpoint }) => [name, endpoint])).toEqual([
      ['Container', '/Containers'],
      ['ContainerPermission', '/ContainerPermissions'],
      ['PrivilegedData', '/PrivilegedData'],
      ['PrivilegedDataPermission', '/PrivilegedDataPermissions'],
    ]);
    for (const { schema } of types.slice(2))
      expect((await lab.get(`/Schemas/${String(schema)}`)).json.description).toContain(
        'Modelled on an expired draft.',
      );
  }
  for (const profile of ['strict', 'lenient'] as const)
    expect((await (await bench(profile)).get('/Containers')).status).toBe(404);
});

test('an endpoint nobody has is answered with those there are', async () => {
  const ends = async (profile: 'connector' | 'strict') =>
    (await (await bench(profile)).get('/Folders')).json.detail;
  expect(await ends('connector')).toContain(
    'The endpoints are /Users, /Groups, /Containers, /ContainerPermissions, /PrivilegedData, /PrivilegedDataPermissions, /ServiceProviderConfig,',
  );
  expect(await ends('strict')).toContain(
    'The endpoints are /Users, /Groups, /ServiceProviderConfig,',
  );
});

test('the four types take every method and form of query that users take', async () => {
  const lab = await bench('connector');
  const seen = [
    await lab.send('HEAD', '/Containers/21'),
    await lab.send('OPTIONS', '/ContainerPermissions/1'),
    await lab.get('/PrivilegedData/301', { headers: [['If-None-Match', 'W/"1"']] }),
    await lab.send('PUT', '/Containers'),
    await lab.get('/Containers', { token: lab.tenant.tokens[2]!.value }),
    await lab.remove('/Containers/21', { token: lab.tenant.tokens[2]!.value }),
    await lab.get('/Containers/nope'),
    await lab.get(`/Containers?${query({ filter: 'nam eq "x"' })}`),
  ];
  expect(seen.map(({ status }) => status)).toEqual([200, 204, 304, 405, 403, 403, 404, 400]);
  const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 2 };
  expect((await lab.post('/ContainerPermissions/.search', search)).json).toEqual(
    (await lab.get('/ContainerPermissions?count=2')).json,
  );
  expect((await lab.get('/?count=0')).json.totalResults).toBeGreaterThan(37);
});

test('two folders of one bulk request cannot lie in each other', async () => {
  const lab = await bench('connector');
  const before = await vaultOf(lab);
  const post = (bulkId: string, parent: string) => ({
    ...{ method: 'POST', path: '/Containers', bulkId },
    data: container(bulkId, { parent: { value: `bulkId:${parent}` } }),
  });
  const { json } = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [post('a', 'b'), post('b', 'a')],
  });
  expect((json.Operations as JsonObject[]).map(({ status }) => status)).toEqual(['409', '400']);
  expect((await vaultOf(lab)).folders).toEqual(before.folders);
});

test('a name with a backslash is no name of a folder, since it would read as a path', async () => {
  const lab = await bench('connector');
  const before = await vaultOf(lab);
  const made = await lab.post('/Containers', container('Databases\\Prod'));
  const renamed = await lab.patch('/Containers/21', [
    { op: 'replace', path: 'name', value: 'a\\b' },
  ]);
  expect([made.status, made.json.scimType, renamed.status]).toEqual([400, 'invalidValue', 400]);
  expect(made.json.detail).toBe(
    'name takes a name without a backslash, not "Databases\\\\Prod". Write it as "Databases-Prod".',
  );
  expect(await vaultOf(lab)).toEqual(before);
});

test('a container is a folder with its secrets and its owner', async () => {
  const lab = await bench('connector');
  const seen = await lab.get('/Containers/21');
  const base = lab.tenant.baseUrl;
  const at = '2026-11-30T09:00:00.000Z';
  const data = (value: string, display: string, type: string) => ({
    ...{ value, type, display },
    $ref: `${base}/PrivilegedData/${value}`,
  });
  expect(seen.json).toEqual({
    schemas: [`${urn}Container`],
    id: '21',
    name: 'Prod',
    displayName: 'Prod',
    type: 'Folder',
    inherits: false,
    owner: { value: '12', $ref: `${base}/Groups/12`, display: 'SS-Admins' },
    privilegedData: [
      data('301', 'ora-prod-1', 'Oracle Account'),
      data('302', 'ora-prod-2', 'Oracle Account'),
      data('303', 'pg-billing', 'PostgreSQL Account'),
    ],
    meta: {
      ...{ resourceType: 'Container', created: at, lastModified: at, version: 'W/"1"' },
      location: `${base}/Containers/21`,
    },
  });
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({
      what: 'A container is a folder of Secret Server',
      source: expect.objectContaining({ kind: 'simulated' }) as unknown,
    }),
  );
});

test('a permission names container and user or group, with a small number as its id', async () => {
  const lab = await bench('connector');
  const rows = await listed(lab, '/ContainerPermissions');
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_, at) => String(at + 1)));
  const base = lab.tenant.baseUrl;
  expect(rows[0]).toMatchObject({
    id: '1',
    schemas: [`${urn}ContainerPermission`],
    container: { value: '21', name: 'Prod', display: 'Prod', $ref: `${base}/Containers/21` },
    group: { value: '7', display: 'SS-DBA-Prod', $ref: `${base}/Groups/7` },
    rights: ['View'],
  });
  expect(rows.at(-1)).toMatchObject({
    user: { value: '9002', display: 'Break-glass administrator 01' },
  });
});

test.each<[string, string, readonly string[]]>([
  ['/Containers', 'name eq "prod"', ['21']],
  ['/Containers', 'displayName eq "Test"', ['22']],
  ['/Containers', 'privilegedData.value eq "306"', ['23']],
  ['/ContainerPermissions', 'container.value eq "27"', ['18']],
  ['/ContainerPermissions', 'container eq "27"', ['18']],
  ['/ContainerPermissions', 'container.value eq 27', ['18']],
  ['/ContainerPermissions', 'container.name eq "Prod"', ['1', '6', '12']],
  ['/ContainerPermissions', 'user.value eq "9002"', ['18']],
  ['/ContainerPermissions', 'user.display sw "Break-glass"', ['18']],
  [
    '/ContainerPermissions',
    'group.value eq "11" and rights eq "View"',
    ['6', '7', '8', '9', '10', '11'],
  ],
  ['/PrivilegedData', 'name sw "ora-" and type eq "Oracle Account"', ['301', '302', '304']],
])('%s?filter=%s finds %j', async (endpoint, filter, ids) => {
  const lab = await bench('connector');
  expect((await listed(lab, endpoint, filter)).map(({ id }) => id)).toEqual(ids);
});

test('lists are paged, sorted, projected and searched like any other', async () => {
  const lab = await bench('connector');
  const { json } = await lab.get(
    '/PrivilegedData?sortBy=name&startIndex=2&count=2&attributes=name',
  );
  expect([json.totalResults, json.Resources]).toEqual([
    12,
    [
      { schemas: [`${urn}PrivilegedData`], id: '311', name: 'contoso-jump' },
      { schemas: [`${urn}PrivilegedData`], id: '306', name: 'core-sw-01' },
    ],
  ]);
});

// — Containers

test('a container without a parent, or with the parent -1, stands in the root', async () => {
  const lab = await bench('connector');
  for (const more of [{}, { parent: { value: '-1' } }]) {
    const seen = await lab.post(
      '/Containers',
      container(`Root ${JSON.stringify(more).length}`, more),
    );
    expect([seen.status, seen.json.parent]).toEqual([201, undefined]);
    const folder = (await vaultOf(lab)).folders.at(-1)!;
    expect(folder).toMatchObject({ id: idOf(seen), path: `\\${folder.name}`, inherits: false });
  }
});

test('a container in another has its rights, and SCIM shows where it is', async () => {
  const lab = await bench('connector');
  const seen = await lab.post(
    '/Containers',
    container('Ledger', { parent: { value: '24' }, description: 'Books.' }),
  );
  expect(seen.json).toMatchObject({
    id: '28',
    description: 'Books.',
    inherits: true,
    parent: { value: '24', display: 'Treasury', $ref: `${lab.tenant.baseUrl}/Containers/24` },
    meta: { version: 'W/"1"' },
  });
  expect(events(seen)).toEqual([
    ['Folder Create', '\\Finance\\Treasury\\Ledger', 'added through SCIM'],
  ]);
  const again = await lab.post('/Containers', container('ledger', { parent: { value: '24' } }));
  expect(outcome(again)).toEqual([409, 'uniqueness']);
  const [entry] = await lab.store.journal('test');
  expect(entry?.change).toMatchObject({
    ...{ kind: 'create', resourceType: 'Container', id: '28' },
    after: { name: 'Ledger', parent: { value: '24' } },
  });
});

test('renaming and moving a container changes its path and those of the folders in it', async () => {
  const lab = await bench('connector');
  const outer = idOf(await lab.post('/Containers', container('Outer')));
  const inner = idOf(
    await lab.post('/Containers', container('Inner', { parent: { value: outer } })),
  );
  const pathOf = async (id: string) =>
    (await vaultOf(lab)).folders.find((folder) => folder.id === id)?.path;
  await lab.patch(`/Containers/${outer}`, [{ op: 'replace', path: 'name', value: 'Renamed' }]);
  expect([await pathOf(outer), await pathOf(inner)]).toEqual(['\\Renamed', '\\Renamed\\Inner']);
  await lab.put(`/Containers/${outer}`, container('Renamed', { parent: { value: '21' } }));
  expect(await pathOf(inner)).toBe('\\IT\\Databases\\Prod\\Renamed\\Inner');
  await lab.patch('/Containers/21', [{ op: 'replace', path: 'name', value: 'Live' }]);
  expect(await pathOf('21')).toBe('\\IT\\Databases\\Live');
  const loop = await lab.patch(`/Containers/${outer}`, [
    { op: 'replace', path: 'parent.value', value: inner },
  ]);
  expect(outcome(loop)).toEqual([400, 'invalidValue']);
  const nowhere = await lab.post('/Containers', container('X', { parent: { value: '99' } }));
  expect(outcome(nowhere)).toEqual([400, 'invalidValue']);
});

test('adding a secret to a container moves it there, removing it leaves it in none', async () => {
  const lab = await bench('connector');
  const value = [{ value: '301' }];
  const moved = await lab.patch('/Containers/22', [{ op: 'add', path: 'privilegedData', value }]);
  expect((moved.json.privilegedData as JsonObject[]).map((each) => each.value)).toEqual([
    '301',
    '304',
    '305',
  ]);
  expect(moved.answer.access).toMatchObject([
    { user: '1007', secrets: [{ secret: '301', before: 'View', after: 'Edit' }] },
  ]);
  expect((await lab.get('/Containers/21')).json.meta).toMatchObject({ version: 'W/"2"' });
  const journal = (await lab.store.journal('test')).map(
    ({ change }) => `${change.kind} ${change.id}`,
  );
  expect(journal).toEqual(['replace 21', 'replace 22']);
  await lab.patch('/Containers/22', [{ op: 'remove', path: 'privilegedData[value eq "301"]' }]);
  expect((await vaultOf(lab)).secrets.find(({ id }) => id === '301')?.folder).toBe('');
  const unknown = await lab.patch('/Containers/22', [
    { op: 'add', path: 'privilegedData', value: [{ value: '999' }] },
  ]);
  expect(outcome(unknown)).toEqual([400, 'invalidValue']);
});

test('an empty container is deleted, a full one is not', async () => {
  const lab = await bench('connector');
  const id = idOf(await lab.post('/Containers', container('New')));
  await lab.post('/ContainerPermissions', permission(id, user('1007'), 'View'));
  expect((await lab.remove('/Containers/21')).status).toBe(409);
  const seen = await lab.remove(`/Containers/${id}`);
  expect([seen.status, events(seen)]).toEqual([
    204,
    [['Folder Delete', 'New', 'removed through SCIM']],
  ]);
  expect((await lab.get(`/Containers/${id}`)).status).toBe(404);
  expect(await listed(lab, '/ContainerPermissions', `container.value eq "${id}"`)).toEqual([]);
  expect(idOf(await lab.post('/Containers', container('New')))).not.toBe(id);
});

test('SCIM changes neither a protected folder nor who may open it', async () => {
  const lab = await bench('connector');
  const refused = [
    await lab.patch('/Containers/27', [{ op: 'replace', path: 'name', value: 'x' }]),
    await lab.remove('/Containers/27'),
    await lab.post('/Containers', container('x', { parent: { value: '27' } })),
    await lab.post('/ContainerPermissions', permission('27', user('1007'), 'Owner')),
    await lab.remove('/ContainerPermissions/18'),
    await lab.patch('/Containers/21', [
      { op: 'add', path: 'privilegedData', value: [{ value: '312' }] },
    ]),
    await lab.patch('/PrivilegedData/312', [{ op: 'replace', path: 'name', value: 'x' }]),
    await lab.post('/PrivilegedDataPermissions', {
      schemas: [`${urn}PrivilegedDataPermission`],
      ...{ privilegedData: { value: '312' }, ...user('1007'), rights: ['View'] },
    }),
  ];
  expect(refused.map(({ status }) => status)).toEqual(Array(refused.length).fill(403));
  expect(await lab.store.journal('test')).toEqual([]);
});

// — Rights

test('a row of rights gives access at once, and taking it away takes the access', async () => {
  const lab = await bench('connector');
  const seen = await lab.post('/ContainerPermissions', permission('24', user('1007'), 'Edit'));
  expect(seen.json).toMatchObject({ id: '19', rights: ['Edit'], user: { display: 'Omar Haddad' } });
  expect(opened(seen)).toEqual([['omar.haddad@northwind.example', 5, 7]]);
  expect(events(seen)).toEqual([
    [
      'Folder Edit Permissions',
      '\\Finance\\Treasury',
      'Edit for omar.haddad@northwind.example added through SCIM',
    ],
  ]);
  expect((await vaultOf(lab)).grants.at(-1)).toEqual({
    ...{ id: '19', folder: '24', to: { kind: 'user', id: '1007' } },
    ...{ folderRight: 'Edit', secretRight: 'Edit' },
  });
  const gone = await lab.remove('/ContainerPermissions/19');
  expect(opened(gone)).toEqual([['omar.haddad@northwind.example', 7, 5]]);
});

test('rights of a group reach everybody in it', async () => {
  const lab = await bench('connector', 'northwind-ana');
  const seen = await lab.post('/ContainerPermissions', permission('24', group('6'), 'View'));
  expect((opened(seen) as readonly Json[]).length).toBeGreaterThan(3);
  expect(opened(seen)).toContainEqual(['ana.ruiz@northwind.example', 3, 5]);
});

test.each<[readonly string[], string, string]>([
  [['View'], 'View', 'View'],
  [['owner'], 'Owner', 'Owner'],
  [['Add Secret'], 'Add Secret', 'None'],
  [['View', 'Edit'], 'Edit', 'Edit'],
  [['Launch'], 'View', 'View'],
])(
  'the rights %j become %s on the folder and %s on its secrets',
  async (rights, folder, secret) => {
    const lab = await bench('connector');
    const seen = await lab.post('/ContainerPermissions', permission('24', user('1007'), ...rights));
    expect(seen.json.rights).toEqual([folder]);
    expect((await vaultOf(lab)).grants.at(-1)).toMatchObject({
      folderRight: folder,
      secretRight: secret,
    });
    const warned = seen.answer.trace.some(({ what }) => what.includes('`Launch` as `View`'));
    expect(warned).toBe(rights.includes('Launch'));
  },
);

test('rights are changed by PATCH; whom and what they are about stays', async () => {
  const lab = await bench('connector');
  const change = (operation: JsonObject) => lab.patch('/ContainerPermissions/6', [operation]);
  const seen = await change({ op: 'replace', path: 'rights', value: ['Edit'] });
  expect([seen.status, seen.json.rights]).toEqual([200, ['Edit']]);
  expect(outcome(await change({ op: 'replace', path: 'container.value', value: '22' }))).toEqual([
    400,
    'mutability',
  ]);
  const same = await change({ op: 'replace', path: 'rights', value: ['Edit'] });
  expect(same.json.meta).toEqual(seen.json.meta);
});

test('a right that stays keeps what it means for secrets', async () => {
  const lab = await bench('connector');
  await lab.put('/ContainerPermissions/6', permission('21', group('11'), 'View'));
  const row = (await vaultOf(lab)).grants.find(({ id }) => id === '6');
  expect(row).toMatchObject({ folderRight: 'View', secretRight: 'List' });
});

test.each<[string, JsonObject, Json]>([
  ['nobody', permission('24', {}, 'View'), [400, 'invalidValue']],
  ['two', permission('24', { ...user('1007'), ...group('7') }, 'View'), [400, 'invalidValue']],
  ['an unknown user', permission('24', user('5'), 'View'), [400, 'invalidValue']],
  ['an unknown folder', permission('5', user('1007'), 'View'), [400, 'invalidValue']],
  ['no rights', permission('24', user('1007')), [400, 'invalidValue']],
  ['a row that is there', permission('24', group('10'), 'Edit'), [409, 'uniqueness']],
])('a row of rights of %s is refused', async (_, body, expected) => {
  const lab = await bench('connector');
  expect(outcome(await lab.post('/ContainerPermissions', body))).toEqual(expected);
});

test('a row on a folder that inherits ends that: it keeps what it had, as rows of its own', async () => {
  const lab = await bench('connector');
  const id = idOf(await lab.post('/Containers', container('Ledger', { parent: { value: '24' } })));
  const seen = await lab.post('/ContainerPermissions', permission(id, user('1019'), 'View'));
  expect(seen.status).toBe(201);
  expect((await lab.get(`/Containers/${id}`)).json.inherits).toBe(false);
  const rows = await listed(lab, '/ContainerPermissions', `container.value eq "${id}"`);
  expect(
    rows.map(({ group: whom, user: who, rights }) => [(whom ?? who) as JsonObject, rights]),
  ).toEqual([
    [expect.objectContaining({ value: '10' }), ['View']],
    [expect.objectContaining({ value: '11' }), ['View']],
    [expect.objectContaining({ value: '12' }), ['Owner']],
    [expect.objectContaining({ value: '1019' }), ['View']],
  ]);
  expect(new Set(rows.map((row) => row.id)).size).toBe(4);
  const journal = await lab.store.journal('test');
  expect(
    journal.filter(({ change }) => change.resourceType === 'ContainerPermission'),
  ).toHaveLength(4);
});

// — Secrets

test('a secret is made in no folder, described, renamed and deleted', async () => {
  const lab = await bench('connector');
  const body = {
    schemas: [`${urn}PrivilegedData`],
    name: 'new-db',
    description: 'New.',
    type: 'Oracle Account',
  };
  const seen = await lab.post('/PrivilegedData', body);
  expect(seen.json).toMatchObject({ id: '313', ...body });
  expect(events(seen)).toEqual([['Secret Create', 'new-db', 'added through SCIM']]);
  expect((await vaultOf(lab)).secrets.at(-1)).toEqual({
    ...{ id: '313', name: 'new-db', folder: '', template: 'Oracle Account', description: 'New.' },
  });
  await lab.patch('/Containers/21', [
    { op: 'add', path: 'privilegedData', value: [{ value: '313' }] },
  ]);
  const renamed = await lab.put('/PrivilegedData/313', { ...body, name: 'newer-db' });
  expect(renamed.json.name).toBe('newer-db');
  expect((await vaultOf(lab)).secrets.at(-1)).toMatchObject({ folder: '21', name: 'newer-db' });
  const gone = await lab.remove('/PrivilegedData/313');
  expect([gone.status, events(gone)]).toEqual([
    204,
    [['Secret Delete', 'newer-db', 'removed through SCIM']],
  ]);
});

test('a right on one secret opens it to who can reach its folder', async () => {
  const lab = await bench('connector');
  const row = (value: string) => ({
    schemas: [`${urn}PrivilegedDataPermission`],
    privilegedData: { value: '301' },
    ...user(value),
    rights: ['Edit'],
  });
  const auditor = (await lab.get('/Groups/11')).json.members as readonly JsonObject[];
  const id = String(auditor[0]!.value);
  const seen = await lab.post('/PrivilegedDataPermissions', row(id));
  expect(seen.json).toMatchObject({
    privilegedData: { value: '301', display: 'ora-prod-1', type: 'Oracle Account' },
    rights: ['Edit'],
  });
  expect(seen.answer.access).toMatchObject([
    { user: id, secrets: [{ secret: '301', before: 'List', after: 'Edit' }] },
  ]);
  const outside = await lab.post('/PrivilegedDataPermissions', row('2003'));
  expect(opened(outside)).toEqual([]);
});

// — Profiles

test('the cloud connector creates containers and their rights, and no privileged data', async () => {
  const lab = await bench('cloud');
  expect((await lab.post('/Containers', container('New'))).status).toBe(201);
  expect(
    (await lab.post('/ContainerPermissions', permission('24', user('1007'), 'View'))).status,
  ).toBe(201);
  const data = { schemas: [`${urn}PrivilegedData`], name: 'x' };
  expect((await lab.post('/PrivilegedData', data)).status).toBe(501);
  const row = { privilegedData: { value: '301' }, ...user('1007'), rights: ['View'] };
  const seen = await lab.post('/PrivilegedDataPermissions', {
    schemas: [`${urn}PrivilegedDataPermission`],
    ...row,
  });
  expect(seen.status).toBe(501);
  const add = { op: 'add', path: 'privilegedData', value: [{ value: '301' }] };
  expect((await lab.patch('/Containers/22', [add])).status).toBe(200);
});

test('the cloud connector takes an erased user out of containers too', async () => {
  const lab = await bench('cloud');
  await lab.post('/ContainerPermissions', permission('24', user('1007'), 'View'));
  const seen = await lab.remove('/Users/1007');
  expect(seen.status).toBe(204);
  expect(await listed(lab, '/ContainerPermissions', 'user.value eq "1007"')).toEqual([]);
  expect(seen.answer.changes.map(({ kind, resourceType }) => `${kind} ${resourceType}`)).toContain(
    'delete ContainerPermission',
  );
});

test('a group that is gone has no rights left; a user the connector disables keeps the rows', async () => {
  const lab = await bench('connector');
  await lab.remove('/Groups/13');
  expect(await listed(lab, '/ContainerPermissions', 'group.value eq "13"')).toEqual([]);
  await lab.post('/ContainerPermissions', permission('24', user('1007'), 'View'));
  await lab.remove('/Users/1007');
  const [row] = await listed(lab, '/ContainerPermissions', 'user.value eq "1007"');
  expect(row?.user).toEqual({ value: '1007' });
});

test('bulk makes a folder and its rights in one job', async () => {
  const lab = await bench('connector');
  const { json, answer } = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      {
        ...{ method: 'POST', path: '/ContainerPermissions', bulkId: 'row' },
        data: permission('bulkId:folder', group('7'), 'Owner'),
      },
      { method: 'POST', path: '/Containers', bulkId: 'folder', data: container('Batch') },
    ],
  });
  expect((json.Operations as JsonObject[]).map(({ status }) => status)).toEqual(['201', '201']);
  expect(answer.events.map(({ name }) => name).sort()).toEqual([
    'Folder Create',
    'Folder Edit Permissions',
  ]);
});

// — Versions

test('versions, conditions and externalId work as on any resource', async () => {
  const lab = await bench('connector');
  const made = await lab.post('/Containers', container('New', { externalId: 'F-1' }));
  const path = `/Containers/${idOf(made)}`;
  expect([made.header('ETag'), made.json.externalId]).toEqual(['W/"1"', 'F-1']);
  const rename = [{ op: 'replace', path: 'name', value: 'Newer' }];
  const stale = await lab.patch(path, rename, { headers: [['If-Match', 'W/"7"']] });
  expect(stale.status).toBe(412);
  lab.now += 60_000;
  const seen = await lab.patch(path, rename, { headers: [['If-Match', 'W/"1"']] });
  expect(seen.json.meta).toMatchObject({
    version: 'W/"2"',
    lastModified: '2026-11-30T09:01:00.000Z',
  });
  expect(seen.json.externalId).toBe('F-1');
  expect((await listed(lab, '/Containers', 'externalId eq "F-1"')).map(({ id }) => id)).toEqual([
    idOf(made),
  ]);
});

test('what is changed by hand has another version', async () => {
  const lab = await bench('connector');
  const path = '/Containers/21';
  await lab.patch(path, [{ op: 'add', path: 'description', value: 'x' }]);
  const before = (await lab.get(path)).header('ETag');
  const vault = await vaultOf(lab);
  const folders = vault.folders.map((each) =>
    each.id === '21' ? { ...each, name: 'Live' } : each,
  );
  const cause = { exchange: 'hand', actor: 'You', at: '2026-11-30T09:00:00.000Z' };
  await lab.store.write('test', cause, (edit) =>
    edit.putDocument('vault', { ...vault, folders } as unknown as JsonObject),
  );
  const seen = await lab.get(path);
  expect([before, seen.header('ETag'), seen.json.name]).toEqual(['W/"2"', 'W/"3"', 'Live']);
});
