// Keeps what has happened in a run of a story, as plain data: one step is added at a time, nothing is ever changed back.
import type { HttpResponse } from '../http/message.ts';
import type { Facts, Outcome } from '../idp/conversation.ts';
import { exposureOf } from '../vault/exposure.ts';
import type { ExposureSample, ExposureWindow } from '../vault/exposure.ts';
import { openNames, secretsWords } from './scene.ts';
import type { Stand } from './scene.ts';
import type { Act, Beat, Expectation, Lane, Measure, Scenario } from './story.ts';

/** Colours a line: an HTTP method, the kind of an answer, or nothing special. */
export type Tone = 'plain' | 'get' | 'post' | 'put' | 'patch' | 'delete' | 'ok' | 'warn' | 'bad';

/** One line of the sequence. `step` counts from 1: lines of one step belong together. `at` is lab time in milliseconds. */
export interface Line {
  readonly step: number;
  readonly act: string;
  readonly at: number;
  readonly place:
    | { readonly kind: 'note'; readonly lane: Lane }
    | { readonly kind: 'arrow'; readonly from: Lane; readonly to: Lane; readonly back: boolean };
  readonly says: string;
  readonly wire?: string;
  readonly tone: Tone;
  /** Who did it: the story, or the learner by hand. */
  readonly by: 'story' | 'you';
  /** The exchange this line stands for, by id. */
  readonly exchange?: string;
  /** What is said beside it about open secrets. */
  readonly tag?: { readonly text: string; readonly tone: 'ok' | 'bad' | 'plain' };
}

/** A difference between what an act promised and what the directory says. */
export interface Mismatch {
  readonly act: string;
  readonly says: string;
}

/** Everything that has happened so far. Plain data: it is stored with the machine's snapshot. */
export interface Run {
  readonly scenario: string;
  readonly version: number;
  readonly steps: number;
  readonly lines: readonly Line[];
  /** Answers of the conversation under way. */
  readonly answers: readonly HttpResponse[];
  readonly facts: Facts;
  /** How the person stood at the HR event, and how after the last step. */
  readonly before?: Stand;
  readonly stand?: Stand;
  /** Lab time of the HR event, and what is measured since: names of secrets open too long, or missing. */
  readonly openedAt?: number;
  readonly samples: readonly ExposureSample[];
  /** Rights are due again, so that nothing open is open too long. */
  readonly settled?: true;
  readonly mismatches: readonly Mismatch[];
  /** What the learner's last request did not do, in sentences. */
  readonly unmet: readonly string[];
  /** Why the conversation under way failed. */
  readonly failure?: Extract<Outcome, { kind: 'failed' }> | undefined;
  /** Why nothing was sent at the last step: a whole sentence. */
  readonly trouble?: string | undefined;
}

/** A run before its first step. */
export const freshRun = (scenario: Scenario): Run => ({
  scenario: scenario.id,
  version: scenario.version,
  steps: 0,
  lines: [],
  answers: [],
  facts: {},
  samples: [],
  mismatches: [],
  unmet: [],
});

/** What playing one step brought. `talk` is there if the step belonged to a conversation. */
export interface Performed {
  /** Lab time after the step, in milliseconds. */
  readonly at: number;
  readonly lines: readonly Omit<Line, 'step' | 'act' | 'tag'>[];
  readonly stand: Stand;
  readonly talk?:
    | { readonly kind: 'answered'; readonly answer: HttpResponse }
    | { readonly kind: 'unmet'; readonly unmet: readonly string[] }
    | { readonly kind: 'ended'; readonly outcome: Outcome };
}

/** Where a step belongs. */
export interface Where {
  readonly scenario: Scenario;
  readonly act: Act;
  readonly beat: Beat;
}

/** True when the step was the last of its act: its beat is the act's last and no conversation goes on. */
const endsAct = ({ act, beat }: Where, performed: Performed): boolean =>
  act.beats.at(-1) === beat && (!performed.talk || isOver(performed));

/** True when a conversation ended well with this step. */
export const isOver = ({ talk }: Performed): boolean =>
  talk?.kind === 'ended' && talk.outcome.kind === 'done';

/** The run after a step. */
export function recorded(run: Run, performed: Performed, where: Where): Run {
  const measured = measuredAfter(run, performed, where);
  return {
    scenario: run.scenario,
    version: run.version,
    ...measured,
    ...afterTalk(run, performed),
    trouble: undefined, // said outright: the machine merges this into what it had
    steps: run.steps + 1,
    lines: [...run.lines, ...linesIn(run, performed, where)],
    stand: performed.stand,
    mismatches: endsAct(where, performed)
      ? [...run.mismatches, ...mismatchesOf(where.act, performed.stand)]
      : run.mismatches,
  };
}

