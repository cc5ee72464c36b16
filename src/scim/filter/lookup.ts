// Finds the equality in a filter that an index can answer, so that most look-ups scan nothing.
import { comparedPart, findAttribute } from '../attributes.ts';
import { isName, prepared } from '../prepared.ts';
import type { ResourceType } from '../schema.ts';
import type { Lookup } from './compile.ts';
import type { AttributeRef, FilterNode } from './node.ts';

/** Attributes with an index, the most telling first. */
const indexed = ['id', 'userName', 'externalId', 'members.value', 'displayName'] as const;
const heads: ReadonlySet<string> = new Set(
  indexed.map((path) => path.replace(/\..*/, '').toLowerCase()),
);

/** The best equality that every match must have: the filter itself, or a term of its `and`. */
export function lookupOf(filter: FilterNode, types: readonly ResourceType[]): Lookup | undefined {
  if (filter.kind !== 'and') return equalityOf(filter, types);
  let best: Lookup | undefined;
  for (const term of filter.terms) {
    const next = equalityOf(term, types);
    if (next && (!best || rank(next) < rank(best))) best = next;
  }
  return best;
}

const rank = ({ attribute }: Lookup): number => indexed.indexOf(attribute);

function equalityOf(term: FilterNode, types: readonly ResourceType[]): Lookup | undefined {
  if (term.kind !== 'compare' && term.kind !== 'valuePath') return undefined;
  if (!heads.has(term.attribute.name.toLowerCase())) return undefined;
  if (term.kind === 'valuePath') {
    const key = keyOf(term.filter);
    return key === undefined ? undefined : lookupFor(term.attribute, key, types);
  }
  if (term.operator !== 'eq' || typeof term.value !== 'string') return undefined;
  return lookupFor(term.attribute, term.value, types);
}

function lookupFor(
  ref: AttributeRef,
  value: string,
  types: readonly ResourceType[],
): Lookup | undefined {
  for (const type of types) {
    const found = findAttribute(type, ref);
    if (!found || found.extension !== undefined) continue;
    const { attribute, sub } = comparedPart(found);
    if (!sub && (attribute.multiValued || attribute.type !== 'string')) return undefined; // not what the index holds
    const path = sub ? `${attribute.name}.${sub.name}` : attribute.name;
    const name = indexed.find((known) => known === path);
    return name && { attribute: name, value: isName(attribute) ? prepared(value) : value };
  }
  return undefined;
}

/** The key in `[value eq "…"]`, if that is all the brackets say. */
export function keyOf(filter: FilterNode): string | undefined {
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return undefined;
  const { schema, name, sub } = filter.attribute;
  const isKey = schema === undefined && sub === undefined && name.toLowerCase() === 'value';
  return isKey && typeof filter.value === 'string' ? filter.value : undefined;
}
