// Plays one step of a story on its stage: moves the clock, sends the provider's request or judges the learner's, reads the directory.
import { assertNever } from '../base/assertNever.ts';
import type { Ask, Outcome, Turn } from '../idp/conversation.ts';
import { turnAfter } from '../idp/conversation.ts';
import type { Dialect } from '../idp/dialects/dialect.ts';
import { directGrants } from '../vault/explain.ts';
import { unmetBy } from './judge.ts';
import { linesOf } from './lines.ts';
import type { Draft } from './lines.ts';
import type { Performed, Run } from './run.ts';
import { standOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Sent, Stage } from './stage.ts';
import type { Beat, MessageBeat, NoteBeat, Scenario, TalkBeat } from './story.ts';

/** How long the provider thinks between two requests, and a request travels, in lab milliseconds. */
const pace = { betweenAsks: 2000, travel: 1000 } as const;

/** One step to play. `byHand` is the learner's own exchange in place of the provider's request. */
export interface Task {
  readonly scenario: Scenario;
  readonly beat: Beat;
  readonly run: Run;
  readonly byHand?: Sent;
}

/** Who plays it: the stage, and the dialect the provider speaks. */
export interface Cast {
  readonly stage: Stage;
  readonly dialect: Dialect;
}

/** A membership cannot be sent without the id of an account. */
const unknown: Outcome = {
  kind: 'failed',
  says: 'The provider knows no account to put into groups; play the story again from the account on',
  status: 0,
  remedy: 'rematch',
};

/** The provider's present turn in a conversation; undefined for a beat that is none. */
export function turnOf(beat: Beat, run: Run, { stage, dialect }: Cast): Turn | undefined {
  if (beat.kind !== 'talk') return undefined;
  if (beat.needsAccount && run.facts.userId === undefined)
    return { kind: 'ended', outcome: unknown };
  const context = { dialect, target: stage.target, facts: run.facts };
  return turnAfter(() => beat.start(context), run.answers);
}

/** Lab time (milliseconds) of the next thing in a beat; never before now, nor in a pause a server asked for. */
export function dueAt(beat: Beat, run: Run, now: number): number {
  const waits = beat.kind === 'talk' ? run.answers.length * pace.betweenAsks : 0;
  return Math.max(now, Date.parse(beat.at) + waits, pauseEnd(run));
}

/** When a server that answered 429 or 503 with `Retry-After` may be asked again (RFC 6585 §4). */
function pauseEnd({ failure, lines }: Run): number {
  const failedAt = lines.at(-1)?.at;
  const seconds = failure?.retryAfter;
  return failedAt === undefined || seconds === undefined ? -Infinity : failedAt + seconds * 1000;
}

/** Lab time (milliseconds) at which the request that is due reaches the server. */
export const arrivalAt = (beat: Beat, run: Run, now: number): number =>
  dueAt(beat, run, now) + pace.travel;

/**
 * Plays a step. @throws Error with a sentence when the stage cannot send; the directory is then as
 * it was, and the step can be played again.
 */
export async function perform(task: Task, cast: Cast): Promise<Performed> {
  const { beat } = task;
  switch (beat.kind) {
    case 'note':
      return performNote(task, beat, cast);
    case 'message':
      return performMessage(task, beat, cast);
    case 'talk':
      return performTalk(task, beat, cast);
    case 'hand':
      return performByHand(task, cast);
    default:
      return assertNever(beat);
  }
}

/** Moves the clock to when the step is due and tells that time. */
async function arrive({ beat, run }: Task, { stage }: Cast): Promise<number> {
  const at = dueAt(beat, run, stage.now());
  await stage.stand();
  if (at !== stage.now()) await stage.jumpTo(at);
  return at;
}

const after = (task: Task, at: number, scene: Scene): Pick<Performed, 'at' | 'stand'> => ({
  at,
  stand: standOf(task.scenario.subject.userName, scene),
});

async function performNote(task: Task, beat: NoteBeat, cast: Cast): Promise<Performed> {
  const at = await arrive(task, cast);
  const scene = await cast.stage.scene();
  const { says, wire } = beat.tell ? beat.tell(scene) : beat;
  const place = { kind: 'note', lane: beat.lane } as const;
  return { ...after(task, at, scene), lines: [lineOf({ at, place, says }, wire)] };
}

async function performMessage(task: Task, beat: MessageBeat, cast: Cast): Promise<Performed> {
  const at = await arrive(task, cast);
  const { from, to, says, wire } = beat;
  const place = { kind: 'arrow', from, to, back: beat.back === true } as const;
  const scene = await cast.stage.scene();
  return { ...after(task, at, scene), lines: [lineOf({ at, place, says }, wire)] };
}

