// Holds the published table of policies to the profiles, and the server to both: what a field says is what happens.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { policies } from '../../src/scim/policies.ts';
import type { Profile, ProfileId } from '../../src/scim/profile.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { respond } from '../../src/server/respond.ts';
import { bench, core, coreGroup, enterprise, patchOp, query, type Bench } from './kit.ts';

const ids = Object.keys(profiles) as ProfileId[];
const about = new Set(['id', 'title', 'summary']);
const fields = [...new Set(ids.flatMap((id) => Object.keys(profiles[id])))].filter(
  (field) => !about.has(field),
) as (keyof Profile)[];

test('every policy has a name of its own, a topic, a text for each profile, and a source', () => {
  expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length);
  for (const { id, topic, texts, source } of policies) {
    expect(id).toMatch(/^[a-zA-Z]+(-[a-zA-Z]+)*$/);
    expect(topic).toMatch(/^\S.*[^.]$/);
    expect(Object.keys(texts).sort()).toEqual([...ids].sort());
    for (const text of Object.values(texts)) expect(text, id).toMatch(/^\S.*\.$/);
    expect(source, id).toMatch(
      /^((6750|7643|7644|9865|9967|9110) \d+(\.\d+)*|Delinea, .+|The lab's own choice)$/,
    );
  }
});

test('every field of a profile is published', () => {
  const published = new Set(policies.map(({ field }) => field));
  expect(fields.filter((field) => !published.has(field))).toEqual([]);
});

test('profiles differ in the table exactly where they differ in the field', () => {
  for (const { id, field, texts } of policies) {
    const [first, ...others] = ids;
    for (const other of others)
      expect(texts[other] === texts[first!], `${id} ${other}`).toBe(
        field === undefined || profiles[other][field] === profiles[first!][field],
      );
  }
});

/** Tries a policy out: gives the value of the field as the server shows it. */
type Probe = (lab: Bench) => Promise<unknown>;

const ok = (status: number): boolean => status < 300;
const patch = async (lab: Bench, ...operations: readonly Json[]) =>
  (await lab.patch('/Users/1007', operations)).status;
const mail = { emails: [{ value: 'x@x.example', type: 'work' }] };

