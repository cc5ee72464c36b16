// The tenants of the lab, and which one a URL belongs to.
import { expect, test } from 'vitest';
import { isLabHost } from '../../src/http/labHosts.ts';
import { pathBelow } from '../../src/http/baseUrl.ts';
import {
  northwindTenants,
  roomTenant,
  shippedTenants,
  tenantOf,
} from '../../src/server/tenants.ts';
import { seedOf } from '../../src/server/seed.ts';
import { worldNamed } from './kit.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const tenants = [...northwindTenants(start), roomTenant('lesson/find-a-user', 'strict', start)];

test('the lab comes with one tenant on-prem, two in the cloud, and two plain servers', () => {
  expect(shippedTenants.map(({ id, kind, profile, token }) => [id, kind, profile, token])).toEqual([
    ['northwind-prod', 'plain', 'strict', 'lab-northwind'],
    ['northwind-compat', 'plain', 'lenient', 'lab-compat'],
    ['northwind-onprem', 'onPrem', 'connector', 'lab-onprem'],
    ['northwind-cloud', 'cloud', 'cloud', 'lab-cloud'],
    ['northwind-eu', 'cloud', 'cloud', 'lab-eu'],
  ]);
  expect(shippedTenants.map(({ baseUrl }) => baseUrl)).toEqual([
    'https://secretserver.example.com/api/v1/scim',
    'https://secretserver.example.com/SecretServer/api/v1/scim',
    'https://pam.northwind.example/SecretServer/api/v1/scim',
    'https://northwind.secretservercloud.com/api/v1/scim',
    'https://northwind-eu.secretservercloud.com/api/v1/scim',
  ]);
});

test('the token that acts for Omar Haddad names him as that tenant knows him', () => {
  const subjects = northwindTenants(start).map(({ id, tokens }) => [id, tokens.at(-1)!.subject]);
  expect(subjects).toEqual([
    ['northwind-prod', '1007'],
    ['northwind-compat', '1007'],
    ['northwind-onprem', '1007'],
    ['northwind-cloud', '1007'],
    ['northwind-eu', '18'],
  ]);
  for (const { id, start: world = 'northwind', omar } of shippedTenants)
    expect(worldNamed(world).users.find((user) => user.id === omar)?.displayName, id).toBe(
      'Omar Haddad',
    );
});

test('every tenant stands at a host of the lab', () => {
  for (const { baseUrl } of tenants) expect(isLabHost(/\/\/([^/]+)/.exec(baseUrl)![1]!)).toBe(true);
});

test('a room has its own host, clock and tokens', () => {
  expect(roomTenant('lesson/find-a-user', 'lenient', start)).toEqual({
    id: 'lesson/find-a-user',
    name: 'lesson-find-a-user',
    world: 'lesson/find-a-user',
    profile: 'lenient',
    baseUrl: 'https://lesson-find-a-user.secretservercloud.com/api/v1/scim',
    tokens: [
      {
        id: 'you',
        name: 'lesson-find-a-user-you',
        value: 'lab-lesson-find-a-user',
        holder: 'You',
        issuedAt: start,
        expiresAt: Date.parse('2028-11-29T09:00:00Z'),
      },
      {
        id: 'idp',
        name: 'lesson-find-a-user-idp',
        value: 'lab-lesson-find-a-user-idp',
        holder: 'Northwind IdP',
        issuedAt: start,
        expiresAt: Date.parse('2028-11-29T09:00:00Z'),
      },
      {
        id: 'audit',
        name: 'lesson-find-a-user-audit',
        value: 'lab-lesson-find-a-user-audit',
        holder: 'Auditor',
        scopes: ['users:read', 'groups:read'],
        issuedAt: start,
        expiresAt: Date.parse('2028-11-29T09:00:00Z'),
      },
      {
        id: 'omar',
        name: 'lesson-find-a-user-omar',
        value: 'lab-lesson-find-a-user-omar',
        holder: 'Omar Haddad',
        scopes: ['me:read', 'me:write'],
        subject: '1007',
        issuedAt: start,
        expiresAt: Date.parse('2028-11-29T09:00:00Z'),
      },
    ],
  });
});

test.each([
  ['https://secretserver.example.com/api/v1/scim/Users', 'northwind-prod'],
  ['https://SECRETSERVER.example.com/api/v1/scim', 'northwind-prod'],
  ['https://secretserver.example.com/SecretServer/api/v1/scim?x', 'northwind-compat'],
  ['https://lesson-find-a-user.secretservercloud.com/api/v1/scim/Users/7', 'lesson/find-a-user'],
  ['https://secretserver.example.com/api/v1/scimmy', undefined],
  ['https://secretserver.example.com/', undefined],
  ['http://secretserver.example.com/api/v1/scim', undefined],
  ['', undefined],
])('%s belongs to %s', (url, id) => {
  expect(tenantOf(url, tenants)?.id).toBe(id);
});

test('the longest base URL wins', () => {
  const inner = { ...tenants[0]!, id: 'inner', baseUrl: `${tenants[0]!.baseUrl}/v2` };
  expect(tenantOf(`${inner.baseUrl}/Users`, [...tenants, inner])?.id).toBe('inner');
});

test('what stands below a base URL is the path with its query, without a fragment', () => {
  const base = 'https://a.example/scim';
  expect(pathBelow('https://A.example/scim/Users?a=1#x', base)).toBe('/Users?a=1');
  expect(pathBelow('https://a.example/scim', base)).toBe('');
  expect(pathBelow('https://a.example/SCIM/Users', base)).toBeUndefined();
});

test('a seed has users before groups, each in its first version', () => {
  const seed = seedOf(worldNamed('northwind'), 'x');
  expect(seed.resources.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 15 }, () => 'User'),
    ...Array.from({ length: 8 }, () => 'Group'),
  ]);
  expect(seed.resources[0]!.resource.meta).toEqual({
    resourceType: 'User',
    created: '2026-11-30T09:00:00.000Z',
    lastModified: '2026-11-30T09:00:00.000Z',
    version: 'W/"1"',
  });
  expect(seed.nextIds.User).toBe(1042);
});
