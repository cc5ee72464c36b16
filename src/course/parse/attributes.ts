// Reads the words behind a block's name: ```request id=make blanks=1.
import { didYouMean, type Report } from './mistake.ts';
import type { Fence } from './pieces.ts';

/** Attributes by name; one without `=` has the empty text. */
export type Attributes = ReadonlyMap<string, string>;

/** Reads the attributes of a block; unknown and repeated ones are reported. */
export function attributesOf(fence: Fence, known: readonly string[], report: Report): Attributes {
  const found = new Map<string, string>();
  for (const word of fence.attributes.split(/\s+/).filter((each) => each !== '')) {
    const [name, value] = splitOnce(word);
    if (!known.includes(name)) report(fence.line, unknown(fence, name), advice(name, known));
    else if (found.has(name))
      report(fence.line, `\`${name}\` stands twice behind \`${fence.name}\`.`, 'Keep one of them.');
    else found.set(name, value);
  }
  return found;
}

const unknown = (fence: Fence, name: string): string =>
  `\`${name}\` means nothing behind \`${fence.name}\`.`;

const advice = (name: string, known: readonly string[]): string =>
  known.length === 0 ? 'Remove it.' : didYouMean(name, known);

function splitOnce(word: string): readonly [name: string, value: string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

/** Ids are lower-case words with hyphens: they stand in progress files and addresses. */
export const isId = (text: string): boolean => /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(text);

/** Reports an id that cannot be one, and gives it back. */
export function checkedId(id: string, line: number, report: Report): string {
  if (!isId(id))
    report(
      line,
      `\`${id}\` cannot be an id.`,
      'Use lower-case letters, digits and single hyphens, for example `who-owns-id`.',
    );
  return id;
}

/** Makes an id out of a heading: `Create Ana` becomes `create-ana`. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’`]/g, '')
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');
