// Runs every dialect against the real server in each profile: what it sends must do what it means.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import { dialects } from '../../src/idp/dialects/all.ts';
import { scimUserOf, updateOperations } from '../../src/idp/mapping.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { respond } from '../../src/server/respond.ts';
import { seedOf } from '../../src/server/seed.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import world from '../../lessons/worlds/northwind.json';
import { ana, play } from './sample.ts';

const start = Date.parse('2026-11-30T09:00:00Z');

/** A fresh company behind the real server, and where a provider sends to. */
async function company(profile: ProfileId) {
  const store = memoryStore();
  const tenant = roomTenant('test/idp', profile, start);
  // tests/vault/worlds.test.ts checks that the file is what this says
  await store.seed(seedOf(world as unknown as WorldSeed, tenant.id));
  let now = start;
  let count = 0;
  const server = async (request: HttpRequest): Promise<HttpResponse> => {
    const exchange = `exchange-${(count += 1)}`;
    return (await respond(request, { store, clock: { now: () => now }, tenant, exchange }))
      .response;
  };
  const get = async (type: string, id: string): Promise<JsonObject | undefined> =>
    store.read(tenant.id, async (view) => (await view.get(type, id))?.resource);
  const named = async (userName: string): Promise<JsonObject | undefined> =>
    store.read(
      tenant.id,
      async (view) => (await view.findBy('User', 'userName', userName))[0]?.resource,
    );
  const target = { baseUrl: tenant.baseUrl, token: tenant.tokens[1]!.value };
  return { server, get, named, target, moveClock: (to: number) => void (now = to) };
}

const who = 'Ana Ruiz';
const userName = ana.workEmail;
const manager = { externalId: 'E1007', who: 'Omar Haddad' };
const user = scimUserOf(ana, { active: true });
const valuesIn = (group: JsonObject | undefined): readonly unknown[] =>
  ((group?.['members'] ?? []) as readonly JsonObject[]).map((member) => member['value']);

const profilesTried = ['strict', 'lenient', 'connector', 'cloud'] as const;
const cases = dialects.flatMap((dialect) =>
  profilesTried.map((profile) => [dialect.name, profile, dialect] as const),
);

describe.each(cases)('%s against %s', (_, profile, dialect) => {
  test('creates, finds again, joins, updates, leaves, disables and enables', async () => {
    const { server, get, named, target } = await company(profile);
    const created = await play(dialect.provision(target, { user, who, manager }), server);
    expect(created.outcome).toEqual({
      kind: 'done',
      says: 'Ana Ruiz has an account with the id 1042',
      facts: { userId: '1042', account: 'created' },
    });
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    expect(await named(userName)).toMatchObject({
      id: '1042',
      externalId: 'E1042',
      active: true,
      [enterprise]: { department: 'Database Services', manager: { value: '1007' } },
    });

    const again = await play(dialect.provision(target, { user, who, manager }), server);
    expect(again.outcome).toMatchObject({ kind: 'done', facts: { account: 'linked' } });
    expect(again.asks.every((asked) => asked.method === 'GET')).toBe(true);

    const membership = { userId: '1042', who, group: 'SS-DBA-Prod' };
    expect((await play(dialect.join(target, membership), server)).outcome.kind).toBe('done');
    expect(valuesIn(await get('Group', '7'))).toEqual(['1007', '1042']);

    const facts = { active: true };
    const moved = { ...ana, job: { ...ana.job, title: 'Network Engineer', department: 'Network' } };
    const operations = updateOperations({ person: ana, facts }, { person: moved, facts });
    const kate = { externalId: 'E1064', who: 'Kate' };
    const update = dialect.update(target, { userName, who, operations, manager: kate });
    expect((await play(update, server)).outcome.kind).toBe('done');
    expect(await named(userName)).toMatchObject({
      title: 'Network Engineer',
      [enterprise]: { department: 'Network', manager: { value: '1064' } },
    });

    expect((await play(dialect.leave(target, membership), server)).outcome.kind).toBe('done');
    expect(valuesIn(await get('Group', '7'))).toEqual(['1007']);
    expect((await play(dialect.disable(target, { userName, who }), server)).outcome.kind).toBe(
      'done',
    );
    expect(await named(userName)).toMatchObject({ active: false });
    expect((await play(dialect.enable(target, { userName, who }), server)).outcome.kind).toBe(
      'done',
    );
    expect(await named(userName)).toMatchObject({ active: true });
  });

  test('finds names that catch careless clients', async () => {
    const { server, named, target } = await company(profile);
    for (const name of [
      "kate.o'neil@northwind.example",
      'lwei@northwind.example',
      'anne-marie.dubois@northwind.example',
    ]) {
      const { outcome } = await play(
        dialect.disable(target, { userName: name, who: name }),
        server,
      );
      expect(outcome, name).toMatchObject({ kind: 'done', says: `${name} is disabled` });
      expect(await named(name)).toMatchObject({ active: false });
    }
  });

  test('says what an expired token means', async () => {
    const { server, target, moveClock } = await company(profile);
    moveClock(start + 731 * 86_400_000);
    const { outcome } = await play(dialect.disable(target, { userName, who }), server);
    expect(outcome).toMatchObject({ kind: 'failed', status: 401, remedy: 'administrator' });
  });
});
