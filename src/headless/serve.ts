// Serves the lab's SCIM server over real HTTP, for curl, Postman, identity providers and conformance suites.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { uuidsFrom } from '../base/ids.ts';
import { seedOf } from '../server/seed.ts';
import { respond } from '../server/respond.ts';
import { digestOf } from '../server/seal.ts';
import { tokenLife } from '../server/tenants.ts';
import { tokenUrlOf } from '../server/tokenUrl.ts';
import type { Tenant, WorldSeed } from '../server/world.ts';
import { memoryStore } from '../store/memory.ts';
import { doorTo } from './door.ts';
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
const world = await readWorld(options.value.world);
if (!world.ok) stop(world.trouble, 2);
await serve(options.value, world.value);

/** Says in one sentence why there is nothing to serve, and ends. */
function stop(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}

async function serve(given: Options, seed: WorldSeed): Promise<void> {
  const { port, host, users } = given;
  const store = memoryStore();
  await store.seed(seedOf(withPeople(seed, users), 'serve', new Date(clock.now()).toISOString()));
  const ids = uuidsFrom((count) => randomBytes(count));
  const clientSecret = newSecret();
  let tenant: Tenant | undefined;
  const server = doorTo(
    async (request) => {
      if (!tenant) throw new Error('Expected the server to listen before it answers.');
      return (await respond(request, { store, clock, tenant, exchange: ids.next() })).response;
    },
    () => (tenant?.baseUrl ?? '').slice(0, -path.length),
  );
  server.on('error', (error) => stop(`Cannot listen on ${host} port ${port}: ${error.message}`, 1));
  server.listen(port, host, () => {
    const { port: bound } = server.address() as AddressInfo; // over TCP it is never a pipe's name
    const here = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
    tenant = tenantAt(given.publicUrl ?? here, { ...given, clientSecret }, seed);
    const { baseUrl, tokens, profile } = tenant;
    const behind = given.publicUrl === undefined ? {} : { publicBaseUrl: baseUrl };
    const own = { baseUrl: `${here}${path}`, profile };
    const tokenUrl = tokenUrlOf(own);
    const client = tokenUrl === undefined ? {} : { tokenUrl, clientId: 'client', clientSecret };
    console.log(JSON.stringify({ ...own, token: tokens[0]!.value, ...behind, ...client }));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The one tenant, with a token, and a client's secret, that are new each time the server starts. */
function tenantAt(
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
