// Answers POST, PUT, PATCH and DELETE of users and groups: each in one transaction that does everything or nothing.
import { isList, isObject, sameJson, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import { applyPatch } from '../scim/patch/apply.ts';
import { problem } from '../scim/problem.ts';
import type { Projection } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc, type Trace } from '../scim/trace.ts';
import { readResource } from '../scim/validate.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { causeOf, lookOf, noteIgnored, projectionOf, wordFor, type Call } from './call.ts';
import { judge } from './conditions.ts';
import { asAnswered, effectsOf } from './effects.ts';
import { noteEffects } from './noteEffects.ts';
import { renderedOne } from './rendered.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';
import { lastModifiedOf, resourceReply, versionOf } from './resourceReply.ts';
import { settled, without } from './settle.ts';

/** The one resource a request is about. */
export interface Addressed {
  readonly type: ResourceType;
  readonly id: string;
}

/** POST: creates a resource (RFC 7644 §3.3). */
export async function create(
  call: Call,
  type: ResourceType,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const projection = readParameters(call, type);
  if (!projection.ok) return projection;
  const read = readResource({ body, type, profile: call.profile });
  if (!read.ok) return refuse(...read.trouble);
  call.trail.follow(read.value.steps);
  return writing(call, async (edit) => {
    const { resource } = read.value;
    const fit = await settled({ call, edit, type, id: undefined, resource });
    if (!fit.ok) return fit;
    const id = await freshId(edit, type);
    const made = firstVersion(fit.value, { call, type, id });
    await edit.put(type.name, made);
    noteStored(call, { type, id, version: versionOf(made) });
    const change: Change = { kind: 'create', resourceType: type.name, id, after: made };
    return stored({ call, edit, type, id, status: 201, change, projection: projection.value });
  });
}

/** PUT: replaces a resource (RFC 7644 §3.5.1). What is not named is cleared, as far as clients may. */
export async function replace(
  call: Call,
  addressed: Addressed,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const { type } = addressed;
  return change(call, addressed, async ({ resource: existing }) => {
    const read = readResource({ body, type, profile: call.profile, existing });
    return read.ok ? ok(read.value) : fail({ problems: read.trouble });
  });
}

/** PATCH: applies operations to a copy, which becomes real only if all succeed (RFC 7644 §3.5.2). */
export async function patch(
  call: Call,
  addressed: Addressed,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const { type } = addressed;
  return change(call, addressed, async (stored, edit) => {
    const isAboutNames = type.name === 'Group' && filtersByName(body);
    const resource = isAboutNames ? await renderedOne(stored, lookOf(call, edit)) : stored.resource;
    const applied = applyPatch({ resource, body, type, profile: call.profile });
    return applied.ok ? ok(applied.value) : refuse(applied.trouble);
  });
}

