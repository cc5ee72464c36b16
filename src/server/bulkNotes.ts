// Tells what a bulk request did: each operation while there are few, and what they came to when there are many.
import type { BulkJob } from '../scim/bulk/message.ts';
import { rfc } from '../scim/trace.ts';
import type { Outcome } from './bulkGroup.ts';
import { wordFor } from './call.ts';
import { sourceOf, type Trail } from './trail.ts';

/** Up to so many operations are told with all their steps. */
const fewest = 3;

/** So many operations that went through, and so many that did not, have a step of their own. */
const most = 10;

/** What the job asks for. */
export function noteJob(trail: Trail, { items, failOnErrors }: BulkJob): void {
  const counts = countsOf(items.map(({ method = 'without a method' }) => method));
  trail.note({
    what: `Read ${counted(items.length, 'operation')}: ${counts}`,
    why: `Each is done as if it came alone, and sees what those before it did; one that fails leaves the others alone. ${limitWords(failOnErrors)}`,
    source: rfc('7644', '3.7'),
  });
  const nameless = items.filter(({ method, bulkId }) => method === 'POST' && !bulkId).length;
  if (nameless > 0)
    trail.note({
      kind: 'warn',
      what: `${counted(nameless, 'POST')} without a \`bulkId\``,
      why: 'Every POST should have one; without it only its place tells which result is whose.',
      source: rfc('7644', '3.7'),
    });
}

const limitWords = (failOnErrors: number): string =>
  failOnErrors === Infinity
    ? 'No `failOnErrors` is given, so all are tried.'
    : `After ${counted(failOnErrors, 'error')} no more are tried.`;

/** How the order differs from the one they came in, and which are done as one. */
export function noteOrder(trail: Trail, order: readonly (readonly number[])[]): void {
  for (const group of order.filter(({ length }) => length > 1).slice(0, most))
    trail.note({
      what: `Operations ${listed(group.map((at) => at + 1))} refer to each other, so they are done as one`,
      why: 'Each gets its id before any is stored; so each can name the others.',
      source: rfc('7644', '3.7.1'),
    });
  const early = pulledForward(order.flat());
  if (early.length === 0) return;
  const what = early.length === 1 ? 'operation' : 'operations';
  trail.note({
    what: `Did ${what} ${listed(early.map((at) => at + 1))} earlier than it stands`,
    why: 'One before it refers to what it creates.',
    source: rfc('7644', '3.7.2'),
  });
}

/** Operations that come before one which stands before them in the request. */
function pulledForward(order: readonly number[]): readonly number[] {
  let least = Infinity;
  return order
    .toReversed()
    .filter((at) => {
      const isEarly = at > least;
      least = Math.min(least, at);
      return isEarly;
    })
    .toReversed();
}

/** What the operations came to. */
export function noteOutcomes(trail: Trail, outcomes: readonly Outcome[], asked: number): void {
  const done = outcomes.filter(({ result }) => result.ok);
  const refused = outcomes.filter(({ result }) => !result.ok);
  const told = new Set([...done.slice(0, most), ...refused.slice(0, most)]);
  for (const outcome of outcomes)
    if (told.has(outcome)) noteOutcome(trail, outcome, outcomes.length <= fewest);
  noteRest(trail, done.slice(most), 'act');
  noteRest(trail, refused.slice(most), 'warn');
  if (outcomes.length === asked) return;
  trail.note({
    kind: 'warn',
    what: `Stopped after ${counted(refused.length, 'error')}: ${asked - outcomes.length} of ${asked} operations were not tried`,
    why: '`failOnErrors` asks for it; what was done before stays done.',
    source: rfc('7644', '3.7'),
  });
}

function noteOutcome(trail: Trail, { task, result, steps }: Outcome, isWhole: boolean): void {
  const { method = 'Something', path = 'nothing', bulkId } = task.item;
  const name = bulkId === undefined ? '' : ` (\`${quoted(bulkId)}\`)`;
  const head = `Operation ${task.at + 1}: ${quoted(method)} ${quoted(path)}${name}`;
  if (isWhole) trail.follow(steps);
  if (result.ok) {
    const { status, type, id } = result.value;
    const what = `${head} → ${status}, ${wordFor(type)} ${id}`;
    trail.note({ kind: 'act', what, source: rfc('7644', '3.7.3') });
    return;
  }
  const [first] = result.trouble.problems;
  if (!first) throw new Error('Expected a refusal to have at least one problem.');
  const status = [first.status, first.scimType].join(' ').trim();
  const why = first.detail.replaceAll('`', "'");
  trail.note({ kind: 'warn', what: `${head} → ${status}`, why, source: sourceOf(first) });
}

function noteRest(trail: Trail, rest: readonly Outcome[], kind: 'act' | 'warn'): void {
  if (rest.length === 0) return;
  const counts = countsOf(
    rest.map(({ task, result }) => `${task.item.method} → ${statusOf(result)}`),
  );
  trail.note({
    kind,
    what: `And ${counted(rest.length, 'more operation')}: ${quoted(counts)}`,
    source: rfc('7644', '3.7.3'),
  });
}

const statusOf = (result: Outcome['result']): number | undefined =>
  result.ok ? result.value.status : result.trouble.problems[0]?.status;

/** `2 POST, 1 DELETE`, in the order they come. */
function countsOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].slice(0, most).map(([word, count]) => `${count} ${quoted(word)}`);
  return parts.join(', ') + (counts.size > most ? ' …' : '');
}

const counted = (count: number, word: string): string =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

/** `1, 2 and 5`; of many, the first few. */
function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, most);
  const rest = numbers.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A client's words in ours: the beginning of them, and no backtick. */
const quoted = (text: string): string =>
  (text.length > 80 ? `${text.slice(0, 79)}…` : text).replaceAll('`', "'");
