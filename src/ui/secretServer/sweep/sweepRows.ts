// Turns what a sweep found into rows: class, state and the reason in plain words, for the table and for export.
import { fullName, isAtWork } from '../../../idp/people.ts';
import type { HrPerson } from '../../../idp/people.ts';
import { accountName } from '../../../scim/account.ts';
import type { Comparison, Finding, MatchKey } from '../../../idp/sweep/classify.ts';
import type { Table } from '../../../vault/table.ts';

/** A class of the table: those of accounts, and people without one. */
export type RowClass = Finding['kind'] | 'missing';

/** One row: an account, or a person who has none. */
export interface SweepRow {
  /** SCIM id of the account, or the employee number of a person without one. */
  readonly key: string;
  readonly kind: RowClass;
  readonly name: string;
  /** userName of the account, work e-mail of a person without one. */
  readonly userName: string;
  /** Undefined where there is no account. */
  readonly enabled: boolean | undefined;
  readonly reason: string;
  readonly finding?: Finding;
  readonly person?: HrPerson;
}

/** The classes in the order of the table: what needs somebody first. */
export const rowClasses: readonly {
  readonly kind: RowClass;
  readonly title: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'line';
  /** What the class means and what to do. */
  readonly means: string;
}[] = [
  {
    kind: 'orphan',
    title: 'Orphan',
    tone: 'bad',
    means: 'Nobody at HR stands behind the account. Find the owner, or disable it.',
  },
  {
    kind: 'duplicate',
    title: 'Duplicate',
    tone: 'bad',
    means:
      'A second account of a person who has one. Decide which stays, by hand: the sweep touches neither.',
  },
  {
    kind: 'drifted',
    title: 'Drifted',
    tone: 'warn',
    means:
      'A person’s account that differs from HR. The provider’s next cycle should bring it over; if not, look why.',
  },
  {
    kind: 'missing',
    title: 'Missing',
    tone: 'warn',
    means: 'At work, but without an account. The provider’s next cycle should create it.',
  },
  {
    kind: 'service',
    title: 'Service',
    tone: 'line',
    means: 'Works for a program. Left alone, because you say so.',
  },
  {
    kind: 'protected',
    title: 'Protected',
    tone: 'line',
    means: 'For emergencies, or part of the product. Left alone, because you say so.',
  },
  {
    kind: 'matched',
    title: 'Matched',
    tone: 'ok',
    means: 'A person’s account, and as HR has the person.',
  },
];

/** Class by kind. */
export const classOf = (kind: RowClass) => rowClasses.find((each) => each.kind === kind)!; // the list is whole

/** The rows, class after class. `at` is the lab instant (ISO 8601) of the reading. */
export function sweepRows({ findings, missing }: Comparison, at: string): readonly SweepRow[] {
  const rows = [...findings.map((each) => accountRow(each, at)), ...missing.map(missingRow)];
  return rowClasses.flatMap(({ kind }) => rows.filter((row) => row.kind === kind));
}

const accountRow = (finding: Finding, at: string): SweepRow => ({
  key: finding.account.id,
  kind: finding.kind,
  name: accountName(finding.account),
  userName: finding.account.userName,
  enabled: finding.account.enabled,
  reason: reasonOf(finding, at),
  finding,
});

const missingRow = (person: HrPerson): SweepRow => ({
  key: person.employeeNumber,
  kind: 'missing',
  name: fullName(person),
  userName: person.workEmail,
  enabled: undefined,
  reason: `At work since ${person.startsAt.slice(0, 10)}, and no account has ${person.employeeNumber} or ${person.workEmail}.`,
  person,
});

/** Why an account is in its class. */
export function reasonOf(finding: Finding, at: string): string {
  switch (finding.kind) {
    case 'orphan':
      return orphanReason(finding.account);
    case 'service':
    case 'protected':
      return finding.note;
    case 'duplicate':
      return `${fullName(finding.person)} has ${finding.of.userName || finding.of.id}, found by ${keyWords[finding.ofBy]}; this one is found by ${keyWords[finding.by]}.`;
    case 'matched':
      return `Found by ${keyWords[finding.by]}: ${fullName(finding.person)}, ${finding.person.employeeNumber}${isAtWork(finding.person, at) ? '' : ', not at work'}.`;
    case 'drifted':
      return `Found by ${keyWords[finding.by]}. Differs: ${finding.differences.map(({ attribute, hr, account }) => `${attribute} ${quoted(account)}, at HR ${quoted(hr)}`).join('; ')}.`;
  }
}

const quoted = (value: string): string => (value === '' ? 'nothing' : `“${value}”`);

const keyWords: Readonly<Record<MatchKey, string>> = {
  externalId: 'externalId',
  userName: 'userName',
  email: 'e-mail',
};

function orphanReason({ externalId, userName, email }: Finding['account']): string {
  const has = [
    externalId && `externalId ${externalId}`,
    userName && `userName ${userName}`,
    email && `e-mail ${email}`,
  ].filter(Boolean);
  const lacks = [!externalId && 'externalId', !email && 'e-mail'].filter(Boolean).join(' and no ');
  return `${lacks ? `No ${lacks}; nobody` : 'Nobody'} at HR has ${has.join(' or ') || 'anything of it'}.`;
}

/** The rows as a table to save; `doneTo` says what the sweep did to an account. */
export const sweepTable = (
  rows: readonly SweepRow[],
  doneTo: (row: SweepRow) => string | undefined,
): Table => ({
  columns: [
    { id: 'class', title: 'Class' },
    { id: 'name', title: 'Name' },
    { id: 'userName', title: 'userName' },
    { id: 'id', title: 'id' },
    { id: 'enabled', title: 'Enabled when read' },
    { id: 'reason', title: 'Reason' },
    { id: 'done', title: 'Done' },
  ],
  rows: rows.map((row) => [
    classOf(row.kind).title,
    row.name,
    row.userName,
    row.finding?.account.id,
    row.enabled,
    row.reason,
    doneTo(row),
  ]),
});
