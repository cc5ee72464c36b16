// Lets a store serve what lies in a tenant's vault, folders and rights among them, as if they were resources like any other.
import { sameJson, type JsonObject } from '../base/json.ts';
import type { Cause, Edit, Store, StoredResource, View } from '../store/store.ts';
import { keyOf } from '../store/keys.ts';
import { numbered } from '../vault/numbered.ts';
import { isPart, partIn, partsOf, withPart, withoutPart, type PartType } from '../vault/parts.ts';
import {
  itemsOf,
  recordOf,
  withItem,
  withoutItem,
  withRecord,
  type PamType,
} from '../vault/pam.ts';
import type { Vault } from '../vault/vault.ts';
import { nextVersion, type Stored } from './versions.ts';

const pamNames = [
  ...(['Container', 'ContainerPermission', 'PrivilegedData', 'PrivilegedDataPermission'] as const),
];
const isPam = (type: string): type is PamType => pamNames.some((name) => name === type);

/** The key under which an edit gives the vault as it was when the edit began. */
const vaultBefore = 'vault/before';

/**
 * What is kept of the resources beside the vault itself, as document `pam`: their meta, and what the
 * client calls them. `since` is when the vault came to be, `next` the next id of each type.
 */
interface Book {
  readonly since?: string;
  readonly next: Readonly<Record<string, number>>;
  readonly kept: Readonly<Record<string, Kept>>;
  /** Records of the vault that their resource does not show whole, by name and version, for who goes back to it. */
  readonly was: Readonly<Record<string, JsonObject>>;
}

/** `content` tells whether the vault was changed by hand since, so that the version must be another. */
interface Kept extends Version {
  readonly externalId?: string;
  /** Versions that came about by hand, and those beside them: what comes back gets its version back. */
  readonly others?: readonly Version[];
}

interface Version {
  readonly meta: JsonObject;
  readonly content: JsonObject;
}

interface Held {
  readonly vault: Vault;
  readonly book: Book;
}

async function held(view: View): Promise<Held> {
  const vault = (await view.document('vault')) as unknown as Vault | undefined; // put there by seedOf, as a vault
  const book = (await view.document('pam')) as unknown as Book | undefined; // written below and by seedOf
  return {
    vault: numbered(
      vault ?? {
        ...{ roles: [], defaultRole: '', roleOfGroup: [], folders: [], grants: [], secrets: [] },
        ...{ accounts: [], licences: 0 },
      },
    ),
    book: { next: {}, kept: {}, was: {}, ...book },
  };
}

const nameOf = (type: string, id: string): string => `${type} ${id}`;

const made = new WeakMap<Held, Map<PamType, readonly StoredResource[]>>();

/** All resources of a type, with their meta; `order` is their place in the vault. */
function resourcesOf(from: Held, type: PamType): readonly StoredResource[] {
  const known = made.get(from) ?? new Map<PamType, readonly StoredResource[]>();
  made.set(from, known);
  const found = known.get(type) ?? resourcesIn(from, type);
  known.set(type, found);
  return found;
}

function resourcesIn({ vault, book }: Held, type: PamType): readonly StoredResource[] {
  return itemsOf(vault, type).map(({ id, content }, at) => {
    const kept = book.kept[nameOf(type, id)];
    const resource = {
      schemas: [`urn:ietf:params:scim:schemas:pam:1.0:${type}`],
      id,
      ...(kept?.externalId === undefined ? {} : { externalId: kept.externalId }),
      ...content,
      meta: metaOf(type, { kept, content, since: book.since }),
    };
    return { type, id, order: at + 1, resource };
  });
}

function metaOf(
  type: PamType,
  of: {
    readonly kept: Kept | undefined;
    readonly content: JsonObject;
    readonly since: string | undefined;
  },
): JsonObject {
  const { kept, content, since } = of;
  if (!kept) {
    const times = since === undefined ? {} : { created: since, lastModified: since };
    return { resourceType: type, ...times, version: 'W/"1"' };
  }
  const known = versionsOf(kept).find((each) => sameJson(each.content, content));
  return known?.meta ?? metaAfter(kept, String(kept.meta.lastModified));
}

const versionsOf = (kept: Kept): readonly Version[] => [kept, ...(kept.others ?? [])];

