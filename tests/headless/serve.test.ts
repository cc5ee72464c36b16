// Starts the Node front door as people do, and talks HTTP to it.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aloneUnder } from '../../src/app/alone.ts';
import { ensureTenant } from '../../src/app/seeding.ts';
import { addTenant } from '../../src/app/tenantBook.ts';
import { countingIds } from '../../src/base/ids.ts';
import { help } from '../../src/headless/options.ts';
import { backupOf } from '../../src/store/backup.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { worldNamed } from '../server/kit.ts';

const start = (...args: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--import', 'tsx', 'src/headless/serve.ts', ...args]);

interface Served {
  readonly process: ChildProcessWithoutNullStreams;
  readonly baseUrl: string;
  readonly token: string;
  readonly profile: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly tenants?: readonly Readonly<Record<string, string>>[];
}

/** Starts a server on a free port and reads its first line. */
async function serve(...args: readonly string[]): Promise<Served> {
  const child = start('--port', '0', ...args);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return { process: child, ...(JSON.parse(line) as Omit<Served, 'process'>) };
}

async function stop({ process: child }: Served, signal: NodeJS.Signals): Promise<unknown> {
  const closed = once(child, 'close');
  child.kill(signal);
  return (await closed)[0];
}

/** How a run with these flags ends: exit code and what it said. */
async function run(...args: readonly string[]) {
  const child = start(...args);
  const [said, printed, [code]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said, printed };
}

const auth = ({ token }: Served): Record<string, string> => ({ Authorization: `Bearer ${token}` });

describe('a server of the strict profile', () => {
  let lab: Served;
  beforeAll(async () => {
    lab = await serve('--users', '250');
  }, 300_000);
  afterAll(() => lab.process.kill('SIGKILL'));

  test('says where it is, with which token and profile', () => {
    expect(lab.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/scim$/);
    expect(lab.token).toMatch(/^[\w-]{32}$/);
    expect(lab.profile).toBe('strict');
  });

  test('answers a list, a create, a second create and a delete', async () => {
    const headers = { ...auth(lab), 'Content-Type': 'application/scim+json' };
    const list = await fetch(`${lab.baseUrl}/Users?count=3`, { headers });
    expect([list.status, list.headers.get('content-type')]).toEqual([200, 'application/scim+json']);
    expect(await list.json()).toMatchObject({ totalResults: 265, itemsPerPage: 3 });
    const body = JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'Zoë',
    });
    const create = () => fetch(`${lab.baseUrl}/Users`, { method: 'POST', headers, body });
    const made = await create();
    expect(made.status).toBe(201);
    const location = made.headers.get('location')!;
    expect(location).toMatch(`${lab.baseUrl}/Users/`);
    expect(await (await fetch(location, { headers })).json()).toEqual(await made.json());
    expect((await create()).status).toBe(409);
    const deleted = await fetch(location, { method: 'DELETE', headers });
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
  });

  test('generates people who differ, with its own clock', async () => {
    const response = await fetch(`${lab.baseUrl}/Users?count=1000`, { headers: auth(lab) });
    const { Resources: people } = (await response.json()) as {
      Resources: { id: string; userName: string; meta: { created: string } }[];
    };
    expect(new Set(people.map(({ userName }) => userName)).size).toBe(265);
    expect(new Set(people.map(({ id }) => id)).size).toBe(265);
    const age = Date.now() - Date.parse(people[0]!.meta.created);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(600_000);
  });

  test('answers 401 without a token, 404 elsewhere, and HEAD without a body', async () => {
    expect((await fetch(`${lab.baseUrl}/Users`)).status).toBe(401);
    const elsewhere = await fetch(new URL('/', lab.baseUrl), { headers: auth(lab) });
    expect(elsewhere.status).toBe(404);
    const head = await fetch(`${lab.baseUrl}/Users`, { method: 'HEAD', headers: auth(lab) });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('refuses a body over a mebibyte with 413, announced or not', async () => {
    const body = `{"userName":"${'x'.repeat(1_100_000)}"}`;
    const headers = { ...auth(lab), 'Content-Type': 'application/scim+json' };
    const announced = await fetch(`${lab.baseUrl}/Users`, { method: 'POST', headers, body });
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ status: '413' });
    const chunked = await sendChunks(`${lab.baseUrl}/Users`, headers, body);
    expect(chunked.status).toBe(413);
  });

  test('reads a long filter from the URL', async () => {
    const terms = Array.from({ length: 500 }, (_, at) => `userName eq "nobody-${at}"`);
    const filter = encodeURIComponent(terms.join(' or '));
    const response = await fetch(`${lab.baseUrl}/Users?filter=${filter}`, { headers: auth(lab) });
    expect([response.status, filter.length > 16_384]).toEqual([200, true]);
  });

  test('refuses a body that is no UTF-8, however right it is as JSON', async () => {
    const headers = { ...auth(lab), 'Content-Type': 'application/scim+json' };
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
    const body = Buffer.from(`{"schemas":["${core}"],"userName":"ren\u00e9"}`, 'latin1');
    const response = await fetch(`${lab.baseUrl}/Users`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      ...{ status: '400', scimType: 'invalidSyntax' },
      detail: expect.stringContaining('UTF-8') as unknown,
    });
  });

  test('answers a target in absolute form, whatever host it names', async () => {
    const { port } = new URL(lab.baseUrl);
    const answer = await sendBytes(
      Number(port),
      `GET http://other.example/api/v1/scim/Users?count=1 HTTP/1.1\r\nHost: other.example\r\nAuthorization: Bearer ${lab.token}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test('answers bytes that are no HTTP with 400 and a SCIM Error', async () => {
    const { port } = new URL(lab.baseUrl);
    const answer = await sendBytes(Number(port), 'HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('urn:ietf:params:scim:api:messages:2.0:Error');
  });

  test('goes on after any bytes', async () => {
    const { port } = new URL(lab.baseUrl);
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('GET /api/v1/scim/Users HTTP/1.1', 'Host: x', 'Content-Length: 5', ''),
      fc.constantFrom('POST /api/v1/scim/Users HTTP/1.1', 'Transfer-Encoding: chunked', 'zz'),
      fc.constant(`Authorization: Bearer ${lab.token}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        await sendBytes(Number(port), `${lines.join('\r\n')}\r\n\r\n`);
      }),
      { numRuns: 1000 },
    );
    expect((await fetch(`${lab.baseUrl}/Users`, { headers: auth(lab) })).status).toBe(200);
    expect(lab.process.exitCode).toBeNull();
  }, 300_000);
});

