// Reads typed values out of a YAML tree; a value of the wrong kind is reported with what would work.
import type { Bound } from '../lesson.ts';
import { didYouMean, type Report } from './mistake.ts';
import type { Branch, Entry, Tree } from './tree.ts';

/** The keys of a mapping, by name; unknown and repeated ones are reported. */
export class Fields {
  readonly line: number;
  readonly #entries = new Map<string, Entry>();
  readonly #report: Report;

  constructor(
    tree: Branch | { readonly line: number; readonly entries: readonly Entry[] },
    known: readonly string[],
    report: Report,
  ) {
    this.line = tree.line;
    this.#report = report;
    for (const entry of tree.entries) {
      if (!known.includes(entry.key))
        report(entry.line, `\`${entry.key}\` is no key here.`, didYouMean(entry.key, known));
      else if (this.#entries.has(entry.key))
        report(entry.line, `\`${entry.key}\` stands twice.`, 'Keep one of them.');
      else this.#entries.set(entry.key, entry);
    }
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The entry itself, for values that are read in a way of their own. */
  entry(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** A text that must be there, or the empty text after a report. `example` shows what would work. */
  text(key: string, example: string): string {
    const entry = this.#entries.get(key);
    if (!entry) {
      this.#report(this.line, `\`${key}\` is missing.`, `Add \`${key}: ${example}\`.`);
      return '';
    }
    return this.#textOf(entry, example);
  }

  /** A text that may be there. */
  optionalText(key: string, example: string): string | undefined {
    const entry = this.#entries.get(key);
    return entry && this.#textOf(entry, example);
  }

  #textOf(entry: Entry, example: string): string {
    const text = entry.value.kind === 'scalar' ? entry.value.source.trim() : '';
    if (text === '')
      this.#report(
        entry.line,
        `\`${entry.key}\` needs a text.`,
        `Write \`${entry.key}: ${example}\`.`,
      );
    return text;
  }

  /** A list of texts; one text alone counts as a list of one, and a missing key as an empty list. */
  texts(key: string, example: string): readonly string[] {
    const entry = this.#entries.get(key);
    if (!entry) return [];
    const items = entry.value.kind === 'list' ? entry.value.items : [entry.value];
    const texts = items.flatMap((item) =>
      item.kind === 'scalar' && item.source.trim() !== '' ? [item.source.trim()] : [],
    );
    if (texts.length < items.length)
      this.#report(
        entry.line,
        `\`${key}\` needs a list of texts.`,
        `Write \`${key}: ${example}\`.`,
      );
    return texts;
  }

  /** One of a few words; the first stands in after a report. */
  oneOf<Word extends string>(key: string, words: readonly [Word, ...Word[]]): Word | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const text = entry.value.kind === 'scalar' ? entry.value.source.trim() : '';
    const found = words.find((word) => word === text);
    if (found === undefined)
      this.#report(entry.line, `\`${key}\` cannot be \`${text}\`.`, didYouMean(text, words));
    return found ?? words[0];
  }

  /** A whole number in a range; the lower end stands in after a report. */
  wholeNumber(
    key: string,
    range: { readonly from: number; readonly to: number },
  ): number | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const value = entry.value.kind === 'scalar' ? entry.value.value : null;
    const fits =
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= range.from &&
      value <= range.to;
    if (fits) return value;
    this.#report(
      entry.line,
      `\`${key}\` needs a whole number from ${range.from} to ${range.to}.`,
      `Write \`${key}: ${range.from}\`, for example.`,
    );
    return range.from;
  }

  /** A count phrase, see {@link boundOf}. */
  bound(key: string): Bound | undefined {
    const entry = this.#entries.get(key);
    return entry && boundOf(entry.key, entry.value, this.#report);
  }
}

/** Reads `exactly 1`, `at least 2`, `at most 4`, `none` or a bare number. */
export function boundOf(key: string, value: Tree, report: Report): Bound {
  const text = value.kind === 'scalar' ? value.source.trim() : '';
  const found = /^(?:(exactly|at least|at most) +)?(\d{1,6})$/.exec(text);
  if (text === 'none') return { least: 0, most: 0 };
  if (!found) {
    report(
      value.line,
      `\`${key}\` needs a count, and \`${text}\` is none.`,
      'Write `exactly 1`, `at least 1`, `at most 3` or `none`.',
    );
    return { least: 0 };
  }
  const count = Number(found[2]);
  if (found[1] === 'at least') return { least: count };
  return found[1] === 'at most' ? { least: 0, most: count } : { least: count, most: count };
}
