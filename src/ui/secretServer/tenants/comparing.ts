// Reads what is compared from the address and writes it back, and prepares the rows of each table.
import type { GroupRow, PersonRow, SecretRow } from '../../../vault/sideBySide.ts';
import { differs } from '../../../vault/sideBySide.ts';
import { consoleHref } from '../../routes.ts';
import type { Column, RowFilter } from '../list.ts';
import { countWords } from '../things.ts';

/** What can be compared. */
export type Compared = 'people' | 'groups' | 'secrets' | 'settings';

/** What the screen shows: two tenants by id, and which of their things. */
export interface Comparing {
  readonly left: string;
  readonly right: string;
  readonly show: Compared;
}

/** The tables, in the order of their tabs. */
export const tables: readonly { readonly id: Compared; readonly title: string }[] = [
  { id: 'people', title: 'People' },
  { id: 'groups', title: 'Groups' },
  { id: 'secrets', title: 'Secrets' },
  { id: 'settings', title: 'Settings' },
];

/** What an address asks to compare. */
export const comparingOf = (query: Readonly<Record<string, string>>): Comparing => ({
  left: query['compare'] ?? '',
  right: query['with'] ?? '',
  show: tables.find(({ id }) => id === query['show'])?.id ?? 'people',
});

/** The address of a comparison; `item` is the key of the open row. */
export const compareHref = ({ left, right, show }: Comparing, item = ''): string =>
  consoleHref('tenants', item, {
    ...{ compare: left, with: right },
    ...(show !== 'people' && { show }),
  });

/** A row of any of the tables. */
export type AnyRow = PersonRow | GroupRow | SecretRow;

/** The names of the two tenants. */
export type Names = readonly [left: string, right: string];

/** In which of the tenants a row is. */
export const whereWords = ({ side }: AnyRow, [left, right]: Names): string =>
  side === 'both' ? 'in both' : `only in ${side === 'left' ? left : right}`;

/** What is not the same, in a few words; `the same` where nothing is. */
export function differenceWords(row: AnyRow, names: Names): string {
  if (row.side !== 'both') return whereWords(row, names);
  return [...headWords(row, names), ...row.differences.map(({ what }) => what).filter(isTold)]
    .join(', ')
    .replace(/^$/, 'the same');
}

/** The state of an account is told in a sentence of its own. */
const isTold = (what: string): boolean => what !== 'active';

function headWords(row: AnyRow, names: Names): readonly string[] {
  if ('rights' in row) {
    const enabled = enabledOnly(row);
    return [
      ...(enabled === undefined ? [] : [`enabled only in ${names[enabled]}`]),
      ...(row.rights.length > 0 ? [countWords(row.rights.length, 'right', 'rights')] : []),
    ];
  }
  if ('only' in row) {
    const count = row.only[0].length + row.only[1].length;
    return count > 0 ? [countWords(count, 'member', 'members')] : [];
  }
  return row.differing > 0 ? [`rights of ${countWords(row.differing, 'person', 'people')}`] : [];
}

/** Which of the sides alone has the account enabled: 0 for the left, 1 for the right. */
export function enabledOnly({ left, right }: PersonRow): 0 | 1 | undefined {
  if (!left || !right || left.enabled === right.enabled) return undefined;
  return left.enabled ? 0 : 1;
}

/** How an account stands on one side. */
export const stateWords = (account: PersonRow['left']): string =>
  account ? (account.enabled ? 'enabled' : 'disabled') : 'none';

/** The columns of a table: `people` has two for each tenant. */
export function columnsOf(show: Compared, names: Names): readonly Column<AnyRow>[] {
  const [left, right] = names;
  const difference: Column<AnyRow> = {
    ...{ id: 'difference', title: 'Difference', share: 5 },
    sort: (row) => differenceWords(row, names),
  };
  const count = (id: string, title: string, countOf: (row: AnyRow) => number): Column<AnyRow> => ({
    ...{ id, title, sort: countOf, share: 3.4, num: true, wide: true },
  });
  const name = (title: string): Column<AnyRow> => ({
    ...{ id: 'name', title, sort: (row) => row.name, share: 4 },
  });
  if (show === 'groups')
    return [
      name('Group'),
      count('left', `Members, ${left}`, (row) => ('members' in row ? row.members[0] : 0)),
      count('right', `Members, ${right}`, (row) => ('members' in row ? row.members[1] : 0)),
      difference,
    ];
  if (show === 'secrets')
    return [
      { ...name('Secret'), share: 5 },
      count('left', `Opens to, ${left}`, (row) => ('people' in row ? row.people[0] : 0)),
      count('right', `Opens to, ${right}`, (row) => ('people' in row ? row.people[1] : 0)),
      difference,
    ];
  return [name('Name'), ...personColumns(names), difference];
}

const personColumns = ([left, right]: Names): readonly Column<AnyRow>[] => [
  {
    ...{ id: 'left', title: left, share: 2.6, wide: true },
    sort: (row) => ('rights' in row ? accountWords(row, 0) : ''),
  },
  {
    ...{ id: 'right', title: right, share: 2.6, wide: true },
    sort: (row) => ('rights' in row ? accountWords(row, 1) : ''),
  },
];

/** `enabled, opens 3`; `none` where there is no account. */
export function accountWords(row: PersonRow, side: 0 | 1): string {
  const account = side === 0 ? row.left : row.right;
  return account ? `${stateWords(account)}, opens ${row.opens[side]}` : 'none';
}

/** The choices of a table; the first is the usual one. */
export function filtersOf(show: Compared, [left, right]: Names): readonly RowFilter<AnyRow>[] {
  const common: readonly RowFilter<AnyRow>[] = [
    { id: 'differ', label: 'What differs', fits: differs },
    { id: 'onlyLeft', label: `Only in ${left}`, fits: ({ side }) => side === 'left' },
    { id: 'onlyRight', label: `Only in ${right}`, fits: ({ side }) => side === 'right' },
    { id: 'both', label: 'In both', fits: ({ side }) => side === 'both' },
    { id: 'same', label: 'What is the same', fits: (row) => !differs(row) },
  ];
  if (show !== 'people') return common;
  const person = (fits: (row: PersonRow) => boolean) => (row: AnyRow) =>
    'rights' in row && fits(row);
  return [
    ...common.slice(0, 3),
    {
      ...{ id: 'enabledLeft', label: `Enabled only in ${left}` },
      fits: person((row) => enabledOnly(row) === 0),
    },
    {
      ...{ id: 'enabledRight', label: `Enabled only in ${right}` },
      fits: person((row) => enabledOnly(row) === 1),
    },
    {
      ...{ id: 'rights', label: 'Rights differ' },
      fits: person((row) => row.rights.length > 0),
    },
    {
      ...{ id: 'attributes', label: 'Attributes differ' },
      fits: (row) => row.differences.some(({ what }) => isTold(what)),
    },
    ...common.slice(3),
  ];
}

/** What the field searches in: names, and all that tells a person. */
export const textOfRow = (row: AnyRow): string =>
  'rights' in row
    ? [row.left, row.right, row.name]
        .map((part) =>
          typeof part === 'object'
            ? `${part.displayName} ${part.userName} ${part.email} ${part.externalId} ${part.department}`
            : (part ?? ''),
        )
        .join(' ')
    : row.name;
