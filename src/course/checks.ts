// Judges a lesson's checks by the state of the lab: the directory, who can open what, and the requests since the step began.
import { assertNever } from '../base/assertNever.ts';
import { judgeAccess } from './judge/access.ts';
import { judgeExchanges } from './judge/exchange.ts';
import { judgeRequests } from './judge/requests.ts';
import { judgeResources } from './judge/resource.ts';
import type { Finding, SeenExchange, Situation } from './judge/situation.ts';
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
 * Only the first open check can fail, and only when it was tried; the others wait.
 */
export function statesOf(
  checks: readonly Check[],
  situation: Situation,
  passedAt: ReadonlyMap<string, number>,
): readonly CheckState[] {
  const findings = checks.map((check) => ({ check, ...judge(check, situation) }));
  const open = findings.find((finding) => !finding.passed)?.check;
  const failing = open && isTried(open, { checks, situation, passedAt }) ? open : undefined;
  return findings.map(({ check, passed, found }) => {
    if (passed) return { check, state: 'passed' };
    const say = fillPlaces(check.say, found);
    if (passedAt.has(check.id)) return { check, state: 'lost', say };
    return check === failing ? { check, state: 'failed', say } : { check, state: 'waiting' };
  });
}

/**
 * True if the learner tried to pass the open check, so that it may be called failed. Looking around
 * is no try at changing the directory. A question is never failed here; it says itself what was wrong.
 */
function isTried(
  open: Check,
  around: {
    readonly checks: readonly Check[];
    readonly situation: Situation;
    readonly passedAt: ReadonlyMap<string, number>;
  },
): boolean {
  const { checks, situation, passedAt } = around;
  const newest = situation.exchanges[0];
  if (!newest || open.condition.kind === 'answered') return false;
  const lastPass = Math.max(0, ...checks.map((check) => passedAt.get(check.id) ?? 0));
  const since = situation.exchanges.filter(({ no }) => no > lastPass);
  if (since.length > 0) return !isAboutState(open) || since.some((each) => !isLook(each));
  const passedNow = checks.filter((check) => passedAt.get(check.id) === newest.no);
  if (passedNow.some((check) => checks.indexOf(check) > checks.indexOf(open))) return true;
  return isWrite(newest) && isAboutState(open) && !passedNow.some(isAboutState);
}

/** A read that was answered. */
const isLook = ({ request, response }: SeenExchange): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') && response.status < 300;

/** A request that changed something: not a read, and not refused. */
const isWrite = ({ request, response }: SeenExchange): boolean =>
  request.method !== 'GET' && request.method !== 'HEAD' && response.status < 300;

const isAboutState = ({ condition }: Check): boolean =>
  condition.kind === 'resource' || condition.kind === 'access';

/** Puts what was found into the places of a sentence; an unknown place stays as it is. */
export const fillPlaces = (say: string, found: Readonly<Record<string, string>>): string =>
  say.replace(/\{(\w+)\}/g, (place, name: string) => found[name] ?? place);
