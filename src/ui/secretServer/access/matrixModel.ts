// Prepares the access matrix: its people, its columns, the fields of a row, and how a field is said.
import { matrixColumns, matrixRow, comparedRow, type MatrixCell } from '../../../vault/matrix.ts';
import { idOf, nameOf, textOf } from '../../../vault/members.ts';
import type { Cell, Table } from '../../../vault/table.ts';
import type { Directory } from '../../lab.ts';
import { plain } from '../list.ts';
import { lookAt } from '../look.ts';

/**
 * A row or column by id, with its name; `full` is a person with userName, the whole path of a folder, or a
 * secret with its folder.
 */
export interface Heading {
  readonly id: string;
  readonly name: string;
  readonly full: string;
}

/** The matrix of a directory. */
export interface MatrixModel {
  readonly people: readonly Heading[];
  readonly columns: readonly Heading[];
  /** The fields of a person that are not empty, by column id. */
  readonly rowOf: (user: string) => ReadonlyMap<string, MatrixCell>;
}

/** What the matrix shows; words in `find` leave the people they fit, or else the columns. */
export interface MatrixAsked {
  readonly by: 'folders' | 'secrets';
  readonly find: string;
}

/** The matrix, alone or as it differs from an earlier moment. */
export function matrixOf(
  now: Directory,
  before: Directory | undefined,
  { by, find }: MatrixAsked,
): MatrixModel {
  const [people, columns] = [headings(now, before, peopleIn), headings(now, before, columnsBy[by])];
  const text = plain(find.trim());
  const fits = ({ full, name }: Heading): boolean => plain(`${name} ${full}`).includes(text);
  const found = { people: people.filter(fits), columns: columns.filter(fits) };
  const onPeople = text !== '' && found.people.length > 0;
  const onColumns = text !== '' && !onPeople && found.columns.length > 0;
  const nobody = text !== '' && !onPeople && !onColumns;
  const rowNow = rowsOf(now, by);
  const rowBefore = before && rowsOf(before, by);
  return {
    people: nobody ? [] : onPeople ? found.people : people,
    columns: onColumns ? found.columns : columns,
    rowOf: (user) => (rowBefore ? comparedRow(rowBefore(user), rowNow(user)) : rowNow(user)),
  };
}

function rowsOf(directory: Directory, by: MatrixAsked['by']) {
  const { index } = lookAt(directory);
  const columns = matrixColumns(directory.vault.secrets, by);
  return (user: string) => matrixRow(index.byUser.get(user) ?? [], columns);
}

const headings = (
  now: Directory,
  before: Directory | undefined,
  of: (directory: Directory) => readonly Heading[],
): readonly Heading[] => {
  const known = of(now);
  if (!before) return known;
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...of(before).filter(({ id }) => !ids.has(id))];
};

const peopleIn = ({ users }: Directory): readonly Heading[] =>
  users.map((user) => {
    const name = nameOf(user);
    return { id: idOf(user), name, full: `${name}, ${textOf(user, 'userName')}` };
  });

const columnsBy: Readonly<Record<MatrixAsked['by'], (of: Directory) => readonly Heading[]>> = {
  folders: ({ vault }) =>
    vault.folders
      .map(({ id, name, path }) => ({ id, name, full: path }))
      .sort((one, other) => one.full.localeCompare(other.full, 'en', { numeric: true })),
  secrets: (directory) => {
    const { folders } = lookAt(directory);
    return directory.vault.secrets
      .map(({ id, name, folder }) => ({ id, name, path: folders.get(folder)?.path ?? '' }))
      .sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }))
      .map(({ id, name, path }) => ({ id, name, full: path ? `${name} in ${path}` : name }));
  },
};

/** The fields that are not empty as a table to take away: one row for each, person by person. */
export function matrixTable({ people, columns, rowOf }: MatrixModel, by: MatrixAsked['by']): Table {
  const one = by === 'folders' ? 'Folder' : 'Secret';
  return {
    columns: [
      ...[
        { id: 'user', title: 'id' },
        { id: 'person', title: 'Person' },
      ],
      ...[
        { id: one.toLowerCase(), title: one },
        { id: 'right', title: 'Right' },
      ],
      ...[
        { id: 'byHand', title: 'By hand' },
        { id: 'otherwise', title: 'Otherwise' },
        { id: 'partly', title: 'Some secrets only' },
      ],
      { id: 'change', title: 'Change' },
    ],
    rows: people.flatMap((person) => {
      const cells = rowOf(person.id);
      return columns.flatMap(({ id, full }): readonly (readonly Cell[])[] => {
        const cell = cells.get(id);
        if (!cell) return [];
        const { right, direct, partly, by: how, change } = cell;
        const [word, other] = [change && changeWords[change], how && byWords[how]];
        return [[person.id, person.full, full, right, direct, other, partly, word]];
      });
    }),
  };
}

const changeWords = { add: 'new', del: 'gone', chg: 'changed' } as const;

/** A field in words: `Edit, by hand, new`. */
export function cellWords(cell: MatrixCell | undefined): string {
  if (!cell) return 'no right';
  const { right, direct, partly, by, change } = cell;
  return [
    `${right}${partly ? ' on some secrets' : ''}`,
    ...(direct ? ['by hand'] : []),
    ...(by ? [byWords[by]] : []),
    ...(change ? [changeWords[change]] : []),
  ].join(', ');
}

const byWords = { personal: 'own folder', unlimited: 'by Unlimited Administration Mode' } as const;

/** The class that colours a field: what happened to it, else where it comes from, else how strong it is. */
export function cellClass(cell: MatrixCell | undefined): string {
  if (!cell) return '';
  if (cell.change === 'add' || cell.change === 'del') return cell.change;
  if (cell.direct) return 'direct';
  if (cell.by === 'unlimited') return 'mode';
  if (cell.change) return cell.change;
  return { List: 'l', View: 'v', Edit: 'e', Owner: 'o' }[cell.right];
}
