// Keeps what a learner did in a lesson as facts, and works out from them where the learner stands.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import type { Lesson, LessonMeta, Question } from './lesson.ts';
import type { GivenAnswer } from './quiz.ts';

/**
 * One thing that happened; `at` is an ISO 8601 instant. `step.after` is the number of the newest
 * exchange when the step began, `passed.no` of the newest when a check was first seen passed. With
 * `again` the step that is under way begins anew.
 */
export type Fact = { readonly at: string } & (
  | { readonly kind: 'started' | 'finished' }
  | { readonly kind: 'step'; readonly step: string; readonly after: number }
  | { readonly kind: 'again'; readonly step: string; readonly after: number }
  | { readonly kind: 'passed'; readonly check: string; readonly no: number }
  | ({ readonly kind: 'predicted' | 'answered' } & GivenAnswer)
  | { readonly kind: 'revealed'; readonly question: string }
  | { readonly kind: 'hint'; readonly step: string; readonly hint: HintName }
  | { readonly kind: 'solution'; readonly step: string }
);

/** The hints of a step, in the order they are opened. */
export type HintName = 'look' | 'rule' | 'show';

/** Where a learner stands in a lesson, since it was last started. */
export interface Progress {
  /** How often the lesson was started. */
  readonly attempts: number;
  /** The furthest step reached; undefined before the first. */
  readonly step?: string;
  /** For each step reached: the newest exchange when it began. */
  readonly after: ReadonlyMap<string, number>;
  /** For each check passed: the newest exchange then. */
  readonly passedAt: ReadonlyMap<string, number>;
  readonly predictions: readonly GivenAnswer[];
  readonly revealed: ReadonlySet<string>;
  readonly answers: readonly GivenAnswer[];
  readonly hints: ReadonlyMap<string, readonly HintName[]>;
  readonly solutions: ReadonlySet<string>;
  /** In this attempt, and in any. */
  readonly finished: boolean;
  readonly everFinished: boolean;
}

/** How a lesson stands on the course map. */
export type LessonState = 'new' | 'underWay' | 'finished';

const hintNames: readonly HintName[] = ['look', 'rule', 'show'];

/** The shelf's key for a lesson's facts. */
export const progressKey = (lesson: string): string => `progress/${lesson}`;

/** The prefix of all such keys. */
export const progressPrefix = 'progress/';

/** Adds a fact to a lesson's record; one that says nothing new since the start is left out. */
export function withFact(record: JsonObject | undefined, lesson: string, fact: Fact): JsonObject {
  const facts = factsIn(record);
  const old = fact.kind === 'passed' ? sinceAgain(sinceStart(facts)) : sinceStart(facts);
  const known = !isBeginning(fact) && old.some((each) => saysSame(each, fact));
  return { version: 1, lesson, facts: (known ? facts : [...facts, fact]) as unknown as Json };
}

/** The facts of a record, oldest first; what is damaged is left out, so that it harms nothing else. */
export function factsIn(record: JsonObject | undefined): readonly Fact[] {
  const facts = record?.['facts'];
  return isList(facts) ? facts.filter(isFact) : [];
}

const isFact = (value: Json): value is Json & Fact =>
  isObject(value) &&
  typeof value['at'] === 'string' &&
  shapes.get(String(value['kind']))?.(value) === true;

const isText = (value: Json | undefined): boolean => typeof value === 'string';
const isCount = (value: Json | undefined): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isAnswer = (value: JsonObject): boolean =>
  isText(value['question']) &&
  isText(value['hash']) &&
  isList(value['chosen']) &&
  value['chosen'].every(isCount);

const isStep = (value: JsonObject): boolean => isText(value['step']) && isCount(value['after']);

/** What a fact of each kind must hold. */
const shapes: ReadonlyMap<string, (value: JsonObject) => boolean> = new Map(
  Object.entries({
    started: () => true,
    finished: () => true,
    step: isStep,
    again: isStep,
    passed: ({ check, no }) => isText(check) && isCount(no),
    predicted: isAnswer,
    answered: isAnswer,
    revealed: ({ question }) => isText(question),
    hint: ({ step, hint }) => isText(step) && hintNames.some((name) => name === hint),
    solution: ({ step }) => isText(step),
  } satisfies Readonly<Record<Fact['kind'], (value: JsonObject) => boolean>>),
);

