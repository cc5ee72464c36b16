// Says in plain words what an operation of a PATCH did to the copy, as steps of the trace.
import type { Json } from '../../base/json.ts';
import { isList } from '../../base/json.ts';
import type { Notes } from '../notes.ts';
import type { Source, TraceStep } from '../trace.ts';
import { rfc } from '../trace.ts';
import { code, wordFor } from '../words.ts';
import type { Op } from './operations.ts';
import type { Action } from './target.ts';

const sources: Readonly<Record<Op, Source>> = {
  add: rfc('7644', '3.5.2.1'),
  remove: rfc('7644', '3.5.2.2'),
  replace: rfc('7644', '3.5.2.3'),
};

const step = (kind: TraceStep['kind'], op: Op, what: string): TraceStep => ({
  kind,
  what,
  source: sources[op],
});

/** Notes that an attribute of the copy has changed, from what to what. */
export function note(action: Action, { steps }: Notes, change: Change): undefined {
  steps.push(step('act', action.op, wordsFor(action, change)));
  return undefined;
}

interface Change {
  readonly old: Json | undefined;
  readonly next: Json | undefined;
}

function wordsFor({ path: { text, attribute } }: Action, { old, next }: Change): string {
  const target = `${code(text)} on a copy`;
  if (attribute.returned === 'never') return `Changed ${target}`;
  if (next === undefined) return `Removed ${target}`;
  if (typeof next === 'object') return `Changed ${target}${counts(old, next)}`;
  if (old === undefined) return `Set ${target} to \`${wordFor(next)}\``;
  return `Replaced ${target}: \`${wordFor(old)}\` to \`${wordFor(next)}\``;
}

/** How many elements there were and are, where that differs. */
function counts(old: Json | undefined, next: Json): string {
  if (!isList(next)) return '';
  const before = isList(old) ? old.length : 0;
  return before === next.length ? '' : `: ${before} before, ${next.length} after`;
}

/** Notes how many elements came or went, where the list is too long to compare. */
export function noteMembers(action: Action, notes: Notes, count: number): undefined {
  if (count === 0) return noteSame(action, notes);
  const word = action.op === 'remove' ? 'Removed' : 'Added';
  const what = `${word} ${count} at ${code(action.path.text)} on a copy`;
  notes.steps.push(step('act', action.op, what));
  return undefined;
}

/** Notes that an operation changes nothing, which is a success (RFC 7644 §3.5.2.1). */
export function noteSame({ op, path }: Action, { steps }: Notes): undefined {
  const what = op === 'remove' ? `Found nothing to remove at` : `Found nothing to change at`;
  steps.push(step('plain', op, `${what} ${code(path.text)}`));
  return undefined;
}