/** The step's lines with their place; the last one says what is open now, if that is news. */
function linesIn(run: Run, performed: Performed, { act, beat, scenario }: Where): readonly Line[] {
  const tag = tagAfter(run, performed, { act, beat, scenario });
  return performed.lines.map((line, at, all) => ({
    ...line,
    step: run.steps + 1,
    act: act.id,
    ...(tag && at === all.length - 1 && { tag }),
  }));
}

/** What to say about open secrets after a step: at the HR event, and whenever their number has changed. */
function tagAfter(run: Run, performed: Performed, { scenario, beat }: Where): Line['tag'] {
  const open = openNames(performed.stand);
  const starts = beat.kind === 'note' && beat.measures === true;
  const isNews = starts || (run.stand && openNames(run.stand).join() !== open.join());
  if (!isNews) return undefined;
  const isDue = run.settled || settles(beat);
  const left = isDue ? 0 : measuredIn(scenario.measure, performed.stand).length;
  const waits = scenario.measure.kind === 'exposure' ? 'bad' : 'plain';
  return {
    text: open.length === 0 ? 'nothing open' : `${secretsWords(open.length)} open`,
    tone: left === 0 ? 'ok' : waits,
  };
}

const settles = (beat: Beat): boolean => beat.kind === 'note' && beat.settles === true;

/** Where the measuring starts, and the sample this step adds to it. */
function measuredAfter(
  run: Run,
  performed: Performed,
  { scenario, beat }: Where,
): Pick<Run, 'openedAt' | 'before' | 'samples' | 'settled'> {
  const starts = beat.kind === 'note' && beat.measures === true;
  const openedAt = run.openedAt ?? (starts ? performed.at : undefined);
  const before = run.before ?? (starts ? performed.stand : undefined);
  if (openedAt === undefined || before === undefined) return { samples: run.samples };
  if (run.settled || settles(beat))
    return { openedAt, before, samples: run.samples, settled: true };
  const sample = { at: performed.at, open: measuredIn(scenario.measure, performed.stand) };
  return { openedAt, before, samples: [...run.samples, sample] };
}

/** Secrets open that should be gone, or secrets still missing that are needed; by name. */
function measuredIn(measure: Measure, stand: Stand): readonly string[] {
  const open = openNames(stand);
  return measure.kind === 'exposure'
    ? open.filter((name) => !measure.keeps.includes(name))
    : measure.needs.filter((name) => !open.includes(name));
}

/** What a conversation leaves behind after one of its steps. */
function afterTalk(
  run: Run,
  { talk }: Performed,
): Pick<Run, 'answers' | 'facts' | 'unmet' | 'failure'> {
  const { answers, facts } = run;
  const clean = { answers: [], facts, unmet: [], failure: undefined };
  if (!talk) return clean;
  if (talk.kind === 'unmet') return { ...clean, answers, unmet: talk.unmet };
  if (talk.kind === 'answered') return { ...clean, answers: [...answers, talk.answer] };
  if (talk.outcome.kind === 'failed') return { ...clean, failure: talk.outcome };
  return { ...clean, facts: { ...facts, ...talk.outcome.facts } };
}

/** What an act promised and the directory does not show. */
export function mismatchesOf(act: Act, stand: Stand): readonly Mismatch[] {
  return [accountMismatch(act.expects, stand), accessMismatch(act.expects, stand)].flatMap(
    (says) => (says === undefined ? [] : [{ act: act.id, says }]),
  );
}

const accountWords = { none: 'no account', enabled: 'enabled', disabled: 'disabled' } as const;

function accountMismatch(expects: Expectation, stand: Stand): string | undefined {
  if (expects.account === stand.account) return undefined;
  const [wanted, found] = [accountWords[expects.account], accountWords[stand.account]];
  return `The account should be: ${wanted}. The directory says: ${found}.`;
}

function accessMismatch(expects: Expectation, stand: Stand): string | undefined {
  const open = openNames(stand);
  const extra = open.filter((name) => !expects.opens.includes(name));
  const missing = expects.opens.filter((name) => !open.includes(name));
  if (extra.length + missing.length === 0) return undefined;
  const parts = [
    ...(extra.length ? [`open but not expected: ${extra.join(', ')}`] : []),
    ...(missing.length ? [`expected but not open: ${missing.join(', ')}`] : []),
  ];
  return `Access is not as the story expects; ${parts.join('; ')}.`;
}

/** The window measured so far, up to lab time `now` (milliseconds); undefined before the HR event. */
export function windowOf(run: Run, now: number): ExposureWindow | undefined {
  if (run.openedAt === undefined) return undefined;
  return exposureOf({ openedAt: run.openedAt, now, samples: run.samples });
}
