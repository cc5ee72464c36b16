// Asks the lab's own filter engine for a lesson's checks, so that an author writes what a learner learns.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import { compileFilter } from '../scim/filter/compile.ts';
import type { AttributeRef, FilterNode } from '../scim/filter/node.ts';
import { parseFilter } from '../scim/filter/parse.ts';
import { profiles } from '../scim/profiles.ts';
import { groupType, userType } from '../scim/resourceTypes.ts';

/** The kinds of resources a check can ask about. */
export type CheckedType = 'User' | 'Group';

const types = { User: [userType], Group: [groupType] } as const;

/** What is wrong with a filter, as a sentence; undefined if nothing is. Without `type`, either may be meant. */
export function filterTrouble(text: string, type?: CheckedType): string | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok) return parsed.trouble.detail;
  const compiled = compileFilter({
    filter: parsed.value,
    types: type ? types[type] : [userType, groupType],
    profile: profiles.strict,
  });
  return compiled.ok ? undefined : compiled.trouble.detail;
}

/**
 * A filter as a test of resources of a type.
 * @throws if it is no filter; lessons cannot hold one, since {@link filterTrouble} was asked at build.
 */
export function testOf(text: string, type: CheckedType): (resource: JsonObject) => boolean {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`Expected a filter, got: ${parsed.trouble.detail}`);
  const compiled = compileFilter({
    filter: parsed.value,
    types: types[type],
    profile: profiles.strict,
  });
  if (!compiled.ok) throw new Error(`Expected a filter, got: ${compiled.trouble.detail}`);
  return (resource) => compiled.value.matches(resource);
}

/** The first attribute a filter names, as it is written: `name.familyName`. */
export function firstAttribute(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? written(attributeIn(parsed.value)) : text;
}

function attributeIn(node: FilterNode): AttributeRef {
  switch (node.kind) {
    case 'and':
    case 'or':
      return attributeIn(node.terms[0]!);
    case 'not':
      return attributeIn(node.term);
    default:
      return node.attribute;
  }
}

const written = ({ schema, name, sub }: AttributeRef): string =>
  [schema ? `${schema}:${name}` : name, ...(sub ? [sub] : [])].join('.');

/** The value at an attribute of a resource, for showing; of several values a list, undefined if there is none. */
export function valueAt(resource: JsonObject, attribute: string): Json | undefined {
  const urn = /^(urn:.+):([^:]+)$/i.exec(attribute);
  const from = urn ? keyed(resource, urn[1]!) : resource;
  return (urn?.[2] ?? attribute).split('.').reduce<Json | undefined>(keyed, from);
}

/** Attribute names are compared without regard to letter case (RFC 7643 §2.1). */
function keyed(value: Json | undefined, name: string): Json | undefined {
  if (isList(value)) {
    const inside = value.flatMap((item) => keyed(item, name) ?? []);
    return inside.length > 0 ? inside : undefined;
  }
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}
