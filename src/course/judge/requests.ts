// Judges a check that counts requests: how many of which kind were sent since the step began.
import type { Bound } from '../lesson.ts';
import { fitsPath, pathBelow } from './paths.ts';
import { within, type Finding, type Situation } from './situation.ts';

/** Passed if every count lies in its range; `found` tells of the first that does not. */
export function judgeRequests(
  counts: readonly { readonly pattern: string; readonly bound: Bound }[],
  situation: Situation,
): Finding {
  const counted = counts.map(({ pattern, bound }) => {
    const count = countOf(pattern, situation);
    return { pattern, count, fits: within(count, bound) };
  });
  const shown = counted.find((each) => !each.fits) ?? counted[0];
  const count = shown?.count ?? 0;
  const times = count === 1 ? 'once' : count === 0 ? 'never' : `${count} times`;
  const what = shown?.pattern === 'total' ? 'requests' : (shown?.pattern ?? 'requests');
  return {
    passed: counted.every((each) => each.fits),
    found: { found: `${what} ${times}`, count: String(count) },
  };
}

function countOf(pattern: string, situation: Situation): number {
  if (pattern === 'total') return situation.exchanges.length;
  const [method, path] = pattern.split(' ');
  return situation.exchanges.filter(
    ({ request }) =>
      request.method === method &&
      (path === undefined || fitsPath(pathBelow(situation.baseUrl, request.url), path)),
  ).length;
}
