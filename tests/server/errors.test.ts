// What is wrong with a request is said in a SCIM Error (RFC 7644 §3.12), and HTTP is spoken properly (§3.8).
import { expect, test } from 'vitest';
import { bench, core, errorUrn } from './kit.ts';

const writes = [
  ['POST', '/Users'],
  ['PUT', '/Users/1007'],
  ['PATCH', '/Users/1007'],
] as const;

test.each(writes)(
  'ERR-03 ERR-04 ERR-05 %s %s refuses what is no JSON object',
  async (method, path) => {
    const lab = await bench();
    const bodies = [
      '{"a":',
      '',
      ' ',
      '[]',
      '"x"',
      '1',
      'null',
      '{} {}',
      `${'['.repeat(70)}${']'.repeat(70)}`,
    ];
    for (const text of [...bodies, '{"a":'.repeat(50_000)]) {
      const seen = await lab.send(method, path, { text });
      expect([text.slice(0, 9), seen.status, seen.json.scimType]).toEqual([
        text.slice(0, 9),
        400,
        'invalidSyntax',
      ]);
    }
  },
);

test('JSON that cannot be read is told with its line and column, and what stands there is not repeated', async () => {
  const lab = await bench();
  const detail = async (text: string) => (await lab.send('POST', '/Users', { text })).json.detail;
  expect(await detail('{\n  "userName": sw0rdfish\n}')).toBe(
    'The body cannot be read as JSON. Look for a missing quote, bracket or comma. The first mistake is at line 2, column 15: Text needs double quotes.',
  );
  expect(await detail('{"password": 5w0rdfish}')).not.toContain('5w0rdfish');
});

test('an Error has its schema, its status as a string, and one sentence or more', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users/404');
  expect(json).toEqual({
    schemas: [errorUrn],
    status: '404',
    detail:
      'There is no user with the id 404. Look it up with a filter; ids are case-sensitive and never used again.',
  });
});

test('all that is wrong with a body is said at once', async () => {
  const lab = await bench();
  const { status, json, answer } = await lab.post('/Users', {
    schemas: [core],
    active: 'yes',
    displayName: ['x'],
  });
  expect([status, json.scimType]).toEqual([400, 'invalidValue']);
  for (const name of ['active', 'displayName', 'userName']) expect(json.detail).toContain(name);
  expect(answer.trace.filter(({ kind }) => kind === 'bad')).toHaveLength(3);
});

test.each(['application/json', 'application/json; charset=utf-8', 'Application/SCIM+JSON'])(
  'ERR-08 a body sent as %s is accepted',
  async (type) => {
    const lab = await bench();
    const headers = [['content-type', type]] as const;
    const seen = await lab.post('/Users', { schemas: [core], userName: 'x' }, { headers });
    expect(seen.status).toBe(201);
  },
);

test.each(['text/plain', 'text/plain;charset=UTF-8', 'application/xml', 'multipart/form-data'])(
  'a body sent as %s is 415',
  async (type) => {
    const lab = await bench();
    const headers = [['Content-Type', type]] as const;
    const seen = await lab.post('/Users', { schemas: [core], userName: 'x' }, { headers });
    expect(seen.status).toBe(415);
  },
);

test('a body without a Content-Type is read, and the trace says so', async () => {
  const lab = await bench();
  const headers = [['Content-Type', '']] as const;
  const seen = await lab.post('/Users', { schemas: [core], userName: 'x' }, { headers });
  expect(seen.status).toBe(201);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({ kind: 'warn', what: expect.stringContaining('Content-Type') }),
  );
});

test('a body over a mebibyte is 413', async () => {
  const lab = await bench();
  const body = { schemas: [core], userName: 'x', displayName: 'é'.repeat(524_288) };
  expect((await lab.post('/Users', body)).status).toBe(413);
});

test.each(['application/json', 'text/html', '*/*', 'application/scim+json'])(
  'ERR-09 ERR-10 ERR-10b Accept: %s is answered with application/scim+json',
  async (accept) => {
    const lab = await bench();
    const seen = await lab.get('/Users', { headers: [['Accept', accept]] });
    expect([seen.status, seen.header('Content-Type')]).toEqual([200, 'application/scim+json']);
  },
);

test.each([
  ['PUT', '/Users', 405],
  ['TRACE', '/Users', 405],
  ['FOO', '/Users/1007', 405],
  ['get', '/Users', 405],
  ['GET', '/Users/.search', 405],
  ['POST', '/Users/.search', 400],
  ['POST', '/Groups/.search', 400],
  ['POST', '/.search', 400],
  ['POST', '/Nothing/.search', 404],
  ['POST', '/', 405],
  ['PUT', '', 405],
  ['POST', '/Bulk', 400],
  ['GET', '/Bulk', 405],
  ['GET', '/Me', 404],
  ['PATCH', '/Me', 404],
  ['POST', '/Me/.search', 404],
  ['GET', '/users', 404],
  ['GET', '/Users/1007/name', 404],
  ['GET', '/Users//', 404],
  ['GET', '/%', 404],
  ['GET', '/Users/%', 404],
  ['GET', 'https://elsewhere.example/Users', 404],
  ['GET', 'not a url', 404],
])('ERR-11 %s %s is %i', async (method, path, status) => {
  const lab = await bench();
  expect((await lab.send(method, path)).status).toBe(status);
});

test('ERR-16 a slash at the end means nothing', async () => {
  const lab = await bench();
  expect((await lab.get('/Users/')).json).toEqual((await lab.get('/Users')).json);
  expect((await lab.get('/Users/1007/')).json).toEqual((await lab.get('/Users/1007')).json);
});

test('ERR-17 unknown parameters are ignored, and the trace says so', async () => {
  const lab = await bench();
  const seen = await lab.get('/Users?foo=1&bar&%60x%60=2');
  expect(seen.json.totalResults).toBe(15);
  expect(seen.answer.trace.filter(({ kind }) => kind === 'warn').map(({ what }) => what)).toEqual([
    'Ignored the parameter `foo`',
    'Ignored the parameter `bar`',
    "Ignored the parameter `'x'`",
  ]);
});

test('a percent-encoded id is the id', async () => {
  const lab = await bench();
  expect((await lab.get('/Users/%31007')).json.id).toBe('1007');
  expect((await lab.get('/%55sers')).json.totalResults).toBe(15);
});

test('HEAD is GET without the body', async () => {
  const lab = await bench();
  for (const path of ['/Users', '/Users/1007', '/Schemas', '/Users/404', '/', '/Users?cursor']) {
    const [get, head] = [await lab.get(path), await lab.send('HEAD', path)];
    expect([head.status, head.text]).toEqual([get.status, undefined]);
    const named = ['Content-Type', 'ETag', 'Content-Location'];
    expect(named.map((name) => head.header(name))).toEqual(named.map((name) => get.header(name)));
  }
});

test('a 405 says what is allowed', async () => {
  const lab = await bench();
  const seen = await lab.send('PUT', '/Users');
  expect(seen.header('Allow')).toBe('GET, HEAD, POST, OPTIONS');
  expect(seen.json.detail).toContain('GET, HEAD, POST, OPTIONS');
});
