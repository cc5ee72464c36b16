// Knows the base URLs of tenants: the two forms Secret Server has, what stands below one, and what is wrong with one.
import { isLabHost, labHostPatterns } from './labHosts.ts';
import { splitUrl } from './url.ts';

/**
 * What a tenant is: Secret Server in a company's own data centre, in Delinea's cloud, or a plain SCIM
 * server that is there to compare with.
 */
export type TenantKind = 'onPrem' | 'cloud' | 'plain';

/** The kinds with a form of base URL of their own. */
export type ProductKind = Exclude<TenantKind, 'plain'>;

/**
 * The base URL in the form of the kind, at a host of the lab: `https://berlin.northwind.example/SecretServer/api/v1/scim`
 * or `https://berlin.secretservercloud.com/api/v1/scim`. `label` is the first label of the host.
 */
export const baseUrlOf = (kind: ProductKind, label: string): string =>
  kind === 'onPrem'
    ? `https://${label}.northwind.example/SecretServer/api/v1/scim`
    : `https://${label}.secretservercloud.com/api/v1/scim`;

/** A name as a host label: letters without accents, digits and hyphens, in small letters, at most 40. */
export const labelOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');

/** The URL without blanks around it and slashes at its end, scheme and host in small letters (RFC 3986 §6.2.2.1). */
export function tidyBaseUrl(typed: string): string {
  const url = typed.trim().replace(/\/+$/, '');
  const [origin, path] = splitOrigin(url);
  return origin + path;
}

/** A tenant as far as its address goes. */
export interface Addressed {
  readonly name: string;
  readonly baseUrl: string;
}

/** The longest name of a tenant, in signs. */
const longestName = 40;

/** What is wrong with the name of a tenant beside those of others; a whole sentence, or undefined. */
export function nameMistake(typed: string, others: readonly string[]): string | undefined {
  const name = typed.trim();
  if (name === '') return 'The name is missing.';
  if (name.length > longestName)
    return `The name has ${name.length} signs; ${longestName} are the most.`;
  if (/\p{C}/u.test(name)) return 'The name holds a sign that cannot be seen.';
  const same = others.find((other) => other.toLowerCase() === name.toLowerCase());
  return same === undefined ? undefined : `There is a tenant ${same} already.`;
}

/** Hosts of these first words are given to lessons, scenarios and conformance runs. */
const roomHost = /^(lesson|scenario|conformance)-[^.]*\.secretservercloud\.com$/;

/** What is wrong with a tidied base URL, beside those of other tenants; a whole sentence, or undefined. */
export function baseUrlMistake(url: string, others: readonly Addressed[]): string | undefined {
  if (url === '') return 'The base URL is missing.';
  const parts = splitUrl(url);
  if (!parts || parts.scheme !== 'https') return 'A base URL begins with https:// and a host.';
  const { host, target } = parts;
  const foreign = hostMistake(host);
  if (foreign) return foreign;
  if (/[?#]/.test(url)) return 'A base URL has no question mark and no fragment.';
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(target) || /\/\.{1,2}(\/|$)/.test(target))
    return 'After the host comes a path of plain words, such as /api/v1/scim.';
  return conflict(url, others);
}

function hostMistake(host: string): string | undefined {
  if (/[:@]/.test(host)) return 'The host stands alone: no port, and no name before an @.';
  if (!isLabHost(host))
    return `${host} is no host of the lab, and the lab sends nothing elsewhere. Use ${labHostPatterns.join(', ')}.`;
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]+$/.test(host))
    return 'A host has letters, digits and hyphens between its dots.';
  if (roomHost.test(host))
    return `${host} would be the host of a lesson, a scenario or a conformance run: they begin with lesson-, scenario- and conformance-.`;
  return undefined;
}

/** Requests below one of two nested base URLs would be taken for requests to the other's path. */
function conflict(url: string, others: readonly Addressed[]): string | undefined {
  for (const { name, baseUrl } of others) {
    if (pathBelow(url, baseUrl) === '') return `${name} has this base URL already.`;
    if (pathBelow(url, baseUrl) !== undefined)
      return `This stands below the base URL of ${name}, ${baseUrl}: a request to either could mean both.`;
    if (pathBelow(baseUrl, url) !== undefined)
      return `The base URL of ${name}, ${baseUrl}, stands below this one: a request to either could mean both.`;
  }
  return undefined;
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
