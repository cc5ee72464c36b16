// Finds schema attributes for a place in a request: by endpoint and by the names around it.
import { messageUrn } from '../../scim/messages.ts';
import { commonAttributes, resourceTypes, userType } from '../../scim/resourceTypes.ts';
import type { Attribute, ResourceType, Schema } from '../../scim/schema.ts';
import { attribute, complex, reference } from '../../scim/schemas/attribute.ts';

/** The resource type an address is about; users where it does not say. */
export const typeOfTarget = (target: string): ResourceType =>
  resourceTypes.find(({ endpoint }) => new RegExp(`${endpoint}(?![A-Za-z])`).test(target)) ??
  userType;

/** The parts of a PATCH message (RFC 7644 §3.5.2), described like attributes. */
const patchMessage: readonly Attribute[] = [
  reference('schemas', `Holds \`${messageUrn.patchOp}\`.`, {
    referenceTypes: ['uri'],
    multiValued: true,
    required: true,
  }),
  complex('Operations', 'What to change, in order. All of them succeed, or none does.', {
    multiValued: true,
    required: true,
    subAttributes: [
      attribute('op', 'What to do with the path.', {
        required: true,
        canonicalValues: ['add', 'replace', 'remove'],
      }),
      attribute('path', 'What to change; without it, value holds attributes of the resource.'),
      attribute('value', 'What to put there.'),
    ],
  }),
];

/** Schemas that a body of this type may name. */
export const schemasOf = (type: ResourceType): readonly Schema[] => [
  type.schema,
  ...type.extensions.map(({ schema }) => schema),
];

/** The attributes of a resource type that a client may write about, extensions as names of their own. */
export const topAttributes = (type: ResourceType): readonly Attribute[] => [
  ...commonAttributes,
  ...type.schema.attributes,
  ...type.extensions.map(({ schema }) =>
    complex(schema.id, schema.description, { subAttributes: schema.attributes }),
  ),
];

/** Where in which message attributes are wanted. */
export interface AttributePlace {
  readonly method: string;
  readonly type: ResourceType;
  readonly path: readonly string[];
}

/** The attributes that may stand at a place in a body; empty where the schema says nothing. */
export function attributesAt({ method, type, path }: AttributePlace): readonly Attribute[] {
  const roots = method === 'PATCH' ? patchMessage : topAttributes(type);
  const inValue =
    method === 'PATCH' && path[0]?.toLowerCase() === 'operations' && path[1] === 'value';
  return inValue ? below(topAttributes(type), path.slice(2)) : below(roots, path);
}

function below(roots: readonly Attribute[], path: readonly string[]): readonly Attribute[] {
  let level = roots;
  for (const name of path)
    level = level.find((each) => sameName(each.name, name))?.subAttributes ?? [];
  return level;
}

/** Attribute names are compared without regard to case (RFC 7643 §2.1). */
export const sameName = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** Paths for filters and PATCH: `name.familyName`, `emails`, `members`. */
export const pathsOf = (type: ResourceType): readonly Attribute[] =>
  [...commonAttributes, ...type.schema.attributes].flatMap((each) => [
    each,
    ...(each.multiValued ? [] : (each.subAttributes ?? [])).map((sub) => ({
      ...sub,
      name: `${each.name}.${sub.name}`,
    })),
  ]);
