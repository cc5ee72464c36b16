// Compares request addresses with the patterns of checks: `/Groups/*`, `/Users?filter=*`.

/** Path and query of a URL below a tenant's base URL; elsewhere the whole URL. */
export function pathBelow(baseUrl: string, url: string): string {
  if (!url.toLowerCase().startsWith(baseUrl.toLowerCase())) return url;
  return url.slice(baseUrl.length) || '/';
}

/** Decodes an address for reading; one that cannot be decoded stays as it is. */
export function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is the learner's, and is shown as typed
  }
}

/**
 * True if an address fits a pattern. A star stands for any signs within one segment of the path, and
 * for any signs in the query. A pattern without `?` says nothing of the query.
 */
export function fitsPath(path: string, pattern: string): boolean {
  const [wantedPath, wantedQuery] = split(pattern);
  const [foundPath, foundQuery] = split(readable(path));
  if (!toPattern(wantedPath!, '[^/]*').test(foundPath!.replace(/(?<=.)\/$/, ''))) return false;
  return wantedQuery === undefined || toPattern(wantedQuery, '.*').test(foundQuery ?? '');
}

function split(address: string): readonly [path: string, query?: string] {
  const at = address.indexOf('?');
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

function toPattern(text: string, star: string): RegExp {
  const escaped = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join(star)}$`, 's');
}
