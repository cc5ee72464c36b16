// Does one write inside an edit: create, replace, change or delete one resource, or refuse before anything is written.
import { isList, isObject, sameJson, type JsonObject } from '../base/json.ts';
import { assertNever } from '../base/assertNever.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import { applyPatch } from '../scim/patch/apply.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc, type Trace } from '../scim/trace.ts';
import { readResource } from '../scim/validate.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { lookOf, wordFor, type Call } from './call.ts';
import { guarded } from './guard.ts';
import { remove } from './remove.ts';
import { renderedOne } from './rendered.ts';
import { refuse, type Refusal } from './reply.ts';
import { versionOf } from './resourceReply.ts';
import { settled, without, type Promised } from './settle.ts';
import { firstVersion, found, freshId, nextVersion, replaced, type Addressed } from './versions.ts';

/** A write to do: by POST, PUT, PATCH or DELETE, single or as an operation of a bulk request. */
export type Deed =
  | {
      readonly kind: 'create';
      readonly type: ResourceType;
      readonly body: JsonObject;
      /** The id the resource is to get, where others already refer to it. */
      readonly promised?: Promised;
    }
  | ({ readonly kind: 'replace' | 'patch'; readonly body: JsonObject } & Addressed)
  | ({ readonly kind: 'delete' } & Addressed);

/** A write that was done. `changes` is empty when everything was already as it was wanted. */
export interface Done {
  readonly type: ResourceType;
  readonly id: string;
  readonly status: 200 | 201 | 204;
  /** The version the resource has now; a deleted one has none. */
  readonly version?: string;
  readonly changes: readonly Change[];
  /** The changes as Secret Server sees them, where they differ (a DELETE that only disables). */
  readonly seen?: readonly Change[];
}

/** Does a deed; a refusal has written nothing. Problems: 400, 403, 404, 409 and 412. */
export async function perform(call: Call, edit: Edit, deed: Deed): Promise<Result<Done, Refusal>> {
  switch (deed.kind) {
    case 'create':
      return create(call, edit, deed);
    case 'replace':
      return change(call, edit, { deed, make: replacement });
    case 'patch':
      return change(call, edit, { deed, make: patched });
    case 'delete':
      return remove(call, edit, deed);
    default:
      return assertNever(deed);
  }
}

/** POST: creates a resource (RFC 7644 §3.3). */
async function create(
  call: Call,
  edit: Edit,
  { type, body, promised }: Extract<Deed, { kind: 'create' }>,
): Promise<Result<Done, Refusal>> {
  const read = readResource({ body, type, profile: call.profile });
  if (!read.ok) return refuse(...read.trouble);
  call.trail.follow(read.value.steps);
  const { resource } = read.value;
  const fit = await settled({ call, edit, type, id: promised?.id, resource, promised });
  if (!fit.ok) return fit;
  const trouble = await guarded(call, edit, {
    resourceType: type.name,
    id: promised?.id ?? '',
    after: fit.value,
  });
  if (trouble) return refuse(trouble);
  const id = promised?.id ?? (await freshId(edit, type));
  const made = firstVersion(fit.value, { type, id }, call.at);
  await edit.put(type.name, made);
  const version = versionOf(made);
  noteStored(call, { type, id, version });
  const changes: readonly Change[] = [{ kind: 'create', resourceType: type.name, id, after: made }];
  return ok({ type, id, status: 201, version, changes });
}

/** Makes the new state of a resource out of the old one, or says why it cannot be. */
type Make = (
  call: Call,
  edit: Edit,
  from: { readonly stored: StoredResource; readonly type: ResourceType; readonly body: JsonObject },
) => Promise<Result<{ readonly resource: JsonObject; readonly steps: Trace }, Refusal>>;

/** PUT: replaces a resource (RFC 7644 §3.5.1). What is not named is cleared, as far as clients may. */
const replacement: Make = async ({ profile }, _, { stored, type, body }) => {
  const read = readResource({ body, type, profile, existing: stored.resource });
  return read.ok ? ok(read.value) : fail({ problems: read.trouble });
};

/** PATCH: applies operations to a copy, which becomes real only if all succeed (RFC 7644 §3.5.2). */
const patched: Make = async (call, edit, { stored, type, body }) => {
  const isAboutNames = type.name === 'Group' && filtersByName(body);
  const resource = isAboutNames ? await renderedOne(stored, lookOf(call, edit)) : stored.resource;
  const applied = applyPatch({ resource, body, type, profile: call.profile });
  return applied.ok ? ok(applied.value) : refuse(applied.trouble);
};

/** True when a path picks members by what is not stored: `members[display eq "Ana Ruiz"]`. */
function filtersByName({ Operations: operations }: JsonObject): boolean {
  const list = isList(operations) ? operations.filter(isObject) : [];
  return list.some(({ path }) => typeof path === 'string' && /\[.*(display|\$ref)/is.test(path));
}

async function change(
  call: Call,
  edit: Edit,
  {
    deed: { type, id, body },
    make,
  }: {
    readonly deed: Addressed & { readonly body: JsonObject };
    readonly make: Make;
  },
): Promise<Result<Done, Refusal>> {
  const stored = await found(call, edit, { type, id });
  if (!stored.ok) return stored;
  const before = stored.value.resource;
  const made = await make(call, edit, { stored: stored.value, type, body });
  if (!made.ok) return made;
  call.trail.follow(made.value.steps);
  const { resource } = made.value;
  const fit = await settled({ call, edit, type, id, resource, before });
  if (!fit.ok) return fit;
  if (isSame(before, fit.value)) {
    noteUnchanged(call, before);
    return ok({ type, id, status: 200, version: versionOf(before), changes: [] });
  }
  const trouble = await guarded(call, edit, {
    resourceType: type.name,
    id,
    before,
    after: fit.value,
  });
  if (trouble) return refuse(trouble);
  const after = nextVersion(before, fit.value, call.at);
  await edit.put(type.name, after);
  const version = versionOf(after);
  noteStored(call, { type, id, version });
  const by = make === replacement ? 'put' : 'patch';
  const changes = [{ ...replaced(type.name, before, after), by } as const];
  return ok({ type, id, status: 200, version, changes });
}

const isSame = (before: JsonObject, after: JsonObject): boolean =>
  sameJson(without(before, 'meta'), without(after, 'meta'));

function noteStored(
  { trail }: Call,
  { type, id, version }: Addressed & { readonly version: string },
): void {
  trail.note({
    kind: 'act',
    what: `Stored version \`${version}\` of ${wordFor(type)} ${id}`,
    why:
      version === 'W/"1"'
        ? 'The server chose the `id`; it is never given to another resource.'
        : '`meta.lastModified` moved on, and the old version no longer fits `If-Match`.',
    source: rfc('7643', '3.1'),
  });
}

function noteUnchanged({ trail }: Call, existing: JsonObject): void {
  trail.note({
    what: `Nothing changed: still version \`${versionOf(existing)}\``,
    why: 'The resource is already as the request wants it, so `meta.lastModified` stays.',
    source: rfc('7644', '3.5.2'),
  });
}
