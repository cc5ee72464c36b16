// What a token may do (RFC 6750 §3.1, RFC 7644 §3.12), and the user it acts for at /Me (RFC 7644 §3.11).
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup, patchOp, type Bench, type Seen } from './kit.ts';

const auditor = { token: 'lab-test-audit' };
const omar = { token: 'lab-test-omar' };
const title = (value: string) => [{ op: 'replace', path: 'title', value }];
const patch = (value: string) => ({ schemas: [patchOp], Operations: title(value) });

const said = ({ status, json, header }: Seen) => [status, json.detail, header('WWW-Authenticate')];

test('a token that may only read reads', async () => {
  const lab = await bench();
  for (const path of ['/Users', '/Users/1007', '/Groups', '/Schemas'])
    for (const method of ['GET', 'HEAD'])
      expect([path, (await lab.send(method, path, auditor)).status]).toEqual([path, 200]);
  expect((await lab.get('/Users', auditor)).answer.actor).toBe('Auditor');
});

test('a write that the scopes of a token do not hold is 403, and names the scope', async () => {
  const lab = await bench();
  const before = await lab.get('/Users/1007');
  const user = { schemas: [core], userName: 'one' };
  const refused = [
    await lab.post('/Users', user, auditor),
    await lab.put('/Users/1007', user, auditor),
    await lab.patch('/Users/1007', title('T'), auditor),
    await lab.remove('/Users/1007', auditor),
  ];
  const challenge = 'Bearer realm="SCIM", error="insufficient_scope", scope="users:write"';
  for (const seen of refused)
    expect(said(seen)).toEqual([
      403,
      'The token test-audit may not change users: that needs the scope users:write. Use a token that has it.',
      challenge,
    ]);
  const group = await lab.post('/Groups', { schemas: [coreGroup], displayName: 'G' }, auditor);
  expect([group.status, group.header('WWW-Authenticate')]).toEqual([
    403,
    challenge.replace('users', 'groups'),
  ]);
  expect((await lab.get('/Users/1007')).json).toEqual(before.json);
});

test('a refusal comes before the body is looked at, and the trace tells the scopes', async () => {
  const lab = await bench();
  const { status, answer } = await lab.send('POST', '/Users', { ...auditor, text: '{' });
  expect(status).toBe(403);
  expect(answer.trace.map(({ what, why }) => [what, why])).toEqual([
    ['Create a user in test', undefined],
    [
      'Token test-audit accepted',
      'It belongs to Auditor. 730 of 730 days left. Its scopes: `users:read`, `groups:read`.',
    ],
    [
      'Not allowed',
      'The token test-audit may not change users: that needs the scope users:write. Use a token that has it.',
    ],
    ['Answered 403', 'Nothing was changed.'],
  ]);
});

test("a user's own token opens that user, and nobody else", async () => {
  const lab = await bench();
  for (const path of ['/Users', '/Users/1007', '/Groups'])
    expect([path, (await lab.get(path, omar)).status]).toEqual([path, 403]);
  const me = await lab.get('/Me', omar);
  const { json } = await lab.get('/Users/1007');
  expect([me.status, me.json, me.answer.actor]).toEqual([200, json, 'Omar Haddad']);
});

const real = (lab: Bench, seen: Seen) =>
  expect(seen.header('Location')).toBe(`${lab.tenant.baseUrl}/Users/1007`);

test('ME-02 GET, HEAD, PATCH and PUT of /Me work on the real resource, and Location names it', async () => {
  const lab = await bench();
  const got = await lab.get('/Me?attributes=userName', omar);
  expect(Object.keys(got.json).toSorted()).toEqual(['id', 'schemas', 'userName']);
  const patched = await lab.patch('/Me', title('Analyst'), omar);
  const put = await lab.put('/Me', { schemas: [core], userName: 'omar', title: 'B' }, omar);
  for (const seen of [got, await lab.send('HEAD', '/Me', omar), patched, put]) {
    expect(seen.status).toBe(200);
    real(lab, seen);
  }
  expect(patched.json.title).toBe('Analyst');
  expect(patched.header('Content-Location')).toBe(`${lab.tenant.baseUrl}/Users/1007`);
  const { json } = await lab.get('/Users/1007');
  expect([json.userName, json.title, json]).toEqual(['omar', 'B', put.json]);
});

