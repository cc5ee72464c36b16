// Compares how a person stood before and stands now, as rows of a table.
import { opens } from '../../vault/access.ts';
import type { Stand, Standing } from '../../scenarios/scene.ts';
import { inWords } from '../sentences.ts';

/** One row: what it is about, before and now. */
export interface AccessRow {
  readonly kind: 'add' | 'del' | 'chg' | 'same';
  readonly name: string;
  readonly code: boolean;
  readonly before: string;
  readonly now: string;
}

/** Rows under a heading: a folder and the way to it, or the account. */
export interface AccessGroup {
  readonly title: string;
  /** The rights come through groups, and which group opens what is the lab's own. */
  readonly simulated: boolean;
  readonly rows: readonly AccessRow[];
}

/** How many secrets a person can open, in words: `none`, `1 secret`, `3 secrets`. */
export function openWords(stand: Stand): string {
  const count = stand.rights.filter(({ right }) => opens(right)).length;
  return count === 0 ? 'none' : count === 1 ? '1 secret' : `${count} secrets`;
}

/** Every secret of before and now under its folder and ways, then the account. */
export function accessGroups(before: Stand, now: Stand): readonly AccessGroup[] {
  const all = [...now.rights, ...before.rights.filter((had) => !has(now, had.secret))];
  const titles = [...new Set(all.map(titleOf))];
  const folders = titles.map((title) => {
    const under = all.filter((each) => titleOf(each) === title);
    return {
      title,
      simulated: under.some(({ ways }) => ways.some((way) => !way.startsWith('direct grant'))),
      rows: under.map((each) => rightRow(each, before, now)),
    };
  });
  return [...folders, { title: 'Account', simulated: false, rows: accountRows(before, now) }];
}

const has = (stand: Stand, secret: string): Standing | undefined =>
  stand.rights.find((each) => each.secret === secret);

/** `\IT\Databases\Prod, by SS-DBA-Prod and a direct grant`. */
function titleOf({ folder, ways }: Standing): string {
  const through = ways.map((way) => {
    const first = way.split(' → ').slice(0, -2).join(' → ');
    return first === 'direct grant' ? 'a direct grant' : first;
  });
  return `${folder}, by ${inWords(through)}`;
}

function rightRow(each: Standing, before: Stand, now: Stand): AccessRow {
  const had = has(before, each.secret)?.right;
  const right = has(now, each.secret)?.right;
  const kind = had === right ? 'same' : !had ? 'add' : !right ? 'del' : 'chg';
  return { kind, name: each.name, code: true, before: had ?? 'none', now: right ?? 'none' };
}

function accountRows(before: Stand, now: Stand): readonly AccessRow[] {
  const row = (name: string, was: string, is: string): AccessRow => ({
    kind: was === is ? 'same' : 'chg',
    name,
    code: false,
    before: was,
    now: is,
  });
  const words = { none: 'no account', enabled: 'true', disabled: 'false' } as const;
  return [
    row('Enabled', words[before.account], words[now.account]),
    row('Licences used', String(before.licences), String(now.licences)),
    {
      ...row('Groups', groupWords(before, now), groupWords(now, before)),
      kind: before.groups.join() === now.groups.join() ? 'same' : 'chg',
    },
  ];
}

/** How many groups, and which of them are not there at the other moment. */
function groupWords({ groups, account }: Stand, other: Stand): string {
  const own = groups.filter((name) => !other.groups.includes(name));
  const rest = account === 'disabled' && groups.length > 0 ? ['open nothing'] : [];
  return [`${groups.length}`, ...own, ...rest].join(', ');
}
