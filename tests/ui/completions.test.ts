// Suggestions and descriptions in the request editor, read from the lab's own schemas.
import { expect, test } from 'vitest';
import { completionsAt } from '../../src/ui/editor/completions.ts';
import { describeAt } from '../../src/ui/editor/describe.ts';
import { jsonPlaceAt } from '../../src/ui/editor/jsonPlace.ts';
import { requestPlaceAt } from '../../src/ui/editor/requestPlace.ts';

const tenant = {
  id: 't',
  name: 't',
  world: 'northwind',
  profile: 'strict',
  baseUrl: 'https://secretserver.example.com/api/v1/scim',
  token: 'lab-northwind',
} as const;

/** Suggestions at the bar in a text. */
function at(text: string) {
  const offset = text.indexOf('|');
  const { span, items } = completionsAt(text.replace('|', ''), offset, tenant);
  return { written: text.slice(span.start, offset), inserts: items.map(({ insert }) => insert) };
}

test('the first word is a method', () => {
  expect(at('PA|')).toEqual({
    written: 'PA',
    inserts: ['GET ', 'POST ', 'PUT ', 'PATCH ', 'DELETE ', 'HEAD ', 'OPTIONS '],
  });
});

test('behind it stand addresses, behind a question mark parameters, behind filter= attributes', () => {
  expect(at('GET /U|').inserts).toContain('/Users');
  expect(at('GET /Users?c|')).toMatchObject({
    written: 'c',
    inserts: expect.arrayContaining(['count=']),
  });
  expect(at('GET /Users?filter=us|')).toMatchObject({
    written: 'us',
    inserts: expect.arrayContaining(['userName', 'name.familyName']),
  });
  expect(at('GET /Users?filter=userName |').inserts).toContain('eq ');
});

test('headers come with the values of this tenant', () => {
  expect(at('GET /Users\nAuth|').inserts).toContain('Authorization: ');
  expect(at('GET /Users\nAuthorization: |').inserts).toEqual(['Bearer lab-northwind']);
  expect(at('GET /Users\nHost: |').inserts).toEqual(['secretserver.example.com']);
});

test('all tokens of the tenant are offered, each with whose it is and what it may do', () => {
  const text = 'GET /Users\nAuthorization: ';
  const tokens = [
    { name: 'you', value: 'lab-northwind', holder: 'You' },
    { name: 'audit', value: 'lab-audit', holder: 'Auditor', scopes: ['users:read'] },
  ];
  const { items } = completionsAt(text, text.length, { ...tenant, tokens });
  expect(items.map(({ insert, detail }) => [insert, detail])).toEqual([
    ['Bearer lab-northwind', 'You'],
    ['Bearer lab-audit', 'Auditor users:read'],
  ]);
});

test('a body offers the attributes of its resource type, without those the server sets', () => {
  const { written, inserts } = at('POST /Users\n\n{ "us|" }');
  expect(written).toBe('us');
  expect(inserts).toContain('userName');
  expect(inserts).not.toContain('id');
  expect(at('POST /Groups\n\n{ "|" }').inserts).toContain('members');
});

test('inside a complex attribute stand its parts, inside schemas the URNs', () => {
  expect(at('POST /Users\n\n{ "name": { "|" } }').inserts).toContain('familyName');
  expect(at('POST /Users\n\n{ "schemas": ["|"] }').inserts).toEqual([
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ]);
});

test('a PATCH offers its own message, and attributes as paths', () => {
  expect(at('PATCH /Users/1\n\n{ "|" }').inserts).toEqual(['schemas', 'Operations']);
  expect(at('PATCH /Users/1\n\n{ "Operations": [{ "op": "|" }] }').inserts).toEqual([
    'add',
    'replace',
    'remove',
  ]);
  expect(at('PATCH /Users/1\n\n{ "Operations": [{ "path": "|" }] }').inserts).toContain('active');
  expect(at('PATCH /Users/1\n\n{ "Operations": [{ "value": { "|" } }] }').inserts).toContain(
    'title',
  );
});

test('booleans are offered bare', () => {
  expect(at('POST /Users\n\n{ "active": |}').inserts).toEqual(['true', 'false']);
});

test('an attribute is described by its characteristics', () => {
  const text = 'POST /Users\n\n{ "userName": "ana" }';
  expect(describeAt(text, text.indexOf('userName') + 2)).toEqual({
    span: { start: 15, end: 25 },
    paragraphs: [
      '**userName** string, required, unique',
      'The name a user signs in with; no two users share one.',
    ],
  });
  expect(describeAt(text, text.indexOf('ana') + 1)).toBeUndefined();
});

test('the place in half-written JSON is found', () => {
  expect(jsonPlaceAt('{ "name": { "fam', 16)).toEqual({
    path: ['name'],
    at: 'name',
    start: 13,
    inString: true,
  });
  expect(jsonPlaceAt('{ "emails": [{ "type": ', 23)).toEqual({
    path: ['emails'],
    at: 'value',
    name: 'type',
    start: 23,
    inString: false,
  });
});

test('comments and empty lines before a request do not move its parts', () => {
  expect(requestPlaceAt('# note\n\nGET /Us', 15)).toEqual({ kind: 'target', written: '/Us' });
});
