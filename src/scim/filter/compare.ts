// Turns one comparison of a filter into a test of a value, as the attribute's type demands (RFC 7644 §3.4.2.2, Table 3).
import type { Json } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { instantOf } from '../dateTime.ts';
import { isName, prepared } from '../prepared.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { Attribute, AttributeType } from '../schema.ts';
import { typeWords } from '../words.ts';
import type { CompareOperator, FilterNode, FilterValue } from './node.ts';

/** Tests one assigned value; `absent` is the answer where there is none. */
export interface ValueTest {
  readonly test: (value: Json) => boolean;
  readonly absent: boolean;
}

/** A comparison with the attribute it is about; `name` tells how a sentence calls it. */
export interface Comparison {
  readonly node: Extract<FilterNode, { kind: 'compare' }>;
  readonly attribute: Attribute;
  readonly name: () => string;
  readonly profile: Profile;
}

/** Compiles a comparison with a simple attribute. Problems are 400 invalidFilter. */
export function compileComparison(comparison: Comparison): Result<ValueTest, Problem> {
  const { node, attribute } = comparison;
  if (node.value === null) return compareNull(comparison);
  switch (attribute.type) {
    case 'boolean':
      return compareBoolean(comparison);
    case 'integer':
    case 'decimal':
      return compareNumber(comparison, node.value);
    case 'dateTime':
      return compareDate(comparison, node.value);
    default:
      return compareString(comparison, node.value);
  }
}

/** Unassigned and null are one state (RFC 7643 §2.5): `eq null` asks for it, `ne null` for its opposite. */
function compareNull(comparison: Comparison): Result<ValueTest, Problem> {
  const { operator } = comparison.node;
  if (operator === 'eq') return ok({ test: () => false, absent: true });
  if (operator === 'ne') return ok({ test: () => true, absent: false });
  return fail(wrongValue(comparison));
}

function compareBoolean(comparison: Comparison): Result<ValueTest, Problem> {
  const { node, profile } = comparison;
  if (node.operator !== 'eq' && node.operator !== 'ne') return fail(noOrder(comparison));
  const wanted = booleanOf(node.value, profile.readsStringBooleans);
  if (wanted === undefined) return fail(wrongValue(comparison));
  return ok(equality(node.operator, (value) => value === wanted));
}

/** In lenient profiles "true" and "False" are booleans too. */
function booleanOf(value: FilterValue, readsStrings: boolean): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = readsStrings && typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}

function compareNumber(comparison: Comparison, wanted: FilterValue): Result<ValueTest, Problem> {
  const { operator } = comparison.node;
  if (isText(operator)) return fail(noOrder(comparison));
  if (typeof wanted !== 'number') return fail(wrongValue(comparison));
  return ok(ordered(operator, (value) => (typeof value === 'number' ? value - wanted : NaN)));
}

/** Dates are compared in time, whatever zones they are written in; text operators look at the text. */
function compareDate(comparison: Comparison, wanted: FilterValue): Result<ValueTest, Problem> {
  const { operator } = comparison.node;
  if (typeof wanted !== 'string') return fail(wrongValue(comparison));
  if (isText(operator)) return ok(contained(operator, wanted, true));
  const instant = instantOf(wanted);
  if (instant === undefined) return fail(wrongValue(comparison));
  return ok(ordered(operator, distanceFrom(instant)));
}

/** How far a stored date lies from an instant; the server's own dates all look alike and compare as text. */
function distanceFrom(instant: number): (value: Json) => number {
  let iso = '';
  return (value) => {
    if (typeof value !== 'string') return NaN;
    const isOwn = value.length === 24 && value.charCodeAt(23) === 90 && value.charCodeAt(19) === 46;
    if (!isOwn) return (instantOf(value) ?? NaN) - instant;
    iso ||= new Date(instant).toISOString();
    return value < iso ? -1 : Number(value > iso);
  };
}

