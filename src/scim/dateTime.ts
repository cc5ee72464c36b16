// Reads dateTime values (RFC 7643 §2.3.5, xsd:dateTime) as instants, so that zones can be compared.

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Milliseconds since 1970-01-01T00:00:00Z, or undefined if the text is no date with a time. A value
 * without a zone is read as UTC; parts of a millisecond are dropped.
 */
export function instantOf(text: string): number | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  const instant = Date.parse(found[1] === undefined ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}
