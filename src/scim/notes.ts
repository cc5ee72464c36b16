// Collects, while a body is read, what is wrong with it, what is ignored, and what was tolerated.
import type { Json } from '../base/json.ts';
import type { Problem } from './problem.ts';
import type { Profile } from './profile.ts';
import type { Source, TraceStep } from './trace.ts';
import { code } from './words.ts';

/** Something a client sent that is not stored: the path as sent, the value, and the rule. */
export interface Ignored {
  readonly path: string;
  readonly value: Json;
  readonly why: string;
  readonly source: Source;
}

/** The notes of one reading; every reader adds to the same lists. */
export interface Notes {
  readonly profile: Profile;
  readonly problems: Problem[];
  readonly steps: TraceStep[];
  readonly ignored: Ignored[];
}

/** Empty notes for a profile. */
export const startNotes = (profile: Profile): Notes => ({
  profile,
  problems: [],
  steps: [],
  ignored: [],
});

/** A rule of the profile as a source. */
export const ruleOf = ({ id }: Profile, rule: string): Source => ({
  kind: 'profile',
  profile: id,
  rule,
});

/** Notes a tolerance: what was read how, by which rule of the profile. */
export function tolerate({ steps, profile }: Notes, what: string, rule: string): void {
  steps.push({
    kind: 'warn',
    what,
    why: 'The strict profile refuses this.',
    source: ruleOf(profile, rule),
  });
}

/** Notes that something is not stored, in the list and as a step. */
export function ignore({ ignored, steps }: Notes, item: Ignored): void {
  ignored.push(item);
  steps.push({
    kind: 'warn',
    what: `Ignored ${code(item.path)}`,
    why: item.why,
    source: item.source,
  });
}
