// Finds the stored resource a write is about, and makes its first and its next version (RFC 7643 §3.1).
import { isObject, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import { problem } from '../scim/problem.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { wordFor, type Call } from './call.ts';
import { judge } from './conditions.ts';
import { refuse, type Refusal } from './reply.ts';
import { lastModifiedOf, versionOf } from './resourceReply.ts';

/** The one resource a request is about. */
export interface Addressed {
  readonly type: ResourceType;
  readonly id: string;
}

/** Resource JSON that can be stored. */
export type Stored = JsonObject & { readonly id: string };

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

/**
 * An id that no resource of the type has or had; of users and groups, none of the other either, so
 * that a member's `value` means one thing only.
 */
export async function freshId(edit: Edit, { name }: ResourceType): Promise<string> {
  const other = { User: 'Group', Group: 'User' }[name];
  for (;;) {
    const id = await edit.nextId(name);
    if (other === undefined || !(await edit.get(other, id))) return id;
  }
}

/** A resource as it is stored first; `at` is the lab time, an ISO 8601 instant. */
export function firstVersion(resource: JsonObject, { type, id }: Addressed, at: string): Stored {
  const version = 'W/"1"';
  const { schemas, ...rest } = resource;
  return {
    ...(schemas === undefined ? {} : { schemas }),
    id,
    ...rest,
    meta: { resourceType: type.name, created: at, lastModified: at, version },
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

/** The change from one version of a resource to another. */
export const replaced = (type: string, before: JsonObject, after: JsonObject): Change => ({
  kind: 'replace',
  resourceType: type,
  id: String(after.id),
  before,
  after,
});
