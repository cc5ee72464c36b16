// Compares a JSON value with a pattern: objects by the keys the pattern names, lists as sets, and a few rules.
import { isList, isObject, sameJson, type Json, type JsonObject } from '../base/json.ts';

/** A rule about one value, where a plain value cannot say it. A closed list, so that failures can be told in words. */
export type Rule =
  | { readonly rule: 'present' }
  | { readonly rule: 'absent' }
  | { readonly rule: 'ends'; readonly text: string }
  | { readonly rule: 'matches'; readonly pattern: string; readonly says: string }
  | { readonly rule: 'oneOf'; readonly values: readonly Pattern[] }
  | { readonly rule: 'not'; readonly pattern: Pattern }
  | { readonly rule: 'holds'; readonly items: readonly Pattern[] }
  | { readonly rule: 'list'; readonly least: number; readonly most: number };

/** What a value must look like: a value, an object of patterns, a list of patterns in any order, or a rule. */
export type Pattern =
  Json | Rule | readonly Pattern[] | { readonly [key: string]: Pattern | undefined };

/** Any value but none, null, an empty list or an empty object. */
export const present: Rule = { rule: 'present' };

/** No value: missing, null or an empty list, which are the same state (RFC 7643 §2.5). */
export const absent: Rule = { rule: 'absent' };

/** A text that ends so. */
export const ends = (text: string): Rule => ({ rule: 'ends', text });

/** A text of a form: a regular expression, and what it means in words. */
export const matches = (pattern: string, says: string): Rule => ({
  rule: 'matches',
  pattern,
  says,
});

/** One of several. */
export const oneOf = (...values: readonly Pattern[]): Rule => ({ rule: 'oneOf', values });

/** Anything but this. */
export const not = (pattern: Pattern): Rule => ({ rule: 'not', pattern });

/** A list that holds these and may hold more. */
export const holds = (...items: readonly Pattern[]): Rule => ({ rule: 'holds', items });

/** A list of so many values. */
export const listOf = (least: number, most: number = least): Rule => ({
  rule: 'list',
  least,
  most,
});

const ruleNames: readonly unknown[] = [
  ...['present', 'absent', 'ends', 'matches', 'oneOf', 'not', 'holds', 'list'],
];

/** True for a rule; no SCIM attribute is called `rule`. */
export const isRule = (pattern: Pattern | undefined): pattern is Rule =>
  isObject(pattern) && ruleNames.includes(pattern['rule']);

/** Where a value departs from a pattern: the path, what was expected there, and what was seen. */
export interface Departure {
  readonly path: string;
  readonly expected: string;
  readonly seen: string;
}

/** The first departure of a value from a pattern; undefined if it fits. */
export function departure(
  pattern: Pattern | undefined,
  value: Json | undefined,
  path = '',
): Departure | undefined {
  if (isRule(pattern)) return ruleDeparture(pattern, value, path);
  if (isPatternList(pattern)) return listDeparture(pattern, value, path);
  if (isPatternObject(pattern)) {
    if (!isObject(value)) return departed(pattern, value, path);
    return objectDeparture(pattern, value, path);
  }
  return sameJson(pattern ?? null, value ?? null) ? undefined : departed(pattern, value, path);
}

const isPatternList = (pattern: Pattern | undefined): pattern is readonly Pattern[] =>
  Array.isArray(pattern);

const isPatternObject = (
  pattern: Pattern | undefined,
): pattern is { readonly [key: string]: Pattern | undefined } => isObject(pattern);

const departed = (
  pattern: Pattern | undefined,
  value: Json | undefined,
  path: string,
): Departure => ({ path, expected: inWords(pattern), seen: told(value) });

