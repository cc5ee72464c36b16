// How bulkIds are found in the data of an operation and replaced by ids (RFC 7644 §3.7.2).
import { expect, test } from 'vitest';
import { bulkIdIn, bulkIdsIn, withIds } from '../../../src/scim/bulk/references.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const idOf = (bulkId: string): string => `id-${bulkId}`;

test('a text is a reference when it begins with bulkId: and names one', () => {
  expect(['bulkId:u1', 'bulkId:', 'u1', ' bulkId:u1', 'BULKID:u1'].map(bulkIdIn)).toEqual([
    'u1',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('references are found in members, in extensions and in values of a PATCH, each once', () => {
  const data = {
    displayName: 'A bulkId: in a text is none',
    members: [{ value: 'bulkId:u1' }, { value: 'bulkId:u2' }, { value: 'bulkId:u1' }],
    [enterprise]: { manager: { value: 'bulkId:boss' } },
    Operations: [
      { op: 'add', path: 'members', value: [{ value: 'bulkId:u3' }] },
      { op: 'replace', path: 'members[value eq "bulkId:u4"].display', value: 'x' },
      { op: 'add', value: { members: ['bulkId:u5'] } },
    ],
  };
  expect(bulkIdsIn(data)).toEqual(['u1', 'u2', 'boss', 'u3', 'u4', 'u5']);
});

test('each reference becomes an id, and everything else stays', () => {
  const data = {
    schemas: [enterprise],
    active: true,
    count: 3,
    nothing: null,
    manager: { value: 'bulkId:boss', displayName: 'bulkId' },
    operations: [
      { op: 'remove', PATH: 'members[value eq "bulkId:u1" or value eq "bulkId:u2"]' },
      7,
    ],
  };
  expect(withIds(data, idOf)).toEqual({
    ...data,
    manager: { value: 'id-boss', displayName: 'bulkId' },
    operations: [{ op: 'remove', PATH: 'members[value eq "id-u1" or value eq "id-u2"]' }, 7],
  });
});

test('a name like __proto__ is data like any other', () => {
  const data = JSON.parse('{"__proto__":{"value":"bulkId:u1"}}') as never;
  expect(JSON.stringify(withIds(data, idOf))).toBe('{"__proto__":{"value":"id-u1"}}');
});
