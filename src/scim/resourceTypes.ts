// Lists the kinds of resources the server keeps (RFC 7643 §6), each with its schemas.
import type { Attribute, ResourceType } from './schema.ts';
import { attribute, complex, reference } from './schemas/attribute.ts';
import { enterpriseUserSchema } from './schemas/enterpriseUser.ts';
import { groupSchema } from './schemas/group.ts';
import { userSchema } from './schemas/user.ts';

/** Users, with the enterprise extension. */
export const userType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'User accounts.',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
};

/** Groups of users and groups. */
export const groupType: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Groups that give access.',
  schema: groupSchema,
  extensions: [],
};

/** Every resource type with an endpoint of its own, in the order discovery lists them. */
export const resourceTypes: readonly ResourceType[] = [userType, groupType];

const readOnly = { mutability: 'readOnly' } as const;

/**
 * What every resource has without any schema saying so (RFC 7643 §3 and §3.1): `schemas`, `id`,
 * `externalId` and `meta`, usable in filters, paths and projections of every type.
 */
export const commonAttributes: readonly Attribute[] = [
  reference('schemas', 'The URNs of the schemas this resource follows.', {
    referenceTypes: ['uri'],
    multiValued: true,
    required: true,
    caseExact: false, // schema URNs are compared without regard to case, RFC 7644 §3.10
    returned: 'always',
  }),
  attribute('id', 'The identifier the server gave the resource.', {
    caseExact: true,
    returned: 'always',
    uniqueness: 'server',
    ...readOnly,
  }),
  attribute('externalId', 'The identifier the client gave the resource.', { caseExact: true }),
  complex('meta', 'What the server notes about the resource.', {
    ...readOnly,
    subAttributes: [
      attribute('resourceType', 'The type of the resource.', { caseExact: true, ...readOnly }),
      attribute('created', 'When the resource was created.', { type: 'dateTime', ...readOnly }),
      attribute('lastModified', 'When the resource last changed.', {
        type: 'dateTime',
        ...readOnly,
      }),
      reference('location', 'The address of the resource.', {
        referenceTypes: ['uri'],
        derived: true,
        ...readOnly,
      }),
      attribute('version', 'The version of the resource, as in its ETag.', {
        caseExact: true,
        ...readOnly,
      }),
    ],
  }),
];
