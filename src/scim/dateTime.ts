// Reads dateTime values (RFC 7643 §2.3.5, xsd:dateTime) as instants, so that zones can be compared.

const form = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Milliseconds since 1970-01-01T00:00:00Z, or undefined if the text is no date with a time. A value
 * without a zone is read as UTC; parts of a millisecond are dropped.
 */
export function instantOf(text: string): number | undefined {
  const found = form.exec(text);
  if (!found || Number(found[3]) > daysIn(Number(found[1]), Number(found[2]))) return undefined;
  const instant = Date.parse(found[4] === undefined ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Date.parse takes 30 February for 2 March. */
const daysIn = (year: number, month: number): number =>
  month === 2 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))
    ? 28
    : [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
