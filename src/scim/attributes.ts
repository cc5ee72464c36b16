// Finds the attribute a name means: in any letter case, with or without its schema URN (RFC 7644 §3.10).
import type { JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { commonAttributes } from './resourceTypes.ts';
import type { Attribute, ResourceType, Schema } from './schema.ts';

/** An attribute that was found: where it lives, and its sub-attribute if one was named. */
export interface FoundAttribute {
  /** URN of the extension that holds it; absent for core and common attributes. */
  readonly extension?: string;
  readonly attribute: Attribute;
  readonly sub?: Attribute;
}

/** A name as written, in parts. */
export interface AttributeName {
  readonly schema?: string;
  readonly name: string;
  readonly sub?: string;
}

type ByName = ReadonlyMap<string, Attribute>;

const byName = new WeakMap<readonly Attribute[], ByName>();
const coreOf = new WeakMap<ResourceType, readonly Attribute[]>();

/** The attribute of a list with this name, in any letter case. */
export function attributeNamed(
  attributes: readonly Attribute[] | undefined,
  name: string,
): Attribute | undefined {
  if (!attributes) return undefined;
  let index = byName.get(attributes);
  if (!index) byName.set(attributes, (index = indexOf(attributes)));
  return index.get(name) ?? index.get(name.toLowerCase());
}

/** Core and common attributes of a type by name, in any letter case. */
export function coreAttribute(type: ResourceType, name: string): Attribute | undefined {
  let core = coreOf.get(type);
  if (!core) coreOf.set(type, (core = [...commonAttributes, ...type.schema.attributes]));
  return attributeNamed(core, name);
}

/** The extension of a type with this URN, in any letter case. */
export function extensionNamed(type: ResourceType, urn: string): Schema | undefined {
  for (const { schema } of type.extensions) if (isSameUrn(schema.id, urn)) return schema;
  return undefined;
}

/** True if the URN is the type's own base schema. */
export const isBaseSchema = ({ schema }: ResourceType, urn: string): boolean =>
  isSameUrn(schema.id, urn);

/** Schema URNs are compared without regard to letter case (RFC 7644 §3.10). */
export const isSameUrn = (left: string, right: string): boolean =>
  left === right || (left.length === right.length && left.toLowerCase() === right.toLowerCase());

/**
 * Finds what a name means for a type; undefined if it means nothing. A name without URN is looked
 * for among core and common attributes first, then in the extensions: clients SHOULD qualify those,
 * and Entra ID does not always (RFC 7644 §3.10).
 */
export function findAttribute(
  type: ResourceType,
  { schema, name, sub }: AttributeName,
): FoundAttribute | undefined {
  const home = schema === undefined ? homeOf(type, name) : homeIn(type, schema, name);
  if (!home || sub === undefined) return home;
  const { extension, attribute } = home;
  const part = attributeNamed(attribute.subAttributes, sub);
  if (!part) return undefined;
  return extension === undefined ? { attribute, sub: part } : { extension, attribute, sub: part };
}

function homeOf(type: ResourceType, name: string): FoundAttribute | undefined {
  const attribute = coreAttribute(type, name);
  if (attribute) return { attribute };
  for (const { schema } of type.extensions) {
    const extended = attributeNamed(schema.attributes, name);
    if (extended) return { extension: schema.id, attribute: extended };
  }
  return undefined;
}

function homeIn(type: ResourceType, urn: string, name: string): FoundAttribute | undefined {
  if (isBaseSchema(type, urn)) {
    const attribute = coreAttribute(type, name);
    return attribute && { attribute };
  }
  const extension = extensionNamed(type, urn);
  const attribute = extension && attributeNamed(extension.attributes, name);
  return attribute && { extension: extension.id, attribute };
}

/** Declared names and names in small letters lead to the same entry, so most look-ups fold nothing. */
function indexOf(attributes: readonly Attribute[]): ByName {
  const pairs = attributes.flatMap((attribute): [string, Attribute][] => [
    [attribute.name.toLowerCase(), attribute],
    [attribute.name, attribute],
  ]);
  return new Map(pairs);
}

/** A complex attribute without sub-attribute means its `value` (RFC 7644 §3.4.2.2: `emails co "…"`). */
export function comparedPart(found: FoundAttribute): FoundAttribute {
  const { extension, attribute, sub } = found;
  if (sub || attribute.type !== 'complex') return found;
  const value = attributeNamed(attribute.subAttributes, 'value');
  if (!value) return found;
  return extension === undefined ? { attribute, sub: value } : { extension, attribute, sub: value };
}

/** The name of a stored resource's type, `User`; empty if its `meta` does not say. */
export const typeNameOf = ({ meta }: JsonObject): string =>
  isObject(meta) && typeof meta.resourceType === 'string' ? meta.resourceType : '';
