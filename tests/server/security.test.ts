// Who may ask, and what must never come out (RFC 7644 §2, §7; RFC 6750).
import { expect, test } from 'vitest';
import { tokenLife } from '../../src/server/tenants.ts';
import { bench, core } from './kit.ts';

test.each([
  ['no header', null, undefined],
  ['an empty token', '', undefined],
  ['a wrong token', 'lab-wrong', 'The token is not one of test'],
  ['the right token with more behind it', 'lab-test more', 'The token has a blank in it'],
])('SEC-02 %s is 401 with a challenge', async (_, token, why) => {
  const lab = await bench();
  for (const [method, path] of [
    ['GET', '/Users'],
    ['POST', '/Users'],
    ['DELETE', '/Groups/1'],
    ['GET', '/Me'],
  ] as const) {
    const seen = await lab.send(method, path, { token });
    expect([seen.status, seen.json.status, seen.answer.actor]).toEqual([401, '401', 'Unknown']);
    const error = `, error="invalid_token", error_description="${why}"`;
    const challenge = `Bearer realm="SCIM"${why === undefined ? '' : error}`;
    expect(seen.header('WWW-Authenticate')).toBe(challenge);
  }
});

test('SEC-02 another scheme than Bearer is 401', async () => {
  const lab = await bench();
  const headers = [['Authorization', 'Basic bGFiLXRlc3Q6bGFiLXRlc3Q=']] as const;
  expect((await lab.get('/Users', { headers })).status).toBe(401);
});

test.each(['Bearer lab-test', 'bearer lab-test', 'BEARER   lab-test'])(
  'the scheme has no letter case: %s',
  async (value) => {
    const lab = await bench();
    const seen = await lab.get('/Users', { headers: [['authorization', value]] });
    expect([seen.status, seen.answer.actor]).toEqual([200, 'You']);
  },
);

test("the identity provider's own token tells it apart", async () => {
  const lab = await bench();
  expect((await lab.get('/Users', { token: 'lab-test-idp' })).answer.actor).toBe('Northwind IdP');
});

test('a token ends with its 730 days, by the clock of the lab', async () => {
  const lab = await bench();
  lab.now += tokenLife - 1;
  expect((await lab.get('/Users')).status).toBe(200);
  lab.now += 1;
  const seen = await lab.get('/Users');
  expect(seen.status).toBe(401);
  expect(seen.json.detail).toContain('2028-11-29T09:00:00.000Z');
  expect(seen.header('WWW-Authenticate')).toContain('invalid_token');
});

test('SEC-04 no error repeats a token or a password', async () => {
  const lab = await bench();
  const token = 'tok-5ecret';
  const body = { schemas: [core], userName: ['x'], password: 'Sw0rdfish-3', emails: 'Sw0rdfish-3' };
  const answers = [
    await lab.get('/Users', { token }),
    await lab.get('/Nothing', { token }),
    await lab.post('/Users', body),
    await lab.post('/Users', { schemas: [core], userName: 'x', password: ['Sw0rdfish-3'] }),
    await lab.patch('/Users/1007', [{ op: 'add', path: 'password', value: ['Sw0rdfish-3'] }]),
    await lab.patch('/Users/1007', [{ op: 'add', path: 'password', value: { x: 'Sw0rdfish-3' } }]),
  ];
  for (const { status, text, answer } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain(token);
    expect(JSON.stringify(answer.trace)).not.toContain(token);
  }
  for (const { text, answer } of answers.slice(3)) {
    expect(text).not.toContain('Sw0rdfish');
    expect(JSON.stringify(answer.trace)).not.toContain('Sw0rdfish');
  }
});

test('SEC-05 a resource names its own address', async () => {
  const lab = await bench();
  const seen = await lab.get('/Users/1007');
  expect(seen.header('Content-Location')).toBe(`${lab.tenant.baseUrl}/Users/1007`);
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
  'SEC-07 %s has no effect anywhere',
  async (name) => {
    const lab = await bench();
    const text = `{"schemas":["${core}"],"userName":"x","${name}":{"polluted":true},"name":{"${name}":"x"}}`;
    const made = await lab.send('POST', '/Users', { text });
    expect([201, 400]).toContain(made.status);
    for (const seen of [
      await lab.patch('/Users/1007', [{ op: 'add', path: name, value: { polluted: true } }]),
      await lab.patch('/Users/1007', [{ op: 'add', path: `name.${name}`, value: 'x' }]),
      await lab.get(`/Users?filter=${name}%20pr`),
      await lab.get(`/Users?filter=name.${name}%20pr`),
      await lab.get(`/${name}`),
      await lab.get(`/Users/${name}`),
      await lab.get(`/Schemas/${name}`),
    ])
      expect([400, 404]).toContain(seen.status);
    const value = await lab.send('PATCH', '/Users/1007', {
      text: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","value":{"${name}":{"polluted":true}}}]}`,
    });
    expect(value.status).toBeLessThan(500);
    expect((await lab.get(`/Users?attributes=${name}`)).status).toBeLessThan(500);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(JSON.stringify((await lab.get('/Users')).json)).not.toContain('polluted');
  },
);
