// Reads one operation of a bulk request as the request it would be alone: its target, and what it refers to by bulkId.
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { BulkItem, BulkOperation } from '../scim/bulk/message.ts';
import type { Link } from '../scim/bulk/order.ts';
import { bulkIdIn, bulkIdsIn, withIds } from '../scim/bulk/references.ts';
import { problem } from '../scim/problem.ts';
import type { Call } from './call.ts';
import type { Deed } from './perform.ts';
import { locationOf } from './rendered.ts';
import { refuse, type Refusal } from './reply.ts';
import { findRoute, type Target } from './route.ts';
import { forbidden } from './scopes.ts';
import type { Promised } from './settle.ts';

/** An operation of a job; `at` is its place in the request, 0-based. */
export interface Task {
  readonly at: number;
  readonly item: BulkItem;
  readonly read: Result<Ready, Refusal>;
}

/** An operation that can be tried. */
export interface Ready {
  readonly operation: BulkOperation;
  readonly target: Extract<Target, { kind: 'collection' | 'resource' }>;
  /** The bulkIds in its path and its data. */
  readonly refersTo: readonly string[];
}

/** Reads the operations of a job. Problems of one: 400, 404, 405, 501, and 400 for a bulkId used twice. */
export function readTasks(call: Call, items: readonly BulkItem[]): readonly Task[] {
  const taken = new Set<string>();
  return items.map((item, at) => {
    const read = readTask(call, item);
    const { method, bulkId } = item;
    if (method !== 'POST' || bulkId === undefined) return { at, item, read };
    if (taken.has(bulkId)) return { at, item, read: refuse(problem('bulkIdTwice', { bulkId })) };
    taken.add(bulkId);
    return { at, item, read };
  });
}

function readTask({ world, token, types }: Call, { read }: BulkItem): Result<Ready, Refusal> {
  if (!read.ok) return refuse(read.trouble);
  const { method, path, data } = read.value;
  const url = urlOf(path, world.tenant.baseUrl);
  const route = findRoute({ method, url, headers: [] }, world.tenant);
  if (!route.ok) return route;
  const { target } = route.value;
  if (target.kind === 'notOffered') return refuse(problem('notImplemented', { what: target.what }));
  if (target.kind !== 'collection' && target.kind !== 'resource')
    return refuse(problem('bulkTarget', { path }));
  const refusal = forbidden(token, target, { method, types });
  if (refusal) return fail(refusal);
  const inPath = target.kind === 'resource' ? bulkIdIn(target.id) : undefined;
  const refersTo = [...(inPath === undefined ? [] : [inPath]), ...bulkIdsIn(data)];
  return ok({ operation: read.value, target, refersTo });
}

/** Paths count from the base URL, and begin with a slash (RFC 7644 §3.7); a whole URL below it is forgiven. */
function urlOf(path: string, baseUrl: string): string {
  const below = path.startsWith(`${baseUrl}/`) ? path.slice(baseUrl.length) : path;
  return `${baseUrl}${below.startsWith('/') ? '' : '/'}${below}`;
}

/** What a task creates and refers to. One that cannot be done still stands for its bulkId. */
export function linkOf({ item, read }: Task): Link {
  const refersTo = read.ok ? read.value.refersTo : [];
  const { method, bulkId } = item;
  return method === 'POST' && bulkId !== undefined ? { creates: bulkId, refersTo } : { refersTo };
}

/** What to do for a task, with real ids in the place of bulkIds. */
export function deedOf(
  { operation, target }: Ready,
  idOf: (bulkId: string) => string,
  promised?: Promised,
): Deed {
  const { method, data } = operation;
  const body: JsonObject = withIds(data, idOf);
  const { type } = target;
  if (target.kind === 'collection')
    return { kind: 'create', type, body, ...(promised ? { promised } : {}) };
  const id = idIn(target.id, idOf);
  if (method === 'DELETE') return { kind: 'delete', type, id };
  return { kind: method === 'PUT' ? 'replace' : 'patch', type, id, body };
}

function idIn(id: string, idOf: (bulkId: string) => string): string {
  const bulkId = bulkIdIn(id);
  return bulkId === undefined ? id : idOf(bulkId);
}

/**
 * The address an operation is about, which its answer MUST name unless it is a POST that failed
 * (RFC 7644 §3.7.3): of what was asked for, when nothing was found there.
 */
export function addressOf(
  { item, read }: Task,
  baseUrl: string,
  idOf: (bulkId: string) => string,
): string | undefined {
  const { method, path } = item;
  if (method === 'POST' || path === undefined) return undefined;
  if (!read.ok || read.value.target.kind === 'collection') return urlOf(path, baseUrl);
  const { type, id } = read.value.target;
  return locationOf(type, idIn(id, idOf), baseUrl);
}