/** The present attempt: everything since the last `started`. */
const sinceStart = (facts: readonly Fact[]): readonly Fact[] =>
  facts.slice(facts.findLastIndex((fact) => fact.kind === 'started') + 1);

/** What was passed before a step was begun anew counts for the steps behind it only, which are not judged again. */
const sinceAgain = (facts: readonly Fact[]): readonly Fact[] =>
  facts.slice(facts.findLastIndex((fact) => fact.kind === 'again') + 1);

/** A beginning is a new one each time, whatever was said before. */
const isBeginning = ({ kind }: Fact): boolean => kind === 'started' || kind === 'again';

/** Answers may repeat, since each try counts; everything else is said once in an attempt. */
function saysSame(one: Fact, other: Fact): boolean {
  if (one.kind !== other.kind || one.kind === 'answered' || one.kind === 'predicted') return false;
  const left = { ...one, at: '' };
  const right = { ...other, at: '' };
  if (left.kind === 'step' && right.kind === 'step') return left.step === right.step;
  if (left.kind === 'passed' && right.kind === 'passed') return left.check === right.check;
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Works out where the learner stands. */
export function progressOf(facts: readonly Fact[]): Progress {
  const now = sinceStart(facts);
  const steps = of(now, 'step');
  const last = steps.at(-1);
  return {
    attempts: of(facts, 'started').length,
    ...(last && { step: last.step }),
    after: new Map([...steps, ...of(now, 'again')].map((fact) => [fact.step, fact.after])),
    passedAt: new Map(of(sinceAgain(now), 'passed').map((fact) => [fact.check, fact.no])),
    predictions: of(now, 'predicted'),
    revealed: new Set(of(now, 'revealed').map((fact) => fact.question)),
    answers: of(now, 'answered'),
    hints: hintsByStep(of(now, 'hint')),
    solutions: new Set(of(now, 'solution').map((fact) => fact.step)),
    finished: now.some((fact) => fact.kind === 'finished'),
    everFinished: facts.some((fact) => fact.kind === 'finished'),
  };
}

type OfKind<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

const of = <Kind extends Fact['kind']>(
  facts: readonly Fact[],
  kind: Kind,
): readonly OfKind<Kind>[] => facts.filter((fact): fact is OfKind<Kind> => fact.kind === kind);

function hintsByStep(facts: readonly OfKind<'hint'>[]): ReadonlyMap<string, readonly HintName[]> {
  const steps = new Map<string, HintName[]>();
  for (const { step, hint } of facts) steps.set(step, [...(steps.get(step) ?? []), hint]);
  return steps;
}

/** How a lesson stands; once finished it stays so, however often it is started again. */
export function lessonState(facts: readonly Fact[]): LessonState {
  if (facts.some((fact) => fact.kind === 'finished')) return 'finished';
  return facts.length > 0 ? 'underWay' : 'new';
}

/**
 * The lesson to go on with: the first under way, else the first new one whose needs are met, else
 * the first new one.
 */
export function nextLesson(
  lessons: readonly LessonMeta[],
  stateOf: (lesson: string) => LessonState,
): LessonMeta | undefined {
  const learned = new Set(
    lessons.filter(({ id }) => stateOf(id) === 'finished').flatMap(({ teaches }) => teaches),
  );
  const fresh = lessons.filter(({ id }) => stateOf(id) === 'new');
  return (
    lessons.find(({ id }) => stateOf(id) === 'underWay') ??
    fresh.find(({ needs }) => needs.every((skill) => learned.has(skill))) ??
    fresh[0]
  );
}

/** The quiz questions of a lesson, in order. */
export const questionsIn = (lesson: Lesson): readonly Question[] =>
  lesson.steps.flatMap((step) => step.blocks.filter((block) => block.kind === 'quiz'));
