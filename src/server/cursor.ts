// Makes and reads cursors: places in a list, sealed for one token and one query, so that no server need remember them (RFC 9865).
import { isList, type Json } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { limits } from '../scim/limits.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { SortKey } from '../scim/sort.ts';
import type { Call } from './call.ts';
import { seal, unseal } from './seal.ts';

/**
 * A place between two resources of a list: right behind the one with this sort key and `order`, or,
 * for the way back, right before it. It stays where it is when others come and go.
 */
export interface Place {
  readonly way: 'on' | 'back';
  readonly key: SortKey;
  readonly order: number;
}

/** What a cursor holds: a place, and the `count` of the first request, if it named one. */
export interface Cursor extends Place {
  readonly count: number | undefined;
}

/** The lock of a cursor: only the same token opens it, with the same rights, for the same query (§5.2). */
const keyFor = ({ world, token }: Call, query: string): string =>
  JSON.stringify([
    world.tenant.id,
    token?.value || token?.digest || '',
    token?.scopes ?? '',
    query,
  ]);

/** The text of a cursor: letters, digits, `-` and `_`. It is good for `limits.cursorTimeout` from now. */
export function printCursor(call: Call, query: string, { way, key, order, count }: Cursor): string {
  const issued = Math.floor(call.world.clock.now() / 1000);
  return seal(keyFor(call, query), [
    issued,
    count ?? null,
    way === 'on' ? 1 : 0,
    order,
    key ?? null,
  ]);
}

/**
 * Reads a cursor. Problems: 400 invalidCursor for what was not made here, or for another query or
 * token, without a word on which it is (§5.2); 400 expiredCursor by the lab's clock.
 */
export function readCursor(call: Call, query: string, text: string): Result<Cursor, Problem> {
  const opened = unseal(keyFor(call, query), text);
  if (!isList(opened)) return fail(problem('invalidCursor', { cursor: text }, { at: 'cursor' }));
  const [issued, count, way, order, key] = opened as readonly [number, number | null, ...Json[]]; // sealed above
  if (Number(issued) + limits.cursorTimeout < call.world.clock.now() / 1000)
    return fail(problem('expiredCursor', { seconds: limits.cursorTimeout }, { at: 'cursor' }));
  return ok({
    way: way === 1 ? 'on' : 'back',
    count: count ?? undefined,
    order: Number(order),
    key: (key ?? undefined) as SortKey, // sealed above
  });
}
