// Holds the core Group schema (RFC 7643 §4.2 and §8.7.1) as data.
import type { Schema } from '../schema.ts';
import { attribute, complex, reference } from './attribute.ts';

/** The core Group schema. */
export const groupSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Users, and groups of users.',
  attributes: [
    // §8.7.1 says required false; §4.2 says REQUIRED, and text goes before the example.
    attribute('displayName', 'The name of the group.', { required: true }),
    complex('members', 'Who is in the group: users and other groups.', {
      multiValued: true,
      subAttributes: [
        attribute('value', 'The id of the user or group.', {
          required: true, // §4.2 leaves this to the server
          caseExact: true, // an id, §3.1
          mutability: 'immutable',
        }),
        reference('$ref', 'The address of the user or group.', {
          referenceTypes: ['User', 'Group'],
          mutability: 'immutable',
          derived: true,
        }),
        // not in §8.7.1, but in every example of members
        attribute('display', 'The displayName of the user or group.', {
          mutability: 'readOnly',
          derived: true,
        }),
        attribute('type', 'What the member is.', {
          canonicalValues: ['User', 'Group'],
          mutability: 'immutable',
        }),
      ],
    }),
  ],
};
