// Keeps facts of a lesson and works out from them where the learner stands.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { LessonMeta } from '../../src/course/lesson.ts';
import {
  factsIn,
  lessonState,
  nextLesson,
  progressOf,
  withFact,
  type Fact,
} from '../../src/course/progress.ts';

const at = '2026-11-30T09:00:00.000Z';
const record = (...facts: readonly Fact[]): JsonObject | undefined =>
  facts.reduce<JsonObject | undefined>((old, fact) => withFact(old, 'l', fact), undefined);
const started: Fact = { kind: 'started', at };
const step = (name: string, after: number): Fact => ({ kind: 'step', step: name, after, at });
const passed = (check: string, no: number): Fact => ({ kind: 'passed', check, no, at });
const answered = (chosen: readonly number[]): Fact => ({
  kind: 'answered',
  question: 'q',
  hash: 'h',
  chosen,
  at,
});

test('a record names its lesson and holds the facts in order', () => {
  expect(record(started, step('one', 0))).toEqual({
    version: 1,
    lesson: 'l',
    facts: [started, step('one', 0)],
  });
});

test('a fact that says nothing new is left out, but every answer counts', () => {
  const facts = factsIn(
    record(
      started,
      step('one', 0),
      step('one', 9),
      passed('c', 2),
      passed('c', 5),
      answered([1]),
      answered([1]),
    ),
  );
  expect(facts).toEqual([started, step('one', 0), passed('c', 2), answered([1]), answered([1])]);
});

test('a new start begins afresh and keeps what was', () => {
  const facts = factsIn(
    record(
      started,
      step('one', 0),
      passed('c', 2),
      { kind: 'finished', at },
      started,
      step('one', 7),
    ),
  );
  expect(progressOf(facts)).toEqual({
    attempts: 2,
    step: 'one',
    after: new Map([['one', 7]]),
    passedAt: new Map(),
    predictions: [],
    revealed: new Set(),
    answers: [],
    hints: new Map(),
    solutions: new Set(),
    finished: false,
    everFinished: true,
  });
});

test('a step that begins anew forgets what was passed in it, and may pass it again', () => {
  const again = (name: string, after: number): Fact => ({ kind: 'again', step: name, after, at });
  const facts = factsIn(
    record(
      started,
      ...[step('one', 0), passed('a', 2), step('two', 2), passed('b', 4)],
      ...[again('two', 5), passed('b', 7), again('two', 8), passed('b', 9), passed('b', 12)],
    ),
  );
  expect(facts.at(-1)).toEqual(passed('b', 9));
  const { after, passedAt, step: reached } = progressOf(facts);
  expect(reached).toBe('two');
  expect([...after]).toEqual([
    ['one', 0],
    ['two', 8],
  ]);
  expect([...passedAt]).toEqual([['b', 9]]);
});

test('everything of the present attempt is told', () => {
  const facts: readonly Fact[] = [
    started,
    step('one', 0),
    { kind: 'predicted', question: 'p', hash: 'h', chosen: [2], at },
    { kind: 'revealed', question: 'p', at },
    passed('c', 3),
    answered([1]),
    { kind: 'hint', step: 'one', hint: 'look', at },
    { kind: 'hint', step: 'one', hint: 'rule', at },
    { kind: 'solution', step: 'one', at },
    { kind: 'finished', at },
  ];
  expect(progressOf(factsIn(record(...facts)))).toMatchObject({
    passedAt: new Map([['c', 3]]),
    predictions: [{ question: 'p', chosen: [2] }],
    revealed: new Set(['p']),
    answers: [{ question: 'q', chosen: [1] }],
    hints: new Map([['one', ['look', 'rule']]]),
    solutions: new Set(['one']),
    finished: true,
  });
});

describe('a damaged record', () => {
  test('loses only what is damaged', () => {
    const damaged = {
      version: 1,
      facts: [started, 7, { kind: 'step', at }, passed('c', -1), step('two', 4)],
    };
    expect(factsIn(damaged as unknown as JsonObject)).toEqual([started, step('two', 4)]);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => progressOf(factsIn({ facts: value } as JsonObject))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

test('a lesson is new, under way, then finished for good', () => {
  expect([
    lessonState([]),
    lessonState([started]),
    lessonState([started, { kind: 'finished', at }, started]),
  ]).toEqual(['new', 'underWay', 'finished']);
});

describe('the lesson to go on with', () => {
  const lesson = (id: string, teaches: string, needs: readonly string[] = []): LessonMeta =>
    ({ id, teaches: [teaches], needs }) as unknown as LessonMeta;
  const lessons = [lesson('a', 'x'), lesson('b', 'y', ['z']), lesson('c', 'w', ['x'])];
  const next = (states: Record<string, 'underWay' | 'finished'>) =>
    nextLesson(lessons, (id) => states[id] ?? 'new')?.id;

  test('is the one under way', () => expect(next({ c: 'underWay' })).toBe('c'));
  test('is the first whose needs are met', () => expect(next({ a: 'finished' })).toBe('c'));
  test('is the first new one when needs are met nowhere', () =>
    expect(next({ a: 'finished', c: 'finished' })).toBe('b'));
  test('is none when all are finished', () =>
    expect(next({ a: 'finished', b: 'finished', c: 'finished' })).toBeUndefined());
});
