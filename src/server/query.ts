// Reads the query of a URL without the URL class: names and values decoded, in the order they stand.

/** The parameters of a query; a name may stand more than once. */
export type Query = readonly (readonly [name: string, value: string])[];

/**
 * Decodes `a=1&b=x%20y+z`: `+` and `%20` are blanks, `%2B` is a plus sign. A part that is no valid
 * percent-encoding of UTF-8 stays as it is written, so that no text makes this fail.
 */
export function parseQuery(text: string): Query {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    return [decoded(name.replaceAll('+', ' ')), decoded(value.replaceAll('+', ' '))];
  });
}

/** A percent-encoded text as it was meant; the text itself if it is malformed. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value of a parameter, undefined when it is absent; the first, if it stands more than once. */
export const parameterOf = (query: Query, name: string): string | undefined =>
  query.find(([key]) => key === name)?.[1];
