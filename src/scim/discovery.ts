// Writes what the server says about itself (RFC 7644 §4): its configuration, its resource types, its schemas.
import type { JsonObject } from '../base/json.ts';
import { eventUris } from './events.ts';
import { limits } from './limits.ts';
import type { Profile } from './profile.ts';
import { resourceTypes } from './resourceTypes.ts';
import type { Attribute, ResourceType, Schema } from './schema.ts';
import {
  resourceTypeSchema,
  schemaSchema,
  serviceProviderConfigSchema,
} from './schemas/discovery.ts';

/** What the server can do beyond the core; discovery says so, and nothing else may be said. */
export const offers = { bulk: true, sort: true, cursor: true } as const;

/** The ServiceProviderConfig of a profile (RFC 7643 §5, RFC 9865 §4, RFC 9967 §4), without `meta.location`. */
export const serviceProviderConfig = (profile: Profile): JsonObject => ({
  schemas: [serviceProviderConfigSchema.id],
  patch: { supported: true },
  bulk: {
    supported: offers.bulk && profile.bulk,
    maxOperations: limits.maxOperations,
    maxPayloadSize: limits.maxPayloadSize,
  },
  filter: { supported: true, maxResults: limits.maxResults },
  changePassword: { supported: true },
  sort: { supported: offers.sort },
  etag: { supported: true },
  authenticationSchemes: [bearerScheme, ...(profile.tokenPath ? [clientScheme] : [])],
  pagination: {
    cursor: offers.cursor && profile.cursors,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: limits.defaultPageSize,
    maxPageSize: limits.maxResults,
    ...(profile.cursors && { cursorTimeout: limits.cursorTimeout }),
  },
  ...(profile.securityEvents !== 'off' && {
    securityEvents: { asyncRequest: 'none', eventUris: eventUris(profile.securityEvents) },
  }),
  meta: { resourceType: 'ServiceProviderConfig' },
});

const bearerScheme: JsonObject = {
  type: 'oauthbearertoken',
  name: 'OAuth Bearer Token',
  description: 'A token of this tenant in the Authorization header.',
  specUri: 'https://www.rfc-editor.org/info/rfc6750',
  primary: true,
};

const clientScheme: JsonObject = {
  type: 'oauth2',
  name: 'OAuth 2.0 client credentials',
  description:
    'A client fetches an access token at the token endpoint, and sends it as a bearer token.',
  specUri: 'https://www.rfc-editor.org/info/rfc6749',
};

/** Every schema that discovery lists, each once: those of the resource types, then those of discovery itself. */
export const schemasOf = (types: readonly ResourceType[]): readonly Schema[] => [
  ...new Set([
    ...types.flatMap((type) => [
      type.schema,
      ...type.extensions.map((extension) => extension.schema),
    ]),
    serviceProviderConfigSchema,
    resourceTypeSchema,
    schemaSchema,
  ]),
];

/** The schemas that every server has. */
export const schemas: readonly Schema[] = schemasOf(resourceTypes);

/** Every Schema resource (RFC 7643 §7), without `meta.location`; each has its URN as `id`. */
export const schemaResources = (types = resourceTypes): readonly JsonObject[] =>
  schemasOf(types).map(schemaResource);

const schemaResource = ({ id, name, description, attributes }: Schema): JsonObject => ({
  schemas: [schemaSchema.id],
  id,
  name,
  description,
  attributes: attributes.map(attributeResource),
  meta: { resourceType: 'Schema' },
});

/**
 * Characteristics that a type does not have are left out (RFC 7643 §2.3): letter case is a matter of
 * text only, and booleans, dates and complex values are never unique.
 */
function attributeResource(attribute: Attribute): JsonObject {
  const { name, type, multiValued, description, required, mutability, returned } = attribute;
  const isText = type === 'string' || type === 'reference' || type === 'binary';
  const isCounted = type === 'integer' || type === 'decimal';
  const { canonicalValues, referenceTypes, subAttributes } = attribute;
  return {
    ...{ name, type, multiValued, description, required },
    ...(canonicalValues && { canonicalValues }),
    ...(isText && { caseExact: attribute.caseExact }),
    ...{ mutability, returned },
    ...((isText || isCounted) && { uniqueness: attribute.uniqueness }),
    ...(referenceTypes && { referenceTypes }),
    ...(subAttributes && { subAttributes: subAttributes.map(attributeResource) }),
  };
}

/** Every ResourceType resource (RFC 7643 §6), without `meta.location`; each has its name as `id`. */
export const resourceTypeResources = (types = resourceTypes): readonly JsonObject[] =>
  types.map(resourceTypeResource);

const resourceTypeResource = ({
  name,
  endpoint,
  description,
  schema,
  extensions,
}: ResourceType): JsonObject => ({
  schemas: [resourceTypeSchema.id],
  id: name,
  name,
  endpoint,
  description,
  schema: schema.id,
  schemaExtensions: extensions.map((extension) => ({
    schema: extension.schema.id,
    required: extension.required,
  })),
  meta: { resourceType: 'ResourceType' },
});
