// Holds the resource types of privileged access as data, modelled on draft-grizzle-scim-pam-ext, which expired in 2018.
import type { Attribute, ResourceType, Schema } from './schema.ts';
import { attribute, complex, reference } from './schemas/attribute.ts';

// What the draft's schemas say of each attribute (required, mutability, returned) is not public any
// more; here it is chosen to fit Secret Server. Its URNs were never registered.

const urn = 'urn:ietf:params:scim:schemas:pam:1.0:';
const readOnly = { mutability: 'readOnly', derived: true } as const;
const fixed = { mutability: 'immutable' } as const;

/** A reference by id to a resource of these types; its address and label are the server's. */
const pointer = (
  name: string,
  description: string,
  of: {
    readonly to: readonly string[];
    readonly more?: Partial<Attribute>;
    readonly parts?: readonly Attribute[];
  },
): Attribute =>
  complex(name, description, {
    ...of.more,
    subAttributes: [
      attribute('value', `The id of the ${of.to.join(' or ').toLowerCase()}.`, {
        required: true,
        caseExact: true,
      }),
      reference('$ref', 'Its address.', { referenceTypes: of.to, ...readOnly }),
      attribute('display', 'Its name.', readOnly),
      ...(of.parts ?? []),
    ],
  });

const whom = (more: Partial<Attribute>): readonly Attribute[] => [
  pointer('user', 'The user who has the rights.', { to: ['User'], more }),
  pointer('group', 'The group whose members have the rights.', { to: ['Group'], more }),
];

const rights = (words: readonly string[]): Attribute =>
  attribute('rights', 'What may be done; the strongest of several counts.', {
    required: true,
    multiValued: true,
    canonicalValues: words,
  });

const schema = (name: string, description: string, attributes: readonly Attribute[]): Schema => ({
  ...{ id: urn + name, name, description, attributes },
});

const container = schema('Container', 'A folder of Secret Server. Modelled on an expired draft.', [
  attribute('name', 'The name of the folder.', { required: true }),
  attribute('displayName', 'The same name.', readOnly),
  attribute('description', 'What the folder is for.'),
  attribute('type', 'What it is: a folder.', readOnly),
  pointer('parent', 'The folder it is in; none for the root, which may be written -1.', {
    to: ['Container'],
  }),
  // not in the draft: Secret Server's own, and what rows of rights on the folder depend on
  attribute('inherits', 'Whether its rights are those of its parent.', {
    type: 'boolean',
    ...readOnly,
  }),
  pointer('owner', 'The first user or group with the right Owner on it.', {
    to: ['User', 'Group'],
    more: readOnly,
  }),
  pointer('privilegedData', 'The secrets in it.', {
    to: ['PrivilegedData'],
    more: { multiValued: true },
    parts: [attribute('type', 'The template of the secret.', readOnly)],
  }),
]);

const containerPermission = schema(
  'ContainerPermission',
  'Rights of one user or group on one folder. Modelled on an expired draft.',
  [
    pointer('container', 'The folder.', {
      to: ['Container'],
      more: { required: true, ...fixed },
      parts: [attribute('name', 'The name of the folder.', readOnly)],
    }),
    ...whom(fixed),
    rights(['View', 'Edit', 'Add Secret', 'Owner']),
  ],
);

const privilegedData = schema(
  'PrivilegedData',
  'A secret of Secret Server, without what is secret about it. Modelled on an expired draft.',
  [
    attribute('name', 'The name of the secret.', { required: true }),
    attribute('description', 'What the secret is for.'),
    attribute('type', 'Its template, such as Password.'),
  ],
);

const privilegedDataPermission = schema(
  'PrivilegedDataPermission',
  'Rights of one user or group on one secret, beside those from its folder. Modelled on an expired draft.',
  [
    pointer('privilegedData', 'The secret.', {
      to: ['PrivilegedData'],
      more: { required: true, ...fixed },
      parts: [attribute('type', 'The template of the secret.', readOnly)],
    }),
    ...whom(fixed),
    rights(['List', 'View', 'Edit', 'Owner']),
  ],
);

const typeFor = (of: Schema, endpoint: string): ResourceType => ({
  ...{ name: of.name, endpoint, description: of.description, schema: of, extensions: [] },
});

const pamTypes: readonly ResourceType[] = [
  typeFor(container, '/Containers'),
  typeFor(containerPermission, '/ContainerPermissions'),
  typeFor(privilegedData, '/PrivilegedData'),
  typeFor(privilegedDataPermission, '/PrivilegedDataPermissions'),
];

const joined = new WeakMap<readonly ResourceType[], readonly ResourceType[]>();

/** The types with those of privileged access behind them; the same types give the very same list. */
export function withPam(types: readonly ResourceType[]): readonly ResourceType[] {
  const found = joined.get(types) ?? [...types, ...pamTypes];
  joined.set(types, found);
  return found;
}
