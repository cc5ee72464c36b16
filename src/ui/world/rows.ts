// Prepares directory rows for the screen: what is shown, what the exchange in view did to each, and what a filter leaves.
import { isList, type JsonObject } from '../../base/json.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Span } from '../../base/span.ts';
import type { Change } from '../../scim/change.ts';
import { compileFilter } from '../../scim/filter/compile.ts';
import { parseFilter } from '../../scim/filter/parse.ts';
import type { ProfileId } from '../../scim/profile.ts';
import { profiles } from '../../scim/profiles.ts';
import { groupType, userType } from '../../scim/resourceTypes.ts';
import { idOf, isEnabled, nameOf, textOf } from '../../vault/members.ts';
import type { AccountNote } from '../../vault/vault.ts';
import { dayText } from '../instants.ts';
import type { Directory, LabExchange } from '../lab.ts';

/** What the exchange in view did to a row. */
export type RowMark = 'add' | 'chg' | 'del';

/** A user as the directory table shows it. `domain` begins with `@`, if there is one. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly local: string;
  readonly domain: string;
  /** A few words about the account: `built in`, `ends 30 Dec`. */
  readonly note: string;
  /** Direct groups; undefined where groups do not matter (built-in accounts). */
  readonly groups: number | undefined;
  readonly active: boolean;
  readonly mark?: RowMark;
  /** The exchange in view switched `active`. */
  readonly switched: boolean;
}

/** A group as the directory table shows it. */
export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly mark?: RowMark;
}

const noteWords: Readonly<Record<AccountNote['kind'], string>> = {
  application: 'service account',
  breakGlass: 'protected',
  builtIn: 'built in',
  orphan: 'orphan',
  contractor: 'contractor',
};

/** The rows of the users, with those the exchange in view deleted still in their place. */
export function userRows(
  users: readonly JsonObject[],
  directory: Directory,
  exchange: LabExchange | undefined,
): readonly UserRow[] {
  const changes = changesOf('User', exchange);
  return users.map((user) => {
    const change = changes.find(({ id }) => id === idOf(user));
    const [local, domain] = splitAt(textOf(user, 'userName'));
    const note = directory.vault.accounts.find((each) => each.user === idOf(user));
    const mark = markOf(change);
    return {
      id: idOf(user),
      name: nameOf(user),
      local,
      domain,
      note: note ? wordsOf(note) : '',
      groups: groupCount(user, note),
      active: isEnabled(user),
      switched:
        !!change?.before && !!change.after && isEnabled(change.before) !== isEnabled(change.after),
      ...(mark ? { mark } : {}),
    };
  });
}

/** The rows of the groups. */
export function groupRows(
  groups: readonly JsonObject[],
  exchange: LabExchange | undefined,
): readonly GroupRow[] {
  const changes = changesOf('Group', exchange);
  return groups.map((group) => {
    const mark = markOf(changes.find(({ id }) => id === idOf(group)));
    const members = group['members'];
    return {
      id: idOf(group),
      name: nameOf(group),
      members: isList(members) ? members.length : 0,
      ...(mark ? { mark } : {}),
    };
  });
}

/** Resources of a type in the order of their ids, with those the exchange in view has deleted. */
export function withDeleted(
  resources: readonly JsonObject[],
  type: 'User' | 'Group',
  exchange: LabExchange | undefined,
): readonly JsonObject[] {
  const gone = changesOf(type, exchange)
    .filter(({ kind, id }) => kind === 'delete' && !resources.some((each) => idOf(each) === id))
    .flatMap(({ before }) => (before ? [before] : []));
  return [...resources, ...gone].sort((one, other) => byId(idOf(one), idOf(other)));
}

/** The person an exchange was about: a user it changed, or the first whose access it changed. */
export function subjectOf(
  exchange: LabExchange | undefined,
  directory: Directory,
): { readonly user: JsonObject; readonly mark?: RowMark } | undefined {
  const change = changesOf('User', exchange)[0];
  const id = change?.id ?? exchange?.access[0]?.user;
  const user = directory.users.find((each) => idOf(each) === id) ?? change?.before;
  const mark = markOf(change);
  return user && { user, ...(mark && { mark }) };
}

/** Compares ids: decimal numbers by size, others by their letters. */
export const byId = (one: string, other: string): number =>
  Number(one) - Number(other) || one.localeCompare(other);

/** Why a filter in the directory's field cannot run, as a sentence with the place in the text. */
export interface FilterTrouble {
  readonly sentence: string;
  readonly span?: Span;
}

/** The resources a SCIM filter leaves; the lab's own engine reads and runs it. Empty text leaves all. */
export function filtered(
  resources: readonly JsonObject[],
  filter: string,
  by: { readonly type: 'User' | 'Group'; readonly profile: ProfileId },
): Result<readonly JsonObject[], FilterTrouble> {
  if (filter.trim() === '') return ok(resources);
  const parsed = parseFilter(filter);
  if (!parsed.ok) return fail(troubleOf(parsed.trouble));
  const compiled = compileFilter({
    filter: parsed.value,
    types: [by.type === 'User' ? userType : groupType],
    profile: profiles[by.profile],
  });
  if (!compiled.ok) return fail(troubleOf(compiled.trouble));
  return ok(resources.filter((resource) => compiled.value.matches(resource)));
}

const troubleOf = (problem: { readonly detail: string; readonly span?: Span }): FilterTrouble => ({
  sentence: problem.detail,
  ...(problem.span ? { span: problem.span } : {}),
});

const changesOf = (type: string, exchange: LabExchange | undefined): readonly Change[] =>
  exchange?.changes.filter(({ resourceType }) => resourceType === type) ?? [];

const markOf = (change: Change | undefined): RowMark | undefined =>
  change && ({ create: 'add', replace: 'chg', delete: 'del' } as const)[change.kind];

function splitAt(userName: string): readonly [local: string, domain: string] {
  const at = userName.lastIndexOf('@');
  return at <= 0 ? [userName, ''] : [userName.slice(0, at), userName.slice(at)];
}

function wordsOf(note: AccountNote): string {
  const end = note.ends ? Date.parse(note.ends) : NaN;
  return Number.isNaN(end) ? noteWords[note.kind] : `ends ${dayText(end)}`;
}

function groupCount(user: JsonObject, note: AccountNote | undefined): number | undefined {
  const groups = user['groups'];
  const count = isList(groups) ? groups.length : 0;
  const outside = note && ['builtIn', 'breakGlass', 'application'].includes(note.kind);
  return count === 0 && outside ? undefined : count;
}
