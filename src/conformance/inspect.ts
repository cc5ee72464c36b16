// Holds every answer of a run to the rules that are true of any answer, and remembers the first that breaks one.
import type { Exchanged, Seen } from './exchange.ts';
import type { CheckInfo, CheckResult } from './result.ts';
import { about, rules, type Rule } from './rules.ts';
import type { Survey } from './survey.ts';

/** Watches the answers of a run. */
export interface Inspector {
  readonly rules: readonly CheckInfo[];
  look(answer: Seen): void;
  /** How a rule fared in all that was looked at. */
  verdict(id: string): CheckResult;
}

interface Tally {
  readonly rule: Rule;
  looked: number;
  broken: number;
  first: { readonly saw: string; readonly exchange: Exchanged } | undefined;
}

/** Makes an inspector for a server; `token` is what no answer may give away. */
export function inspector(survey: Survey, token: string): Inspector {
  const tallies = rules.map((rule): Tally => ({ rule, looked: 0, broken: 0, first: undefined }));
  return {
    rules,
    look(answer) {
      const seenAs = about(answer, { survey, token });
      for (const tally of tallies) note(tally, answer, tally.rule.breach(answer, seenAs));
    },
    verdict(id) {
      const tally = tallies.find(({ rule }) => rule.id === id);
      if (!tally) throw new Error(`Expected a rule for every answer, got ${id}.`);
      return verdictOf(tally);
    },
  };
}

function note(tally: Tally, answer: Seen, breach: ReturnType<Rule['breach']>): void {
  if (breach === 'elsewhere') return;
  tally.looked += 1;
  if (breach === undefined) return;
  tally.broken += 1;
  tally.first ??= {
    saw: breach,
    exchange: { request: answer.request, response: answer.response },
  };
}

function verdictOf({ rule, looked, broken, first }: Tally): CheckResult {
  if (looked === 0)
    return {
      check: rule,
      exchanges: [],
      outcome: { kind: 'notApplicable', reason: 'No answer of this run comes under it.' },
    };
  if (!first) return { check: rule, exchanges: [], outcome: { kind: 'passed' } };
  const saw = `${first.saw} (${broken} of ${looked} answers)`;
  return {
    check: rule,
    exchanges: [first.exchange],
    outcome: { kind: 'failed', expected: rule.title, saw, exchange: first.exchange },
  };
}
