// Lays out who can do what as a table of people by folders or by secrets, row by row, so that only rows in view cost.
import { stronger } from './held.ts';
import type { Access, Secret, SecretRight } from './vault.ts';

/** One field of the matrix: the strongest right, where it comes from, and what happened to it. */
export interface MatrixCell {
  readonly right: SecretRight;
  /** No group gives as much: a right by hand does, which SCIM cannot take away. */
  readonly direct: boolean;
  /** It is the person's own folder, or Unlimited Administration Mode alone gives as much. */
  readonly by?: 'personal' | 'unlimited';
  /** In a folder: the right does not hold on all of its secrets. */
  readonly partly: boolean;
  /** Between two moments: the right came, went (then `right` is what was), or is another. */
  readonly change?: 'add' | 'del' | 'chg';
}

/** What the columns are, and what a right in a folder is measured by: its secrets. */
export interface MatrixColumns {
  readonly by: 'folders' | 'secrets';
  /** The folder of each secret, by secret id. */
  readonly folderOf: ReadonlyMap<string, string>;
  /** How many secrets lie in each folder. */
  readonly secretsIn: ReadonlyMap<string, number>;
}

/** The columns of a vault. */
export function matrixColumns(secrets: readonly Secret[], by: MatrixColumns['by']): MatrixColumns {
  const secretsIn = new Map<string, number>();
  for (const { folder } of secrets) secretsIn.set(folder, (secretsIn.get(folder) ?? 0) + 1);
  return { by, secretsIn, folderOf: new Map(secrets.map(({ id, folder }) => [id, folder])) };
}

/** The fields of one person that are not empty, by the id of their column. */
export function matrixRow(
  access: readonly Access[],
  columns: MatrixColumns,
): ReadonlyMap<string, MatrixCell> {
  if (columns.by === 'secrets')
    return new Map(access.map((each) => [each.secret, cellOf([each], 1)]));
  const inside = new Map<string, Access[]>();
  for (const each of access) {
    const folder = columns.folderOf.get(each.secret);
    if (folder === undefined) continue;
    const list = inside.get(folder);
    if (list) list.push(each);
    else inside.set(folder, [each]);
  }
  return new Map(
    [...inside].map(([folder, list]) => [
      folder,
      cellOf(list, columns.secretsIn.get(folder) ?? list.length),
    ]),
  );
}

function cellOf(access: readonly Access[], secrets: number): MatrixCell {
  const right = access.map((each) => each.right).reduce(stronger);
  const strongest = access.filter((each) => each.right === right);
  const kinds = new Set(
    strongest.flatMap(({ paths }) =>
      paths.filter((path) => path.right === right).map(({ kind }) => kind),
    ),
  );
  const by = (['group', 'direct', 'personal', 'unlimited'] as const).find((kind) =>
    kinds.has(kind),
  );
  return {
    ...{ right, direct: by === 'direct', partly: strongest.length < secrets },
    ...((by === 'personal' || by === 'unlimited') && { by }),
  };
}

/** The fields of one person at two moments together: those of the later one, and those that are gone. */
export function comparedRow(
  before: ReadonlyMap<string, MatrixCell>,
  after: ReadonlyMap<string, MatrixCell>,
): ReadonlyMap<string, MatrixCell> {
  const cells = new Map<string, MatrixCell>();
  for (const [column, cell] of after) {
    const was = before.get(column);
    const differs = was && (was.right !== cell.right || was.partly !== cell.partly);
    cells.set(
      column,
      was ? (differs ? { ...cell, change: 'chg' } : cell) : { ...cell, change: 'add' },
    );
  }
  for (const [column, cell] of before)
    if (!after.has(column)) cells.set(column, { ...cell, change: 'del' });
  return cells;
}
