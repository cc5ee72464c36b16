// Gives a text a short, stable name, so that a question or check whose content changed is asked again.

/**
 * FNV-1a over UTF-16 units, twice with different starts, as 13 base-36 digits. Equal texts have equal
 * names on every machine; it is no protection against anyone.
 */
export function hashOf(text: string): string {
  const halves = [fnv(text, 0x811c9dc5), fnv(text, 0x01000193)];
  return halves
    .map((half) => half.toString(36).padStart(7, '0'))
    .join('')
    .slice(1);
}

/** The same as one unsigned 32-bit number, to start a shuffle from. */
export const seedOf = (text: string): number => fnv(text, 0x811c9dc5);

function fnv(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash >>> 0;
}
