// Tests the schemas as data and what discovery makes of them, against RFC 7643 §8.7 and its text.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { findAttribute } from '../../src/scim/attributes.ts';
import {
  offers,
  resourceTypeResources,
  schemaResources,
  schemas,
  serviceProviderConfig,
} from '../../src/scim/discovery.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, resourceTypes, userType } from '../../src/scim/resourceTypes.ts';
import type { Attribute } from '../../src/scim/schema.ts';
import {
  resourceTypeSchema,
  serviceProviderConfigSchema,
} from '../../src/scim/schemas/discovery.ts';
import { core, enterprise, groupUrn } from './kit.ts';

const everyAttribute = (attributes: readonly Attribute[]): readonly Attribute[] =>
  attributes.flatMap((one) => [one, ...everyAttribute(one.subAttributes ?? [])]);
const named = (path: string, type = userType): Attribute => {
  const [name, sub] = path.split('.') as [string, string?];
  const found = findAttribute(type, sub === undefined ? { name } : { name, sub });
  return (found?.sub ?? found?.attribute)!;
};

test('the core User has every attribute of RFC 7643 §4.1', () => {
  expect(userType.schema.attributes.map(({ name }) => name)).toEqual([
    ...['userName', 'name', 'displayName', 'nickName', 'profileUrl', 'title', 'userType'],
    ...['preferredLanguage', 'locale', 'timezone', 'active', 'password', 'emails', 'phoneNumbers'],
    ...['ims', 'photos', 'addresses', 'groups', 'entitlements', 'roles', 'x509Certificates'],
  ]);
});

test('characteristics that the RFC states one by one', () => {
  expect(named('userName')).toMatchObject({
    type: 'string',
    multiValued: false,
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  });
  expect(named('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
  expect(named('id')).toMatchObject({
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
  });
  expect(named('externalId')).toMatchObject({ caseExact: true, mutability: 'readWrite' });
  expect(named('groups')).toMatchObject({ mutability: 'readOnly', multiValued: true });
  expect(named('manager.displayName')).toMatchObject({ mutability: 'readOnly' });
  expect(named('displayName', groupType)).toMatchObject({ required: true });
  for (const part of ['value', '$ref', 'type'])
    expect(named(`members.${part}`, groupType)).toMatchObject({ mutability: 'immutable' });
});

test('references and binaries are case-exact, references say what they refer to', () => {
  for (const one of everyAttribute(schemas.flatMap(({ attributes }) => attributes))) {
    if (one.type === 'reference') expect(one.referenceTypes?.length, one.name).toBeGreaterThan(0);
    if (one.type === 'reference' || one.type === 'binary')
      expect(one.caseExact, one.name).toBe(true);
    expect(one.type === 'complex', one.name).toBe(one.subAttributes !== undefined);
  }
});

test('every attribute is described in a sentence of its own', () => {
  for (const { id, description, attributes } of schemas) {
    expect(description, id).toMatch(/^[A-Z].*\.$/);
    for (const one of everyAttribute(attributes))
      expect(one.description, one.name).toMatch(/^[A-Z].*\.$/);
  }
});

test('no part of a resource schema is complex', () => {
  for (const { schema, extensions } of resourceTypes)
    for (const { attributes } of [schema, ...extensions.map((each) => each.schema)])
      for (const { subAttributes = [] } of attributes)
        expect(subAttributes.map(({ type }) => type)).not.toContain('complex');
});

test('names are unlike each other in any letter case', () => {
  const names = (list: readonly Attribute[]) => list.map(({ name }) => name.toLowerCase());
  for (const { attributes } of schemas)
    expect(new Set(names(attributes)).size).toBe(attributes.length);
});

test('discovery lists the schemas of resources, extensions, and of itself', () => {
  expect(schemaResources().map(({ id }) => id)).toEqual([
    core,
    enterprise,
    groupUrn,
    'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
    'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
    'urn:ietf:params:scim:schemas:core:2.0:Schema',
  ]);
});

test('a schema resource shows the characteristics its types have, and nothing of the lab', () => {
  const user = schemaResources()[0] as { readonly attributes: readonly JsonObject[] };
  expect(user.attributes.find(({ name }) => name === 'userName')).toEqual({
    name: 'userName',
    type: 'string',
    multiValued: false,
    description: 'The name a user signs in with; no two users share one.',
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  });
  expect(user.attributes.find(({ name }) => name === 'active')).toEqual({
    name: 'active',
    type: 'boolean',
    multiValued: false,
    description: 'Whether the account may be used.',
    required: false,
    mutability: 'readWrite',
    returned: 'default',
  });
  expect(JSON.stringify(schemaResources())).not.toMatch(/"derived"|"initial"/);
});

test('resource types name their endpoint, schema and extensions', () => {
  expect(resourceTypeResources()).toEqual([
    {
      schemas: [resourceTypeSchema.id],
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      description: 'User accounts.',
      schema: core,
      schemaExtensions: [{ schema: enterprise, required: false }],
      meta: { resourceType: 'ResourceType' },
    },
    {
      schemas: [resourceTypeSchema.id],
      id: 'Group',
      name: 'Group',
      endpoint: '/Groups',
      description: 'Groups that give access.',
      schema: groupUrn,
      schemaExtensions: [],
      meta: { resourceType: 'ResourceType' },
    },
  ]);
});

/** Every path of a JSON object that its schema does not declare. */
function undeclared(
  object: JsonObject,
  attributes: readonly Attribute[],
  at = '',
): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (at === '' && (key === 'schemas' || key === 'meta' || key === 'id')) return [];
    const attribute = attributes.find(({ name }) => name === key);
    if (!attribute) return [at + key];
    const parts = (Array.isArray(value) ? value : [value]) as readonly JsonObject[];
    return attribute.subAttributes
      ? parts.flatMap((part) => undeclared(part, attribute.subAttributes!, `${key}.`))
      : [];
  });
}

test.each(Object.values(profiles))(
  'the configuration of $id says what its schema declares, and what is offered',
  (profile) => {
    const config = serviceProviderConfig(profile);
    expect(undeclared(config, serviceProviderConfigSchema.attributes)).toEqual([]);
    for (const { name, required } of serviceProviderConfigSchema.attributes)
      if (required) expect(config[name], name).toBeDefined();
    expect(config.bulk).toMatchObject({ supported: offers.bulk && profile.bulk });
    expect(config.sort).toEqual({ supported: offers.sort });
    expect(config.pagination).toMatchObject({
      cursor: offers.cursor && profile.cursors,
      index: true,
    });
  },
);

test('discovery resources have only attributes that their schemas declare', () => {
  for (const type of resourceTypeResources())
    expect(undeclared(type, resourceTypeSchema.attributes)).toEqual([]);
});