/** The administrator's part: every grant by hand goes, and the note says from which folders. */
async function performByHand(task: Task, cast: Cast): Promise<Performed> {
  const at = await arrive(task, cast);
  const { id = '' } = standOf(task.scenario.subject.userName, await cast.stage.scene());
  const found = directGrants((await cast.stage.scene()).vault, id);
  for (const { folder } of found) {
    const removed = await cast.stage.removeGrant({ user: id, folder: folder.id });
    if (!removed.ok) throw new Error(removed.trouble);
  }
  const says = found.length ? 'Administrator removes the grant' : 'No grant by hand is left';
  const wire = found.map(({ folder, right }) => `${folder.path}: ${right}`).join(', ');
  const place = { kind: 'note', lane: 'vault' } as const;
  const scene = await cast.stage.scene();
  return { ...after(task, at, scene), lines: [lineOf({ at, place, says }, wire || undefined)] };
}

const lineOf = (line: Pick<Draft, 'at' | 'place' | 'says'>, wire: string | undefined): Draft => ({
  ...line,
  ...(wire !== undefined && { wire }),
  tone: 'plain',
  by: 'story',
});

async function performTalk(task: Task, beat: TalkBeat, cast: Cast): Promise<Performed> {
  const turn = turnOf(beat, task.run, cast)!; // a talk always has a turn
  const at = await arrive(task, cast);
  if (turn.kind === 'ended') {
    const scene = await cast.stage.scene();
    return { ...after(task, at, scene), ...closing(turn.outcome, at) };
  }
  const before = standOf(task.scenario.subject.userName, await cast.stage.scene());
  const sent = task.byHand ?? (await send(turn.ask, at, cast.stage));
  const scene = await cast.stage.scene();
  const answeredAt = task.byHand ? Date.parse(sent.at) : at + pace.travel;
  const result = after(task, answeredAt, scene);
  const lines = linesOf({
    ask: turn.ask,
    sent,
    by: task.byHand ? 'you' : 'story',
    baseUrl: cast.stage.target.baseUrl,
    askedAt: task.byHand ? answeredAt : at,
    answeredAt,
    before: task.run.stand ?? before,
    after: result.stand,
  });
  const unmet = task.byHand ? unmetBy(turn.ask.intent, sent, scene) : [];
  if (unmet.length > 0) return { ...result, lines, talk: { kind: 'unmet', unmet } };
  return told({ task, beat, cast, sent, performed: { ...result, lines } });
}

/** Sends the provider's request; it arrives a moment after it is sent. */
async function send(ask: Ask, at: number, stage: Stage): Promise<Sent> {
  await stage.jumpTo(at + pace.travel);
  const { method, url, headers, body } = ask;
  const sent = await stage.send({ method, url, headers, ...(body !== undefined && { body }) });
  if (!sent.ok) throw new Error(sent.trouble);
  return sent.value;
}

/** Tells the conversation the answer; it goes on, or ends with this step. */
function told(of: {
  readonly task: Task;
  readonly beat: TalkBeat;
  readonly cast: Cast;
  readonly sent: Sent;
  readonly performed: Omit<Performed, 'talk'>;
}): Performed {
  const { task, beat, cast, sent, performed } = of;
  const answers = [...task.run.answers, sent.response];
  const turn = turnOf(beat, { ...task.run, answers }, cast)!; // a talk always has a turn
  if (turn.kind === 'asks')
    return { ...performed, talk: { kind: 'answered', answer: sent.response } };
  const { outcome } = turn;
  const closing = outcome.kind === 'failed' ? [failureLine(outcome.says, performed.at)] : [];
  return {
    ...performed,
    lines: [...performed.lines, ...closing],
    talk: { kind: 'ended', outcome },
  };
}

/** A conversation that ends without asking anything: nothing to do, or nothing that could be done. */
function closing(outcome: Outcome, at: number): Pick<Performed, 'lines' | 'talk'> {
  const place = { kind: 'note', lane: 'idp' } as const;
  const line =
    outcome.kind === 'failed'
      ? failureLine(outcome.says, at)
      : lineOf({ at, place, says: outcome.says }, undefined);
  return { lines: [line], talk: { kind: 'ended', outcome } };
}

const failureLine = (says: string, at: number): Draft => ({
  at,
  place: { kind: 'note', lane: 'idp' },
  says,
  tone: 'bad',
  by: 'story',
});
