// Holds the schemas of discovery itself (RFC 7643 §5 to §7 and §8.7.2, RFC 9865 §4, RFC 9967 §4) as data.
import type { Attribute, Schema } from '../schema.ts';
import { attribute, complex, reference } from './attribute.ts';

const readOnly = { mutability: 'readOnly' } as const;
const required = { ...readOnly, required: true } as const;
const exact = { ...readOnly, caseExact: true } as const;
const requiredFlag = { ...required, type: 'boolean' } as const;
const flag = { ...readOnly, type: 'boolean' } as const;
const number = { ...required, type: 'integer' } as const;
const optionalNumber = { ...readOnly, type: 'integer' } as const;

const supported = attribute('supported', 'Whether the server offers it.', requiredFlag);

/** A part of the configuration with its `supported` flag and perhaps limits. */
const option = (name: string, description: string, limits: readonly Attribute[] = []): Attribute =>
  complex(name, description, { ...required, subAttributes: [supported, ...limits] });

/** What a server can do. §8.7.2 forgets `etag` and the `type` of schemes; §5 demands both. */
export const serviceProviderConfigSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'ServiceProviderConfig',
  description: 'What this server offers, and its limits.',
  attributes: [
    reference('documentationUri', 'The address of help for people.', {
      referenceTypes: ['external'],
      ...readOnly,
    }),
    option('patch', 'Changing parts of a resource with PATCH.'),
    option('bulk', 'Many operations in one request.', [
      attribute('maxOperations', 'The most operations in one request.', number),
      attribute('maxPayloadSize', 'The largest request, in bytes.', number),
    ]),
    option('filter', 'Filters in queries.', [
      attribute('maxResults', 'The most resources in one answer.', number),
    ]),
    option('changePassword', 'Setting passwords.'),
    option('sort', 'Sorting lists.'),
    option('etag', 'Versions of resources.'),
    complex('authenticationSchemes', 'Ways to prove who asks.', {
      ...required,
      multiValued: true,
      subAttributes: [
        attribute('type', 'The kind of scheme.', {
          ...required,
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        }),
        attribute('name', 'The common name of the scheme.', required),
        attribute('description', 'What the scheme does.', required),
        reference('specUri', 'The address of its specification.', {
          referenceTypes: ['external'],
          ...readOnly,
        }),
        reference('documentationUri', 'The address of help on its use.', {
          referenceTypes: ['external'],
          ...readOnly,
        }),
        attribute('primary', 'True on the preferred scheme.', flag),
      ],
    }),
    complex('pagination', 'Ways to page through lists.', {
      ...readOnly,
      subAttributes: [
        attribute('cursor', 'Whether lists can be paged by cursor.', requiredFlag),
        attribute('index', 'Whether lists can be paged by startIndex.', requiredFlag),
        attribute('defaultPaginationMethod', 'The way used when none is asked for.', {
          ...readOnly,
          canonicalValues: ['cursor', 'index'],
        }),
        attribute('defaultPageSize', 'Resources on a page without count.', optionalNumber),
        attribute('maxPageSize', 'The most resources on a page.', optionalNumber),
        attribute('cursorTimeout', 'How long a cursor lives, in seconds.', optionalNumber),
      ],
    }),
    complex('securityEvents', 'What the server tells receivers of security events.', {
      ...readOnly,
      subAttributes: [
        attribute('asyncRequest', 'Whether requests can be answered later, by an event.', {
          ...readOnly,
          canonicalValues: ['none', 'long', 'request'],
        }),
        attribute('eventUris', 'The events it can tell of.', { ...exact, multiValued: true }),
      ],
    }),
  ],
};

/** A kind of resource. §8.7.2 calls `schemaExtensions` single and required; §6 says an optional list. */
export const resourceTypeSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'A kind of resource this server keeps.',
  attributes: [
    attribute('id', 'The identifier of the type.', exact),
    attribute('name', 'The name of the type.', { ...required, caseExact: true }),
    attribute('description', 'What the type is for.', readOnly),
    reference('endpoint', 'Where its resources are, below the base URL.', {
      referenceTypes: ['uri'],
      ...required,
    }),
    reference('schema', 'The URN of its base schema.', { referenceTypes: ['uri'], ...required }),
    complex('schemaExtensions', 'The extensions its resources may have.', {
      ...readOnly,
      multiValued: true,
      subAttributes: [
        reference('schema', 'The URN of the extension.', { referenceTypes: ['uri'], ...required }),
        attribute('required', 'Whether every resource has it.', requiredFlag),
      ],
    }),
  ],
};

const keyword = (values: readonly string[]): Partial<Attribute> => ({
  ...exact,
  canonicalValues: values,
});

/** What `attributes` and `subAttributes` say of an attribute. */
const characteristics: readonly Attribute[] = [
  attribute('name', 'The name of the attribute.', { ...exact, required: true }),
  attribute('type', 'The type of its values.', {
    ...required,
    canonicalValues: [
      ...['string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'],
    ],
  }),
  attribute('multiValued', 'Whether it holds a list.', requiredFlag),
  attribute('description', 'What it is for.', exact),
  attribute('required', 'Whether it must have a value.', flag),
  attribute('canonicalValues', 'Usual values.', { ...exact, multiValued: true }),
  attribute('caseExact', 'Whether letter case matters.', flag),
  attribute('mutability', 'When it may change.', {
    ...keyword(['readOnly', 'readWrite', 'immutable', 'writeOnly']),
  }),
  attribute('returned', 'When answers show it.', {
    ...keyword(['always', 'never', 'default', 'request']),
  }),
  attribute('uniqueness', 'Within what its value is unique.', {
    ...keyword(['none', 'server', 'global']),
  }),
  attribute('referenceTypes', 'What it may refer to.', { ...exact, multiValued: true }),
];

/** A schema. Only here may a sub-attribute be complex (RFC 7643 §7). */
export const schemaSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'The attributes a resource can have.',
  attributes: [
    attribute('id', 'The URN of the schema.', { ...required, returned: 'always' }),
    attribute('name', 'The name of the schema.', required),
    attribute('description', 'What the schema is for.', readOnly),
    complex('attributes', 'The attributes of the schema.', {
      ...required,
      multiValued: true,
      subAttributes: [
        ...characteristics,
        complex('subAttributes', 'The parts of a complex attribute.', {
          ...readOnly,
          multiValued: true,
          subAttributes: characteristics,
        }),
      ],
    }),
  ],
};
