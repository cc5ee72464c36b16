// Security events (RFC 9967): what a receiver is told of a change, and that the data told makes the same change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { isList, isObject } from '../../src/base/json.ts';
import type { Change } from '../../src/scim/change.ts';
import { eventUris, securityEvents, type EventMode } from '../../src/scim/events.ts';
import { applyPatch } from '../../src/scim/patch/apply.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, resourceTypes } from '../../src/scim/resourceTypes.ts';
import type { ResourceType } from '../../src/scim/schema.ts';
import { core, enterprise, groupUrn, testType, valueOf } from './kit.ts';

const at = Date.parse('2026-11-30T09:00:00.700Z');
const context = {
  issuer: 'https://secretserver.example.com/api/v1/scim',
  txn: 'exchange-7',
  at,
  types: resourceTypes,
};
const tell = (mode: EventMode, ...changes: readonly Change[]) =>
  securityEvents(changes, { ...context, mode });
const events = (mode: EventMode, change: Change) => tell(mode, change)[0]!.events;
const prov = (kind: string) => `urn:ietf:params:scim:event:prov:${kind}`;
const meta = (version: number) => ({ resourceType: 'User', version: `W/"${version}"` });

const ana = {
  schemas: [core, enterprise],
  id: '1042',
  externalId: 'E1042',
  userName: 'ana.ruiz',
  password: 'fingerprint:1',
  active: true,
  name: { givenName: 'Ana', familyName: 'Ruiz' },
  emails: [{ value: 'a@x', type: 'work' }],
  [enterprise]: { department: 'IT' },
  meta: meta(1),
};
const replaced = (more: JsonObject, by?: 'put' | 'patch'): Change => ({
  kind: 'replace',
  ...(by && { by }),
  resourceType: 'User',
  id: '1042',
  before: ana,
  after: { ...ana, ...more, meta: meta(2) },
});

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

test('an event names its subject, its request, its issuer and its second', () => {
  const [event, ...others] = tell('notice', replaced({ title: 'DBA' }));
  expect(others).toEqual([]);
  expect(event).toEqual({
    jti: 'exchange-7.1',
    iat: 1796029200,
    iss: 'https://secretserver.example.com/api/v1/scim',
    txn: 'exchange-7',
    sub_id: { format: 'scim', uri: '/Users/1042', externalId: 'E1042' },
    events: { [prov('patch:notice')]: { version: 'W/"2"', attributes: ['title'] } },
  });
});

test('a create is told whole, without the password, or by the names of its attributes', () => {
  const change: Change = { kind: 'create', resourceType: 'User', id: '1042', after: ana };
  const shown = without(ana, 'password');
  expect(events('full', change)).toEqual({
    [prov('create:full')]: { version: 'W/"1"', data: shown },
  });
  expect(events('notice', change)).toEqual({
    [prov('create:notice')]: {
      version: 'W/"1"',
      attributes: [
        ...['id', 'externalId', 'userName', 'password', 'active', 'name', 'emails'],
        `${enterprise}:department`,
      ],
    },
  });
});

test('a PUT is told by the resource as it is then', () => {
  const change = replaced({ name: { givenName: 'Ana', familyName: 'Haddad' } }, 'put');
  const shown = without(change.after!, 'password');
  expect(events('full', change)).toEqual({
    [prov('put:full')]: { version: 'W/"2"', data: shown },
  });
  expect(events('notice', change)).toEqual({
    [prov('put:notice')]: { version: 'W/"2"', attributes: ['name.familyName'] },
  });
});

test('a PATCH is told by a PATCH that makes the same change', () => {
  const change = replaced({
    title: 'DBA',
    name: { givenName: 'Ana' },
    [enterprise]: { department: 'HR', manager: { value: '1007' } },
    emails: [{ value: 'b@x', type: 'work' }],
  });
  expect(events('full', change)).toEqual({
    [prov('patch:full')]: {
      version: 'W/"2"',
      data: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [
          { op: 'remove', path: 'name.familyName' },
          { op: 'remove', path: 'emails[value eq "a@x"]' },
          { op: 'add', path: 'emails', value: [{ value: 'b@x', type: 'work' }] },
          { op: 'replace', path: `${enterprise}:department`, value: 'HR' },
          { op: 'add', path: `${enterprise}:manager`, value: { value: '1007' } },
          { op: 'add', path: 'title', value: 'DBA' },
        ],
      },
    },
  });
});

test('a new password is told by name only', () => {
  const change = replaced({ password: 'fingerprint:2' });
  for (const mode of ['full', 'notice'] as const)
    expect(events(mode, change)).toEqual({
      [prov('patch:notice')]: { version: 'W/"2"', attributes: ['password'] },
    });
  const both = JSON.stringify(tell('full', replaced({ password: 'fingerprint:2', title: 'T' })));
  expect(both).toContain('patch:full');
  expect(both).not.toContain('fingerprint');
});

test('switching an account off or on is an event of its own beside the change', () => {
  const off = replaced({ active: false });
  expect(Object.keys(events('full', off))).toEqual([prov('patch:full'), prov('deactivate')]);
  const on: Change = { ...off, before: off.after!, after: off.before! };
  expect(events('notice', on)[prov('activate')]).toEqual({});
});

