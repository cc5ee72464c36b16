// Finds entries of the palette by a few letters.
import type { IconName } from '../parts/icons.ts';

/** Something to go to or to do. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, in a few words. */
  readonly detail: string;
  readonly icon: IconName;
  readonly run: () => void;
}

const most = 50;

/**
 * Entries that hold every typed word, best first: words at the start of the label, then at the start
 * of a word, then anywhere. Letter case and accents do not matter.
 */
export function search(entries: readonly PaletteEntry[], wanted: string): readonly PaletteEntry[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.slice(0, most);
  return entries
    .map((entry, order) => ({ entry, order, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || one.order - other.order)
    .slice(0, most)
    .map(({ entry }) => entry);
}

function rankOf(entry: PaletteEntry, words: readonly string[]): number {
  const label = plain(entry.label);
  const all = `${label} ${plain(entry.detail)}`;
  let rank = 0;
  for (const word of words) {
    if (!all.includes(word)) return 0;
    if (label.startsWith(word)) rank += 4;
    else if (` ${label}`.includes(` ${word}`)) rank += 3;
    else if (label.includes(word)) rank += 2;
    else rank += 1;
  }
  return rank;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
