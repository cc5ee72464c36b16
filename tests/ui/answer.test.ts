// How an exchange is put into words, counts and rows for the screens.
import { expect, test } from 'vitest';
import { accessEffect, changeEffect } from '../../src/ui/answer/effects.ts';
import { pathOf, readExchange, reasonOfExchange } from '../../src/ui/answer/exchange.ts';
import { changeGroups } from '../../src/ui/answer/changeRows.ts';
import { nameOf } from '../../src/ui/answer/people.ts';
import { summaryOf, summarySentence } from '../../src/ui/answer/summary.ts';
import type { LabExchange } from '../../src/ui/lab.ts';
import { sequenceOf } from '../../src/ui/world/sequence.ts';

const baseUrl = 'https://secretserver.example.com/api/v1/scim';

const exchange = (more: {
  readonly method?: string;
  readonly path: string;
  readonly sent?: unknown;
  readonly status: number;
  readonly answered?: unknown;
  readonly rest?: Partial<LabExchange>;
}): LabExchange => ({
  id: 'x1',
  no: 1,
  tenant: 'northwind-prod',
  actor: 'You',
  at: '2026-11-30T09:40:08.000Z',
  ms: 7,
  request: {
    method: more.method ?? 'GET',
    url: baseUrl + more.path,
    headers: [],
    ...(more.sent === undefined ? {} : { body: JSON.stringify(more.sent) }),
  },
  response: {
    status: more.status,
    headers: [],
    ...(more.answered === undefined ? {} : { body: JSON.stringify(more.answered) }),
  },
  trace: [],
  changes: [],
  access: [],
  events: [],
  ...more.rest,
});

const person = (id: string, displayName: string) => ({ id, displayName });
const list = (total: number, ...people: readonly unknown[]) => ({
  totalResults: total,
  startIndex: 1,
  Resources: people,
});

const page = exchange({
  path: '/Users?count=2',
  status: 200,
  answered: list(15, person('1007', 'Omar Haddad'), person('1019', 'Grace Okoye')),
});
const taken = exchange({
  method: 'POST',
  path: '/Users',
  sent: { userName: 'omar.haddad@northwind.example' },
  status: 409,
  answered: { scimType: 'uniqueness', detail: 'Another user has this userName.' },
});
const disabled = exchange({
  method: 'PATCH',
  path: '/Users/1042',
  sent: { Operations: [{ op: 'replace', path: 'active', value: false }] },
  status: 200,
  answered: { id: '1042', displayName: 'Ana Ruiz', active: false },
  rest: {
    actor: 'Northwind IdP',
    changes: [
      {
        kind: 'replace',
        resourceType: 'User',
        id: '1042',
        before: { id: '1042', displayName: 'Ana Ruiz', active: true, meta: { version: 'W/"1"' } },
        after: { id: '1042', displayName: 'Ana Ruiz', active: false, meta: { version: 'W/"2"' } },
      },
    ],
    access: [
      {
        user: '1042',
        userName: 'ana.ruiz@northwind.example',
        displayName: 'Ana Ruiz',
        opensBefore: 3,
        opensAfter: 0,
        secrets: [],
      },
    ],
    events: [{ name: 'User Disabled', subject: 'ana.ruiz', detail: 'account off' }],
  },
});

test('a page of a list is summed up with names and the way on', () => {
  expect(summaryOf(page, baseUrl)).toEqual({
    lead: '2 of 15 people:',
    rest: 'Omar Haddad, Grace Okoye.',
    next: { label: 'Next page:', code: 'startIndex=3' },
  });
});

test('an empty list is said to be an answer', () => {
  const empty = exchange({ path: '/Users?filter=x', status: 200, answered: list(0) });
  expect(summarySentence(empty, baseUrl)).toBe(
    '200 OK. Nobody matches. An empty list is an answer too: 200, not 404.',
  );
});

test('a refused write says that nothing was stored, in the words of the server', () => {
  expect(summarySentence(taken, baseUrl)).toBe(
    '409 Conflict. Nothing was stored. Another user has this userName.',
  );
  expect(reasonOfExchange(taken)).toBe('uniqueness');
  expect(changeEffect(taken)).toEqual({ text: 'nothing', tone: 'dim' });
});

