// Keeps what a learner says about when HR knew, which no journal tells, and takes it only for the case it was said of.
import { isObject, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { ExposureCase } from './exposureCases.ts';
import type { PastEntry } from './past.ts';

/** Where it is kept on the shelf. */
export const hrKey = (tenant: string): string => `exposure/hr/${tenant}`;

/** When HR knew, in lab milliseconds by the id of a case; what was said of a world that is gone is left out. */
export function hrMoments(
  record: JsonObject | undefined,
  journal: readonly PastEntry[],
): ReadonlyMap<string, number> {
  const exchanges = new Map(journal.map(({ seq, exchange }) => [String(seq), exchange]));
  return new Map(
    Object.entries(record ?? {}).flatMap(([id, said]) => {
      const at = isObject(said) ? Date.parse(String(said['at'])) : NaN;
      const seq = id.slice(id.lastIndexOf('.') + 1);
      const isSame = isObject(said) && exchanges.get(seq) === said['exchange'];
      return isSame && !Number.isNaN(at) ? [[id, at] as const] : [];
    }),
  );
}

/** The record with HR's word on one case, or without it. */
export function withHrWord(
  record: JsonObject | undefined,
  { id, exchange = '' }: Pick<ExposureCase, 'id' | 'exchange'>,
  at: number | undefined,
): JsonObject {
  const others = Object.entries(record ?? {}).filter(([other]) => other !== id);
  const said =
    at === undefined ? [] : [[id, { at: new Date(at).toISOString(), exchange }] as const];
  return Object.fromEntries([...others, ...said]);
}

/** Checks a moment somebody names for HR's word; the trouble is a whole sentence. */
export function hrWord(
  at: number | undefined,
  { firstStep }: Pick<ExposureCase, 'firstStep'>,
): Result<number, string> {
  if (at === undefined) return fail('Write day and time, such as 30 Nov 2026, 09:00.');
  if (firstStep !== undefined && at > firstStep)
    return fail('That is after the first request: HR knew before anybody could act on it.');
  return ok(at);
}
