// Splits a short text of a lesson into plain words, `code`, **strong** and RFC references; nothing else of Markdown.

/** A stretch of an inline text. `href` is absolute. */
export type InlinePart =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'rfc'; readonly text: string; readonly href: string };

/** RFCs a lesson may cite: SCIM itself, and what it builds on. */
export const citable: readonly string[] = [
  '2119',
  '6585',
  '6749',
  '6750',
  '7642',
  '7643',
  '7644',
  '9110',
  '9865',
  '9967',
];

const reference = 'RFC (\\d{4})(?: §(\\d+(?:\\.\\d+)*))?';

/** The address of an RFC section, or undefined if the text is no reference: `RFC 7644 §3.4.2`. */
export function rfcAddress(text: string): string | undefined {
  const found = new RegExp(`^${reference}$`).exec(text);
  if (!found || !citable.includes(found[1]!)) return undefined;
  const page = `https://www.rfc-editor.org/rfc/rfc${found[1]}`;
  return found[2] ? `${page}#section-${found[2]}` : page;
}

/** The parts of an inline text in order; empty ones are left out. */
export const inlineParts = (text: string): readonly InlinePart[] =>
  partsBy(/`([^`]+)`|\*\*([^*]+)\*\*|RFC \d{4}(?: §\d+(?:\.\d+)*)?/g, text);

/** The same for a text without marks: only RFC references are parted off. */
export const referenceParts = (text: string): readonly InlinePart[] =>
  partsBy(/RFC \d{4}(?: §\d+(?:\.\d+)*)?/g, text);

function partsBy(pattern: RegExp, text: string): readonly InlinePart[] {
  const parts: InlinePart[] = [];
  let from = 0;
  for (const found of text.matchAll(pattern)) {
    const part = partOf(found);
    if (!part) continue; // an RFC the course does not know stays plain words
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) });
    parts.push(part);
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function partOf(found: RegExpExecArray): InlinePart | undefined {
  if (found[1] !== undefined) return { kind: 'code', text: found[1] };
  if (found[2] !== undefined) return { kind: 'strong', text: found[2] };
  const href = rfcAddress(found[0]);
  return href === undefined ? undefined : { kind: 'rfc', text: found[0], href };
}

/** The text without marks, for reading aloud. */
export const spoken = (text: string): string =>
  inlineParts(text)
    .map((part) => part.text)
    .join('');
