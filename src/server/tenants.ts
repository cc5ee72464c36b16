// Names the tenants of the lab and finds the one a URL belongs to: the workbench's own, and a room's.
import type { JsonObject } from '../base/json.ts';
import { pathBelow, type TenantKind } from '../http/baseUrl.ts';
import type { ProfileId } from '../scim/profile.ts';
import { isTokenUrl } from './tokenUrl.ts';
import type { Tenant, Token } from './world.ts';

/** The world of a Secret Server that holds nothing but what it comes with. */
export const emptyWorld = 'empty';

/** How long a token of Secret Server's SCIM connector lives by default: 730 days, in milliseconds. */
export const tokenLife = 730 * 86_400_000;

/**
 * A tenant of the workbench as it is written down. `start` is the world it begins in; without one it
 * begins in the company's, or in what was kept of the tenant it is a copy of.
 */
export interface TenantEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: TenantKind;
  readonly profile: ProfileId;
  /** SCIM base URL without a slash at its end. */
  readonly baseUrl: string;
  /** The learner's token; others are named after it. */
  readonly token: string;
  readonly start?: string;
  /** SCIM id of Omar Haddad there, for whom one of its tokens acts; without one there is no such token. */
  readonly omar?: string;
  /** The name of the tenant it was copied from. */
  readonly copyOf?: string;
  /** Lab instant (milliseconds) it was added at; the start of the company's clock if absent. */
  readonly since?: number;
  /** Schemas and types of the tenant it was copied from. */
  readonly definitions?: JsonObject;
}

/** The tenants that the lab comes with: one on-prem, two in the cloud, and two plain servers beside them. */
export const shippedTenants: readonly TenantEntry[] = [
  {
    ...{ id: 'northwind-prod', name: 'northwind-prod', kind: 'plain', profile: 'strict' },
    baseUrl: 'https://secretserver.example.com/api/v1/scim',
    token: 'lab-northwind',
    omar: '1007',
  },
  {
    ...{ id: 'northwind-compat', name: 'northwind-compat', kind: 'plain', profile: 'lenient' },
    baseUrl: 'https://secretserver.example.com/SecretServer/api/v1/scim',
    token: 'lab-compat',
    omar: '1007',
  },
  {
    ...{ id: 'northwind-onprem', name: 'northwind-onprem', kind: 'onPrem', profile: 'connector' },
    baseUrl: 'https://pam.northwind.example/SecretServer/api/v1/scim',
    token: 'lab-onprem',
    omar: '1007',
  },
  {
    ...{ id: 'northwind-cloud', name: 'northwind-cloud', kind: 'cloud', profile: 'cloud' },
    baseUrl: 'https://northwind.secretservercloud.com/api/v1/scim',
    token: 'lab-cloud',
    omar: '1007',
    start: 'northwind-cloud',
  },
  {
    ...{ id: 'northwind-eu', name: 'northwind-eu', kind: 'cloud', profile: 'cloud' },
    baseUrl: 'https://northwind-eu.secretservercloud.com/api/v1/scim',
    token: 'lab-eu',
    omar: '18',
    start: 'northwind-eu',
  },
];

/** The tenant of an entry. `issuedAt` is the lab instant (milliseconds) the company's tokens were issued at. */
export function tenantAt(entry: TenantEntry, issuedAt: number): Tenant {
  const { id, name, kind, profile, baseUrl, token, definitions, omar, since = issuedAt } = entry;
  const tokens = tokensOf({ prefix: id, value: token, issuedAt: since, omar });
  const world = 'northwind';
  return {
    ...{ id, name, world, kind, profile, baseUrl, tokens },
    ...(definitions && { definitions }),
  };
}

/** The tenants that the lab comes with, with tokens issued at a lab instant (milliseconds). */
export const northwindTenants = (issuedAt: number): readonly Tenant[] =>
  shippedTenants.map((entry) => tenantAt(entry, issuedAt));

/**
 * The tenant of a room such as `lesson/find-a-user`: its own directory, history and clock. `issuedAt`
 * is the lab instant (milliseconds) its clock starts at. Its base URL is
 * `https://lesson-find-a-user.secretservercloud.com/api/v1/scim`, its token `lab-lesson-find-a-user`.
 */
export function roomTenant(name: string, profile: ProfileId, issuedAt: number): Tenant {
  const slug = slugOf(name);
  return {
    id: name,
    name: slug,
    world: name,
    profile,
    baseUrl: `https://${slug}.secretservercloud.com/api/v1/scim`,
    tokens: tokensOf({ prefix: slug, value: `lab-${slug}`, issuedAt, omar: '1007' }),
  };
}

/** A room's name as a host label: letters, digits and hyphens, in lower case. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * The learner's own token first, then one for the identity provider, so that history tells them
 * apart; one that may only read; and one of a user, which opens nothing but that user at `/Me`.
 */
function tokensOf(of: {
  readonly prefix: string;
  readonly value: string;
  readonly issuedAt: number;
  readonly omar: string | undefined;
}): readonly Token[] {
  const token = (id: string, holder: string, more: Partial<Token> = {}): Token => ({
    id,
    name: `${of.prefix}-${id}`,
    value: id === 'you' ? of.value : `${of.value}-${id}`,
    holder,
    issuedAt: of.issuedAt,
    expiresAt: of.issuedAt + tokenLife,
    ...more,
  });
  return [
    token('you', 'You'),
    token('idp', 'Northwind IdP'),
    token('audit', 'Auditor', { scopes: ['users:read', 'groups:read'] }),
    ...(of.omar === undefined
      ? []
      : [token('omar', 'Omar Haddad', { scopes: ['me:read', 'me:write'], subject: of.omar })]),
  ];
}

/** The tenant whose base URL a URL stands under, or whose token endpoint it is; the longest base URL wins. */
export function tenantOf<Each extends Pick<Tenant, 'baseUrl' | 'profile'>>(
  url: string,
  tenants: readonly Each[],
): Each | undefined {
  const fitting = tenants.filter(
    (each) => pathBelow(url, each.baseUrl) !== undefined || isTokenUrl(url, each),
  );
  return fitting.toSorted((left, right) => right.baseUrl.length - left.baseUrl.length)[0];
}
