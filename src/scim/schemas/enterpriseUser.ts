// Holds the Enterprise User extension (RFC 7643 §4.3 and §8.7.1) as data.
import type { Schema } from '../schema.ts';
import { attribute, complex, reference } from './attribute.ts';

const readOnly = { mutability: 'readOnly', derived: true } as const;

/** The Enterprise User extension. */
export const enterpriseUserSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'What an employer adds to a user.',
  attributes: [
    attribute('employeeNumber', 'The number the employer gave the user.'),
    attribute('costCenter', 'The name of the cost center.'),
    attribute('organization', 'The name of the organization.'),
    attribute('division', 'The name of the division.'),
    attribute('department', 'The name of the department.'),
    complex('manager', "The user's manager, who is a user too.", {
      subAttributes: [
        attribute('value', 'The id of the manager.', { caseExact: true }), // an id, §3.1
        reference('$ref', 'The address of the manager.', {
          referenceTypes: ['User'],
          ...readOnly, // readWrite in §8.7.1; here it follows from value
        }),
        attribute('displayName', 'The displayName of the manager.', readOnly),
      ],
    }),
  ],
};
