// Says what faults are called, and how one that is on reads in the status bar.
import type { FaultKind, Faults } from '../../http/fault.ts';
import { hitsLeft } from '../../http/fault.ts';

/** A kind of fault as the panel lists it; `seconds` names the number it takes, if it takes one. */
export interface KindWords {
  readonly kind: FaultKind;
  /** In the status bar. */
  readonly short: string;
  readonly label: string;
  /** What a client should make of it, in one sentence. */
  readonly about: string;
  readonly seconds?: { readonly label: string; readonly first: number };
}

/** Every kind, in the order they are offered. */
export const kinds: readonly KindWords[] = [
  {
    kind: 'tooMany',
    short: '429',
    label: '429 Too Many Requests',
    about: 'Refused; Retry-After says how long to wait.',
    seconds: { label: 'Retry-After, seconds', first: 30 },
  },
  {
    kind: 'broken',
    short: '500',
    label: '500 Internal Server Error',
    about: 'Refused; nothing was carried out, but a client cannot know.',
  },
  {
    kind: 'unavailable',
    short: '503',
    label: '503 Service Unavailable',
    about: 'Refused; the server is down for a while.',
    seconds: { label: 'Retry-After, seconds', first: 60 },
  },
  {
    kind: 'expired',
    short: '401',
    label: '401, as if the token had expired',
    about: 'Refused, although the token is good.',
  },
  {
    kind: 'slow',
    short: 'slow',
    label: 'Slow',
    about: 'Held back first, then answered as ever.',
    seconds: { label: 'Held back for, seconds', first: 3 },
  },
  {
    kind: 'lost',
    short: 'lost answer',
    label: 'Answer lost',
    about: 'Carried out, but the answer never arrives.',
  },
];

/** The words of a kind. */
export const wordsOf = (kind: FaultKind): KindWords => kinds.find((each) => each.kind === kind)!; // the list has all

/** `429, next 2`; `off` when nothing goes wrong. */
export function faultsText(faults: Faults | undefined): string {
  if (!faults) return 'off';
  const left = hitsLeft(faults);
  const { short } = wordsOf(faults.kind);
  if (left !== undefined) return `${short}, next ${left}`;
  return faults.count === 1 ? `${short}, every time` : `${short}, every ${ordinal(faults.count)}`;
}

/** `2nd`, `3rd`, `11th`. */
export function ordinal(number: number): string {
  const suffixes: Readonly<Record<string, string>> = {
    one: 'st',
    two: 'nd',
    few: 'rd',
    other: 'th',
  };
  return `${number}${suffixes[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}