const probes: Partial<Record<keyof Profile, Probe>> = {
  readsStringBooleans: async (lab) =>
    ok(await patch(lab, { op: 'replace', path: 'active', value: 'False' })),
  unmatchedFilter: async (lab) => {
    const path = 'emails[type eq "home"].value';
    const seen = await lab.patch('/Users/1007', [{ op: 'replace', path, value: 'x@x.example' }]);
    return seen.json.scimType ?? 'create';
  },
  removesListedMembers: async (lab) => {
    const { id } = await lab.group('Team', '1007', '1019');
    const value = [{ value: '1007' }];
    await lab.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members', value }]);
    return ((await lab.get(`/Groups/${id}`)).json.members as Json[]).length === 1;
  },
  readsPlainReferences: async (lab) =>
    ok(await patch(lab, { op: 'add', path: `${enterprise}:manager`, value: '1019' })),
  expandsPathKeys: async (lab) => {
    await patch(lab, { op: 'replace', value: { 'name.middleName': 'X' } });
    return ((await lab.get('/Users/1007')).json.name as JsonObject).middleName === 'X';
  },
  unwrapsSingleLists: async (lab) =>
    ok(await patch(lab, { op: 'replace', path: 'title', value: ['x'] })),
  readsDotAfterUrn: async (lab) =>
    ok(await patch(lab, { op: 'replace', path: `${enterprise}.division`, value: 'x' })),
  missingSchemas: async (lab) => {
    const { status } = await lab.post('/Users', { userName: 'x', ...mail });
    return ok(status) ? 'assume' : 'refuse';
  },
  unknownSchemas: async (lab) => {
    const schemas = [core, 'urn:example:unknown'];
    const { status } = await lab.post('/Users', { schemas, userName: 'x', ...mail });
    return ok(status) ? 'drop' : 'refuse';
  },
  identityInValue: async (lab) =>
    ok(await patch(lab, { op: 'replace', value: { id: 'x', title: 'x' } })) ? 'ignore' : 'refuse',
  severalPrimaries: async (lab) => {
    const emails = ['a@x.example', 'b@x.example'].map((value) => ({ value, primary: true }));
    const { status } = await lab.post('/Users', { schemas: [core], userName: 'x', emails });
    return ok(status) ? 'keepFirst' : 'refuse';
  },
  emptyPatch: async (lab) => (ok(await patch(lab)) ? 'accept' : 'refuse'),
  forgivesUrls: async (lab) => (await lab.get('/Users?COUNT=1')).json.itemsPerPage === 1,
  duplicateGroupNames: async (lab) => {
    await lab.group('Team');
    const { status } = await lab.post('/Groups', { schemas: [coreGroup], displayName: 'TEAM' });
    return ok(status) ? 'allow' : 'refuse';
  },
  deleteUser: async (lab) => {
    await lab.remove('/Users/1007');
    const body = { schemas: [core], userName: 'omar.haddad@northwind.example' };
    return ok((await lab.post('/Users', body)).status) ? 'erase' : 'disable';
  },
  cursors: async (lab) => ok((await lab.get('/Users?cursor')).status),
  securityEvents: async (lab) => {
    const { answer } = await lab.post('/Users', { schemas: [core], userName: 'x', ...mail });
    const [uri = 'off'] = Object.keys(answer.signals?.[0]?.events ?? {});
    return uri.replace(/^.*:/, '');
  },
  bulk: async (lab) => (await lab.post('/Bulk', {})).status !== 501,
  listsUsers: async (lab) =>
    (await lab.get('/Users')).json.totalResults === 15 ? 'all' : 'reported',
  filters: async (lab) => {
    const filter = 'userName eq "a" or userName eq "b"';
    return ok((await lab.get(`/Users?${query({ filter })}`)).status) ? 'all' : 'equality';
  },
  errorTexts: async (lab) =>
    (await lab.get('/Users/x')).json.detail === "Resource 'x' not found." ? 'connector' : 'lab',
  readsNumbersAsText: async (lab) =>
    ok((await lab.get(`/Users?${query({ filter: 'id eq 1007' })}`)).status),
  pam: async (lab) => {
    if (!ok((await lab.get('/Containers')).status)) return 'none';
    const schemas = ['urn:ietf:params:scim:schemas:pam:1.0:PrivilegedData'];
    const { status } = await lab.post('/PrivilegedData', { schemas, name: 'x' });
    return ok(status) ? 'all' : 'containers';
  },
  userKey: async (lab) => {
    const userName = 'omar.haddad@northwind.example';
    const seen = await lab.post('/Users', { schemas: [core], userName, ...mail });
    return ok(seen.status) ? 'email' : 'userName';
  },
  tokenPath: async ({ store, tenant, now }) => {
    const path = '/identity/api/oauth2/token/xpmplatform';
    const url = new URL(path, tenant.baseUrl).href;
    const about = { store, tenant, clock: { now: () => now }, exchange: 'x' };
    const { response } = await respond({ method: 'POST', url, headers: [] }, about);
    return 'error' in (JSON.parse(response.body!) as object) ? path : undefined;
  },
  errorThreshold: async (lab) => {
    for (let errors = 1; errors <= 30; errors++)
      if ((await lab.get('/Users/nobody')).status === 403) return errors - 1;
    return undefined;
  },
};

test('there is a way to try every field out', () => {
  expect(fields.filter((field) => !probes[field])).toEqual([]);
});

test.each(ids.flatMap((id) => fields.map((field) => [id, field] as const)))(
  'the %s profile does what its field %s says',
  async (id, field) => {
    const lab = await bench(id);
    expect(await probes[field]?.(lab)).toBe(profiles[id][field]);
  },
);

test('a PatchOp without its schema follows the same field in a bulk request', async () => {
  for (const id of ['strict', 'lenient'] as const) {
    const lab = await bench(id);
    const { json } = await lab.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        {
          method: 'PATCH',
          path: '/Users/1007',
          data: { Operations: [{ op: 'add', path: 'title', value: 'x' }] },
        },
        { method: 'PATCH', path: '/Users/1007', data: { schemas: [patchOp], Operations: [] } },
      ],
    });
    expect((json.Operations as JsonObject[]).map(({ status }) => status)).toEqual(
      id === 'strict' ? ['400', '400'] : ['200', '200'],
    );
  }
});