/** The meta of a version that comes after all that are known; `at` is lab time, ISO 8601. */
function metaAfter(kept: Kept, at: string): JsonObject {
  const last = versionsOf(kept).reduce((one, other) =>
    numberOf(other) > numberOf(one) ? other : one,
  );
  return nextVersion({ meta: last.meta, id: '' }, {}, at).meta as JsonObject; // a version always has its meta
}

const numberOf = ({ meta }: Version): number => Number(/\d+/.exec(String(meta.version))?.[0] ?? 0);

const stores = new WeakMap<Store, Store>();

/** The same store, whose views and edits know the resources of the vault. */
export function vaultStore(store: Store): Store {
  const found =
    stores.get(store) ??
    Object.assign(Object.create(store) as Store, {
      read: (tenant, work) => store.read(tenant, (view) => work(vaultView(view))),
      write: (tenant, cause, work) =>
        store.write(tenant, cause, (edit) => work(vaultEdit(edit, cause))),
    } satisfies Pick<Store, 'read' | 'write'>);
  stores.set(store, found);
  return found;
}

function vaultView(view: View, look: () => Promise<Held> = once(() => held(view))): View {
  const all = async (type: PamType): Promise<readonly StoredResource[]> =>
    resourcesOf(await look(), type);
  return {
    ...view,
    get: async (type, id) => {
      if (isPart(type)) return storedPart((await look()).vault, type, id);
      return isPam(type) ? (await all(type)).find((each) => each.id === id) : view.get(type, id);
    },
    getMany: async (type, ids) => {
      if (!isPam(type)) return view.getMany(type, ids);
      const found = await all(type);
      return [...new Set(ids)].flatMap((id) => found.find((each) => each.id === id) ?? []);
    },
    findBy: async (type, attribute, value) => {
      if (!isPam(type)) return view.findBy(type, attribute, value);
      const key = keyOf(attribute, value);
      return (await all(type)).filter(({ resource }) => {
        const own = resource[attribute];
        return typeof own === 'string' && keyOf(attribute, own) === key;
      });
    },
    all: async (type) => {
      if (!isPart(type)) return isPam(type) ? all(type) : view.all(type);
      const parts = partsOf((await look()).vault, type);
      return parts.map((resource, at) => ({ type, id: resource.id, order: at + 1, resource }));
    },
  };
}

