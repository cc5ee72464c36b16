// Knows where RFC sections stand on the net, and reads references as problems and lessons write them.

/** The address of an RFC section: `sectionUrl('7644', '3.5.2')`. */
export const sectionUrl = (rfc: string, section: string): string =>
  `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`;

/** Finds number and section in text such as `RFC 7644 §3.5.2` or `7644 3.5.2`; undefined if there is none. */
export function readSection(text: string): { rfc: string; section: string } | undefined {
  const found = /(\d{4})\s*§?\s*([\dA-Z]+(?:\.\d+)*)/.exec(text);
  return found ? { rfc: found[1]!, section: found[2]! } : undefined;
}