function objectDeparture(
  pattern: { readonly [key: string]: Pattern | undefined },
  value: JsonObject,
  path: string,
): Departure | undefined {
  for (const [key, part] of Object.entries(pattern)) {
    const found = departure(part, own(value, key), path === '' ? key : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

const own = (value: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;

/** Order is free (RFC 7643 §2.4), so each pattern takes the first element left that fits. */
function listDeparture(
  patterns: readonly Pattern[],
  value: Json | undefined,
  path: string,
): Departure | undefined {
  if (!isList(value)) {
    const isNone = patterns.length === 0 && isUnassigned(value);
    return isNone ? undefined : departed(patterns, value, path);
  }
  const left = unmatched(patterns, value);
  return left.patterns.length === 0 && left.values.length === 0
    ? undefined
    : departed(patterns, value, path);
}

function unmatched(
  patterns: readonly Pattern[],
  values: readonly Json[],
): { readonly patterns: readonly Pattern[]; readonly values: readonly Json[] } {
  const rest = [...values];
  const missed = patterns.filter((pattern) => {
    const at = rest.findIndex((value) => !departure(pattern, value));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return { patterns: missed, values: rest };
}

function ruleDeparture(rule: Rule, value: Json | undefined, path: string): Departure | undefined {
  return obeys(rule, value) ? undefined : departed(rule, value, path);
}

function obeys(rule: Rule, value: Json | undefined): boolean {
  switch (rule.rule) {
    case 'present':
      return !isUnassigned(value) && !(isObject(value) && Object.keys(value).length === 0);
    case 'absent':
      return isUnassigned(value);
    case 'ends':
      return typeof value === 'string' && value.endsWith(rule.text);
    case 'matches':
      return typeof value === 'string' && new RegExp(rule.pattern, 'u').test(value);
    case 'oneOf':
      return rule.values.some((each) => !departure(each, value));
    case 'not':
      return departure(rule.pattern, value) !== undefined;
    case 'holds':
      return unmatched(rule.items, isList(value) ? value : []).patterns.length === 0;
    case 'list':
      return isCounted(isList(value) ? value.length : 0, rule);
  }
}

const isCounted = (count: number, { least, most }: { least: number; most: number }): boolean =>
  count >= least && count <= most;

/** Missing, null and an empty list are one state (RFC 7643 §2.5). */
export const isUnassigned = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isList(value) && value.length === 0);

/** A pattern in words, for the sentence that tells what was expected. */
export function inWords(pattern: Pattern | undefined): string {
  if (!isRule(pattern)) return pattern === undefined ? 'nothing' : shortened(printed(pattern));
  switch (pattern.rule) {
    case 'present':
      return 'a value';
    case 'absent':
      return 'no value';
    case 'ends':
      return `text that ends with ${JSON.stringify(pattern.text)}`;
    case 'matches':
      return pattern.says;
    case 'oneOf':
      return pattern.values.map(inWords).join(' or ');
    case 'not':
      return `anything but ${inWords(pattern.pattern)}`;
    case 'holds':
      return `a list that holds ${pattern.items.map(inWords).join(' and ')}`;
    case 'list':
      return pattern.least === pattern.most
        ? `a list of ${pattern.least}`
        : `a list of ${pattern.least} to ${pattern.most}`;
  }
}

/** Rules within a pattern are told in words, the rest as JSON. */
function printed(pattern: Pattern): string {
  if (isRule(pattern)) return `<${inWords(pattern)}>`;
  if (isPatternList(pattern)) return `[${pattern.map(printed).join(', ')}]`;
  if (!isPatternObject(pattern)) return JSON.stringify(pattern);
  const parts = Object.entries(pattern).map(
    ([key, part]) => `${JSON.stringify(key)}: ${part === undefined ? 'nothing' : printed(part)}`,
  );
  return `{ ${parts.join(', ')} }`;
}

/** A value as a sentence shows it: JSON, cut when long. */
export const told = (value: Json | undefined): string =>
  value === undefined ? 'nothing' : shortened(JSON.stringify(value));

const shortened = (text: string): string => (text.length > 400 ? `${text.slice(0, 397)}…` : text);

/**
 * The value at a path such as `name.givenName` or `urn:…:User:department`; undefined if there is
 * none. A number picks from a list: `emails.0.value`.
 */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value;
  const [key, rest] = cutPath(value, path);
  if (isList(value)) return valueAt(value[Number(key)], rest);
  return isObject(value) ? valueAt(own(value, key), rest) : undefined;
}

/** A URN holds dots and colons, so the longest key of the object that begins the path wins. */
function cutPath(value: Json | undefined, path: string): readonly [key: string, rest: string] {
  const keys = isObject(value) ? Object.keys(value) : [];
  const urn = keys.find((key) => key.startsWith('urn:') && isStart(key, path));
  const key = urn ?? path.split('.')[0]!;
  return [key, path.slice(key.length + 1)];
}

const isStart = (key: string, path: string): boolean =>
  path === key || (path.startsWith(key) && /[.:]/.test(path[key.length]!));