test('a hired person is named with the id the server chose', () => {
  const hired = exchange({
    method: 'POST',
    path: '/Users',
    status: 201,
    answered: { id: '1042', name: { givenName: 'Ana', familyName: 'Ruiz' } },
  });
  expect(summarySentence(hired, baseUrl)).toBe(
    '201 Created. Ana Ruiz exists now. The server chose the id 1042.',
  );
});

test('the path is shown below the base URL, decoded, and a broken escape as it came', () => {
  const found = exchange({ path: '/Users?filter=userName%20eq%20%22a%22', status: 200 });
  expect(pathOf(found, baseUrl)).toBe('/Users?filter=userName eq "a"');
  expect(pathOf(exchange({ path: '/Users/%E0%A4%A', status: 404 }), baseUrl)).toBe(
    '/Users/%E0%A4%A',
  );
  expect(readExchange(found, baseUrl)).toMatchObject({
    endpoint: 'Users',
    query: { filter: 'userName eq "a"' },
  });
  expect(
    pathOf({ ...found, request: { ...found.request, url: 'https://other.example/x' } }, baseUrl),
  ).toBe('/x');
});

test('effects count attributes, and name the person whose access changed', () => {
  expect(changeEffect(disabled)).toEqual({ text: '~2', tone: 'chg' });
  expect(accessEffect(disabled)).toEqual({ text: 'Ana −3', tone: 'bad' });
  expect(changeEffect(page)).toBeUndefined();
  expect(accessEffect(page)).toBeUndefined();
});

test('the Changes table has a row for each attribute and one for access', () => {
  const [group, ...others] = changeGroups(disabled);
  expect(others).toEqual([]);
  expect(group?.left).toBe('Before');
  expect(group?.rows.map(({ kind, label, before, after }) => [kind, label, before, after])).toEqual(
    [
      ['chg', 'active', 'true', 'false'],
      ['chg', 'meta.version', 'W/"1"', 'W/"2"'],
      ['del', 'Access', '3 secrets', 'none'],
    ],
  );
});

test('the Changes table ends with what the server keeps in meta', () => {
  const meta = { version: 'W/"1"' };
  const [group] = changeGroups({
    ...disabled,
    access: [],
    changes: [
      {
        kind: 'replace',
        resourceType: 'Group',
        id: '7',
        before: { id: '7', displayName: 'SS-DBA-Prod', meta },
        after: {
          id: '7',
          displayName: 'SS-DBA-Prod',
          meta: { version: 'W/"2"' },
          members: [{ value: '1042' }],
        },
      },
    ],
  });
  expect(group?.rows.map(({ label }) => label)).toEqual([
    'members[value eq "1042"]',
    'meta.version',
  ]);
});

test('a sequence has a lane for each who sent something, and Secret Server’s events between', () => {
  const { lanes, messages } = sequenceOf([disabled, page], { baseUrl, profile: 'strict' });
  expect(lanes.map(({ name }) => name)).toEqual(['You', 'Northwind IdP', 'SCIM', 'Secret Server']);
  expect(messages.map(({ from, to, words, wire }) => [from, to, words, wire])).toEqual([
    [0, 2, 'List users', 'GET /Users?count=…'],
    [2, 0, '15 people', '200 OK'],
    [1, 2, 'Disable user 1042', 'PATCH /Users/1042'],
    [2, 3, 'User Disabled', 'account off'],
    [2, 1, 'Done', '200 OK'],
  ]);
});

test('a lane nobody uses is left out, and who sent no known token is unknown', () => {
  const unknown = exchange({ path: '/Users', status: 401, rest: { actor: 'Unknown' } });
  const { lanes } = sequenceOf([unknown], { baseUrl, profile: 'strict' });
  expect(lanes.map(({ name, note }) => [name, note])).toEqual([
    ['Unknown', 'no token'],
    ['SCIM', 'strict'],
    ['Secret Server', 'vault'],
  ]);
});

test('a resource without a name goes by its userName, then its id', () => {
  expect(nameOf({ userName: 'jdoe-old', id: '2877' })).toBe('jdoe-old');
  expect(nameOf({ id: '2877' })).toBe('2877');
  expect(nameOf(undefined)).toBe('unnamed');
});

test('the history says of an answer that never arrived that it was lost', () => {
  const kept = exchange({ path: '/Users', status: 200, rest: { isLost: true } });
  expect(reasonOfExchange(kept)).toBe('answer lost');
  expect(reasonOfExchange(exchange({ path: '/Users', status: 200 }))).toBeUndefined();
});
