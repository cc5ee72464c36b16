// Knows when two elements of a multi-valued attribute are the same one, and which of them is primary.
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { attributeNamed } from './attributes.ts';
import type { Attribute } from './schema.ts';

/**
 * What tells an element from the others of its attribute: its value and type (RFC 7643 §2.4: no
 * (type, value) twice); for members, whose value is immutable, the value alone; without a value,
 * everything it holds. Letter case counts as the schema says.
 */
export function elementKey(attribute: Attribute, element: Json): string {
  if (!isObject(element)) return folded(attribute, element);
  const value = attributeNamed(attribute.subAttributes, 'value');
  if (!value || element[value.name] === undefined) return wholeKey(attribute, element);
  const key = folded(value, element[value.name]);
  if (value.mutability === 'immutable') return key;
  const type = attributeNamed(attribute.subAttributes, 'type');
  return type ? `${key}\n${folded(type, element[type.name])}` : key;
}

const folded = ({ caseExact }: Attribute, value: Json | undefined): string =>
  typeof value === 'string' && !caseExact ? value.toLowerCase() : String(value);

const wholeKey = ({ subAttributes = [] }: Attribute, element: JsonObject): string =>
  JSON.stringify(subAttributes.map(({ name }) => element[name] ?? null));

/** Puts one element over another that is the same: new parts win, null clears one, immutable ones stay. */
export function mergeElement({ subAttributes }: Attribute, old: Json, next: Json): Json {
  if (!isObject(old) || !isObject(next)) return old;
  const merged: Record<string, Json> = { ...(old as Record<string, Json>) }; // parsed JSON holds no undefined
  for (const { name, mutability } of subAttributes ?? []) {
    const value = next[name];
    if (value === undefined || (mutability === 'immutable' && old[name] !== undefined)) continue;
    if (value === null) Reflect.deleteProperty(merged, name);
    else merged[name] = value;
  }
  return merged;
}

/** A list in which every element stands once; of two that are the same, the later is put over the earlier. */
export function uniqueElements(attribute: Attribute, elements: readonly Json[]): readonly Json[] {
  if (elements.length < 2) return elements;
  const places = new Map<string, number>();
  const unique: Json[] = [];
  for (const element of elements) {
    const key = elementKey(attribute, element);
    const place = places.get(key);
    if (place === undefined) places.set(key, unique.push(element) - 1);
    else unique[place] = mergeElement(attribute, unique[place]!, element);
  }
  return unique.length === elements.length ? elements : unique;
}

/** True for an element with `primary` true. */
export const isPrimary = (element: Json): boolean => isObject(element) && element.primary === true;

/** True if the elements of this attribute can be primary. */
export const hasPrimary = ({ subAttributes }: Attribute): boolean =>
  attributeNamed(subAttributes, 'primary') !== undefined;

/** The same list with primary on the chosen element (0-based) only: others lose it (RFC 7644 §3.5.2). */
export const onlyPrimary = (elements: readonly Json[], chosen: number): readonly Json[] =>
  elements.map((element, at) =>
    at !== chosen && isPrimary(element) && isObject(element)
      ? { ...element, primary: false }
      : element,
  );
