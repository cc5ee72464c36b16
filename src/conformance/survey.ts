// Reads what a server says about itself, so that checks know its types, its attributes and what it offers.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import type { Attribute, AttributeType } from '../scim/schema.ts';
import type { Feature } from './check.ts';
import { resourcesIn, textOf, type Seen } from './exchange.ts';

/** A schema as the server describes it. */
export interface SurveyedSchema {
  readonly id: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** A resource type as the server describes it, with the schemas it names. */
export interface SurveyedType {
  readonly name: string;
  readonly endpoint: string;
  readonly schema: SurveyedSchema;
  readonly extensions: readonly SurveyedSchema[];
}

/** What discovery told. */
export interface Survey {
  /** The ServiceProviderConfig; undefined if it could not be read. */
  readonly config: JsonObject | undefined;
  readonly types: readonly SurveyedType[];
  readonly schemas: readonly SurveyedSchema[];
  /** Bodies as they came. */
  readonly resourceTypes: JsonObject;
  readonly schemaList: JsonObject;
}

/** Base schemas and the extension that RFC 7643 defines. */
export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;

/** Reads the three discovery endpoints; `get` asks for a path below the base URL. */
export async function survey(get: (path: string) => Promise<Seen>): Promise<Survey> {
  const config = await get('/ServiceProviderConfig');
  const resourceTypes = (await get('/ResourceTypes')).object;
  const schemaList = (await get('/Schemas')).object;
  const schemas = resourcesIn(schemaList).map(schemaOf);
  return {
    config: config.status === 200 && isObject(config.json) ? config.json : undefined,
    resourceTypes,
    schemaList,
    schemas,
    types: resourcesIn(resourceTypes).flatMap((each) => typeOf(each, schemas)),
  };
}

function typeOf(resource: JsonObject, schemas: readonly SurveyedSchema[]): readonly SurveyedType[] {
  const named = (id: string): SurveyedSchema | undefined =>
    schemas.find((schema) => schema.id.toLowerCase() === id.toLowerCase());
  const schema = named(textOf(resource, 'schema'));
  if (!schema) return [];
  const extended = isList(resource['schemaExtensions']) ? resource['schemaExtensions'] : [];
  return [
    {
      name: textOf(resource, 'name'),
      endpoint: textOf(resource, 'endpoint').replace(/^(?!\/)/, '/'),
      schema,
      extensions: extended.flatMap((each) => named(textOf(each, 'schema')) ?? []),
    },
  ];
}

const schemaOf = (resource: JsonObject): SurveyedSchema => ({
  id: textOf(resource, 'id'),
  name: textOf(resource, 'name'),
  attributes: attributesOf(resource['attributes']),
});

const attributesOf = (list: Json | undefined): readonly Attribute[] =>
  isList(list) ? list.filter(isObject).map(attributeOf) : [];

/** One of the words a characteristic may have; what is missing or unknown gets the default of RFC 7643 §2.2. */
const word = <Word extends string>(
  value: Json | undefined,
  words: readonly [Word, ...Word[]],
): Word => words.find((each) => each === value) ?? words[0];

const types: readonly [AttributeType, ...AttributeType[]] = [
  ...(['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary'] as const),
  ...(['reference', 'complex'] as const),
];

function attributeOf(json: JsonObject): Attribute {
  const subAttributes = attributesOf(json['subAttributes']);
  const canonicalValues = textsIn(json['canonicalValues']);
  const referenceTypes = textsIn(json['referenceTypes']);
  return {
    name: textOf(json, 'name'),
    type: word(json['type'], types),
    multiValued: json['multiValued'] === true,
    description: textOf(json, 'description'),
    required: json['required'] === true,
    caseExact: json['caseExact'] === true,
    mutability: word(json['mutability'], ['readWrite', 'readOnly', 'immutable', 'writeOnly']),
    returned: word(json['returned'], ['default', 'always', 'never', 'request']),
    uniqueness: word(json['uniqueness'], ['none', 'server', 'global']),
    ...(canonicalValues.length > 0 && { canonicalValues }),
    ...(referenceTypes.length > 0 && { referenceTypes }),
    ...(subAttributes.length > 0 && { subAttributes }),
  };
}

const textsIn = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((each) => typeof each === 'string') : [];

/** Where discovery says whether a feature is there. */
const flags: Readonly<Partial<Record<Feature, readonly [part: string, flag: string]>>> = {
  patch: ['patch', 'supported'],
  bulk: ['bulk', 'supported'],
  filter: ['filter', 'supported'],
  sort: ['sort', 'supported'],
  etag: ['etag', 'supported'],
  changePassword: ['changePassword', 'supported'],
  cursor: ['pagination', 'cursor'],
};

/** Why a check that needs a feature does not apply; undefined if it does. */
export function lacking({ config, types: listed }: Survey, feature: Feature): string | undefined {
  if (feature === 'groups' || feature === 'enterprise' || feature === 'vault')
    return lackingType(listed, feature);
  if (!config) return undefined; // nothing is known, so everything is tried
  const pagination = config['pagination'];
  if (feature === 'index')
    return isObject(pagination) && pagination['index'] === false
      ? 'ServiceProviderConfig says that there is no paging by index.'
      : undefined;
  const [part, flag] = flags[feature]!; // every other feature has a flag
  const options = config[part];
  return isObject(options) && options[flag] === true
    ? undefined
    : `ServiceProviderConfig does not offer it (${part}.${flag} is not true).`;
}

function lackingType(
  listed: readonly SurveyedType[],
  feature: 'groups' | 'enterprise' | 'vault',
): string | undefined {
  if (feature === 'vault')
    return listed.some(({ name }) => name === 'Container')
      ? undefined
      : 'Folders and secrets are no resources here.';
  if (listed.length === 0) return undefined; // nothing is known, so everything is tried
  if (feature === 'groups')
    return listed.some(({ name }) => name === 'Group') ? undefined : 'There are no groups here.';
  const isExtended = listed.some(({ extensions }) =>
    extensions.some(({ id }) => id === urn.enterprise),
  );
  return isExtended ? undefined : 'Users have no enterprise extension here.';
}

/** The most resources an answer holds, if the server says so. */
export function maxResultsOf({ config }: Survey): number | undefined {
  const filter = config?.['filter'];
  const most = isObject(filter) ? filter['maxResults'] : undefined;
  return typeof most === 'number' && most > 0 ? most : undefined;
}

/** The type of a resource, by its `meta.resourceType`, else by its schemas. */
export function typeOfResource(
  { types: listed }: Survey,
  resource: JsonObject,
): SurveyedType | undefined {
  const name = textOf(resource['meta'], 'resourceType');
  const schemas = isList(resource['schemas']) ? resource['schemas'] : [];
  return (
    listed.find((type) => type.name === name) ??
    listed.find(({ schema }) => schemas.includes(schema.id))
  );
}
