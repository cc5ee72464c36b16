// Names the tenants of the lab and finds the one a URL belongs to: the workbench's four, and a room's own.
import type { ProfileId } from '../scim/profile.ts';
import type { Tenant, Token } from './world.ts';

/** How long a token of Secret Server's SCIM connector lives by default: 730 days, in milliseconds. */
export const tokenLife = 730 * 86_400_000;

/** The workbench's company: one tenant per profile, and base URLs in the three forms that exist. */
const northwind = [
  {
    id: 'northwind-prod',
    profile: 'strict',
    baseUrl: 'https://secretserver.example.com/api/v1/scim',
    token: 'lab-northwind',
  },
  {
    id: 'northwind-compat',
    profile: 'lenient',
    baseUrl: 'https://secretserver.example.com/SecretServer/api/v1/scim',
    token: 'lab-compat',
  },
  {
    id: 'northwind-onprem',
    profile: 'connector',
    baseUrl: 'https://pam.northwind.example/SecretServer/api/v1/scim',
    token: 'lab-onprem',
  },
  {
    id: 'northwind-cloud',
    profile: 'cloud',
    baseUrl: 'https://northwind.secretservercloud.com/api/v1/scim',
    token: 'lab-cloud',
  },
] as const satisfies readonly {
  readonly id: string;
  readonly profile: ProfileId;
  readonly baseUrl: string;
  readonly token: string;
}[];

/** The four tenants of the workbench, with tokens issued at a lab instant (milliseconds). */
export function northwindTenants(issuedAt: number): readonly Tenant[] {
  return northwind.map(({ id, profile, baseUrl, token }) => ({
    id,
    name: id,
    world: 'northwind',
    profile,
    baseUrl,
    tokens: tokensOf({ prefix: id, value: token, issuedAt }),
  }));
}

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
    tokens: tokensOf({ prefix: slug, value: `lab-${slug}`, issuedAt }),
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
    token('omar', 'Omar Haddad', { scopes: ['me:read', 'me:write'], subject: '1007' }),
  ];
}

/** The tenant whose base URL a URL stands under; the longest base URL wins. */
export function tenantOf(url: string, tenants: readonly Tenant[]): Tenant | undefined {
  const fitting = tenants.filter(({ baseUrl }) => pathBelow(url, baseUrl) !== undefined);
  return fitting.toSorted((left, right) => right.baseUrl.length - left.baseUrl.length)[0];
}

/**
 * What stands after a base URL: `/Users?count=3`, or `` for the base URL itself. Undefined when the
 * URL is not below it. Scheme and host are compared without letter case (RFC 3986 §6.2.2.1).
 */
export function pathBelow(url: string, baseUrl: string): string | undefined {
  const [origin, path] = splitOrigin(baseUrl);
  const [otherOrigin, otherPath] = splitOrigin(url);
  if (origin !== otherOrigin || !otherPath.startsWith(path)) return undefined;
  const below = otherPath.slice(path.length).replace(/#.*$/s, '');
  return /^([/?]|$)/.test(below) ? below : undefined;
}

function splitOrigin(url: string): readonly [origin: string, path: string] {
  const found = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is.exec(url);
  return found ? [found[1]!.toLowerCase(), found[2]!] : ['', url];
}