function compareString(comparison: Comparison, wanted: FilterValue): Result<ValueTest, Problem> {
  const { node, attribute, profile } = comparison;
  const { operator } = node;
  if (typeof wanted === 'number' && profile.readsNumbersAsText)
    return compareString(comparison, String(wanted));
  if (typeof wanted !== 'string') return fail(wrongValue(comparison));
  if (isName(attribute) && prepared(wanted) !== wanted)
    return compareString(comparison, prepared(wanted));
  const exact = attribute.caseExact;
  if (operator === 'eq' || operator === 'ne') return ok(equality(operator, isSame(wanted, exact)));
  if (isText(operator)) return ok(contained(operator, wanted, exact));
  if (attribute.type === 'binary') return fail(noOrder(comparison));
  return ok(ordered(operator, textOrder(wanted, exact)));
}

/** Letter case counts as the attribute's `caseExact` says (RFC 7643 §2.2). */
function isSame(wanted: string, exact: boolean): (value: Json) => boolean {
  if (exact) return (value) => value === wanted;
  const folded = wanted.toLowerCase();
  return (value) =>
    value === wanted || (typeof value === 'string' && value.toLowerCase() === folded);
}

function contained(operator: TextOperator, wanted: string, exact: boolean): ValueTest {
  const part = exact ? wanted : wanted.toLowerCase();
  const test = textTests[operator];
  return {
    test: (value) => typeof value === 'string' && test(exact ? value : value.toLowerCase(), part),
    absent: false,
  };
}

function textOrder(wanted: string, exact: boolean): (value: Json) => number {
  const right = exact ? wanted : wanted.toLowerCase();
  return (value) => {
    if (typeof value !== 'string') return NaN;
    const left = exact ? value : value.toLowerCase();
    return left < right ? -1 : Number(left > right);
  };
}

type TextOperator = 'co' | 'sw' | 'ew';
type OrderOperator = Exclude<CompareOperator, TextOperator>;

const isText = (operator: CompareOperator): operator is TextOperator => operator in textTests;

const textTests: Readonly<Record<TextOperator, (text: string, part: string) => boolean>> = {
  co: (text, part) => text.includes(part),
  sw: (text, part) => text.startsWith(part),
  ew: (text, part) => text.endsWith(part),
};

/** An unassigned attribute is not identical to any value, so `ne` holds for it. */
const equality = (operator: 'eq' | 'ne', same: (value: Json) => boolean): ValueTest =>
  operator === 'eq'
    ? { test: same, absent: false }
    : { test: (value) => !same(value), absent: true };

/** `distance` is below, at or above 0; NaN, for a value of another type, is none of these. */
function ordered(operator: OrderOperator, distance: (value: Json) => number): ValueTest {
  switch (operator) {
    case 'gt':
      return { test: (value) => distance(value) > 0, absent: false };
    case 'ge':
      return { test: (value) => distance(value) >= 0, absent: false };
    case 'lt':
      return { test: (value) => distance(value) < 0, absent: false };
    case 'le':
      return { test: (value) => distance(value) <= 0, absent: false };
    default:
      return equality(operator, (value) => distance(value) === 0);
  }
}

function noOrder({ node, attribute, name }: Comparison): Problem {
  const { kind } = typeWords[attribute.type];
  const { operator, span } = node;
  return problem('filterOrder', { attribute: name(), kind, operator }, { span });
}

function wrongValue({ node, attribute, name }: Comparison): Problem {
  const { operator, value, valueSpan: span } = node;
  const { kind } = typeWords[attribute.type];
  const data = { attribute: name(), kind, operator, seen: JSON.stringify(value) };
  return problem('filterValue', { ...data, example: exampleFor(attribute.type, value) }, { span });
}

/** What the client meant, if that can be told; else any value of the type. */
function exampleFor(type: AttributeType, value: FilterValue): string {
  const boolean = type === 'boolean' ? booleanOf(value, true) : undefined;
  if (boolean !== undefined) return String(boolean);
  if (type === 'string' && value !== null) return JSON.stringify(String(value));
  return typeWords[type].example;
}
