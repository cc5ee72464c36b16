// Turns a filter tree into a test of resources, by the schema of the types that are asked (RFC 7644 §3.4.2.2).
import { assertNever } from '../../base/assertNever.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { FoundAttribute } from '../attributes.ts';
import { attributeNamed, comparedPart, findAttribute, typeNameOf } from '../attributes.ts';
import { hintFor } from '../suggest.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { Attribute, ResourceType } from '../schema.ts';
import type { ValueTest } from './compare.ts';
import { compileComparison } from './compare.ts';
import { lookupOf } from './lookup.ts';
import type { AttributeRef, FilterNode } from './node.ts';
import { printAttribute } from './print.ts';

/** An equality every match must have, on an attribute the store has an index for. */
export interface Lookup {
  readonly attribute: 'id' | 'userName' | 'externalId' | 'displayName' | 'members.value';
  readonly value: string;
}

/**
 * A filter ready to run. `matches` expects stored resources: declared attribute names, `meta.resourceType`
 * set. `lookup`, if there, narrows the candidates; `matches` must still be asked.
 */
export interface CompiledFilter {
  matches(resource: JsonObject): boolean;
  readonly lookup?: Lookup;
}

type Test = (object: JsonObject) => boolean;

/** Where names are looked up: in a resource type, or in one element of a list. */
type Scope =
  | {
      readonly kind: 'resource';
      readonly type: ResourceType;
      readonly types: readonly ResourceType[];
      readonly profile: Profile;
    }
  | {
      readonly kind: 'element';
      readonly attribute: Attribute;
      /** What stands before names in sentences: `emails`. */
      readonly label: string;
      readonly profile: Profile;
    };

/**
 * Compiles a filter for one resource type (`/Users`) or several (a query at the root, where an
 * attribute that only another type has simply has no value). Problems are 400 invalidFilter with
 * the span they are about: unknown attribute, value of another type, order where there is none.
 * A password cannot be asked about, so that nobody can guess one (RFC 7644 §7.5.2).
 */
export function compileFilter({
  filter,
  types,
  profile,
}: {
  readonly filter: FilterNode;
  readonly types: readonly ResourceType[];
  readonly profile: Profile;
}): Result<CompiledFilter, Problem> {
  const lookup = lookupOf(filter, types);
  const [type] = types;
  if (type && types.length === 1) {
    const test = compileNode(filter, { kind: 'resource', type, types, profile });
    return test.ok ? ok(lookup ? { matches: test.value, lookup } : { matches: test.value }) : test;
  }
  const tests = new Map<string, Test>();
  for (const type of types) {
    const test = compileNode(filter, { kind: 'resource', type, types, profile });
    if (!test.ok) return test;
    tests.set(type.name, test.value);
  }
  const matches: Test = (resource) => tests.get(typeNameOf(resource))?.(resource) ?? false;
  return ok({ matches, ...(lookup && { lookup }) });
}

/** Compiles the inside of brackets: a test of one element of a multi-valued attribute. */
export function compileElementFilter(
  filter: FilterNode,
  attribute: Attribute,
  { label, profile }: { readonly label: string; readonly profile: Profile },
): Result<Test, Problem> {
  return compileNode(filter, { kind: 'element', attribute, label, profile });
}

/** What a name means here; null if only another type of the same query has it, undefined if none has. */
function find(ref: AttributeRef, scope: Scope): FoundAttribute | null | undefined {
  if (scope.kind === 'element') {
    if (ref.schema !== undefined || ref.sub !== undefined) return undefined;
    const attribute = attributeNamed(partsOf(scope.attribute), ref.name);
    return attribute && { attribute };
  }
  const found = findAttribute(scope.type, ref);
  if (found || scope.types.length === 1) return found;
  return scope.types.some((other) => findAttribute(other, ref)) ? null : undefined;
}

/** An attribute as a sentence calls it. */
const nameIn = (scope: Scope, ref: AttributeRef): string =>
  scope.kind === 'element' ? `${scope.label}.${printAttribute(ref)}` : printAttribute(ref);

const valuePart = new WeakMap<Attribute, readonly Attribute[]>();

/** A list of plain values can be asked by `value` too (RFC 7644 §3.5.2.2). */
function partsOf(attribute: Attribute): readonly Attribute[] {
  if (attribute.subAttributes) return attribute.subAttributes;
  let parts = valuePart.get(attribute);
  if (!parts) {
    parts = [{ ...attribute, name: 'value', multiValued: false }];
    valuePart.set(attribute, parts);
  }
  return parts;
}

function compileNode(node: FilterNode, scope: Scope): Result<Test, Problem> {
  switch (node.kind) {
    case 'and':
    case 'or':
      return compileTerms(node, scope);
    case 'not': {
      const inner = compileNode(node.term, scope);
      if (!inner.ok) return inner;
      const test = inner.value;
      return ok((object) => !test(object));
    }
    case 'compare':
    case 'present':
      return compileLeaf(node, scope);
    case 'valuePath':
      return compileValuePath(node, scope);
    default:
      return assertNever(node);
  }
}

