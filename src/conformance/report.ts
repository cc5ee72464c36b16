// Writes results as text: a table of groups and levels, what failed with its exchange, what did not apply.
import type { HeaderList } from '../http/message.ts';
import type { ProfileId } from '../scim/profile.ts';
import { groupOf, levels, type Level } from './check.ts';
import type { Exchanged } from './exchange.ts';
import { groupTitle, levelTitles } from './groups.ts';
import type { CheckResult } from './result.ts';

/** How many results of each kind. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly departs: number;
  readonly notApplicable: number;
}

/** Counts results by how they ended. */
export function countsOf(results: readonly CheckResult[]): Counts {
  const of = (kind: CheckResult['outcome']['kind']): number =>
    results.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    ...{ passed: of('passed'), failed: of('failed') },
    ...{ departs: of('departs'), notApplicable: of('notApplicable') },
  };
}

/** The whole report. `token` is blotted out wherever it stands. */
export function reportText(results: readonly CheckResult[], token: string): string {
  const failed = results.flatMap((result) => failureText(result) ?? []);
  const parts = [
    table(results),
    ...failed,
    reasons(results, { kind: 'departs', head: 'Departs by its documents:' }),
    reasons(results, { kind: 'notApplicable', head: 'Not applicable:' }),
    summary(results),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return token === '' ? text : text.replaceAll(token, '…');
}

/** One line: what passed, what failed, where the profile departs, what did not apply, and how many requests that took. */
export function summary(results: readonly CheckResult[]): string {
  const { passed, failed, departs, notApplicable } = countsOf(results);
  const requests = results.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  const apart = departs > 0 ? `${departs} departing by policy, ` : '';
  return `${passed} passed, ${failed} failed, ${apart}${notApplicable} not applicable (${requests} requests)`;
}

/** Groups as rows, levels as columns, `passed/applied` in the cells. */
function table(results: readonly CheckResult[]): string {
  const shown = levels.filter((level) => results.some(({ check }) => check.level === level));
  const groups = [...new Set(results.map(({ check }) => groupOf(check.id)))];
  const rows = groups.map((group) => {
    const own = results.filter(({ check }) => groupOf(check.id) === group);
    return [group, groupTitle(own[0]!.check.id), ...shown.map((level) => cell(own, level))];
  });
  const head = ['', '', ...shown.map((level) => `${level} ${levelTitles[level]}`)];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((text, at) => padded(text, widths[at]!, at > 1))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(results: readonly CheckResult[], level: Level): string {
  const own = results.filter(({ check }) => check.level === level);
  const { passed, failed } = countsOf(own);
  if (own.length === 0) return '';
  return passed + failed === 0 ? 'n/a' : `${passed}/${passed + failed}`;
}

const padded = (text: string, width: number, isNumber: boolean): string =>
  isNumber ? text.padStart(width) : text.padEnd(width);

/** What failed, with the exchange; undefined for any other result. */
export function failureText({ check, outcome }: CheckResult): string | undefined {
  if (outcome.kind !== 'failed') return undefined;
  const { id, level, rfc, title } = check;
  const lines = [
    `FAILED ${id} (${level}, RFC ${rfc}) ${title}`,
    `  expected ${outcome.expected}`,
    `  saw      ${outcome.saw}`,
    ...(outcome.exchange ? exchangeLines(outcome.exchange).map((line) => `  ${line}`) : []),
  ];
  return lines.join('\n');
}

function exchangeLines({ request, response }: Exchanged): readonly string[] {
  return [
    `> ${request.method} ${request.url}`,
    ...headerLines(request.headers).map((line) => `> ${line}`),
    ...bodyLines(request.body).map((line) => `> ${line}`),
    `< ${response.status}`,
    ...headerLines(response.headers).map((line) => `< ${line}`),
    ...bodyLines(response.body).map((line) => `< ${line}`),
  ];
}

/** What a report in JSON says of the run as a whole. */
export interface ReportHead {
  readonly baseUrl: string;
  readonly profile: ProfileId;
  readonly levels: readonly Level[];
  /** Which lab, and which version of it. */
  readonly lab: string;
}

/**
 * The report as JSON text, for a file or another program: the head, the counts, and each check with how
 * it ended; a failure brings its exchange. `token` is blotted out wherever it stands.
 */
export function reportJson(
  results: readonly CheckResult[],
  { token, ...head }: ReportHead & { readonly token: string },
): string {
  const checks = results.map(({ check: { id, level, rfc, title }, outcome, exchanges }) => ({
    ...{ id, level, rfc, title },
    ...(outcome.kind === 'failed'
      ? { outcome: outcome.kind, expected: outcome.expected, saw: outcome.saw }
      : { outcome: outcome.kind, ...('reason' in outcome && { reason: outcome.reason }) }),
    requests: exchanges.length,
    ...(outcome.kind === 'failed' && outcome.exchange && { exchange: brief(outcome.exchange) }),
  }));
  const text = JSON.stringify({ ...head, counts: countsOf(results), checks }, undefined, 1);
  return token === '' ? text : text.replaceAll(token, '…');
}

/** An exchange in a report: a body of a check may be megabytes. */
const brief = ({ request, response }: Exchanged): Exchanged => ({
  request: cut(request),
  response: cut(response),
});

const cut = <Message extends { readonly body?: string }>(message: Message): Message =>
  message.body && message.body.length > 4000
    ? { ...message, body: `${message.body.slice(0, 4000)}…` }
    : message;

const headerLines = (headers: HeaderList): readonly string[] =>
  headers
    .filter(([name]) => name.toLowerCase() !== 'authorization')
    .map(([name, value]) => `${name}: ${value}`);

/** The beginning of a body; bodies of a check may be megabytes. */
const bodyLines = (body: string | undefined): readonly string[] =>
  body ? [body.length > 2000 ? `${body.slice(0, 2000)}…` : body] : [];

function reasons(
  results: readonly CheckResult[],
  { kind, head }: { readonly kind: 'departs' | 'notApplicable'; readonly head: string },
): string {
  const found = new Map<string, string[]>();
  for (const { check, outcome } of results)
    if (outcome.kind === kind)
      found.set(outcome.reason, [...(found.get(outcome.reason) ?? []), check.id]);
  const lines = [...found].map(([reason, ids]) => `  ${reason} ${shortened(ids)}`);
  return lines.length === 0 ? '' : [head, ...lines].join('\n');
}

const shortened = (ids: readonly string[]): string =>
  ids.length > 12
    ? `(${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more)`
    : `(${ids.join(', ')})`;
