// Definitions of a tenant's own schemas and types: what is read, and what is wrong with them, place by place.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { readDefinitions, typesDefined } from '../../src/scim/definitions.ts';
import { resourceTypes } from '../../src/scim/resourceTypes.ts';
import { troubleOf, valueOf } from './kit.ts';

const urn = 'urn:example:Device';
const attribute: JsonObject = { name: 'serial', type: 'string' };
const schema: JsonObject = { id: urn, name: 'Device', attributes: [attribute] };
const type: JsonObject = { name: 'Device', endpoint: '/Devices', schema: urn };
const mistakes = (definitions: Json) => troubleOf(readDefinitions(definitions));
const withAttribute = (more: JsonObject) => ({
  schemas: [{ ...schema, attributes: [{ ...attribute, ...more }] }],
});
const first = 'schemas[0].attributes[0]';

test('no definitions give the standard types', () => {
  expect(valueOf(readDefinitions({}))).toEqual(resourceTypes);
});

test('what a schema does not say has the value of RFC 7643 §2.2', () => {
  const [, , device] = valueOf(readDefinitions({ schemas: [schema], resourceTypes: [type] }));
  expect(device).toEqual({
    name: 'Device',
    endpoint: '/Devices',
    description: '',
    extensions: [],
    schema: {
      id: urn,
      name: 'Device',
      description: '',
      attributes: [
        {
          name: 'serial',
          type: 'string',
          multiValued: false,
          description: '',
          required: false,
          caseExact: false,
          mutability: 'readWrite',
          returned: 'default',
          uniqueness: 'none',
        },
      ],
    },
  });
});

test('what discovery says of the standard types can be read back as definitions', () => {
  const [, , device] = valueOf(readDefinitions({ schemas: [schema], resourceTypes: [type] }));
  const again = readDefinitions({
    schemas: [{ ...device!.schema, meta: { resourceType: 'Schema' } } as unknown as JsonObject],
    resourceTypes: [{ ...type, id: 'Device', schemas: [], meta: {} }],
  });
  expect(valueOf(again)[2]).toEqual(device);
});

test('the same definitions give the very same types', () => {
  const definitions = { schemas: [schema], resourceTypes: [type] };
  expect(typesDefined({ ...definitions })).toBe(typesDefined(definitions));
});

test('definitions with mistakes cannot be used', () => {
  expect(() => typesDefined({ schemas: 7 })).toThrow('schemas: expected a list.');
});

test.each<[string, Json, readonly string[]]>([
  ['no object', [], ['The definitions must be a JSON object.']],
  [
    'no list',
    { schemas: {}, resourceTypes: 1 },
    ['resourceTypes: expected a list.', 'schemas: expected a list.'],
  ],
  [
    'no URN',
    { schemas: [{ ...schema, id: 'Device' }] },
    ['schemas[0].id: expected a URN, such as urn:example:Device.'],
  ],
  [
    'a standard URN',
    { schemas: [{ ...schema, id: 'URN:ietf:params:scim:schemas:core:2.0:User' }] },
    ['schemas: URN:ietf:params:scim:schemas:core:2.0:User is there already.'],
  ],
  ['one URN twice', { schemas: [schema, schema] }, [`schemas: ${urn} is there already.`]],
  [
    'no attributes',
    { schemas: [{ id: urn, name: 'Device' }] },
    ['schemas[0].attributes: expected at least one attribute.'],
  ],
  [
    'an attribute twice',
    { schemas: [{ ...schema, attributes: [attribute, { name: 'SERIAL' }] }] },
    ['schemas[0].attributes: SERIAL is there twice.'],
  ],
  [
    'a name with a blank',
    withAttribute({ name: 'a b' }),
    [`${first}.name: expected a letter, then letters, digits, - or _ (RFC 7643 §2.1).`],
  ],
  [
    '$ref outside',
    withAttribute({ name: '$ref' }),
    [`${first}.name: expected a letter, then letters, digits, - or _ (RFC 7643 §2.1).`],
  ],
  [
    'an unknown type',
    withAttribute({ type: 'text' }),
    [
      `${first}.type: expected one of string, boolean, decimal, integer, dateTime, binary, reference, complex.`,
    ],
  ],
  ['no flag', withAttribute({ required: 'yes' }), [`${first}.required: expected true or false.`]],
  [
    'an unknown word',
    withAttribute({ mutability: 'read', returned: 'no', uniqueness: 'yes' }),
    [
      `${first}.mutability: expected one of readOnly, readWrite, immutable, writeOnly.`,
      `${first}.returned: expected one of always, never, default, request.`,
      `${first}.uniqueness: expected one of none, server, global.`,
    ],
  ],
  [
    'no texts',
    withAttribute({ canonicalValues: [1] }),
    [`${first}.canonicalValues: expected a list of texts.`],
  ],
  [
    'a reference to nothing',
    withAttribute({ type: 'reference' }),
    [`${first}.referenceTypes: a reference says what it may refer to.`],
  ],
  [
    'complex without parts',
    withAttribute({ type: 'complex' }),
    [`${first}.subAttributes: a complex attribute has at least one part.`],
  ],
  [
    'parts of parts',
    withAttribute({ type: 'complex', subAttributes: [{ name: 'a', type: 'complex' }] }),
    [`${first}.subAttributes[0].subAttributes: a part of an attribute has no parts itself.`],
  ],
  [
    'an unknown schema',
    { resourceTypes: [type] },
    [`resourceTypes[0].schema: no schema of these definitions has the id ${urn}.`],
  ],
  [
    'an endpoint in use',
    { schemas: [schema], resourceTypes: [{ ...type, endpoint: 'users' }] },
    [
      'resourceTypes[0].endpoint: expected a path of one word that is not in use, such as /Devices.',
    ],
  ],
  [
    'a path of two',
    { schemas: [schema], resourceTypes: [{ ...type, endpoint: '/a/b' }] },
    [
      'resourceTypes[0].endpoint: expected a path of one word that is not in use, such as /Devices.',
    ],
  ],
  [
    'a name in use',
    { schemas: [schema], resourceTypes: [{ ...type, name: 'DisabledUser' }] },
    ['resourceTypes[0].name: expected a word of letters and digits that is not in use.'],
  ],
  [
    'a common attribute',
    {
      schemas: [{ ...schema, attributes: [{ name: 'ExternalID' }] }],
      resourceTypes: [type],
    },
    ['resourceTypes[0].schema: ExternalID is an attribute of every resource.'],
  ],
  [
    'an extension twice',
    {
      schemas: [schema, { ...schema, id: `${urn}:Care` }],
      resourceTypes: [
        { ...type, schemaExtensions: [{ schema: `${urn}:Care` }, { schema: `${urn}:care` }] },
      ],
    },
    [`resourceTypes[0].schemaExtensions[1]: ${urn}:Care is there twice.`],
  ],
])('%s is told', (_, definitions, expected) => {
  expect(mistakes(definitions)).toEqual(expected);
});