test('conditions hold at /Me as they do at the real address', async () => {
  const lab = await bench();
  const stale = { ...omar, headers: [['If-Match', 'W/"9"']] as const };
  const seen = await lab.patch('/Me', title('T'), stale);
  expect(seen.status).toBe(412);
  real(lab, seen);
  const fresh = { ...omar, headers: [['If-None-Match', 'W/"1"']] as const };
  const unchanged = await lab.get('/Me', fresh);
  expect(unchanged.status).toBe(304);
  real(lab, unchanged);
});

test('refusals at /Me name the real resource too', async () => {
  const lab = await bench();
  for (const seen of [
    await lab.send('PATCH', '/Me', { ...omar, text: '{' }),
    await lab.patch('/Me', [{ op: 'replace', path: 'id', value: '1' }], omar),
  ]) {
    expect(seen.status).toBe(400);
    real(lab, seen);
  }
});

test('DELETE of /Me deletes the user; then the token acts for nobody who exists', async () => {
  const lab = await bench();
  const gone = await lab.remove('/Me', omar);
  expect(gone.status).toBe(204);
  real(lab, gone);
  expect((await lab.get('/Users/1007')).status).toBe(404);
  expect((await lab.get('/Me', omar)).status).toBe(404);
});

test('/Me is 404 for a token that acts for nobody, and 401 without a token', async () => {
  const lab = await bench();
  const { status, json, header } = await lab.get('/Me');
  expect([status, json.detail, header('Location')]).toEqual([
    404,
    '/Me is the user a token acts for, and the token test-you acts for none. Use the token of a user, or the address of a user, such as /Users/1007.',
    undefined,
  ]);
  expect((await lab.get('/Me', { token: null })).status).toBe(401);
  expect((await lab.get('/Me', auditor)).status).toBe(404);
});

test('ME-03 ME-06 POST to /Me is 405, and nothing is below it', async () => {
  const lab = await bench();
  const seen = await lab.post('/Me', { schemas: [core], userName: 'x' }, omar);
  expect([seen.status, seen.header('Allow')]).toEqual([
    405,
    'GET, HEAD, PUT, PATCH, DELETE, OPTIONS',
  ]);
  expect((await lab.post('/Me/.search', {}, omar)).status).toBe(404);
  expect((await lab.get('/Me/name', omar)).status).toBe(404);
});

test('the trace of /Me tells whom it means', async () => {
  const lab = await bench();
  const { answer } = await lab.patch('/Me', title('T'), omar);
  expect(answer.trace.slice(0, 4).map(({ what }) => what)).toEqual([
    'Change the user behind the token in test',
    'Token test-omar accepted',
    '`/Me` is user 1007',
    'Read the body as JSON',
  ]);
});

test.each([
  ['/Users', 'GET, HEAD, POST, OPTIONS'],
  ['/Users/1007', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
  ['/Groups/404', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
  ['/Me', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
  ['/Schemas', 'GET, HEAD, OPTIONS'],
  ['/Bulk', 'POST, OPTIONS'],
])('OPTIONS of %s names the methods, with and without a token', async (path, allow) => {
  const lab = await bench();
  for (const token of ['lab-test', null]) {
    const seen = await lab.send('OPTIONS', path, { token });
    expect([seen.status, seen.text, seen.header('Allow')]).toEqual([204, undefined, allow]);
  }
  const wrong = await lab.send('FOO', path);
  expect([wrong.status, wrong.header('Allow')]).toEqual([405, allow]);
});

test('each operation of a bulk request needs its own scope', async () => {
  const lab = await bench();
  const tokens = lab.tenant.tokens as unknown as { value: string; scopes?: string[] }[];
  tokens.find(({ value }) => value === auditor.token)!.scopes = ['groups:write'];
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [core], userName: 'one' } },
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: { schemas: [coreGroup], displayName: 'Team' },
      },
      { method: 'DELETE', path: '/Users/1007' },
    ],
  };
  const { json } = await lab.post('/Bulk', body, auditor);
  const results = json.Operations as JsonObject[];
  expect(results.map(({ status }) => status)).toEqual(['403', '201', '403']);
  expect((await lab.get('/Users/1007')).status).toBe(200);
});

test('a body that grants a right to itself grants nothing', async () => {
  const lab = await bench();
  const body = { ...patch('T'), scopes: ['users:write'] } as JsonObject;
  const seen = await lab.send('PATCH', '/Users/1007', { ...auditor, body });
  expect(seen.status).toBe(403);
});
