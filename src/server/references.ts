// Follows what attributes refer to by id: says whether it exists, where it is, and how it is called (RFC 7643 §2.3.7, §2.4).
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import { attributeNamed } from '../scim/attributes.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { Attribute, ResourceType, Schema } from '../scim/schema.ts';
import { enterpriseUserSchema } from '../scim/schemas/enterpriseUser.ts';
import { groupSchema } from '../scim/schemas/group.ts';
import { userSchema } from '../scim/schemas/user.ts';
import type { View } from '../store/store.ts';
import { displayOf } from './called.ts';

/** An attribute whose `value` is the id of a resource, and whose `$ref` the server works out. */
interface Reference {
  /** URN of the extension that holds it. */
  readonly home: string | undefined;
  readonly attribute: Attribute;
  /** Names of the types it may refer to. */
  readonly to: readonly string[];
}

const known = new WeakMap<ResourceType, readonly Reference[]>();

/** Members, groups and managers have their own rules, in `settle.ts` and `rendered.ts`. */
const standard: readonly Schema[] = [userSchema, groupSchema, enterpriseUserSchema];

/** The references that a type has by schemas of the tenant's own. */
export function referencesOf(type: ResourceType): readonly Reference[] {
  const found = known.get(type) ?? [
    ...(standard.includes(type.schema) ? [] : inHome(type.schema.attributes, undefined)),
    ...type.extensions.flatMap(({ schema }) =>
      standard.includes(schema) ? [] : inHome(schema.attributes, schema.id),
    ),
  ];
  known.set(type, found);
  return found;
}

const inHome = (attributes: readonly Attribute[], home: string | undefined): readonly Reference[] =>
  attributes.flatMap((attribute) => {
    const ref = attributeNamed(attribute.subAttributes, '$ref');
    const value = attributeNamed(attribute.subAttributes, 'value');
    return ref?.derived && value ? [{ home, attribute, to: ref.referenceTypes ?? [] }] : [];
  });

/** Names of resources by type and id; what is not in it does not exist. */
type Names = ReadonlyMap<string, string>;

const nameKey = (type: string, id: string): string => `${type} ${id}`;

/** What a reference is filled in with. */
export interface Filling {
  readonly view: View;
  /** The address of a resource, by the name of its type. */
  readonly addressOf: (type: string, id: string) => string;
}

/** Resources of one type with `$ref` and `display` of everything they refer to, as far as it exists. */
export async function withReferences(
  resources: readonly JsonObject[],
  type: ResourceType,
  { view, addressOf }: Filling,
): Promise<readonly JsonObject[]> {
  const references = referencesOf(type);
  if (references.length === 0) return resources;
  const names = await namesOf(resources, references, view);
  return resources.map((resource) =>
    references.reduce((whole, reference) => {
      const fill = (element: Json): Json => filled(element, reference, { names, addressOf });
      return changed(whole, reference, (value) => (isList(value) ? value.map(fill) : fill(value)));
    }, resource),
  );
}

async function namesOf(
  resources: readonly JsonObject[],
  references: readonly Reference[],
  view: View,
): Promise<Names> {
  const ids = new Map<string, Set<string>>();
  for (const reference of references)
    for (const { id, types } of resources.flatMap((each) => targetsIn(each, reference)))
      for (const type of types) ids.set(type, (ids.get(type) ?? new Set()).add(id));
  const names = new Map<string, string>();
  for (const [type, wanted] of ids)
    for (const stored of await view.getMany(type, [...wanted]))
      names.set(nameKey(type, stored.id), displayOf(stored));
  return names;
}

/** What one element refers to: an id, and the types it can be of. */
interface Pointer {
  readonly id: string;
  readonly types: readonly string[];
}

function pointerOf(element: Json, { to }: Reference): Pointer | undefined {
  if (!isObject(element) || typeof element.value !== 'string') return undefined;
  const own = to.find((type) => type === element.type);
  return { id: element.value, types: own === undefined ? to : [own] };
}

function targetsIn(resource: JsonObject, reference: Reference): readonly Pointer[] {
  const home = reference.home === undefined ? resource : resource[reference.home];
  const value = isObject(home) ? home[reference.attribute.name] : undefined;
  if (value === undefined) return [];
  return (isList(value) ? value : [value]).flatMap((each) => pointerOf(each, reference) ?? []);
}

function changed(
  resource: JsonObject,
  { home, attribute: { name } }: Reference,
  change: (value: Json) => Json,
): JsonObject {
  const place = home === undefined ? resource : resource[home];
  const value = isObject(place) ? place[name] : undefined;
  if (!isObject(place) || value === undefined) return resource;
  const next = { ...place, [name]: change(value) };
  return home === undefined ? next : { ...resource, [home]: next };
}

function filled(
  element: Json,
  reference: Reference,
  { names, addressOf }: { readonly names: Names; readonly addressOf: Filling['addressOf'] },
): Json {
  const target = pointerOf(element, reference);
  const type = target?.types.find((each) => names.has(nameKey(each, target.id)));
  if (!target || type === undefined || !isObject(element)) return element;
  const { subAttributes } = reference.attribute;
  const label =
    attributeNamed(subAttributes, 'display') ?? attributeNamed(subAttributes, 'displayName');
  return {
    ...element,
    $ref: addressOf(type, target.id),
    ...(label?.derived ? { [label.name]: names.get(nameKey(type, target.id))! } : {}),
  };
}

/** What a reference is held against; `promised` are ids about to be created with it, by type. */
interface Ground {
  readonly view: View;
  readonly before?: JsonObject | undefined;
  readonly promised?: Readonly<Record<string, ReadonlySet<string>>> | undefined;
}

/** The first reference of a resource to what does not exist, unless `before` had it already; 400 invalidValue. */
export async function brokenReference(
  resource: JsonObject,
  type: ResourceType,
  { view, before = {}, promised = {} }: Ground,
): Promise<Problem | undefined> {
  for (const reference of referencesOf(type)) {
    const old = new Set(targetsIn(before, reference).map(({ id }) => id));
    for (const { id, types } of targetsIn(resource, reference)) {
      const isPromised = types.some((name) => promised[name]?.has(id));
      if (old.has(id) || isPromised || (await exists(view, types, id))) continue;
      const attribute = `${reference.home === undefined ? '' : `${reference.home}:`}${reference.attribute.name}`;
      return problem(
        'referenceUnknown',
        { attribute, id, types: types.join(' or ') },
        { at: attribute },
      );
    }
  }
  return undefined;
}

async function exists(view: View, types: readonly string[], id: string): Promise<boolean> {
  for (const type of types) if (await view.get(type, id)) return true;
  return false;
}
