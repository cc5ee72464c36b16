// Holds an answer to what a check expects of it, and says in words where it departs.
import { sameJson, type Json, type JsonObject } from '../base/json.ts';
import { messageUrn } from '../scim/messages.ts';
import type { Expected } from './check.ts';
import type { Exchanged, Seen } from './exchange.ts';
import { absent, departure, told, valueAt } from './pattern.ts';

/** An expectation that was not met: what was expected, and what was seen instead. */
export class Unmet extends Error {
  readonly expected: string;
  readonly saw: string;
  /** The exchange it is about; the last one of the check, where none is named. */
  readonly exchange: Exchanged | undefined;

  constructor(expected: string, saw: string, exchange?: Exchanged) {
    super(`Expected ${expected}, saw ${saw}.`);
    this.expected = expected;
    this.saw = saw;
    this.exchange = exchange;
  }
}

/** What an expectation may compare with: bodies by name. */
export type Known = Readonly<Record<string, Json>>;

/** Holds an answer to an expectation. `known` are the bodies named so far. @throws Unmet */
export function expectAnswer(answer: Seen, expected: Expected, known: Known = {}): void {
  const unmet = unmetIn(answer, expected, known);
  if (unmet) throw new Unmet(...unmet, answer);
}

/** What was expected and what was seen, of the first departure; undefined if the answer fits. */
export function unmetIn(
  answer: Seen,
  expected: Expected,
  known: Known = {},
): readonly [expected: string, saw: string] | undefined {
  return (
    statusDeparture(answer, expected) ??
    keywordDeparture(answer, expected) ??
    headerDeparture(answer, expected) ??
    bodyDeparture(answer, expected) ??
    sameDeparture(answer, expected, known)
  );
}

type Unfit = readonly [expected: string, saw: string] | undefined;

function statusDeparture(answer: Seen, { status }: Expected): Unfit {
  if (status === undefined) return undefined;
  const wanted = typeof status === 'number' ? [status] : status;
  if (wanted.includes(answer.status)) return undefined;
  return [`status ${wanted.join(' or ')}`, `${answer.status}${detailOf(answer)}`];
}

const detailOf = ({ object }: Seen): string => {
  const { scimType, detail } = object;
  const words = [scimType, detail].filter((each) => typeof each === 'string');
  return words.length > 0 ? ` (${words.join(': ')})` : '';
};

function keywordDeparture(answer: Seen, { scimType, mayBe }: Expected): Unfit {
  if (answer.status < 400) return undefined;
  const saw = answer.object['scimType'];
  if (scimType !== undefined && saw !== scimType)
    return [`an Error with the scimType ${scimType}`, told(saw) + detailOf(answer)];
  if (mayBe !== undefined && saw !== undefined && saw !== mayBe)
    return [`an Error with the scimType ${mayBe} or none`, told(saw) + detailOf(answer)];
  return undefined;
}

function headerDeparture(answer: Seen, { header = {} }: Expected): Unfit {
  for (const [name, pattern] of Object.entries(header)) {
    const value = answer.header(name);
    const unfit = departure(pattern ?? absent, value);
    if (unfit) return [`${unfit.expected} in the header ${name}`, unfit.seen];
  }
  return undefined;
}

function bodyDeparture(answer: Seen, { body, without = [] }: Expected): Unfit {
  const unfit = body === undefined ? undefined : departure(body, answer.json);
  if (unfit) return [`${unfit.expected} at ${unfit.path || 'the body'}`, unfit.seen];
  for (const path of without) {
    const left = departure(absent, valueAt(answer.json, path));
    if (left) return [`no value at ${path}`, left.seen];
  }
  return undefined;
}

function sameDeparture(answer: Seen, { same }: Expected, known: Known): Unfit {
  if (same === undefined) return undefined;
  return changeFrom(known[same], answer.json);
}

/** The first attribute in which a body differs from an earlier one. */
export function changeFrom(before: Json | undefined, after: Json | undefined): Unfit {
  if (sameJson(before ?? null, after ?? null)) return undefined;
  const [old, now] = [before ?? null, after ?? null];
  if (typeof old !== 'object' || typeof now !== 'object' || !old || !now)
    return [told(before), told(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const part = (of: object, key: string): Json | undefined => (of as JsonObject)[key]; // lists too have keys
  const changed = keys.find((key) => !sameJson(part(old, key) ?? null, part(now, key) ?? null));
  if (changed === undefined) return undefined;
  return [`${changed} to stay ${told(part(old, changed))}`, told(part(now, changed))];
}

/** The expectations of an Error body (RFC 7644 §3.12). */
export const errorBody = (status: number): JsonObject => ({
  schemas: [messageUrn.error],
  status: String(status),
});
