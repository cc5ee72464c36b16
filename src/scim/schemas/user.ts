// Holds the core User schema (RFC 7643 §4.1 and §8.7.1) as data.
import type { Schema } from '../schema.ts';
import { attribute, complex, list, primary, reference } from './attribute.ts';

const readOnly = { mutability: 'readOnly', derived: true } as const;

/** The core User schema, every attribute of it. */
export const userSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'A person, or an account that works for one.',
  attributes: [
    attribute('userName', 'The name a user signs in with; no two users share one.', {
      required: true,
      uniqueness: 'server',
    }),
    complex('name', "The parts of the user's real name.", {
      subAttributes: [
        attribute('formatted', 'The whole name, ready to show.'),
        attribute('familyName', 'The family name, also called last name.'),
        attribute('givenName', 'The given name, also called first name.'),
        attribute('middleName', 'The middle names.'),
        attribute('honorificPrefix', 'What stands before the name, such as Dr.'),
        attribute('honorificSuffix', 'What stands after the name, such as III.'),
      ],
    }),
    attribute('displayName', 'The name shown to other people.'),
    attribute('nickName', 'What the user is called in daily life.'),
    reference('profileUrl', "The address of the user's profile page.", {
      referenceTypes: ['external'],
    }),
    attribute('title', 'The job title.'),
    attribute('userType', 'How the user belongs to the organization, such as Employee.'),
    attribute('preferredLanguage', 'Languages the user reads, as in an Accept-Language header.'),
    attribute('locale', 'The language tag for dates, numbers and currency, such as en-US.'),
    attribute('timezone', 'The time zone by its IANA name, such as Europe/Berlin.'),
    attribute('active', 'Whether the account may be used.', { type: 'boolean', initial: true }),
    attribute('password', 'Sets the password; it is never returned.', {
      mutability: 'writeOnly',
      returned: 'never',
    }),
    list('emails', 'E-mail addresses of the user.', {
      value: attribute('value', 'The e-mail address.'),
      types: ['work', 'home', 'other'],
    }),
    list('phoneNumbers', 'Telephone numbers of the user.', {
      value: attribute('value', 'The number, best in the form tel:+1-201-555-0123.'),
      types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    }),
    list('ims', 'Addresses of the user in messaging services.', {
      value: attribute('value', 'The address in the messaging service.'),
      // §8.7.1 leaves out other; §4.1.2 names it.
      types: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other'],
    }),
    list('photos', 'Pictures of the user.', {
      value: reference('value', 'The address of a picture file.', { referenceTypes: ['external'] }),
      types: ['photo', 'thumbnail'],
    }),
    complex('addresses', 'Postal addresses of the user.', {
      multiValued: true,
      subAttributes: [
        attribute('formatted', 'The whole address, ready for a label.'),
        attribute('streetAddress', 'Street and number, with everything on those lines.'),
        attribute('locality', 'The city or town.'),
        attribute('region', 'The state or region.'),
        attribute('postalCode', 'The postal code.'),
        attribute('country', 'The country as a code of two letters, such as DE.'),
        attribute('type', 'What this address is for.', {
          canonicalValues: ['work', 'home', 'other'],
        }),
        primary, // missing in §8.7.1; §2.4 gives it to every list, and RFC 7644 §3.5.2.3 uses it
      ],
    }),
    complex('groups', 'The groups the user is in; change them on the group.', {
      multiValued: true,
      ...readOnly,
      subAttributes: [
        attribute('value', 'The id of the group.', { caseExact: true, ...readOnly }),
        reference('$ref', 'The address of the group.', { referenceTypes: ['Group'], ...readOnly }),
        attribute('display', 'The displayName of the group.', readOnly),
        attribute('type', 'Whether the user is in the group itself or in a group within it.', {
          canonicalValues: ['direct', 'indirect'],
          ...readOnly,
        }),
      ],
    }),
    list('entitlements', 'Things the user is entitled to.', {
      value: attribute('value', 'The entitlement.'),
    }),
    list('roles', 'Roles of the user.', { value: attribute('value', 'The role.') }),
    list('x509Certificates', 'X.509 certificates of the user.', {
      value: attribute('value', 'One certificate, DER in base64.', {
        type: 'binary',
        caseExact: true, // §2.3.6
      }),
    }),
  ],
};
