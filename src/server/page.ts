// Reads which page of a list is wanted, by startIndex (RFC 7644 §3.4.2.4) or by cursor (RFC 9865 §2), and takes it.
import { fail, ok, type Result } from '../base/result.ts';
import { limits } from '../scim/limits.ts';
import type { Paging } from '../scim/messages.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { Order } from '../scim/sort.ts';
import { rfc } from '../scim/trace.ts';
import type { StoredResource } from '../store/store.ts';
import type { Asked } from './asked.ts';
import type { Call } from './call.ts';
import { printCursor, readCursor, type Cursor, type Place } from './cursor.ts';
import type { Found } from './find.ts';
import { refuse, type Refusal } from './reply.ts';

/**
 * A page: `count` is at least 0 and within the server's limit, `startIndex` 1-based and at least 1.
 * By cursor: `cursor` is undefined for the first page, `asked` the count that was named.
 */
export type PageAsked =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  | {
      readonly kind: 'cursor';
      readonly query: string;
      readonly cursor: Cursor | undefined;
      readonly asked: number | undefined;
      readonly count: number;
    };

/**
 * Reads the page that is asked for; index paging unless a cursor is given (RFC 9865 §2.4). `query`
 * tells one query from another. Problems are 400: no number, or a cursor that cannot be used here.
 */
export function readPage(call: Call, asked: Asked, query: string): Result<PageAsked, Refusal> {
  const page =
    asked.cursor === undefined ? readIndexPage(call, asked) : readCursorPage(call, asked, query);
  return page.ok ? page : refuse(page.trouble);
}

function readIndexPage({ trail }: Call, asked: Asked): Result<PageAsked, Problem> {
  const startIndex = wholeNumber('startIndex', asked.startIndex);
  const count = wholeNumber('count', asked.count);
  if (!startIndex.ok) return startIndex;
  if (!count.ok) return count;
  const { maxResults, defaultPageSize } = limits;
  if (count.value !== undefined && count.value > maxResults)
    trail.note({
      kind: 'warn',
      what: `Read \`count\` as ${maxResults}`,
      why: 'No page holds more than `filter.maxResults` resources.',
      source: rfc('7644', '3.4.2.4'),
    });
  return ok({
    kind: 'index',
    startIndex: Math.max(1, startIndex.value ?? 1),
    count: Math.min(Math.max(0, count.value ?? defaultPageSize), maxResults),
  });
}

function readCursorPage(call: Call, asked: Asked, query: string): Result<PageAsked, Problem> {
  if (!call.profile.cursors) return fail(problem('cursorsOff', {}, { at: 'cursor' }));
  if (asked.startIndex !== undefined) return fail(problem('cursorAndIndex', {}, { at: 'cursor' }));
  const cursor = asked.cursor ? readCursor(call, query, asked.cursor) : ok(undefined);
  if (!cursor.ok) return cursor;
  const named = countBeside(cursor.value, asked.count);
  if (!named.ok) return named;
  const count = named.value ?? limits.defaultPageSize;
  return ok({ kind: 'cursor', query, cursor: cursor.value, asked: named.value, count });
}

/** RFC 9865 §2.1: count is between 0 and maxPageSize, and what it was on the first page. */
function countBeside(
  cursor: Cursor | undefined,
  text: string | undefined,
): Result<number | undefined, Problem> {
  const given = wholeNumber('count', text);
  const limit = limits.maxResults;
  const count = given.ok && given.value !== undefined ? Math.max(0, given.value) : undefined;
  const differs = cursor !== undefined && count !== undefined && count !== cursor.count;
  if (!given.ok || differs || (count ?? 0) > limit)
    return fail(problem('invalidCount', { seen: text || 'nothing', limit }, { at: 'count' }));
  return ok(count ?? cursor?.count);
}

function wholeNumber(
  parameter: string,
  text: string | undefined,
): Result<number | undefined, Problem> {
  if (text === undefined) return ok(undefined);
  if (!/^\s*[+-]?\d+\s*$/.test(text))
    return fail(problem('queryNumber', { parameter, seen: text || 'nothing' }, { at: parameter }));
  const most = Number.MAX_SAFE_INTEGER;
  return ok(Math.max(-most, Math.min(most, Number(text))));
}

/** A page that was taken: `start` and `end` count from 0, `end` is exclusive. */
export interface Taken {
  readonly resources: readonly StoredResource[];
  readonly start: number;
  readonly end: number;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
}

/** Takes a page of what was found. Places for the way on and back are there if something lies there. */
export function takePage(found: Found, page: PageAsked, order: Order | undefined): Taken {
  const [start, end] = boundsOf(found, page, order);
  const resources = found.resources.slice(start, end);
  const at = (way: Place['way'], index: number): Place | undefined => {
    const stored = found.resources[index];
    return stored && { way, key: found.keys?.[index], order: stored.order };
  };
  const isEmpty = resources.length === 0;
  return {
    resources,
    start,
    end: start + resources.length,
    before: isEmpty || start === 0 ? undefined : at('back', start),
    after: isEmpty || end >= found.resources.length ? undefined : at('on', end - 1),
  };
}

function boundsOf(
  found: Found,
  page: PageAsked,
  order: Order | undefined,
): readonly [start: number, end: number] {
  const { count } = page;
  if (page.kind === 'index') return [page.startIndex - 1, page.startIndex - 1 + count];
  if (!page.cursor) return [0, count];
  const { way } = page.cursor;
  const border = borderAt(found, page.cursor, order);
  return way === 'on' ? [border, border + count] : [Math.max(0, border - count), border];
}

/** How many resources lie before a place. They are in order, so halving finds it. */
function borderAt({ resources, keys }: Found, place: Place, order: Order | undefined): number {
  const direction = order?.isDescending ? -1 : 1;
  let [low, high] = [0, resources.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const byKey = order?.compare(keys?.[middle], place.key) ?? 0;
    const distance = direction * (byKey || resources[middle]!.order - place.order);
    if (distance < 0 || (distance === 0 && place.way === 'on')) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the client is, and how it goes on: `nextCursor` on all pages but the last (RFC 9865 §2). */
export function pagingOf(call: Call, page: PageAsked, { before, after }: Taken): Paging {
  if (page.kind === 'index') return { startIndex: page.startIndex };
  const print = (place: Place) => printCursor(call, page.query, { ...place, count: page.asked });
  return {
    ...(before ? { previousCursor: print(before) } : {}),
    ...(after ? { nextCursor: print(after) } : {}),
  };
}

/** Tells which part of the list the page is. */
export function notePage(
  { trail }: Call,
  page: PageAsked,
  taken: Taken & { readonly totalResults: number },
): void {
  const { start, end, totalResults } = taken;
  const first = start + 1;
  const several = first === end ? `number ${end}` : `${first} to ${end}`;
  trail.note({
    what: `Took ${start === end ? 'none' : several} of ${totalResults}`,
    ...reasonFor(page, taken),
  });
}

function reasonFor(page: PageAsked, { after }: Taken) {
  if (page.kind === 'index')
    return {
      why: `\`startIndex\` is ${page.startIndex}, and a page holds at most ${page.count}.`,
      source: rfc('7644', '3.4.2.4'),
    };
  const from = page.cursor
    ? 'The cursor says where the page before ended, whatever has come or gone since.'
    : 'An empty `cursor` asks for the first page.';
  const on = after ? ' `nextCursor` leads on.' : ' This is the last page: it has no `nextCursor`.';
  return { why: from + on, source: rfc('9865', '2') };
}
