// Reads a vault's tree of folders: the way down to each, whose rights hold on it, and whose personal folder it lies in.
import type { Folder, FolderGrant, Vault } from './vault.ts';

/** The rows of folder rights that hold on a folder, and the folder they stand on: itself, or one it inherits from. */
export interface RightsOnFolder {
  readonly from: Folder;
  readonly grants: readonly FolderGrant[];
  /** The personal folder it is, or lies in: nobody was given anything there. */
  readonly personal?: Folder;
}

/** What holds on each folder, by id, in the vault's order. */
export function rightsOnFolders(vault: Vault): ReadonlyMap<string, RightsOnFolder> {
  const { wayTo, rightsAtEndOf } = foldersOf(vault);
  return new Map(vault.folders.map((folder) => [folder.id, rightsAtEndOf(wayTo(folder))]));
}

/** The tree of a vault's folders, sorted once, so that thousands of them cost no more than one look each. */
export function foldersOf(vault: Vault) {
  const byId = new Map(vault.folders.map((folder) => [folder.id, folder]));
  const grantsOf = new Map<string, FolderGrant[]>();
  for (const grant of vault.grants) {
    const rows = grantsOf.get(grant.folder);
    if (rows) rows.push(grant);
    else grantsOf.set(grant.folder, [grant]);
  }
  return {
    /** From the top down to the folder, itself last. */
    wayTo(folder: Folder): readonly Folder[] {
      const way = [folder];
      for (let above = byId.get(folder.parent ?? ''); above; above = byId.get(above.parent ?? '')) {
        if (way.includes(above)) break; // folders in a circle: damaged data must not hang the lab
        way.unshift(above);
      }
      return way;
    },
    /**
     * The grants that hold on the last folder of a way: its own, or those of the nearest folder that
     * does not inherit. A protected folder never inherits, whatever it says, and nothing comes down
     * past it. In a personal folder, and in whatever lies below it, no grant holds.
     */
    rightsAtEndOf(way: readonly Folder[]): RightsOnFolder {
      const personal = way.findLast(({ personalOf }) => personalOf !== undefined);
      if (personal) return { from: personal, grants: [], personal };
      const folder = way.at(-1)!;
      const from = way.findLast((each) => !each.inherits || each.protected) ?? way[0]!;
      const shut = from.protected && from !== folder;
      // Rights of groups never come down from, or stand on, a protected folder: SCIM cannot open it.
      const isOpenTo = ({ to }: FolderGrant): boolean => to.kind === 'user' || !folder.protected;
      return { from, grants: shut ? [] : (grantsOf.get(from.id) ?? []).filter(isOpenTo) };
    },
  };
}
