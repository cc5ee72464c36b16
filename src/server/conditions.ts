// Decides whether a request's conditions let it go on: If-Match and If-None-Match against the resource's version.
import { fail, ok, type Result } from '../base/result.ts';
import type { HeaderList } from '../http/message.ts';
import { problem, type Problem } from '../scim/problem.ts';
import { rfc, type TraceStep } from '../scim/trace.ts';

/** What the conditions came to: go on, or answer 304 because the client has this version already. */
export type Verdict = 'proceed' | 'notModified';

/** The verdict, and the step that explains it when a condition was given. */
export interface Judged {
  readonly verdict: Verdict;
  readonly step?: Omit<TraceStep, 'kind'>;
}

/**
 * Judges the conditions of a request on a resource that exists, in the order of RFC 9110 §13.2.2.
 * Tags are compared weakly: the server's own are weak, and RFC 7644 §3.14 uses them in If-Match.
 * `isRead` is true for GET and HEAD. The problem is 412.
 */
export function judge(
  headers: HeaderList,
  version: string,
  isRead: boolean,
): Result<Judged, Problem> {
  const match = fieldOf(headers, 'If-Match');
  if (match !== undefined && !names(match, version)) return fail(movedOn(version, match));
  const noneMatch = fieldOf(headers, 'If-None-Match');
  if (noneMatch !== undefined && names(noneMatch, version))
    return isRead
      ? ok({ verdict: 'notModified', step: unchanged(version) })
      : fail(movedOn(version, `any but ${noneMatch}`));
  return ok({
    verdict: 'proceed',
    ...(match === undefined ? {} : { step: fits(match) }),
  });
}

const movedOn = (current: string, asked: string): Problem =>
  problem('preconditionFailed', { current, asked });

const unchanged = (version: string): Omit<TraceStep, 'kind'> => ({
  what: `Still in version \`${version}\``,
  why: 'The client has this version already, as its `If-None-Match` says, so nothing is sent again.',
  source: rfc('7644', '3.14'),
});

const fits = (match: string): Omit<TraceStep, 'kind'> => ({
  what: `\`If-Match: ${match.slice(0, 80)}\` fits`,
  why: 'Nobody changed the resource since the client read it.',
  source: rfc('7644', '3.14'),
});

/** A header field with all its lines as one list (RFC 9110 §5.3). */
function fieldOf(headers: HeaderList, name: string): string | undefined {
  const lines = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase());
  return lines.length === 0 ? undefined : lines.map(([, value]) => value).join(', ');
}

/** True if a list of tags holds the version, or is `*` (RFC 9110 §8.8.3, §13.1). */
function names(list: string, version: string): boolean {
  if (list.trim() === '*') return true;
  const tags = [...list.matchAll(/(?:W\/)?("[^"]*")/g)].map((found) => found[1]);
  return tags.includes(version.replace(/^W\//, ''));
}
