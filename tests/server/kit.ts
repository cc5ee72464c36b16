// Gives each test a server of its own: a memory store with a seeded company, and a way to send it requests.
import { expect } from 'vitest';
import { countingIds } from '../../src/base/ids.ts';
import { isList, isObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { headerOf, type HeaderList } from '../../src/http/message.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { respond } from '../../src/server/respond.ts';
import { seedOf } from '../../src/server/seed.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { Answer, Tenant, WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';

const worlds: Record<string, unknown> = import.meta.glob('/lessons/worlds/*.json', {
  import: 'default',
  eager: true,
});

/** A starting world by name. */
export const worldNamed = (name: string): WorldSeed =>
  worlds[`/lessons/worlds/${name}.json`] as WorldSeed; // the worlds' own tests check their shape

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What a test looks at. `json` is the parsed body, an empty object when there is none. */
export interface Seen {
  readonly status: number;
  readonly headers: HeaderList;
  readonly json: JsonObject;
  readonly text: string | undefined;
  readonly answer: Answer;
  header(name: string): string | undefined;
}

/** Anything a request can be made of; the token is the learner's own unless `headers` says otherwise. */
export interface Sent {
  readonly headers?: HeaderList;
  readonly body?: Json | undefined;
  readonly text?: string;
  readonly token?: string | null;
}

/** A server under test. */
export interface Bench {
  readonly store: Store;
  readonly tenant: Tenant;
  /** Lab time in milliseconds; tests move it. */
  now: number;
  send(method: string, path: string, sent?: Sent): Promise<Seen>;
  get(path: string, sent?: Sent): Promise<Seen>;
  post(path: string, body: Json, sent?: Sent): Promise<Seen>;
  put(path: string, body: Json, sent?: Sent): Promise<Seen>;
  patch(path: string, operations: readonly Json[], sent?: Sent): Promise<Seen>;
  remove(path: string, sent?: Sent): Promise<Seen>;
  /** Creates a user with this userName and returns it as answered. */
  user(userName: string, more?: JsonObject): Promise<JsonObject & { readonly id: string }>;
  /** Creates a group of these user or group ids. */
  group(displayName: string, ...members: readonly string[]): Promise<JsonObject & { id: string }>;
  /** The userNames or displayNames a filter finds. */
  found(filter: string, endpoint?: string): Promise<readonly Json[]>;
}

/** Opens a bench: a tenant of a profile in a starting world. */
export const bench = (
  profile: ProfileId = 'strict',
  world = 'northwind',
  store: Store = memoryStore(),
): Promise<Bench> => benchOf({ profile, world, store });

/** The same, with more of the tenant as the test wants it. */
export async function benchOf(of: {
  readonly profile: ProfileId;
  readonly world?: string;
  readonly store?: Store;
  readonly more?: Partial<Tenant>;
  /** How many there are; most tests are not about them, and make people by the hundred. */
  readonly licences?: number;
}): Promise<Bench> {
  const { profile, world = 'northwind', store = memoryStore(), more = {}, licences = 10_000 } = of;
  const named = worldNamed(world);
  const seed = { ...named, vault: { ...named.vault, licences } };
  const start = Date.parse(seed.clock);
  const tenant: Tenant = { ...roomTenant('test', profile, start), ...more };
  await store.seed(seedOf(seed, tenant.id));
  const ids = countingIds('exchange');
  const self: Bench = {
    store,
    tenant,
    now: start,
    async send(method, path, sent = {}) {
      const request = {
        method,
        url: /^https?:/.test(path) ? path : `${tenant.baseUrl}${path}`,
        headers: headersFor(sent, tenant),
        ...bodyFor(sent),
      };
      const exchange = ids.next();
      const clock = { now: () => self.now };
      const answer = await respond(request, { store, clock, tenant, exchange });
      return checked(seenFrom(answer), { exchange, sent: JSON.stringify(request) });
    },
    get: (path, sent) => self.send('GET', path, sent),
    post: (path, body, sent) => self.send('POST', path, { ...sent, body }),
    put: (path, body, sent) => self.send('PUT', path, { ...sent, body }),
    patch: (path, operations, sent) =>
      self.send('PATCH', path, {
        ...sent,
        body: { schemas: [patchOp], Operations: operations },
      }),
    remove: (path, sent) => self.send('DELETE', path, sent),
    user: async (userName, more = {}) =>
      created(await self.post('/Users', { schemas: [core], userName, ...more })),
    group: async (displayName, ...members) =>
      created(
        await self.post('/Groups', {
          schemas: [coreGroup],
          displayName,
          members: members.map((value) => ({ value })),
        }),
      ),
    found: async (filter, endpoint = '/Users') => {
      const { status, json } = await self.get(`${endpoint}?count=1000&${query({ filter })}`);
      expect(status, JSON.stringify(json)).toBe(200);
      const resources = isList(json.Resources) ? json.Resources.filter(isObject) : [];
      return resources.map((each) => each.userName ?? each.displayName ?? null);
    },
  };
  return self;
}

/** A resource without some of its attributes. */
export const without = (json: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));