function compileTerms(
  { kind, terms }: Extract<FilterNode, { kind: 'and' | 'or' }>,
  scope: Scope,
): Result<Test, Problem> {
  const tests: Test[] = [];
  for (const term of terms) {
    const test = compileNode(term, scope);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  const [first, second] = tests as [Test, Test]; // a chain has two terms at least
  const every = kind === 'and';
  if (tests.length === 2 && every) return ok((object) => first(object) && second(object));
  if (tests.length === 2) return ok((object) => first(object) || second(object));
  return ok((object) => {
    for (const test of tests) if (test(object) !== every) return !every;
    return every;
  });
}

type Leaf = Extract<FilterNode, { kind: 'compare' | 'present' }>;

function compileLeaf(node: Leaf, scope: Scope): Result<Test, Problem> {
  const found = find(node.attribute, scope);
  if (found === undefined) return fail(unknownAttribute(node.attribute, scope));
  if (found === null) return noValue(node);
  if (isSecret(found)) {
    const attribute = nameIn(scope, node.attribute);
    return fail(problem('filterSecret', { attribute }, { span: node.span }));
  }
  if (node.kind === 'present') return ok(reach(found, { test: isPresent, absent: false }));
  return compileCompare(node, found, scope);
}

/** Nobody may ask about what is never returned, nor about such a part of an attribute. */
const isSecret = ({ attribute, sub }: FoundAttribute): boolean =>
  attribute.returned === 'never' || sub?.returned === 'never';

/** Another type has this attribute: here it is unassigned, whatever its type may be. */
const noValue = (node: Leaf): Result<Test, Problem> => {
  if (node.kind === 'present') return ok(() => false);
  const answer = node.value === null ? node.operator === 'eq' : node.operator === 'ne';
  return ok(() => answer);
};

function compileCompare(
  node: Extract<FilterNode, { kind: 'compare' }>,
  found: FoundAttribute,
  scope: Scope,
): Result<Test, Problem> {
  const target = comparedPart(found);
  const attribute = target.sub ?? target.attribute;
  if (attribute.type === 'complex') return fail(needsPart(node.attribute, attribute, scope));
  const name = (): string => nameIn(scope, node.attribute);
  const compiled = compileComparison({ node, attribute, name, profile: scope.profile });
  return compiled.ok ? ok(reach(target, compiled.value)) : compiled;
}

function compileValuePath(
  { attribute: ref, filter }: Extract<FilterNode, { kind: 'valuePath' }>,
  scope: Scope,
): Result<Test, Problem> {
  const found = find(ref, scope);
  if (found === undefined) return fail(unknownAttribute(ref, scope));
  if (found === null) return ok(() => false);
  const { attribute } = found;
  const label = nameIn(scope, ref);
  if (isSecret(found))
    return fail(problem('filterSecret', { attribute: label }, { span: ref.span }));
  if (found.sub || (attribute.type !== 'complex' && !attribute.multiValued))
    return fail(problem('filterNotComplex', { attribute: label }, { span: ref.span }));
  const inner = compileElementFilter(filter, attribute, { label, profile: scope.profile });
  if (!inner.ok) return inner;
  return ok(within(found.extension, elements(attribute, inner.value), false));
}

/** True if one and the same element passes the test (RFC 7644 §3.4.2.2, Table 5). */
function elements({ name, type }: Attribute, test: Test): Test {
  const one = (element: Json | undefined): boolean =>
    isObject(element) ? test(element) : type !== 'complex' && test({ value: element });
  return (object) => {
    const value = object[name];
    if (!isList(value)) return value !== undefined && value !== null && one(value);
    for (const element of value) if (one(element)) return true;
    return false;
  };
}

/** Applies a value test where the attribute stands; of several values any may pass. */
function reach({ extension, attribute, sub }: FoundAttribute, value: ValueTest): Test {
  const test = sub
    ? reachPart(attribute.name, sub.name, value)
    : attribute.multiValued
      ? reachList(attribute.name, value)
      : reachValue(attribute.name, value);
  return within(extension, test, value.absent);
}

/** Extension attributes live in an object under the extension's URN (RFC 7643 §3.3). */
function within(urn: string | undefined, test: Test, absent: boolean): Test {
  if (urn === undefined) return test;
  return (object) => {
    const extension = object[urn];
    return isObject(extension) ? test(extension) : absent;
  };
}

function reachValue(name: string, { test, absent }: ValueTest): Test {
  return (object) => {
    const value = object[name];
    return value === undefined || value === null ? absent : test(value);
  };
}

function reachList(name: string, { test, absent }: ValueTest): Test {
  return (object) => {
    const values = object[name];
    if (!isList(values) || values.length === 0) return absent;
    for (const value of values) if (test(value)) return true;
    return false;
  };
}

function reachPart(name: string, part: string, { test, absent }: ValueTest): Test {
  return (object) => {
    const whole = object[name];
    if (!isList(whole)) {
      const value = isObject(whole) ? whole[part] : undefined;
      return value === undefined || value === null ? absent : test(value);
    }
    let answer = absent;
    for (const element of whole) {
      const value = isObject(element) ? element[part] : undefined;
      if (value === undefined || value === null) continue;
      if (test(value)) return true;
      answer = false;
    }
    return answer;
  };
}

/** `pr`: a value that is not empty, or a part that has one. */
function isPresent(value: Json | undefined): boolean {
  if (isList(value)) return value.some(isPresent);
  if (isObject(value)) return Object.values(value).some(isPresent);
  return value !== undefined && value !== null && value !== '';
}

function unknownAttribute(ref: AttributeRef, scope: Scope): Problem {
  const type =
    scope.kind === 'element' ? 'element' : scope.types.map(({ name }) => name).join(' or ');
  const within = scope.kind === 'element' ? { parts: partsOf(scope.attribute) } : scope.types;
  const data = { type, attribute: nameIn(scope, ref) };
  return problem('filterUnknownAttribute', data, { span: ref.span, hint: hintFor(ref, within) });
}

function needsPart(ref: AttributeRef, { subAttributes }: Attribute, scope: Scope): Problem {
  const data = { attribute: nameIn(scope, ref), part: subAttributes![0]!.name }; // complex, so it has parts
  return problem('filterNeedsSub', data, { span: ref.span });
}
