// Holds example requests in short form; a room fills in address and token.
import { messageUrn } from '../../scim/messages.ts';

/** An example. `text` is short request text as people type it; `____` is a blank to fill in. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly group: 'Read' | 'Write' | 'Ask for trouble';
  readonly text: string;
}

const body = (value: unknown): string => JSON.stringify(value, undefined, 2);
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patch = (...operations: readonly unknown[]): string =>
  body({ schemas: [messageUrn.patchOp], Operations: operations });

/** The examples, in the order of the menu. Ids and names are those of Northwind Trust. */
export const examples: readonly Example[] = [
  { id: 'people', group: 'Read', title: 'Three people', text: 'GET /Users?count=3' },
  {
    id: 'find',
    group: 'Read',
    title: 'Find one person by userName',
    text: 'GET /Users?filter=userName eq "omar.haddad@northwind.example"',
  },
  {
    id: 'disabled',
    group: 'Read',
    title: 'Accounts that are disabled',
    text: 'GET /Users?filter=active eq false',
  },
  {
    id: 'groups',
    group: 'Read',
    title: 'Groups without their members',
    text: 'GET /Groups?excludedAttributes=members',
  },
  {
    id: 'config',
    group: 'Read',
    title: 'What the server can do',
    text: 'GET /ServiceProviderConfig',
  },
  {
    id: 'hire',
    group: 'Write',
    title: 'Hire Ana Ruiz',
    text: `POST /Users\n\n${body({
      schemas: [userUrn],
      userName: 'ana.ruiz@northwind.example',
      name: { givenName: 'Ana', familyName: 'Ruiz' },
      displayName: 'Ana Ruiz',
      externalId: 'E1042',
      emails: [{ value: 'ana.ruiz@northwind.example', type: 'work', primary: true }],
      active: true,
    })}`,
  },
  {
    id: 'disable',
    group: 'Write',
    title: 'Disable a person',
    text: `PATCH /Users/1071\n\n${patch({ op: 'replace', path: 'active', value: false })}`,
  },
  {
    id: 'join',
    group: 'Write',
    title: 'Put a person into a group',
    text: `PATCH /Groups/7\n\n${patch({ op: 'add', path: 'members', value: [{ value: '1058' }] })}`,
  },
  {
    id: 'leave',
    group: 'Write',
    title: 'Take a person out of a group',
    text: `PATCH /Groups/7\n\n${patch({ op: 'remove', path: 'members[value eq "1058"]' })}`,
  },
  {
    id: 'group',
    group: 'Write',
    title: 'Create a group',
    text: `POST /Groups\n\n${body({ schemas: [groupUrn], displayName: 'SS-Cloud-Ops', members: [] })}`,
  },
  { id: 'delete', group: 'Write', title: 'Delete an orphan account', text: 'DELETE /Users/2877' },
  {
    id: 'nobody',
    group: 'Ask for trouble',
    title: '404: somebody who is not there',
    text: 'GET /Users/4711',
  },
  {
    id: 'twice',
    group: 'Ask for trouble',
    title: '409: a userName that is taken',
    text: `POST /Users\n\n${body({ schemas: [userUrn], userName: 'omar.haddad@northwind.example' })}`,
  },
  {
    id: 'false',
    group: 'Ask for trouble',
    title: '“False” as a string',
    text: `PATCH /Users/1071\n\n${patch({ op: 'Replace', path: 'active', value: 'False' })}`,
  },
  {
    id: 'stale',
    group: 'Ask for trouble',
    title: '412: a version that has passed',
    text: `PATCH /Users/1071\nIf-Match: W/"0"\n\n${patch({ op: 'replace', path: 'title', value: 'Auditor' })}`,
  },
];

/** Finds an example by id. */
export const exampleOf = (id: string): Example | undefined =>
  examples.find((each) => each.id === id);