test('a narrowed token reads users and its own user, behind a public address', async () => {
  const lab = await serve(
    ...['--scopes', 'users:read', '--subject', '1007'],
    ...['--public-url', 'https://scim.example.test'],
  );
  expect(lab).toMatchObject({ publicBaseUrl: 'https://scim.example.test/api/v1/scim' });
  const ask = (path: string, headers = {}) =>
    fetch(`${lab.baseUrl}${path}`, { headers: { ...auth(lab), ...headers } });
  const me = await ask('/Me', { 'X-Forwarded-Host': 'evil.example.test' });
  expect([me.status, me.headers.get('Content-Location')]).toEqual([
    200,
    'https://scim.example.test/api/v1/scim/Users/1007',
  ]);
  expect((await ask('/Groups')).status).toBe(403);
  expect(await stop(lab, 'SIGTERM')).toBe(0);
});

/** An export as the lab makes it, with a tenant that was added, in a file of its own. */
async function exportFile(): Promise<string> {
  const store = memoryStore();
  const lab = {
    ...{ store, keep: store.keepExchange, ids: countingIds('exchange'), wall: () => 0 },
    ...{ alone: aloneUnder('serve'), seedNamed: (id: string) => Promise.resolve(worldNamed(id)) },
  };
  await ensureTenant(lab, 'northwind-eu');
  const start = { kind: 'copy', tenant: 'northwind-eu' } as const;
  const plan = { name: 'Berlin', kind: 'onPrem', profile: 'strict', start } as const;
  const baseUrl = 'https://berlin.northwind.example/SecretServer/api/v1/scim';
  const added = await addTenant(lab, { ...plan, baseUrl });
  if (!added.ok) throw new Error(added.trouble);
  const file = join(await mkdtemp(join(tmpdir(), 'scim-lab-')), 'export.json');
  const learner = { tenants: [], records: {} };
  const savedAt = '2026-11-30T09:00:00Z';
  await writeFile(file, JSON.stringify(backupOf({ worlds: await store.dump(), learner, savedAt })));
  return file;
}