/** A query text: `query({ filter: 'a eq "b"', count: 3 })`. */
export const query = (parameters: Readonly<Record<string, string | number>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

function headersFor({ headers = [], token, body, text }: Sent, tenant: Tenant): HeaderList {
  const has = (name: string): boolean => headerOf(headers, name) !== undefined;
  return [
    ...(token === null || has('Authorization')
      ? []
      : [['Authorization', `Bearer ${token ?? tenant.tokens[0]!.value}`] as const]),
    ...((body === undefined && text === undefined) || has('Content-Type')
      ? []
      : [['Content-Type', 'application/scim+json'] as const]),
    ...headers,
  ];
}

const bodyFor = ({ body, text }: Sent): { body?: string } => {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return sent === undefined ? {} : { body: sent };
};

function seenFrom(answer: Answer): Seen {
  const { status, headers, body } = answer.response;
  const json: unknown = body === undefined ? {} : JSON.parse(body);
  expect(isObject(json), 'an answer is one JSON object').toBe(true);
  return {
    status,
    headers,
    text: body,
    json: json as JsonObject, // just checked
    answer,
    header: (name) => headerOf(headers, name),
  };
}

function created({ status, json }: Seen): JsonObject & { readonly id: string } {
  expect(status, JSON.stringify(json)).toBe(201);
  return json as JsonObject & { readonly id: string };
}

const scimTypes = [
  ...['invalidFilter', 'tooMany', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath'],
  ...['noTarget', 'invalidValue', 'invalidVers', 'sensitive'],
  ...['invalidCursor', 'expiredCursor', 'invalidCount'],
];

/** Holds every answer of every test to the rules INV-01 to INV-12, and its trace to its own form. */
function checked(
  seen: Seen,
  { exchange, sent }: { readonly exchange: string; readonly sent: string },
): Seen {
  const { status, json, answer, text } = seen;
  expect(status < 500 || status === 501, 'INV-08 no 5xx but 501').toBe(true);
  expect(seen.header('X-Request-Id')).toBe(exchange);
  if (text !== undefined) expect(seen.header('Content-Type')).toBe('application/scim+json');
  if (status >= 400) checkError(seen);
  else for (const resource of resourcesIn(json)) checkResource(resource);
  if (isObject(json.meta) && json.meta.version !== undefined)
    expect(seen.header('ETag'), 'INV-05 ETag equals meta.version').toBe(json.meta.version);
  checkTrace(answer, sent);
  return seen;
}

function checkError({ status, json, text, answer }: Seen): void {
  if (text === undefined) return; // HEAD
  expect(json.schemas, 'INV-01').toEqual([errorUrn]);
  expect(json.status, 'INV-01').toBe(String(status));
  expect(typeof json.detail).toBe('string');
  if (json.scimType !== undefined) expect(scimTypes, 'INV-10').toContain(json.scimType);
  expect([answer.changes, answer.access, answer.events]).toEqual([[], [], []]);
}

const resourcesIn = (json: JsonObject): readonly JsonObject[] =>
  isList(json.Resources) ? json.Resources.filter(isObject) : [json];

function checkResource(resource: JsonObject): void {
  const text = JSON.stringify(resource);
  if (!JSON.stringify(resource.schemas ?? '').includes(':core:2.0:Schema'))
    expect(text, 'INV-03 no password').not.toMatch(/"password":/i);
  expect(text, 'no null in an answer').not.toContain(':null');
  for (const value of Object.values(resource))
    if (isList(value))
      expect(
        value.filter((one) => isObject(one) && one.primary === true).length,
        'INV-12',
      ).toBeLessThan(2);
}

function checkTrace({ trace }: Answer, sent: string): void {
  expect(trace.at(-1)?.kind, 'a trace ends with the answer').toBe('end');
  for (const step of trace) {
    expect(step.what, 'a step says something').toMatch(/\S/);
    const sentences = `${step.what} ${step.why ?? ''}`;
    for (const slip of ['undefined', '[object', 'NaN'])
      if (!sent.includes(slip)) expect(sentences).not.toContain(slip);
    expect((sentences.match(/`/g) ?? []).length % 2, `backticks in: ${sentences}`).toBe(0);
  }
}
