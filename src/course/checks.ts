// Judges a lesson's checks by the state of the lab: the directory, who can open what, and the requests since the step began.
import { assertNever } from '../base/assertNever.ts';
import { judgeAccess } from './judge/access.ts';
import { judgeExchanges } from './judge/exchange.ts';
import { judgeRequests } from './judge/requests.ts';
import { judgeResources } from './judge/resource.ts';
import type { Finding, Situation } from './judge/situation.ts';
import type { Check, Condition } from './lesson.ts';

/**
 * A check as the task list shows it. `failed` and `lost` carry the author's sentence with what was
 * found: `failed` was tried, `lost` had been passed before, `waiting` was not tried yet.
 */
export type CheckState =
  | { readonly check: Check; readonly state: 'passed' | 'waiting' }
  | { readonly check: Check; readonly state: 'failed' | 'lost'; readonly say: string };

/** Judges one check. */
export function judge(check: Check, situation: Situation): Finding {
  return judgeCondition(check.condition, situation);
}

function judgeCondition(condition: Condition, situation: Situation): Finding {
  switch (condition.kind) {
    case 'resource':
      return judgeResources(condition, situation);
    case 'exchange':
      return judgeExchanges(condition, situation);
    case 'requests':
      return judgeRequests(condition.counts, situation);
    case 'access':
      return judgeAccess(condition, situation);
    case 'answered':
      return { passed: situation.answered.has(condition.question), found: {} };
    default:
      return assertNever(condition);
  }
}

/**
 * The states of a step's checks. `passedAt` tells at which exchange a check was first seen passed.
 * A check counts as tried, and so as failed, when it is the first open one and a request was sent
 * that did not pass another; otherwise it waits.
 */
export function statesOf(
  checks: readonly Check[],
  situation: Situation,
  passedAt: ReadonlyMap<string, number>,
): readonly CheckState[] {
  const findings = checks.map((check) => ({ check, ...judge(check, situation) }));
  const firstOpen = findings.find((finding) => !finding.passed)?.check;
  const tried = isTried(checks, situation, passedAt);
  return findings.map(({ check, passed, found }) => {
    if (passed) return { check, state: 'passed' };
    const say = fillPlaces(check.say, found);
    if (passedAt.has(check.id)) return { check, state: 'lost', say };
    const failed = check === firstOpen && tried && check.condition.kind !== 'answered';
    return failed ? { check, state: 'failed', say } : { check, state: 'waiting' };
  });
}

/** True if the newest request came after the last one that passed a check of this step. */
function isTried(
  checks: readonly Check[],
  situation: Situation,
  passedAt: ReadonlyMap<string, number>,
): boolean {
  const newest = situation.exchanges[0]?.no;
  if (newest === undefined) return false;
  return checks.every((check) => newest > (passedAt.get(check.id) ?? 0));
}

/** Puts what was found into the places of a sentence; an unknown place stays as it is. */
export const fillPlaces = (say: string, found: Readonly<Record<string, string>>): string =>
  say.replace(/\{(\w+)\}/g, (place, name: string) => found[name] ?? place);