/** A part of the vault that is changed by hand; SCIM serves no such thing. */
function storedPart(vault: Vault, type: PartType, id: string): StoredResource | undefined {
  const found = partIn(vault, type, id);
  return found && { type, id, order: found.place, resource: found.part };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

// — Writing

function vaultEdit(edit: Edit, cause: Cause): Edit {
  const start = once(() => held(edit));
  let now: Held | undefined;
  let part: Held | undefined; // as it was when this part of the edit began, unless that is the start
  const look = async (): Promise<Held> => now ?? start();
  const keep = async (next: Held): Promise<void> => {
    now = next;
    await edit.putDocument('vault', next.vault as unknown as JsonObject); // a vault is plain data
    await edit.putDocument('pam', next.book as unknown as JsonObject); // and so is the book
  };
  const turn = async (before: Held, after: Held, given?: Given): Promise<void> => {
    const first = part ?? (await start());
    await keep(journalled(edit, { first, before, after, given, cause }));
  };
  /** A part that changed by hand is journalled as it is; what SCIM shows of it follows. */
  const turnPart = async (type: PartType, id: string, vault: Vault): Promise<void> => {
    const before = await look();
    edit.note(storedPart(before.vault, type, id), storedPart(vault, type, id));
    await keep({ vault, book: bookByHand(before, vault, { type, at: cause.at }) });
  };
  return {
    ...edit,
    ...vaultView(edit, look),
    document: async (key) =>
      key === vaultBefore ? ((await start()).vault as unknown as JsonObject) : edit.document(key),
    nextId: async (type) => {
      if (!isPam(type) && !isCounted(type)) return edit.nextId(type);
      const counter = countingFrom(await look(), type);
      const id = counter.next();
      await keep(counter.held());
      return id;
    },
    put: async (type, resource, order) => {
      if (isPart(type))
        return turnPart(
          type,
          resource.id,
          withPart((await look()).vault, type, { part: resource, place: order }),
        );
      if (!isPam(type)) return edit.put(type, resource, order);
      const before = await look();
      const rows = countingFrom(before, 'ContainerPermission');
      const { id } = resource;
      const from = order === undefined ? before.vault : backTo({ type, resource, order }, before);
      const back = order !== undefined;
      const vault = withItem(from, { type, id, content: resource, nextId: rows.next, back });
      await turn(before, { ...rows.held(), vault }, { type, resource });
    },
    endPart: () => {
      part = now;
      edit.endPart();
    },
    delete: async (type, id) => {
      if (isPart(type)) return turnPart(type, id, withoutPart((await look()).vault, type, id));
      if (!isPam(type)) return edit.delete(type, id);
      const before = await look();
      const { book } = countingFrom(before, type).held(); // no id comes back
      await turn(before, { vault: withoutItem(before.vault, type, id), book });
    },
  };
}

/** Journals what a change did to the resources of the vault, and keeps in the book what they were. */
function journalled(edit: Edit, of: Omit<Turned, 'type'>): Held {
  const { before, after } = of;
  const kept = { ...after.book.kept };
  const was = { ...after.book.was };
  for (const change of pamNames.flatMap((type) => changesOf({ ...of, type }))) {
    edit.note(change.before, change.after);
    const { id } = (change.after ?? change.before)!; // a change has one of them
    const name = nameOf(change.type, id);
    if (change.after) kept[name] = keptAfter(kept[name], change.after);
    else Reflect.deleteProperty(kept, name);
    if (change.before) remember(was, change.before, { before, after });
  }
  return { vault: after.vault, book: { ...after.book, kept, was } };
}

interface Given {
  readonly type: PamType;
  readonly resource: Stored;
}

/** What SCIM shows a part as: both count their ids together. */
const pamOf: Partial<Record<PartType, PamType | Counted>> = {
  VaultFolder: 'Container',
  VaultFolderGrant: 'ContainerPermission',
  VaultSecret: 'PrivilegedData',
  VaultSecretGrant: 'PrivilegedDataPermission',
  VaultRole: 'VaultRole',
  VaultPolicy: 'VaultPolicy',
};

/** Parts that SCIM does not show, whose ids are counted all the same. */
type Counted = 'VaultRole' | 'VaultPolicy';

const isCounted = (type: string): type is Counted => type === 'VaultRole' || type === 'VaultPolicy';

/** The book, after which no id of this type comes back. */
function countedBy(type: PartType, from: Held): Book {
  const counted = pamOf[type];
  return counted ? countingFrom(from, counted).held().book : from.book;
}

/**
 * The book with the versions of what changed by hand: what SCIM shows then has another version, and the
 * one from before again once the change is undone.
 */
function bookByHand(
  before: Held,
  vault: Vault,
  { type, at }: { readonly type: PartType; readonly at: string },
): Book {
  const pam = pamOf[type];
  const book = countedBy(type, before);
  if (pam === undefined || isCounted(pam)) return book;
  const after = { vault, book };
  const now = new Map(resourcesOf(after, pam).map((each) => [each.id, contentOf(each.resource)]));
  const kept = { ...book.kept };
  for (const stored of resourcesOf(before, pam)) {
    const content = now.get(stored.id);
    if (!content || sameJson(contentOf(stored.resource), content)) continue;
    const name = nameOf(pam, stored.id);
    const old = kept[name] ?? keptOf(stored);
    const isKnown = versionsOf(old).some((each) => sameJson(each.content, content));
    const next = { meta: metaAfter(old, at), content };
    kept[name] = isKnown ? old : { ...old, others: [...(old.others ?? []), next] };
  }
  return { ...book, kept };
}

/** What is kept of a resource that changed through SCIM; versions that came about by hand stay known. */
function keptAfter(old: Kept | undefined, after: StoredResource): Kept {
  const next = keptOf(after);
  if (!old?.others) return next;
  const others = versionsOf(old)
    .filter((each) => !sameJson(each.content, next.content))
    .map(({ meta, content }) => ({ meta, content }));
  return { ...next, others };
}

/** Hands out ids of a type that no resource has or had. */
function countingFrom(from: Held, type: PamType | Counted) {
  const items = isCounted(type) ? partsOf(from.vault, type) : itemsOf(from.vault, type);
  const ids = items.map(({ id }) => Number(id) || 0);
  let next = Math.max(from.book.next[type] ?? 1, 1 + Math.max(0, ...ids));
  return {
    next: (): string => String(next++),
    held: (): Held => ({
      ...from,
      book: { ...from.book, next: { ...from.book.next, [type]: next } },
    }),
  };
}

const versionName = (type: string, { id, meta }: JsonObject): string =>
  `${nameOf(type, String(id))} ${String((meta as JsonObject).version)}`; // every resource here has one

/** The vault with all that a version had when it was changed, for who puts that version back. */
function backTo(
  { type, resource, order }: Given & { readonly order: number },
  { vault, book }: Held,
): Vault {
  const record = book.was[versionName(type, resource)];
  return record ? withRecord(vault, type, { record, place: order }) : vault;
}

/** Keeps the record behind a resource that changes, unless the resource says all that is in it. */
function remember(
  was: Record<string, JsonObject>,
  { type, id, resource }: StoredResource,
  { before, after }: { readonly before: Held; readonly after: Held },
): void {
  const ours = type as PamType; // only those change here
  const record = recordOf(before.vault, ours, id)!; // it was there
  const item = { type: ours, id, content: contentOf(resource), nextId: () => '0' };
  const isTold =
    recordOf(after.vault, ours, id) !== undefined &&
    sameJson(recordOf(withItem(after.vault, item), ours, id), record);
  if (isTold) Reflect.deleteProperty(was, versionName(type, resource));
  else was[versionName(type, resource)] = record;
}

interface PamChange {
  readonly type: PamType;
  readonly before: StoredResource | undefined;
  readonly after: StoredResource | undefined;
}

interface Turned {
  readonly type: PamType;
  /** As it was when the edit began: what is again as it was then has not changed. */
  readonly first: Held;
  readonly before: Held;
  readonly after: Held;
  readonly given: Given | undefined;
  readonly cause: Cause;
}

/** What a change of the vault did to the resources of a type; a folder changes with the secrets in it. */
function changesOf({ type, ...of }: Turned): readonly PamChange[] {
  const byId = (held: Held) => new Map(resourcesOf(held, type).map((each) => [each.id, each]));
  const [first, old, now] = [byId(of.first), byId(of.before), byId(of.after)];
  const gone = [...old.values()].filter(({ id }) => !now.has(id));
  return [
    ...gone.map((before) => ({ type, before, after: undefined })),
    ...[...now.values()].flatMap((shown) => {
      const before = old.get(shown.id);
      const resource = resourceNow(shown, { ...of, before, first: first.get(shown.id) });
      return resource ? [{ type, before, after: { ...shown, resource } }] : [];
    }),
  ];
}

/** The resource as it is after a change; undefined if it is as it was. */
function resourceNow(
  { type, id, resource: shown }: StoredResource,
  of: {
    readonly first: StoredResource | undefined;
    readonly before: StoredResource | undefined;
    readonly given: Given | undefined;
    readonly cause: Cause;
  },
): JsonObject | undefined {
  const { first, before, given, cause } = of;
  if (given?.type === type && given.resource.id === id) return whole(given.resource, shown);
  if (!before) return firstOf(shown, cause.at);
  const isAs = (other: JsonObject): boolean => sameJson(contentOf(other), contentOf(shown));
  if (isAs(before.resource)) return undefined;
  if (first && isAs(first.resource)) return first.resource;
  return nextVersion(before.resource, shown, cause.at);
}

/** What a client put, as the vault shows it. */
const whole = (given: Stored, shown: JsonObject): JsonObject => ({
  ...shown,
  ...(given.externalId === undefined ? {} : { externalId: given.externalId }),
  meta: given.meta,
});

const firstOf = (resource: JsonObject, at: string): JsonObject => ({
  ...resource,
  meta: { ...(resource.meta as JsonObject), created: at, lastModified: at }, // it was just made
});

const contentOf = (resource: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(resource).filter(
      ([name]) => !['schemas', 'id', 'externalId', 'meta'].includes(name),
    ),
  );

const keptOf = ({ resource }: StoredResource): Kept => ({
  meta: resource.meta as JsonObject, // every resource here has one
  content: contentOf(resource),
  ...(typeof resource.externalId === 'string' ? { externalId: resource.externalId } : {}),
});
