// Serves the lab's SCIM server over real HTTP, for curl, Postman, identity providers and conformance suites.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { uuidsFrom } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { HttpResponse } from '../http/message.ts';
import { seedOf } from '../server/seed.ts';
import { respond } from '../server/respond.ts';
import { digestOf } from '../server/seal.ts';
import { tenantOf, tokenLife } from '../server/tenants.ts';
import { tokenUrlOf } from '../server/tokenUrl.ts';
import type { Tenant, WorldSeed } from '../server/world.ts';
import { memoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { doorTo } from './door.ts';
import { readExported } from './exported.ts';
import { help, readOptions, type Options } from './options.ts';
import { withPeople } from './people.ts';
import { readWorld } from './worlds.ts';

const path = '/api/v1/scim';
const clock = { now: () => Date.now() };

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}
const options = readOptions(process.argv.slice(2));
if (!options.ok) stop(options.trouble, 2);
if (options.value.export !== undefined) await serveExport(options.value, options.value.export);
else {
  const world = await readWorld(options.value.world);
  if (!world.ok) stop(world.trouble, 2);
  await serve(options.value, world.value);
}

/** Says in one sentence why there is nothing to serve, and ends. */
function stop(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}

/** Serves one tenant that starts in a world. */
async function serve(given: Options, seed: WorldSeed): Promise<void> {
  const store = memoryStore();
  const { users } = given;
  await store.seed(seedOf(withPeople(seed, users), 'serve', new Date(clock.now()).toISOString()));
  const clientSecret = newSecret();
  await listen(given, { store, clock }, (here, known) => {
    const tenant = tenantFor(known, { ...given, clientSecret }, seed);
    const { baseUrl, tokens, profile } = tenant;
    const behind = known === here ? {} : { publicBaseUrl: baseUrl };
    const own = { baseUrl: `${here}${path}`, profile };
    const tokenUrl = tokenUrlOf(own);
    const client = tokenUrl === undefined ? {} : { tokenUrl, clientId: 'client', clientSecret };
    const said = { ...own, token: tokens[0]!.value, ...behind, ...client };
    return { tenants: [tenant], said };
  });
}

/** Serves the tenants of an export, each below its id. */
async function serveExport(given: Options, file: string): Promise<void> {
  const read = await readExported(file, clock.now);
  if (!read.ok) return stop(read.trouble, 2);
  const store = memoryStore();
  await store.load(read.value.dump as unknown as JsonObject); // a dump is JSON all through
  await listen(given, { store, clock: read.value.clock }, (here, known) => {
    const at = (origin: string, id: string) => `${origin}/${encodeURIComponent(id)}${path}`;
    const tenants = read.value.tenants.map((each) => ({ ...each, baseUrl: at(known, each.id) }));
    const list = tenants.map(({ id, name, profile, tokens }) => ({
      ...{ id, name, profile, baseUrl: at(here, id), token: tokens[0]?.value ?? '' },
    }));
    const { baseUrl, token, profile } = list[0]!; // an export without tenants is not served
    const behind = known === here ? {} : { publicBaseUrl: tenants[0]!.baseUrl };
    return { tenants, said: { baseUrl, token, profile, ...behind, tenants: list } };
  });
}

/** What is served at an address, and what the first line says of it. */
interface Served {
  readonly tenants: readonly Tenant[];
  readonly said: JsonObject;
}

/** Listens, and tells `open` the origin here and the one that clients know, once there is one. */
async function listen(
  given: Options,
  world: { readonly store: Store; readonly clock: Clock },
  open: (here: string, known: string) => Served,
): Promise<void> {
  const { port, host } = given;
  const ids = uuidsFrom((count) => randomBytes(count));
  let tenants: readonly Tenant[] = [];
  let origin = '';
  const server = doorTo(
    async (request) => {
      const tenant = tenants.length === 1 ? tenants[0] : tenantOf(request.url, tenants);
      if (!tenant) return noTenant(request.url);
      return (await respond(request, { ...world, tenant, exchange: ids.next() })).response;
    },
    () => origin,
  );
  server.on('error', (error) => stop(`Cannot listen on ${host} port ${port}: ${error.message}`, 1));
  server.listen(port, host, () => {
    const { port: bound } = server.address() as AddressInfo; // over TCP it is never a pipe's name
    const here = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
    origin = given.publicUrl ?? here;
    const served = open(here, origin);
    tenants = served.tenants;
    console.log(JSON.stringify(served.said));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
}

/** A SCIM error 404 (RFC 7644 §3.12): no tenant has this address. */
const noTenant = (url: string): HttpResponse => ({
  status: 404,
  headers: [['Content-Type', 'application/scim+json']],
  body: JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '404',
    detail: `No tenant lives at ${url.replace(/[?#].*$/, '')}. The first line of the server lists them.`,
  }),
});

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The one tenant, with a token, and a client's secret, that are new each time the server starts. */
function tenantFor(
  origin: string,
  { profile, scopes, subject, clientSecret }: Options & { readonly clientSecret: string },
  { id: world, definitions }: WorldSeed,
): Tenant {
  const issuedAt = clock.now();
  const shared = { name: 'client', holder: 'Client', issuedAt, ...(scopes ? { scopes } : {}) };
  return {
    ...(definitions ? { definitions } : {}),
    id: 'serve',
    name: `serve-${profile}`,
    world,
    profile,
    baseUrl: `${origin}${path}`,
    tokens: [
      {
        ...{ id: 'client', value: newSecret(), ...shared },
        expiresAt: issuedAt + tokenLife,
        ...(subject === undefined ? {} : { subject }),
      },
    ],
    clients: [{ ...{ id: 'client', ...shared }, digest: digestOf(clientSecret) }],
  };
}
