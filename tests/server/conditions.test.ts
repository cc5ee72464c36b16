// Conditional requests with ETags (RFC 7644 §3.14, RFC 9110 §13).
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup } from './kit.ts';

const replaceTitle = (value: string) => ({ op: 'replace', path: 'title', value });

test('INV-05 the ETag is meta.version, on every answer that carries one resource', async () => {
  const lab = await bench();
  const made = await lab.post('/Users', { schemas: [core], userName: 'one' });
  const got = await lab.get('/Users/1042');
  const patched = await lab.patch('/Users/1042', [replaceTitle('T')]);
  const put = await lab.put('/Users/1042', { schemas: [core], userName: 'one' });
  const tags = [made, got, patched, put].map((seen) => seen.header('ETag'));
  expect(tags).toEqual(['W/"1"', 'W/"1"', 'W/"2"', 'W/"3"']);
});

test('ETG-03b a PATCH that changes nothing keeps the ETag', async () => {
  const lab = await bench();
  await lab.user('one', { title: 'T' });
  lab.now += 1000;
  const seen = await lab.patch('/Users/1042', [replaceTitle('T')]);
  expect([seen.status, seen.header('ETag')]).toEqual([200, 'W/"1"']);
});

test.each([
  ['W/"1"', 304],
  ['"1"', 304],
  ['*', 304],
  ['W/"7", W/"1"', 304],
  ['W/"2"', 200],
  ['W/"2", "3"', 200],
  ['nonsense', 200],
])('ETG-05 ETG-06 ETG-07 ETG-08 GET with If-None-Match: %s is %i', async (tag, status) => {
  const lab = await bench();
  await lab.user('one');
  const seen = await lab.get('/Users/1042', { headers: [['If-None-Match', tag]] });
  expect([seen.status, seen.header('ETag')]).toEqual([status, 'W/"1"']);
  if (status === 304) expect(seen.text).toBeUndefined();
});

test('ETG-09 writes with the current tag are done', async () => {
  const lab = await bench();
  await lab.user('one');
  const ifMatch = (tag: string) => ({ headers: [['If-Match', tag]] as const });
  const put = { schemas: [core], userName: 'one', title: 'T' };
  expect((await lab.put('/Users/1042', put, ifMatch('W/"1"'))).status).toBe(200);
  expect((await lab.patch('/Users/1042', [replaceTitle('U')], ifMatch('"9", "2"'))).status).toBe(
    200,
  );
  expect((await lab.patch('/Users/1042', [replaceTitle('V')], ifMatch('*'))).status).toBe(200);
  expect((await lab.remove('/Users/1042', ifMatch('W/"4"'))).status).toBe(204);
});

test('writes with an old tag are 412 and change nothing', async () => {
  const lab = await bench();
  await lab.user('one');
  const { json: now } = await lab.patch('/Users/1042', [replaceTitle('T')]);
  const old = { headers: [['If-Match', 'W/"1"']] as const };
  const put = { schemas: [core], userName: 'one' };
  const statuses = [
    (await lab.put('/Users/1042', put, old)).status,
    (await lab.patch('/Users/1042', [replaceTitle('U')], old)).status,
    (await lab.remove('/Users/1042', old)).status,
  ];
  expect(statuses).toEqual([412, 412, 412]);
  expect((await lab.get('/Users/1042')).json).toEqual(now);
});

test.each(['W/"1"', '"1"', '"7", "1"', '*'])(
  'ETG-12 PUT with If-None-Match: %s is 412 when that is the version',
  async (tag) => {
    const lab = await bench();
    await lab.user('one');
    const put = { schemas: [core], userName: 'one' };
    const seen = await lab.put('/Users/1042', put, { headers: [['If-None-Match', tag]] });
    expect(seen.status).toBe(412);
  },
);

test('HEAD judges conditions as GET does', async () => {
  const lab = await bench();
  await lab.user('one');
  const headers = [['If-None-Match', 'W/"1"']] as const;
  const seen = await lab.send('HEAD', '/Users/1042', { headers });
  expect([seen.status, seen.header('ETag'), seen.text]).toEqual([304, 'W/"1"', undefined]);
});

test('a condition on what does not exist is 404', async () => {
  const lab = await bench();
  expect((await lab.remove('/Users/404', { headers: [['If-Match', '*']] })).status).toBe(404);
});

test('several lines of If-Match count as one list', async () => {
  const lab = await bench();
  await lab.user('one');
  const headers = [
    ['If-Match', 'W/"8"'],
    ['if-match', 'W/"1"'],
  ] as const;
  expect((await lab.patch('/Users/1042', [replaceTitle('T')], { headers })).status).toBe(200);
});

test('ETG-13 ETG-14 writes without a condition, and conditions by date, are done', async () => {
  const lab = await bench();
  await lab.user('one');
  const headers = [['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT']] as const;
  expect((await lab.patch('/Users/1042', [replaceTitle('T')], { headers })).status).toBe(200);
});

test('ETG-15 adding a member gives the group another ETag', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const made = await lab.post('/Groups', { schemas: [coreGroup], displayName: 'Team' });
  const seen = await lab.patch(`/Groups/${String(made.json.id)}`, [
    { op: 'add', path: 'members', value: [{ value: one.id }] },
  ]);
  expect([made.header('ETag'), seen.header('ETag')]).toEqual(['W/"1"', 'W/"2"']);
});

test('LIF-09 of two PATCH requests with one ETag at once, one is done and one is 412', async () => {
  const lab = await bench();
  await lab.user('one');
  const headers = [['If-Match', 'W/"1"']] as const;
  const seen = await Promise.all(
    ['A', 'B'].map((title) => lab.patch('/Users/1042', [replaceTitle(title)], { headers })),
  );
  expect(seen.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  const { json } = await lab.get('/Users/1042');
  const again = { headers: [['If-Match', String((json.meta as JsonObject).version)]] as const };
  expect((await lab.patch('/Users/1042', [replaceTitle('C')], again)).status).toBe(200);
});
