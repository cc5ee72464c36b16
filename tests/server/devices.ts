// Holds a tenant's own definitions for tests: a Device with attributes of every type and characteristic, and extensions.
import type { JsonObject } from '../../src/base/json.ts';

export const deviceUrn = 'urn:example:params:scim:schemas:Device';
export const careUrn = 'urn:example:params:scim:schemas:extension:Care';
export const badgeUrn = 'urn:example:params:scim:schemas:extension:Badge';

const text = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  type: 'string',
  description: `The ${name}.`,
  ...more,
});

/** The Device: plain attributes of each type, then one for each characteristic. */
const device: JsonObject = {
  id: deviceUrn,
  name: 'Device',
  description: 'A thing with a plug.',
  attributes: [
    text('serial', {
      required: true,
      caseExact: true,
      uniqueness: 'server',
      mutability: 'immutable',
    }),
    text('displayName'),
    text('label', { caseExact: true }),
    text('assetTag', { uniqueness: 'global' }),
    { name: 'ports', type: 'integer' },
    { name: 'weight', type: 'decimal' },
    { name: 'managed', type: 'boolean' },
    { name: 'boughtAt', type: 'dateTime' },
    { name: 'certificate', type: 'binary' },
    { name: 'manual', type: 'reference', referenceTypes: ['external'] },
    text('tags', { multiValued: true }),
    { name: 'scores', type: 'integer', multiValued: true },
    text('pin', { mutability: 'writeOnly' }),
    text('firmware', { mutability: 'readOnly' }),
    text('notes', { returned: 'request' }),
    text('site', { returned: 'always' }),
    text('hidden', { returned: 'never' }),
    text('kind', { canonicalValues: ['laptop', 'phone'] }),
    {
      name: 'lock',
      type: 'complex',
      subAttributes: [
        text('model', { mutability: 'immutable' }),
        text('code', { mutability: 'writeOnly' }),
        text('state', { required: true }),
        text('trace', { returned: 'request' }),
      ],
    },
    {
      name: 'interfaces',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        text('value', { required: true, uniqueness: 'server' }),
        text('type', { canonicalValues: ['wired', 'wireless'] }),
        { name: 'speed', type: 'integer' },
        { name: 'primary', type: 'boolean' },
      ],
    },
    {
      name: 'owner',
      type: 'complex',
      subAttributes: [
        text('value', { caseExact: true }),
        { name: '$ref', type: 'reference', referenceTypes: ['User', 'Group'] },
        text('display'),
        text('type'),
      ],
    },
    {
      name: 'attachedTo',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        text('value', { caseExact: true }),
        { name: '$ref', type: 'reference', referenceTypes: ['Device'] },
        text('display'),
      ],
    },
  ],
};

const care: JsonObject = {
  id: careUrn,
  name: 'Care',
  attributes: [
    text('contract', { required: true }),
    text('phone'),
    text('secret', { mutability: 'writeOnly' }),
    { name: 'until', type: 'dateTime', returned: 'request' },
  ],
};

const badge: JsonObject = {
  id: badgeUrn,
  name: 'Badge',
  attributes: [
    text('number', { uniqueness: 'server' }),
    text('color', { mutability: 'immutable' }),
    {
      name: 'device',
      type: 'complex',
      subAttributes: [
        text('value', { caseExact: true }),
        { name: '$ref', type: 'reference', referenceTypes: ['Device'] },
        text('display'),
      ],
    },
  ],
};

/** Devices with care, and badges for users. */
export const definitions: JsonObject = {
  schemas: [device, care, badge],
  resourceTypes: [
    {
      name: 'Device',
      endpoint: '/Devices',
      description: 'Things with plugs.',
      schema: deviceUrn,
      schemaExtensions: [{ schema: careUrn, required: false }],
    },
    { name: 'User', schemaExtensions: [{ schema: badgeUrn, required: false }] },
  ],
};
