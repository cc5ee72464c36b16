// Does what an administrator does to the SCIM set-up, journals it, and reads the set-up for the console.
import { ok, type Result } from '../base/result.ts';
import { headerOf } from '../http/message.ts';
import { profiles } from '../scim/profiles.ts';
import { withSetup, type ScimSetup, type SetupNote } from '../server/setup.ts';
import { scopesOf, setupAfter, type SetupDone } from '../server/setupRules.ts';
import { connectorState, switchOn } from '../server/threshold.ts';
import { keptToken } from '../server/tokenCheck.ts';
import { tokenUrlOf } from '../server/tokenUrl.ts';
import type { Tenant, Token } from '../server/world.ts';
import type { Store } from '../store/store.ts';
import {
  setupChange,
  setupChangeType,
  type SetupDeed,
  type SetupView,
  type Shown,
} from '../vault/scimSetup.ts';
import { exchangeOf } from './history.ts';
import { setupIn, setupKey, withSetupOf } from './setupRecords.ts';

/** Where a deed is done: `tenant` is as it begins, `now` lab time in milliseconds. */
export interface SetupPlace {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly now: () => number;
  readonly ids: { next(): string };
}

const untouched: ScimSetup = { tokens: [], clients: [] };

/** Who does it: the one who sits before the console. */
const actor = 'You';

/**
 * Does a deed, all of it or nothing; the trouble is a whole sentence. What is to stand in the audit is
 * kept with the change in one step and journalled after it, so that a tab closed in between loses nothing.
 */
export async function doDeed(
  place: SetupPlace,
  deed: SetupDeed,
): Promise<Result<Shown | undefined, string>> {
  const { store, tenant } = place;
  const now = place.now();
  if (deed.kind === 'switchConnectorOn') {
    const at = new Date(now).toISOString();
    await switchOn(store, tenant.id, { exchange: `vault-${place.ids.next()}`, actor, at });
    return ok(undefined);
  }
  const [id, secret] = [place.ids.next(), newSecret()];
  let done: Result<SetupDone, string> | undefined;
  await store.records.update(setupKey(tenant.world), (old) => {
    const setup = setupIn(old, tenant) ?? untouched;
    done = setupAfter(deed, { tenant, setup, now, id, secret }); // said anew each time: the store may run this again
    return done.ok ? withSetupOf(old, tenant, noted(done.value, { id, now, setup })) : (old ?? {});
  });
  if (!done) throw new Error('Expected the records to run the change.');
  await journalNotes(place);
  return done.ok ? ok(done.value.shown) : done;
}

/** The set-up with a note of what was done. */
function noted(
  { setup, event }: SetupDone,
  of: { readonly id: string; readonly now: number; readonly setup: ScimSetup },
): ScimSetup {
  if (!event) return setup;
  const note: SetupNote = {
    id: `vault-${of.id}`,
    at: new Date(of.now).toISOString(),
    actor,
    ...event,
  };
  return { ...setup, notes: [...(of.setup.notes ?? []), note] };
}

/** 32 bytes nobody can guess, as letters that a header can carry. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** Journals what was done and is not in the journal yet; doing so twice changes nothing. */
export async function journalNotes({
  store,
  tenant,
}: Pick<SetupPlace, 'store' | 'tenant'>): Promise<void> {
  const key = setupKey(tenant.world);
  const { notes = [] } = setupIn(await store.records.get(key), tenant) ?? untouched;
  if (notes.length === 0) return;
  for (const { id, at, actor: by, ...event } of notes)
    await store.write(tenant.id, { exchange: id, actor: by, at }, (edit) =>
      edit.put(setupChangeType, setupChange(id, event)),
    );
  const told = new Set(notes.map(({ id }) => id));
  await store.records.update(key, (old) => {
    const setup = setupIn(old, tenant);
    if (!setup) return old ?? {};
    const { notes: kept = [], ...rest } = setup;
    const left = kept.filter(({ id }) => !told.has(id));
    return withSetupOf(old, tenant, left.length > 0 ? { ...rest, notes: left } : rest);
  });
}

// — Reading

/** How many of the newest exchanges are looked at for when a token was last used. */
const looked = 500;

/** The set-up as the console shows it, with the last use of each token. `tenant` is as it begins. */
export async function readSetup({
  store,
  tenant: begun,
}: Pick<SetupPlace, 'store' | 'tenant'>): Promise<SetupView> {
  await journalNotes({ store, tenant: begun }); // a tab may have been closed before it could
  const setup = setupIn(await store.records.get(setupKey(begun.world)), begun) ?? untouched;
  const tenant = withSetup(begun, setup);
  const limit = profiles[tenant.profile].errorThreshold;
  const [used, connector] = await Promise.all([
    lastUses(store, tenant),
    limit === undefined ? undefined : connectorState(store, tenant.id),
  ]);
  const tokenUrl = tokenUrlOf(tenant);
  const seeded = new Set(begun.tokens.map(({ id }) => id));
  return {
    isOn: !setup.isOff,
    isBare: setup.isBare ?? false,
    tokens: tenant.tokens.map((token) => ({
      ...without(token, 'value', 'digest'),
      ...usedAt(used, token.id),
      ...{ isBegun: seeded.has(token.id), isKept: token.value !== '' },
    })),
    clients: setup.clients.map((client) => ({
      ...without(client, 'digest'),
      ...usedAt(used, client.id),
    })),
    steps: setup.steps ?? {},
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopesOf(tenant),
    ...(limit !== undefined && connector && { connector: { ...connector, limit } }),
  };
}

/** An object without what is nobody's business on a screen. */
const without = <Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  ...names: readonly Name[]
): Omit<Whole, Name> =>
  Object.fromEntries(
    Object.entries(whole).filter(([name]) => !names.includes(name as Name)),
  ) as unknown as Omit<Whole, Name>; // just what was left out is missing

const usedAt = (used: ReadonlyMap<string, number>, id: string) => {
  const lastUsed = used.get(id);
  return lastUsed === undefined ? {} : { lastUsed };
};

/** Lab instants in milliseconds at which tokens, and clients through theirs, last sent a request that was taken. */
async function lastUses(store: Store, tenant: Tenant): Promise<ReadonlyMap<string, number>> {
  const uses = new Map<string, number>();
  const known = new Map<string, Token | undefined>();
  for (const row of await store.exchanges(tenant.id, looked)) {
    const { request, response, at } = exchangeOf(row);
    const text = /^bearer\s+(\S+)$/i.exec(headerOf(request.headers, 'Authorization') ?? '')?.[1];
    if (text === undefined || response.status === 401) continue;
    if (!known.has(text)) known.set(text, tokenOf(text, tenant));
    const id = known.get(text)?.id;
    if (id !== undefined) uses.set(id, Math.max(Date.parse(at), uses.get(id) ?? 0));
  }
  return uses;
}

const tokenOf = (text: string, tenant: Tenant): Token | undefined =>
  tenant.tokens.find(({ value }) => value === text) ?? keptToken(text, tenant);
