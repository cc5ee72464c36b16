// Finds values that must be unique and are not, for attributes that no index answers (RFC 7643 §7, uniqueness).
import { isList, isObject, sameJson, type Json, type JsonObject } from '../base/json.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { Attribute, ResourceType } from '../scim/schema.ts';
import type { View } from '../store/store.ts';

/** Where a unique value stands: an attribute, perhaps of an extension, perhaps a part of it. */
interface Spot {
  readonly home: string | undefined;
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
}

const known = new WeakMap<ResourceType, readonly Spot[]>();

/** The attributes of a type that are unique, but for `userName`, which has an index. */
function spotsOf(type: ResourceType): readonly Spot[] {
  const found = known.get(type) ?? [
    ...spotsIn(type.schema.attributes, undefined).filter(
      ({ attribute }) => type.name !== 'User' || attribute.name !== 'userName',
    ),
    ...type.extensions.flatMap(({ schema }) => spotsIn(schema.attributes, schema.id)),
  ];
  known.set(type, found);
  return found;
}

const isUnique = ({ uniqueness }: Attribute): boolean => uniqueness !== 'none';

const spotsIn = (attributes: readonly Attribute[], home: string | undefined): readonly Spot[] =>
  attributes.flatMap((attribute) => [
    ...(isUnique(attribute) ? [{ home, attribute, sub: undefined }] : []),
    ...(attribute.subAttributes ?? []).filter(isUnique).map((sub) => ({ home, attribute, sub })),
  ]);

/** The values at a spot, as they are compared: letter case counts as the schema says. */
function valuesAt(resource: JsonObject, { home, attribute, sub }: Spot): readonly Json[] {
  const place = home === undefined ? resource : resource[home];
  const value = isObject(place) ? place[attribute.name] : undefined;
  const elements = value === undefined ? [] : isList(value) ? value : [value];
  const values = sub
    ? elements.flatMap((each) => (isObject(each) ? (each[sub.name] ?? []) : []))
    : elements;
  const { caseExact } = sub ?? attribute;
  return values.map((each) => (typeof each === 'string' && !caseExact ? each.toLowerCase() : each));
}

/** A resource that is about to be stored, and as it was; `id` is undefined while it is being created. */
interface Newcomer {
  readonly id: string | undefined;
  readonly resource: JsonObject;
  readonly before: JsonObject | undefined;
}

/**
 * The first value that another resource of the type has already; 409 uniqueness. `global` cannot be
 * checked beyond this tenant. Every resource is looked at, but only when such a value has changed.
 */
export async function takenValue(
  view: View,
  type: ResourceType,
  { id, resource, before }: Newcomer,
): Promise<Problem | undefined> {
  const spots = spotsOf(type).flatMap((spot) => {
    const old = before ? valuesAt(before, spot) : [];
    const values = valuesAt(resource, spot).filter(
      (each) => !old.some((one) => sameJson(one, each)),
    );
    return values.length === 0 ? [] : [{ spot, values }];
  });
  if (spots.length === 0) return undefined;
  for (const other of await view.all(type.name))
    if (other.id !== id)
      for (const { spot, values } of spots) {
        const theirs = valuesAt(other.resource, spot);
        const taken = values.find((each) => theirs.some((one) => sameJson(one, each)));
        if (taken !== undefined) return problemAt(type, spot, taken);
      }
  return undefined;
}

function problemAt(type: ResourceType, { home, attribute, sub }: Spot, value: Json): Problem {
  const at = [home, [attribute.name, sub?.name].filter((each) => each !== undefined).join('.')]
    .filter((each) => each !== undefined)
    .join(':');
  const data = { type: type.name.toLowerCase(), attribute: at, value: String(value) };
  return problem('uniqueness', data, { at });
}
