// Tells whether a request of a lesson was sent, so that a prediction about it can be compared with what came.
import { fitsPath, pathBelow } from './judge/paths.ts';
import type { SeenExchange } from './judge/situation.ts';

/**
 * True if one of the exchanges has the method and the path of a request in short form. What stands
 * in a blank (`____`) or in the query does not matter, so that a learner may change both.
 */
export function isAsked(
  text: string,
  exchanges: readonly SeenExchange[],
  baseUrl: string,
): boolean {
  const found = /^\s*([A-Z]+) +(\/[^?\s]*)(\?)?/.exec(text);
  if (!found) return false;
  const [, method, path, searches] = found;
  const pattern = path!.replaceAll('____', '*') + (searches ? '?*=*' : '');
  return exchanges.some(
    ({ request }) =>
      request.method === method && fitsPath(pathBelow(baseUrl, request.url), pattern),
  );
}
