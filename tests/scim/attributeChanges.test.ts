// Tests the rows of the Changes table: what changed, what was sent and ignored, and why.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { Comparison } from '../../src/scim/attributeChanges.ts';
import { attributeChanges } from '../../src/scim/attributeChanges.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import { core, enterprise, patchOp } from './kit.ts';

const told = (comparison: Omit<Comparison, 'type'>, type = userType) =>
  attributeChanges({ ...comparison, type }).map(({ path, kind, before, after, sent, why }) => {
    const values = [sent, before, after].map((value) => JSON.stringify(value) ?? '-').join(' | ');
    return `${kind} ${path}: ${values}: ${why}`;
  });

const created: JsonObject = {
  schemas: [core],
  id: '1042',
  userName: 'ana',
  name: { givenName: 'Ana' },
  active: true,
  password: 'fingerprint:1',
  emails: [{ value: 'a@x', type: 'work', primary: true }],
  meta: { resourceType: 'User', version: 'W/"1"' },
};

test('a create shows what was sent, what is stored, and why they differ', () => {
  const sent = {
    schemas: [core],
    id: 'E1042',
    USERNAME: 'ana',
    name: { GIVENNAME: 'Ana' },
    externalId: '',
    titel: 'DBA',
    title: null,
    password: 'Sw0rdfish',
    emails: [{ value: 'a@x', type: 'work', primary: true }],
  };
  expect(told({ after: created, sent })).toEqual([
    `add schemas: ["${core}"] | - | ["${core}"]: follows the data`,
    'ignored id: "E1042" | - | "1042": The server gives ids.',
    'add userName: "ana" | - | "ana": as sent',
    'add name.givenName: "Ana" | - | "Ana": as sent',
    'add active: - | - | true: what the server assumes',
    'add password: "••••••••" | - | "••••••••": kept as a fingerprint, never shown',
    'add emails[type eq "work"].value: "a@x" | - | "a@x": as sent',
    'add emails[type eq "work"].primary: true | - | true: as sent',
    'add meta.resourceType: - | - | "User": set by the server',
    'add meta.version: - | - | "W/\\"1\\"": set by the server',
    'ignored externalId: "" | - | -: A blank is no value.',
    'ignored titel: "DBA" | - | -: No schema has this attribute.',
    'ignored title: null | - | -: Null means no value.',
  ]);
});

test('a PATCH shows which operation changed what', () => {
  const after = {
    ...created,
    active: false,
    emails: [{ value: 'b@x', type: 'work', primary: true }],
    [enterprise]: { department: 'DBA' },
    password: 'fingerprint:2',
    meta: { resourceType: 'User', version: 'W/"2"' },
  };
  const sent = patchOp(
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'b@x' },
    { op: 'replace', value: { [`${enterprise}:department`]: 'DBA', password: 'new', nope: 1 } },
  );
  expect(told({ before: created, after, sent })).toEqual([
    'change active: - | true | false: operation 1',
    'change password: "••••••••" | "••••••••" | "••••••••": kept as a fingerprint, never shown',
    'change emails[type eq "work"].value: - | "a@x" | "b@x": operation 2',
    'change meta.version: - | "W/\\"1\\"" | "W/\\"2\\"": set by the server',
    `add ${enterprise}:department: - | - | "DBA": operation 3`,
    'ignored nope: 1 | - | -: No schema has this attribute.',
  ]);
});

test('a PUT shows what it left out and cleared, what it kept, and what it sent back', () => {
  const after = {
    schemas: [core],
    id: '1042',
    userName: 'ANA',
    active: true,
    password: 'fingerprint:1',
    meta: created.meta!,
  };
  const sent = {
    schemas: [core],
    id: '1042',
    userName: 'ANA',
    name: { givenName: null },
    active: true,
  };
  expect(told({ before: created, after, sent })).toEqual([
    `same schemas: ["${core}"] | ["${core}"] | ["${core}"]: as it was`,
    'same id: "1042" | "1042" | "1042": as it was',
    'change userName: "ANA" | "ana" | "ANA": as sent',
    'same active: true | true | true: as it was',
    'remove name.givenName: null | "Ana" | -: sent without a value',
    'remove emails[type eq "work"].value: - | "a@x" | -: left out, so cleared',
    'remove emails[type eq "work"].primary: - | true | -: left out, so cleared',
  ]);
});

test('members are told apart by their value', () => {
  const group = (...ids: readonly string[]): JsonObject => ({
    id: '7',
    members: ids.map((value) => ({ value, type: 'User' })),
  });
  const sent = patchOp(
    { op: 'remove', path: 'members[value eq "2"]' },
    { op: 'add', path: 'members', value: [{ value: '3' }] },
  );
  expect(told({ before: group('1', '2'), after: group('1', '3'), sent }, groupType)).toEqual([
    'add members[value eq "3"]: - | - | {"value":"3","type":"User"}: operation 2',
    'remove members[value eq "2"]: - | {"value":"2","type":"User"} | -: operation 2',
  ]);
});

test('two e-mails of one type are told apart by their value', () => {
  const emails = [
    { value: 'a', type: 'work' },
    { value: 'b', type: 'work' },
  ];
  expect(told({ before: { emails }, after: { emails: emails.slice(1) } })).toEqual([
    'remove emails[value eq "a"]: - | {"value":"a","type":"work"} | -: left out, so cleared',
  ]);
});

test('a delete shows everything that is gone', () => {
  expect(told({ before: { id: '1042', userName: 'ana' } })).toEqual([
    'remove id: - | "1042" | -: gone with the resource',
    'remove userName: - | "ana" | -: gone with the resource',
  ]);
});

test('groups that changed on the way follow their groups', () => {
  const before = { id: '1', groups: [{ value: '7', type: 'direct' }] };
  expect(told({ before, after: { id: '1' } })[0]).toContain("follows the groups' members");
});

test('no row shows a password, sent or stored', () => {
  const rows = attributeChanges({
    after: created,
    sent: { password: 'Sw0rdfish' },
    type: userType,
  });
  expect(JSON.stringify(rows)).not.toMatch(/Sw0rdfish|fingerprint:/);
});
