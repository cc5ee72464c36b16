// Counts what an exchange did to directory and access, in the short form of the history.
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Change } from '../../scim/change.ts';
import type { LabExchange } from '../lab.ts';

/** A short effect and the colour it wears. */
export interface Effect {
  readonly text: string;
  readonly tone: 'ok' | 'bad' | 'chg' | 'dim';
}

/** What was stored: `+1`, `−1`, `~3` attributes, `nothing` for a write without effect; undefined for reads. */
export function changeEffect(exchange: LabExchange): Effect | undefined {
  const { changes, request } = exchange;
  if (changes.length === 0)
    return ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
      ? undefined
      : { text: 'nothing', tone: 'dim' };
  const created = changes.filter(({ kind }) => kind === 'create').length;
  const deleted = changes.filter(({ kind }) => kind === 'delete').length;
  if (created > 0) return { text: `+${created}`, tone: 'ok' };
  if (deleted > 0) return { text: `−${deleted}`, tone: 'bad' };
  const count = changes.reduce((sum, change) => sum + changedCount(change), 0);
  return { text: `~${count}`, tone: 'chg' };
}

/** How many attributes of a replaced resource differ, counting inside complex ones, lists as one. */
export const changedCount = (change: Change): number =>
  differences(change.before ?? {}, change.after ?? {});

function differences(before: JsonObject, after: JsonObject): number {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].reduce((sum, name) => sum + difference(before[name], after[name]), 0);
}

function difference(before: Json | undefined, after: Json | undefined): number {
  if (isObject(before) && isObject(after)) return differences(before, after);
  return JSON.stringify(before) === JSON.stringify(after) ? 0 : 1;
}

/** Whose access changed: `Ana −3`, or `4 people`; undefined when nobody's did. */
export function accessEffect(exchange: LabExchange): Effect | undefined {
  const moved = exchange.access.filter(({ opensBefore, opensAfter }) => opensBefore !== opensAfter);
  if (moved.length === 0) return undefined;
  const sum = moved.reduce((total, one) => total + one.opensAfter - one.opensBefore, 0);
  const tone = sum < 0 ? 'bad' : 'ok';
  if (moved.length > 1) return { text: `${moved.length} people`, tone };
  const first = moved[0]!.displayName.split(' ')[0]!; // split gives at least one part
  return { text: `${first} ${sum < 0 ? '−' : '+'}${Math.abs(sum)}`, tone };
}
