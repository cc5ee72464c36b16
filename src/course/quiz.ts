// Runs questions: in which order options stand, whether a choice is right, what was tried, what to ask again.
import type { Question } from './lesson.ts';

/** A given answer: `chosen` are indexes into the question's options as its author wrote them. */
export interface GivenAnswer {
  readonly question: string;
  readonly hash: string;
  readonly chosen: readonly number[];
}

/**
 * Where a question stands. `chosen` is the last choice, `tried` every option chosen so far (their
 * reasons are shown), `tries` how many answers were given.
 */
export interface QuestionState {
  readonly state: 'open' | 'wrong' | 'right';
  readonly chosen: readonly number[];
  readonly tried: ReadonlySet<number>;
  readonly tries: number;
}

/** Mixes a list; the same seed (any whole number) gives the same order on every machine. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const mixed = [...items];
  const chance = randomFrom(seed);
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** Mulberry32: small, even enough for a handful of options, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The indexes of a question's options in the order to show them. */
export function optionOrder(question: Question, seed: number): readonly number[] {
  const indexes = question.options.map((_, at) => at);
  return question.keepOrder ? indexes : shuffled(indexes, seed);
}

/** True if exactly the right options are chosen. */
export const isRight = (question: Question, chosen: readonly number[]): boolean =>
  question.options.every(({ right }, at) => right === chosen.includes(at));

/** True if more than one option is right, so that several can be chosen. */
export const takesSeveral = (question: Question): boolean =>
  question.options.filter((option) => option.right).length > 1;

/** The answers that still count: those to this question as it is worded now. */
const answersTo = (question: Question, given: readonly GivenAnswer[]): readonly GivenAnswer[] =>
  given.filter((answer) => answer.question === question.id && answer.hash === question.hash);

/** Where a question stands after the given answers, oldest first. */
export function questionState(question: Question, given: readonly GivenAnswer[]): QuestionState {
  const answers = answersTo(question, given);
  const last = answers.at(-1);
  const tried = new Set(answers.flatMap((answer) => answer.chosen));
  if (!last) return { state: 'open', chosen: [], tried, tries: 0 };
  const state = isRight(question, last.chosen) ? 'right' : 'wrong';
  return { state, chosen: last.chosen, tried, tries: answers.length };
}

/** Ids of the questions whose last answer is right. */
export const answeredRightly = (
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): ReadonlySet<string> =>
  new Set(
    questions
      .filter((question) => questionState(question, given).state === 'right')
      .map(({ id }) => id),
  );

/** The questions whose first answer was wrong: worth asking once more at the end. */
export const missedQuestions = (
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): readonly Question[] =>
  questions.filter((question) => {
    const first = answersTo(question, given)[0];
    return first !== undefined && !isRight(question, first.chosen);
  });

/** The misconceptions that chosen wrong options name, each once. */
export const misconceptionsIn = (
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): readonly string[] => [
  ...new Set(
    questions.flatMap((question) =>
      answersTo(question, given)
        .flatMap((answer) => answer.chosen)
        .flatMap((at) => question.options[at]?.misconception ?? []),
    ),
  ),
];