test('the tenants of an export are served side by side, with the tokens they have there', async () => {
  const lab = await serve('--export', await exportFile());
  const origin = lab.baseUrl.replace('/northwind-prod/api/v1/scim', '');
  expect(lab.tenants).toEqual([
    {
      ...{ id: 'northwind-prod', name: 'northwind-prod', profile: 'strict' },
      ...{ token: 'lab-northwind', baseUrl: `${origin}/northwind-prod/api/v1/scim` },
    },
    {
      ...{ id: 'northwind-eu', name: 'northwind-eu', profile: 'cloud', token: 'lab-eu' },
      baseUrl: `${origin}/northwind-eu/api/v1/scim`,
    },
    {
      ...{ id: 'berlin', name: 'Berlin', profile: 'strict', token: 'lab-berlin' },
      baseUrl: `${origin}/berlin/api/v1/scim`,
    },
  ]);
  const ask = async (tenant: string, token: string, method = 'GET', below = '/Users') => {
    const answer = await fetch(`${origin}/${tenant}/api/v1/scim${below}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    return text === '' ? answer.status : (JSON.parse(text) as Record<string, unknown>);
  };
  expect(await ask('berlin', 'lab-berlin', 'DELETE', '/Users/19')).toBe(204);
  expect(await ask('berlin', 'lab-berlin')).toMatchObject({ totalResults: 16 });
  expect(await ask('northwind-eu', 'lab-eu')).toMatchObject({ totalResults: 17 });
  expect(await ask('berlin', 'lab-eu')).toMatchObject({ status: '401' });
  expect(await ask('nowhere', 'lab-eu')).toMatchObject({
    status: '404',
    detail: `No tenant lives at ${origin}/nowhere/api/v1/scim/Users. The first line of the server lists them.`,
  });
  expect(await stop(lab, 'SIGTERM')).toBe(0);
}, 30_000);

test.each([
  ['no-such-file.json', 'There is no file no-such-file.json to read.'],
  [
    'package.json',
    'package.json cannot be served. This is no export of SCIM Lab: a file of ours says "format": "scim-lab".',
  ],
])(
  'an export %s ends with exit code 2 and one sentence',
  async (file, sentence) => {
    const { code, said } = await run('--export', file);
    expect([code, said.trim()]).toEqual([2, sentence]);
  },
  30_000,
);

test('--help says what there is, and serves nothing', async () => {
  const { code, printed } = await run('--help');
  expect([code, printed]).toEqual([0, `${help}\n`]);
});

test('the cloud profile gives access tokens for client credentials, held to the same scopes', async () => {
  const lab = await serve('--profile', 'cloud', '--scopes', 'users:read');
  const { tokenUrl = '', clientId = '', clientSecret = '' } = lab;
  expect(tokenUrl).toBe(
    lab.baseUrl.replace('/api/v1/scim', '/identity/api/oauth2/token/xpmplatform'),
  );
  const fetchToken = (secret: string) =>
    fetch(tokenUrl, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  const given = await fetchToken(clientSecret);
  expect([given.status, given.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  const { access_token: token, ...rest } = (await given.json()) as {
    readonly access_token: string;
  };
  expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'users:read' });
  const ask = (path: string) =>
    fetch(`${lab.baseUrl}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  expect([(await ask('/Users?count=1')).status, (await ask('/Groups')).status]).toEqual([200, 403]);
  const wrong = await fetchToken('wrong');
  expect([wrong.status, wrong.headers.get('WWW-Authenticate'), await wrong.json()]).toEqual([
    401,
    'Basic realm="SCIM"',
    { error: 'invalid_client', error_description: 'No client has this id and this secret' },
  ]);
  expect(await stop(lab, 'SIGTERM')).toBe(0);
}, 30_000);

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a server ends cleanly on %s, also with a connection open',
  async (signal) => {
    const lab = await serve('--profile', 'cloud', '--world=northwind-ana');
    expect(lab.profile).toBe('cloud');
    const ana = await fetch(`${lab.baseUrl}/Users/1042`, { headers: auth(lab) });
    expect(await ana.json()).toMatchObject({ displayName: 'Ana Ruiz' });
    expect(await stop(lab, signal)).toBe(0);
  },
  30_000,
);

test.each<readonly [string, string]>([
  [
    '--prot=1',
    'Unknown flag --prot. There are --port, --host, --profile, --world, --users, --scopes, --subject, --export and --public-url; --help tells more.',
  ],
  [
    '--world=../../package',
    'There is no world ../../package. There are empty, northwind, northwind-ana, northwind-cloud, northwind-eu, northwind-mover.',
  ],
])(
  '%s ends with exit code 2 and one sentence',
  async (arg, sentence) => {
    expect(await run(arg)).toEqual({ code: 2, said: `${sentence}\n`, printed: '' });
  },
  30_000,
);

test('a port that is taken is told in one sentence', async () => {
  const lab = await serve();
  const { port } = new URL(lab.baseUrl);
  const { code, said, printed } = await run('--port', port);
  lab.process.kill('SIGKILL');
  expect([code, printed]).toEqual([1, '']);
  expect(said).toMatch(new RegExp(`^Cannot listen on 127\\.0\\.0\\.1 port ${port}: .*\n$`));
});

/** Sends raw bytes and gives what came back until the connection closed or fell silent. */
function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const done = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(60, done);
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', done);
    socket.on('error', done);
    socket.end(Buffer.from(bytes, 'latin1'));
  });
}

/** Sends a body in chunks, without saying how long it will be. */
function sendChunks(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ readonly status: number | undefined; readonly headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
    outgoing.on('error', reject);
    for (let at = 0; at < body.length; at += 65_536) outgoing.write(body.slice(at, at + 65_536));
    outgoing.end();
  });
}
