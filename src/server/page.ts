// Reads which page of a list is wanted: startIndex and count, as RFC 7644 §3.4.2.4 bends them into range.
import { fail, ok, type Result } from '../base/result.ts';
import { limits } from '../scim/limits.ts';
import { problem, type Problem } from '../scim/problem.ts';
import { rfc } from '../scim/trace.ts';
import type { Asked } from './asked.ts';
import type { Call } from './call.ts';
import { refuse, type Refusal } from './reply.ts';

/** A page: `startIndex` is 1-based and at least 1, `count` at least 0 and within the server's limit. */
export interface PageAsked {
  readonly startIndex: number;
  readonly count: number;
}

/** Reads the page a query asks for; problems are 400 (no number, or a cursor while cursors are off). */
export function readPage({ trail }: Call, asked: Asked): Result<PageAsked, Refusal> {
  if (asked.cursor !== undefined) return refuse(problem('cursorsOff', {}));
  const startIndex = wholeNumber('startIndex', asked.startIndex, 1);
  const count = wholeNumber('count', asked.count, limits.defaultPageSize);
  if (!startIndex.ok) return refuse(startIndex.trouble);
  if (!count.ok) return refuse(count.trouble);
  if (count.value > limits.maxResults)
    trail.note({
      kind: 'warn',
      what: `Read \`count\` as ${limits.maxResults}`,
      why: 'No page holds more than `filter.maxResults` resources.',
      source: rfc('7644', '3.4.2.4'),
    });
  return ok({
    startIndex: Math.max(1, startIndex.value),
    count: Math.min(Math.max(0, count.value), limits.maxResults),
  });
}

function wholeNumber(
  parameter: string,
  text: string | undefined,
  otherwise: number,
): Result<number, Problem> {
  if (text === undefined) return ok(otherwise);
  if (!/^\s*[+-]?\d+\s*$/.test(text))
    return fail(problem('queryNumber', { parameter, seen: text || 'nothing' }, { at: parameter }));
  const most = Number.MAX_SAFE_INTEGER;
  return ok(Math.max(-most, Math.min(most, Number(text))));
}