/** True when a path picks members by what is not stored: `members[display eq "Ana Ruiz"]`. */
function filtersByName({ Operations: operations }: JsonObject): boolean {
  const list = isList(operations) ? operations.filter(isObject) : [];
  return list.some(({ path }) => typeof path === 'string' && /\[.*(display|\$ref)/is.test(path));
}

/** Makes the new state of a resource out of the old one, or says why it cannot be. */
type Make = (
  existing: StoredResource,
  edit: Edit,
) => Promise<Result<{ readonly resource: JsonObject; readonly steps: Trace }, Refusal>>;

async function change(
  call: Call,
  { type, id }: Addressed,
  make: Make,
): Promise<Result<Reply, Refusal>> {
  const projection = readParameters(call, type);
  if (!projection.ok) return projection;
  return writing(call, async (edit) => {
    const before = await found(call, edit, { type, id });
    if (!before.ok) return before;
    const existing = before.value.resource;
    const made = await make(before.value, edit);
    if (!made.ok) return made;
    call.trail.follow(made.value.steps);
    const { resource } = made.value;
    const fit = await settled({ call, edit, type, id, resource, before: existing });
    if (!fit.ok) return fit;
    const answer = { call, edit, type, id, status: 200, projection: projection.value } as const;
    if (isSame(existing, fit.value)) {
      noteUnchanged(call, existing);
      return stored(answer);
    }
    const after = nextVersion(existing, fit.value, call.at);
    await edit.put(type.name, after);
    noteStored(call, { type, id, version: versionOf(after) });
    return stored({ ...answer, change: replaced(type.name, existing, after) });
  });
}

/** Reads the parameters of a write before anything is written; unknown ones are noted. */
function readParameters(call: Call, type: ResourceType): Result<Projection | undefined, Refusal> {
  noteIgnored(call, ['attributes', 'excludedAttributes']);
  return projectionOf(call, type);
}

/** Runs one write of the call's tenant; a refusal inside has written nothing. */
export const writing = (
  call: Call,
  work: (edit: Edit) => Promise<Result<Reply, Refusal>>,
): Promise<Result<Reply, Refusal>> =>
  call.world.store.write(call.world.tenant.id, causeOf(call), call.trail.again(work));

/** The resource to change, if it exists and the request's conditions hold for its version. */
export async function found(
  { request, trail }: Call,
  edit: Edit,
  { type, id }: Addressed,
): Promise<Result<StoredResource, Refusal>> {
  const stored = await edit.get(type.name, id);
  if (!stored) return refuse(problem('notFound', { type: wordFor(type), id }));
  const version = versionOf(stored.resource);
  const judged = judge(request.headers, version, false);
  if (!judged.ok) return refuse(judged.trouble);
  trail.note({
    what: `Found ${wordFor(type)} ${id}, version \`${version}\``,
    source: rfc('7644', '3.14'),
    ...(judged.value.step ? {} : { why: 'No `If-Match` was sent, so any version may be changed.' }),
  });
  if (judged.value.step) trail.note(judged.value.step);
  return ok(stored);
}

/** An id that neither users nor groups have, so that a member's `value` means one thing only. */
async function freshId(edit: Edit, type: ResourceType): Promise<string> {
  const other = type.name === 'User' ? 'Group' : 'User';
  for (;;) {
    const id = await edit.nextId(type.name);
    if (!(await edit.get(other, id))) return id;
  }
}

type Stored = JsonObject & { readonly id: string };

function firstVersion(
  resource: JsonObject,
  { call, type, id }: Addressed & { readonly call: Call },
): Stored {
  const version = 'W/"1"';
  const { schemas, ...rest } = resource;
  return {
    ...(schemas === undefined ? {} : { schemas }),
    id,
    ...rest,
    meta: { resourceType: type.name, created: call.at, lastModified: call.at, version },
  };
}

/**
 * The next version of a resource. `lastModified` always moves on, by a millisecond when the lab's
 * clock stands still, so that a later version can be told by its time as well (RFC 7643 §3.1).
 */
export function nextVersion(before: JsonObject, after: JsonObject, at: string): Stored {
  const version = `W/"${Number(/\d+/.exec(versionOf(before))?.[0] ?? 0) + 1}"`;
  const earliest = Date.parse(lastModifiedOf(before)) + 1;
  const lastModified = new Date(Math.max(Date.parse(at), earliest || 0)).toISOString();
  const meta = isObject(before.meta) ? before.meta : {};
  return {
    ...after,
    id: String(before.id),
    meta: { ...meta, lastModified, version },
  };
}

const isSame = (before: JsonObject, after: JsonObject): boolean =>
  sameJson(without(before, 'meta'), without(after, 'meta'));

/** The change from one version of a resource to another. */
export const replaced = (type: string, before: JsonObject, after: JsonObject): Change => ({
  kind: 'replace',
  resourceType: type,
  id: String(after.id),
  before,
  after,
});

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

/** The answer to a write that went through: the resource as it is now, and what followed from it. */
async function stored(done: {
  readonly call: Call;
  readonly edit: Edit;
  readonly type: ResourceType;
  readonly id: string;
  readonly status: 200 | 201;
  readonly projection: Projection | undefined;
  readonly change?: Change;
}): Promise<Result<Reply, Refusal>> {
  const { call, edit, type, id, status, projection } = done;
  const now = await edit.get(type.name, id);
  if (!now) throw new Error(`Expected ${type.name} ${id} to be there after it was written.`);
  const worked = await effectsOf(edit, done.change ? [done.change] : []);
  noteEffects(call.trail, worked);
  const resource = await renderedOne(now, lookOf(call, edit));
  return resourceReply({ status, resource, type, projection, effects: asAnswered(worked) });
}
