// Prepares the folders of a vault for their list: as a tree by path, with rights, secrets and who can open them.
import type { Folder } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import type { RowFilter } from '../list.ts';
import { lookAt } from '../look.ts';

/** A folder of the list. `depth` counts the folders of the vault above it; `start` is the path before its name. */
export interface FolderRow {
  readonly folder: Folder;
  readonly depth: number;
  readonly start: string;
  /** Where its rights come from; undefined for its own. */
  readonly inheritsFrom: Folder | undefined;
  readonly secrets: number;
  readonly people: number;
  /** Rights given to people by hand. */
  readonly byHand: number;
}

/** Every folder, each below the one it is in, neighbours by name. */
export function folderRows(directory: Directory): readonly FolderRow[] {
  const look = lookAt(directory);
  const rows = directory.vault.folders.map((folder): FolderRow => {
    const { from, grants } = look.rightsOn.get(folder.id)!;
    return {
      folder,
      depth: depthOf(folder, look.folders),
      start: folder.path.slice(0, folder.path.length - folder.name.length),
      inheritsFrom: from === folder ? undefined : from,
      secrets: look.secretsIn.get(folder.id)?.length ?? 0,
      people: look.openTo.get(folder.id)?.size ?? 0,
      byHand: grants.filter(({ to }) => to.kind === 'user').length,
    };
  });
  const steps = new Map(rows.map((row) => [row, row.folder.path.split('\\')]));
  return rows.sort((one, other) => byPath(steps.get(one)!, steps.get(other)!));
}

const names = new Intl.Collator('en', { numeric: true });

/** Step by step, so that a folder stands directly before what lies below it. */
function byPath(one: readonly string[], other: readonly string[]): number {
  for (const [at, step] of one.entries()) {
    const difference = names.compare(step, other[at] ?? '');
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function depthOf(folder: Folder, folders: ReadonlyMap<string, Folder>): number {
  let depth = 0;
  for (let at = above(folder, folders); at && depth < 50; at = above(at, folders)) depth += 1;
  return depth; // no deeper than 50: folders in a circle must not hang the page
}

const above = ({ parent }: Folder, folders: ReadonlyMap<string, Folder>): Folder | undefined =>
  parent === undefined ? undefined : folders.get(parent);

/** The choices of the list. */
export const folderFilters: readonly RowFilter<FolderRow>[] = [
  { id: 'hand', label: 'With rights by hand', fits: ({ byHand }) => byHand > 0 },
  { id: 'own', label: 'With rights of their own', fits: ({ inheritsFrom }) => !inheritsFrom },
  { id: 'inherits', label: 'Inheriting', fits: ({ inheritsFrom }) => inheritsFrom !== undefined },
  { id: 'personal', label: 'Personal', fits: ({ folder }) => folder.personalOf !== undefined },
  { id: 'nobody', label: 'Open to nobody', fits: ({ people }) => people === 0 },
];
