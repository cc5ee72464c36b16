// Tests how names are resolved: letter case, URNs, extensions, and dates as instants.
import { expect, test } from 'vitest';
import { attributeNamed, extensionNamed, findAttribute } from '../../src/scim/attributes.ts';
import { instantOf } from '../../src/scim/dateTime.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import { core, enterprise } from './kit.ts';

const found = (name: string, sub?: string, schema?: string): string | undefined => {
  const hit = findAttribute(userType, {
    name,
    ...(sub !== undefined && { sub }),
    ...(schema !== undefined && { schema }),
  });
  return hit && [hit.extension, hit.attribute.name, hit.sub?.name].filter(Boolean).join(' ');
};

test('names are found in any letter case, with or without URN', () => {
  expect(found('USERNAME')).toBe('userName');
  expect(found('Name', 'GIVENNAME')).toBe('name givenName');
  expect(found('userName', undefined, core.toUpperCase())).toBe('userName');
  expect(found('id', undefined, core)).toBe('id');
  expect(found('meta', 'created')).toBe('meta created');
  expect(found('department', undefined, enterprise)).toBe(`${enterprise} department`);
  expect(found('manager', '$REF', enterprise)).toBe(`${enterprise} manager $ref`);
});

test('a bare name means a core attribute first, then one of an extension', () => {
  expect(found('department')).toBe(`${enterprise} department`);
  expect(found('displayName')).toBe('displayName');
});

test('names that mean nothing are not found', () => {
  expect(found('nope')).toBeUndefined();
  expect(found('name', 'nope')).toBeUndefined();
  expect(found('userName', 'value')).toBeUndefined();
  expect(found('department', undefined, core)).toBeUndefined();
  expect(found('userName', undefined, enterprise)).toBeUndefined();
  expect(found('__proto__')).toBeUndefined();
  expect(found('constructor')).toBeUndefined();
  expect(findAttribute(groupType, { name: 'userName' })).toBeUndefined();
  expect(attributeNamed(undefined, 'value')).toBeUndefined();
});

test('an extension is found by its URN in any letter case', () => {
  expect(extensionNamed(userType, enterprise.toLowerCase())?.name).toBe('EnterpriseUser');
  expect(extensionNamed(groupType, enterprise)).toBeUndefined();
});

test('dates are read as instants, whatever their zone', () => {
  const noon = Date.UTC(2026, 10, 30, 12);
  for (const text of [
    '2026-11-30T12:00:00Z',
    '2026-11-30T13:00:00+01:00',
    '2026-11-30T12:00:00.0000Z',
    '2026-11-30T12:00:00',
  ])
    expect(instantOf(text), text).toBe(noon);
  expect(instantOf('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
});

test('text that is no date with a time is no instant', () => {
  for (const text of [
    '',
    'now',
    '2026-11-30',
    '2026-11-30 12:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-30T25:00:00Z',
    '2026-11-30T12:00Z',
  ])
    expect(instantOf(text), text).toBeUndefined();
});

test('the connectors are lenient, but for what Delinea documents of them', () => {
  const differing = (id: 'connector' | 'cloud') =>
    Object.fromEntries(
      Object.entries(profiles[id]).filter(
        ([key, value]) =>
          !/^(id|title|summary)$/.test(key) && value !== { ...profiles.lenient }[key as 'id'],
      ),
    );
  expect(differing('connector')).toEqual({
    deleteUser: 'disable',
    readsNumbersAsText: true,
    pam: 'all',
    listsUsers: 'reported',
    errorTexts: 'connector',
    cursors: false,
    securityEvents: 'off',
    userKey: 'email',
    errorThreshold: 20,
  });
  expect(differing('cloud')).toEqual({
    cursors: false,
    securityEvents: 'off',
    bulk: false,
    pam: 'containers',
    filters: 'equality',
    tokenPath: '/identity/api/oauth2/token/xpmplatform',
  });
});
