// Takes a resource apart into single values, each with the path that leads to it.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import { attributeNamed, coreAttribute, extensionNamed } from './attributes.ts';
import type { Attribute, ResourceType, Schema } from './schema.ts';

/** One value of a resource. Without `attribute` no schema knows the name. */
export interface Leaf {
  readonly value: Json;
  readonly attribute?: Attribute;
}

/**
 * The values of a stored resource by path. `other` is the same resource at another time: elements
 * are named alike on both sides, so that they can be compared.
 */
export function leavesOf(
  resource: JsonObject | undefined,
  other: JsonObject | undefined,
  type: ResourceType,
): ReadonlyMap<string, Leaf> {
  return resource ? collect(resource, other, type) : new Map();
}

/** The values of a body as a client sent it: names in any letter case, unknown ones too. */
export const leavesSent = (
  body: JsonObject,
  resource: JsonObject | undefined,
  type: ResourceType,
): ReadonlyMap<string, Leaf> => collect(body, resource, type);

function collect(
  object: JsonObject,
  other: JsonObject | undefined,
  type: ResourceType,
): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(object)) {
    const extension = extensionNamed(type, key);
    if (extension && isObject(value)) {
      takeExtension(leaves, { schema: extension, value, twin: other?.[extension.id] });
      continue;
    }
    const attribute = coreAttribute(type, key);
    const twin = attribute && other?.[attribute.name];
    take(leaves, { path: attribute?.name ?? key, value, twin, attribute });
  }
  return leaves;
}

function takeExtension(
  leaves: Map<string, Leaf>,
  { schema, value, twin }: { schema: Schema; value: JsonObject; twin: Json | undefined },
): void {
  for (const [name, part] of Object.entries(value)) {
    const attribute = attributeNamed(schema.attributes, name);
    const path = `${schema.id}:${attribute?.name ?? name}`;
    const other = isObject(twin) && attribute ? twin[attribute.name] : undefined;
    take(leaves, { path, value: part, twin: other, attribute });
  }
}

interface Taken {
  readonly path: string;
  readonly value: Json | undefined;
  /** The same attribute at the other time. */
  readonly twin: Json | undefined;
  readonly attribute: Attribute | undefined;
}

function take(leaves: Map<string, Leaf>, { path, value, twin, attribute }: Taken): void {
  if (attribute?.type === 'complex' && attribute.multiValued && isList(value))
    takeElements(leaves, { path, value, twin, attribute });
  else if (attribute?.type === 'complex' && isObject(value))
    takeParts(leaves, { path, value, attribute });
  else if (value !== undefined) leaves.set(path, attribute ? { value, attribute } : { value });
}

function takeParts(
  leaves: Map<string, Leaf>,
  { path, value, attribute }: { path: string; value: JsonObject; attribute: Attribute },
): void {
  for (const [key, part] of Object.entries(value)) {
    const sub = attributeNamed(attribute.subAttributes, key);
    const leaf = sub && {
      ...sub,
      mutability: stricter(attribute, sub),
      returned: attribute.returned,
    };
    if (part !== undefined)
      leaves.set(
        `${path}.${sub?.name ?? key}`,
        leaf ? { value: part, attribute: leaf } : { value: part },
      );
  }
}

/** A part of what only the server sets is set by the server too. */
const stricter = (whole: Attribute, sub: Attribute): Attribute['mutability'] =>
  whole.mutability === 'readOnly' ? 'readOnly' : sub.mutability;

function takeElements(
  leaves: Map<string, Leaf>,
  {
    path,
    value,
    twin,
    attribute,
  }: { path: string; value: readonly Json[]; twin: Json | undefined; attribute: Attribute },
): void {
  const byType = hasOwnTypes(value) && (!isList(twin) || hasOwnTypes(twin));
  for (const [at, element] of value.entries()) {
    const type = isObject(element) ? element.type : undefined;
    const key = isObject(element) ? element.value : element;
    if (byType && isObject(element) && typeof type === 'string') {
      const rest = withoutType(element);
      takeParts(leaves, {
        path: `${path}[type eq ${JSON.stringify(type)}]`,
        value: rest,
        attribute,
      });
    } else {
      const place = key === undefined ? `[${at + 1}]` : `[value eq ${JSON.stringify(key)}]`;
      leaves.set(path + place, { value: element, attribute });
    }
  }
}

/** True if every element has a type of its own, so that the type can name it; members do not. */
function hasOwnTypes(elements: readonly Json[]): boolean {
  const types = elements.map((element) => (isObject(element) ? element.type : undefined));
  return types.every((type) => typeof type === 'string') && new Set(types).size === types.length;
}

const withoutType = (element: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(element).filter(([part]) => part !== 'type'));
