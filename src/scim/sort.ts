// Puts resources in the order of one attribute, by its type and its rule for letter case (RFC 7644 §3.4.2.3).
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { FoundAttribute } from './attributes.ts';
import { comparedPart, findAttribute, typeNameOf } from './attributes.ts';
import { instantOf } from './dateTime.ts';
import { isPrimary } from './elements.ts';
import type { AttributeRef } from './filter/node.ts';
import { parseAttribute } from './filter/parse.ts';
import { printAttribute } from './filter/print.ts';
import type { Problem } from './problem.ts';
import { problem } from './problem.ts';
import type { Attribute, ResourceType } from './schema.ts';

/** What a resource is sorted by: text, or a number (dates are milliseconds); undefined without a value. */
export type SortKey = string | number | undefined;

/** An order that was asked for. Equal keys are left to the caller, which has a last word of its own. */
export interface Order {
  readonly by: AttributeRef;
  readonly isDescending: boolean;
  /** Letter case counts. */
  readonly isExact: boolean;
  /** Expects declared attribute names and, where several types are asked, `meta.resourceType`. */
  keyOf(resource: JsonObject): SortKey;
  /** Below, at or above 0 as `left` comes before, with or after `right` in ascending order. */
  compare(left: SortKey, right: SortKey): number;
}

/** The two parameters as they came. */
export interface OrderParameters {
  readonly sortBy?: string | undefined;
  readonly sortOrder?: string | undefined;
}

/**
 * Reads the parameters; undefined when nothing is to be sorted. An attribute that only some of the
 * types have is no value in the others. Problems: 400 invalidPath for what cannot be sorted by, a
 * password included, since an order of passwords would tell of them; 400 invalidValue for sortOrder.
 */
export function readOrder(
  { sortBy, sortOrder = 'ascending' }: OrderParameters,
  types: readonly ResourceType[],
): Result<Order | undefined, Problem> {
  if (sortOrder !== 'ascending' && sortOrder !== 'descending')
    return fail(problem('sortOrder', { seen: sortOrder || 'nothing' }, { at: 'sortOrder' }));
  if (sortBy === undefined) return ok(undefined);
  const by = parseAttribute(sortBy);
  const homes = by ? homesOf(by, types) : new Map<string, FoundAttribute>();
  const [first] = homes.values();
  const sorted = first && (first.sub ?? first.attribute);
  if (!by || !sorted || isSecret(first)) return fail(unknown(sortBy, types));
  if (sorted.type === 'complex') return fail(needsPart(by, sorted));
  const isDescending = sortOrder === 'descending';
  const isExact = sorted.caseExact || (sorted.type !== 'string' && sorted.type !== 'reference');
  return ok({ by, isDescending, isExact, keyOf: keyReader(homes), compare: comparison(isExact) });
}

const isSecret = ({ attribute, sub }: FoundAttribute): boolean =>
  attribute.returned === 'never' || sub?.returned === 'never';

/** Where the attribute stands in each type that has it, by the type's name. */
function homesOf(
  by: AttributeRef,
  types: readonly ResourceType[],
): ReadonlyMap<string, FoundAttribute> {
  const homes = new Map<string, FoundAttribute>();
  for (const type of types) {
    const found = findAttribute(type, by);
    if (found) homes.set(type.name, comparedPart(found)); // emails means emails.value
  }
  return homes;
}

const unknown = (sortBy: string, types: readonly ResourceType[]): Problem => {
  const type = types.map(({ name }) => name).join(' or ');
  return problem('sortPath', { type, attribute: sortBy || 'nothing' }, { at: 'sortBy' });
};

const needsPart = (by: AttributeRef, { subAttributes }: Attribute): Problem => {
  const data = { attribute: printAttribute(by), part: subAttributes![0]!.name }; // complex, so it has parts
  return problem('sortNeedsSub', data, { at: 'sortBy' });
};

function keyReader(homes: ReadonlyMap<string, FoundAttribute>): Order['keyOf'] {
  const readers = new Map([...homes].map(([type, home]) => [type, keyAt(home)]));
  const [only] = readers.values();
  if (readers.size === 1 && only) return only; // where another type is, nothing stands there
  return (resource) => readers.get(typeNameOf(resource))?.(resource);
}

function keyAt({ extension, attribute, sub }: FoundAttribute): Order['keyOf'] {
  const { type } = sub ?? attribute;
  return (resource) => {
    const home = extension === undefined ? resource : resource[extension];
    const value = isObject(home) ? chosen(home[attribute.name]) : undefined;
    if (!sub) return keyFor(type, value);
    return keyFor(type, isObject(value) ? chosen(value[sub.name]) : undefined);
  };
}

/** Of several values the primary one, else the first (RFC 7644 §3.4.2.3). */
const chosen = (value: Json | undefined): Json | undefined =>
  isList(value) ? (value.find(isPrimary) ?? value[0]) : value;

function keyFor(type: Attribute['type'], value: Json | undefined): SortKey {
  if (typeof value === 'string')
    return type === 'dateTime' ? instantOf(value) : value.slice(0, mostCompared);
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** Longer texts that begin alike are in no order among themselves: their keys travel in cursors, and so in URLs. */
const mostCompared = 256;

let collator: Intl.Collator | undefined;

/**
 * Unicode's alphabet without the rules of any language, which is what English adds nothing to; made
 * when first needed, since it takes a while.
 */
const alphabetical = (left: string, right: string): number =>
  (collator ??= new Intl.Collator('en', { sensitivity: 'accent' })).compare(left, right);

const byUnit = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Text by its alphabet, or exactly by its characters; numbers by size; what has no value last. */
function comparison(isExact: boolean): Order['compare'] {
  const texts = isExact ? byUnit : alphabetical;
  return (left, right) => {
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    if (typeof left === 'string' && typeof right === 'string') return texts(left, right);
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return typeof left === 'number' ? -1 : 1; // one name, two types: numbers first
  };
}
