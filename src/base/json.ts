// Describes JSON as data: what is parsed from the wire and what is stored, and how two such values compare.

/** Any JSON value (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; a missing key is `undefined`, never null. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for a JSON object: not null, not an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a JSON array; narrows a Json to its elements. */
export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** Parses JSON text; malformed text is undefined, as JSON itself has no undefined. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse yields exactly the Json type
  } catch {
    return undefined;
  }
}

/** Compares two JSON values by content: key order in objects is free, order in lists is not. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, at) => sameJson(item, right[at]));
  if (isObject(left) && isObject(right)) return sameObject(left, right);
  return false;
}

function sameObject(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}

/** What a list lost and gained on the way to another; what came stands there in one piece, from place `at` on. */
export interface ListDifference {
  readonly gone: readonly Json[];
  readonly come: readonly Json[];
  readonly at: number;
}

/**
 * What tells two lists apart, at the cost of one walk however long they are when elements only left, or
 * were put at the end. Elsewhere more may be named: what stands in both then is in `gone` and in `come`.
 */
export function listDifference(left: readonly Json[], right: readonly Json[]): ListDifference {
  const known = differences.get(left);
  if (known?.[0] === right) return known[1];
  const difference = differenceOf(left, right);
  differences.set(left, [right, difference]);
  return difference;
}

/** Lists never change, and what one change did to a list is asked by all who follow it up. */
const differences = new WeakMap<
  readonly Json[],
  readonly [right: readonly Json[], difference: ListDifference]
>();

function differenceOf(left: readonly Json[], right: readonly Json[]): ListDifference {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && isAlike(left[start], right[start])) start += 1;
  let end = 0;
  while (end < most - start && isAlike(left[left.length - 1 - end], right[right.length - 1 - end]))
    end += 1;
  const gone: Json[] = [];
  let met = start;
  for (let at = start; at < left.length - end; at += 1)
    if (met < right.length - end && isAlike(left[at], right[met])) met += 1;
    else gone.push(left[at]!);
  return { gone, come: right.slice(met, right.length - end), at: met };
}

/** Most elements that are the same are the very same, which is told at once. */
const isAlike = (left: Json | undefined, right: Json | undefined): boolean =>
  left === right || sameJson(left, right);
