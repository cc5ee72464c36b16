// Gives each problem of the catalogue an address in the reference, by its title, and groups them for the list.
import { problems, type ProblemCode, type ProblemEntry } from '../../scim/problem.ts';
import { slugOf } from './slug.ts';

/** A problem with its address. */
export interface ProblemPage {
  readonly code: ProblemCode;
  readonly slug: string;
  readonly entry: ProblemEntry;
}

/** Every problem, in the order of the catalogue. */
export const problemPages: readonly ProblemPage[] = Object.entries(problems).map(
  ([code, entry]) => ({
    code: code as ProblemCode, // the catalogue's own keys
    slug: slugOf(entry.title),
    entry,
  }),
);

/** The problem with this address. */
export const problemAt = (slug: string): ProblemPage | undefined =>
  problemPages.find((page) => page.slug === slug);

/** Problems by keyword, those without one by status, in the order in which each first comes. */
export function problemGroups(
  pages: readonly ProblemPage[],
): readonly { readonly name: string; readonly pages: readonly ProblemPage[] }[] {
  const names = [...new Set(pages.map(groupName))];
  return names.map((name) => ({ name, pages: pages.filter((page) => groupName(page) === name) }));
}

const groupName = ({ entry }: ProblemPage): string =>
  entry.scimType ? `${entry.status} ${entry.scimType}` : String(entry.status);

/** A sentence in pieces: plain text, and what an answer fills in. */
export function slotsIn(
  sentence: string,
): readonly { readonly text: string; readonly slot: boolean }[] {
  return sentence
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{')
        ? { text: piece.slice(1, -1), slot: true }
        : { text: piece, slot: false },
    );
}
