// Holds the five people whom the filter corpus asks about.
import type { JsonObject } from '../../../src/base/json.ts';
import { core, enterprise, laboratoryUrn } from '../kit.ts';

const meta = (lastModified: string): JsonObject => ({
  resourceType: 'User',
  created: '2011-05-13T04:42:34.000Z',
  lastModified,
  version: 'W/"1"',
});

/** bjensen, jsmith, OMalley, ana and robot, by their ids. */
export const people: readonly (JsonObject & { readonly id: string })[] = [
  {
    schemas: [core, enterprise, laboratoryUrn],
    id: 'b',
    externalId: 'BJ-1',
    userName: 'bjensen@example.com',
    name: { familyName: 'Jensen', givenName: 'Barbara' },
    displayName: 'Babs "the guide" Jensen',
    title: 'Tour Guide',
    userType: 'Employee',
    active: true,
    emails: [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ],
    ims: [{ value: 'babs@foo.com', type: 'xmpp' }],
    x509Certificates: [{ value: 'MIIDQzCC' }],
    [enterprise]: { employeeNumber: '701984', department: 'Tours', manager: { value: 'a' } },
    [laboratoryUrn]: {
      badge: 7,
      score: 1.5,
      notes: 'x',
      orderedBy: 'ana',
      code: 'Ab',
      tags: ['red'],
    },
    meta: meta('2011-05-13T04:42:34.000Z'),
  },
  {
    schemas: [core],
    id: 'j',
    externalId: 'bj-1',
    userName: 'jsmith',
    name: { familyName: 'Smith', givenName: 'John' },
    userType: 'Intern',
    active: false,
    emails: [
      { value: 'jsmith@home.org', type: 'work' },
      { value: 'other@example.com', type: 'home' },
    ],
    meta: meta('2011-05-13T06:42:34+02:00'),
  },
  {
    schemas: [core, laboratoryUrn],
    id: 'o',
    userName: 'JOMalley',
    name: { familyName: "O'Malley" },
    title: 'Guide ] or (title pr) and \\',
    active: true,
    phoneNumbers: [{ value: '1', type: 'mobile' }, { value: '2' }],
    [laboratoryUrn]: { badge: -20, score: 0.5, code: 'ab', hiredAt: '2026-11-30T00:30:00+01:00' },
    meta: meta('2012-01-01T00:00:00.000Z'),
  },
  {
    schemas: [core, enterprise],
    id: 'a',
    userName: 'ana.ruiz',
    displayName: 'Ana\tRuiz ë',
    title: 'DBA',
    userType: 'Employee',
    active: true,
    emails: [{ value: 'ana.ruiz@northwind.example', type: 'work', primary: false }],
    [enterprise]: { department: 'DBA' },
    meta: meta('2026-11-30T09:00:00.123Z'),
  },
  { schemas: [core], id: 'r', userName: 'Robot', emails: [], meta: meta('2010-01-01T00:00:00Z') },
];