test('a delete is told without any payload', () => {
  const change: Change = { kind: 'delete', resourceType: 'User', id: 'a b', before: ana };
  for (const mode of ['full', 'notice'] as const) {
    const [event] = tell(mode, change);
    expect(event?.events).toEqual({ [prov('delete')]: {} });
    expect(event?.sub_id).toEqual({ format: 'scim', uri: '/Users/a%20b', externalId: 'E1042' });
  }
});

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ value: String(from + index), type: 'User' }));
const team = (members: readonly Json[]): JsonObject => ({
  schemas: [groupUrn],
  id: '7',
  displayName: 'Team',
  ...(members.length > 0 && { members }),
  meta: { resourceType: 'Group', version: 'W/"3"' },
});
const regrouped = (before: readonly Json[], after: readonly Json[], by?: 'put'): Change => ({
  kind: 'replace',
  ...(by && { by }),
  resourceType: 'Group',
  id: '7',
  before: team(before),
  after: team(after),
});

test('of a large group only who came and went is told', () => {
  const all = people(10_000);
  const change = regrouped(all, [...all.slice(0, 4000), ...all.slice(4001), ...people(1, 77_777)]);
  const data = events('full', change)[prov('patch:full')]?.data as JsonObject;
  expect(data.Operations).toEqual([
    { op: 'remove', path: 'members[value eq "4000"]' },
    { op: 'add', path: 'members', value: [{ value: '77777', type: 'User' }] },
  ]);
});

test('what is too large to be told whole is told by notice (§5)', () => {
  const put = regrouped(people(101), people(102), 'put');
  expect(Object.keys(events('full', put))).toEqual([prov('put:notice')]);
  const patch = regrouped(people(1), people(300));
  expect(Object.keys(events('full', patch))).toEqual([prov('patch:notice')]);
  const many = Array.from({ length: 101 }, () => replaced({ title: 'T' }));
  expect(new Set(tell('full', ...many).flatMap((one) => Object.keys(one.events)))).toEqual(
    new Set([prov('patch:notice')]),
  );
});

test('every event has a name of its own, all of one request have its txn', () => {
  const told = tell('full', replaced({ title: 'A' }), replaced({ title: 'B' }));
  expect(told.map(({ jti, txn }) => [jti, txn])).toEqual([
    ['exchange-7.1', 'exchange-7'],
    ['exchange-7.2', 'exchange-7'],
  ]);
});

test('where events are off there are none, and no URIs', () => {
  expect(tell('off', replaced({ title: 'T' }))).toEqual([]);
  expect(eventUris('off')).toEqual([]);
});

test('the URIs of a mode are those of RFC 9967, Table 1', () => {
  expect(eventUris('full')).toEqual(
    [
      ...['create:notice', 'create:full', 'put:notice', 'put:full', 'patch:notice', 'patch:full'],
      ...['delete', 'activate', 'deactivate'],
    ].map(prov),
  );
  expect(eventUris('notice')).toHaveLength(6);
});

const word = fc.constantFrom('a', 'b', 'A', 'c', 'd"e\\');
const email = fc.record(
  { value: word, type: fc.constantFrom('work', 'home'), display: word },
  { requiredKeys: ['value'] },
);
const emails = fc.uniqueArray(email, {
  selector: (one) => `${one.value.toLowerCase()} ${one.type ?? ''}`,
  minLength: 1,
  maxLength: 4,
});
const user = fc
  .record(
    {
      title: word,
      active: fc.boolean(),
      name: fc.record({ givenName: word, familyName: word }, { requiredKeys: ['givenName'] }),
      emails,
      phoneNumbers: emails,
      [enterprise]: fc.record(
        { department: word, manager: fc.record({ value: word }) },
        { requiredKeys: ['department'] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((rest) => ({ schemas: [core], id: '1042', userName: 'ana', ...rest }) as JsonObject);
const group = fc
  .uniqueArray(fc.nat({ max: 12 }).map(String), { maxLength: 12 })
  .map((ids) => team(ids.map((value) => ({ value, type: 'User' }))));

/** Two resources compared without what follows: order in lists, version, and URNs of extensions. */
const plain = (value: Json | undefined): unknown => {
  if (isList(value)) return value.map((each) => JSON.stringify(plain(each))).toSorted();
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'meta' && key !== 'schemas');
  return Object.fromEntries(
    entries
      .map(([key, each]) => [key, plain(each)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
};

test('the PATCH that an event tells makes of the old resource the new one', () => {
  const pair = fc.oneof(
    fc.tuple(fc.constant<ResourceType>(testType), user, user),
    fc.tuple(fc.constant<ResourceType>(groupType), group, group),
  );
  fc.assert(
    fc.property(pair, ([type, before, after]) => {
      const change: Change = {
        ...{ kind: 'replace', resourceType: type.name, id: String(before.id) },
        ...{ before, after },
      } as Change;
      const [event] = securityEvents([change], { ...context, types: [type], mode: 'full' });
      const body = event!.events[prov('patch:full')]?.data as JsonObject | undefined;
      const patched =
        body && applyPatch({ resource: before, body, type, profile: profiles.strict });
      expect(plain(patched ? valueOf(patched).resource : before)).toEqual(plain(after));
    }),
    { numRuns: 1000 },
  );
});
