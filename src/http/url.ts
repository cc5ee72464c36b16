// Takes absolute URLs apart and encodes what people type into one, without the browser's URL class.

/** The parts of an absolute http or https URL; `target` is path and query, at least `/`. */
export interface UrlParts {
  readonly scheme: string;
  /** Host name with port, if one is written. */
  readonly host: string;
  readonly target: string;
}

/** Splits an absolute URL; undefined if it is not one. A fragment is dropped: it is never sent. */
export function splitUrl(url: string): UrlParts | undefined {
  const found = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(url);
  if (!found) return undefined;
  const [, scheme, host, rest] = found;
  const target = rest!.startsWith('/') ? rest! : `/${rest}`;
  return { scheme: scheme!.toLowerCase(), host: host!.toLowerCase(), target };
}

/**
 * Encodes a request target as typed (RFC 3986 §2.1): blanks, quotes and letters beyond ASCII become
 * percent escapes, existing escapes stay. Inside typed double quotes, as in
 * `filter=title eq "R&D + more"`, the signs `&`, `+`, `#` and `=` are text and are encoded too.
 */
export function encodeTarget(typed: string): string {
  let quoted = false;
  let escaped = false;
  return [...typed]
    .map((sign, at, all) => {
      const wasQuoted = quoted;
      if (sign === '"' && !escaped) quoted = !quoted;
      escaped = quoted && sign === '\\' && !escaped;
      return encodeSign(sign, { quoted: wasQuoted && quoted, rest: all.slice(at + 1, at + 3) });
    })
    .join('');
}

function encodeSign(
  sign: string,
  around: { readonly quoted: boolean; readonly rest: readonly string[] },
): string {
  if (around.quoted && /[&+#=]/.test(sign)) return encodeURIComponent(sign);
  if (sign === '%') return /^[\dA-Fa-f]{2}$/.test(around.rest.join('')) ? sign : '%25';
  if (/[A-Za-z0-9\-._~:/?@!$&'()*+,;=[\]]/.test(sign)) return sign;
  return encodeURIComponent(wellFormed(sign));
}

/** Half a surrogate pair cannot be encoded; it becomes the replacement sign, as browsers do. */
const wellFormed = (sign: string): string => (/^[\uD800-\uDFFF]$/.test(sign) ? '\uFFFD' : sign);
