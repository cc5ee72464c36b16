// Runs questions: order, right and wrong, tries, and what is asked again.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/course/lesson.ts';
import {
  isRight,
  misconceptionsIn,
  missedQuestions,
  optionOrder,
  questionState,
  shuffled,
} from '../../src/course/quiz.ts';

const question: Question = {
  id: 'q',
  hash: 'h1',
  prompt: 'Which?',
  keepOrder: false,
  options: [
    { text: 'right', reason: 'r', right: true },
    { text: 'wrong', reason: 'w', right: false, misconception: 'm-one' },
    { text: 'other', reason: 'o', right: false, misconception: 'm-two' },
  ],
};
const answer = (chosen: readonly number[], hash = 'h1') => ({ question: 'q', hash, chosen });

test('a shuffle loses nothing and repeats with its seed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const mixed = shuffled(items, seed);
      expect(mixed).toEqual(shuffled(items, seed));
      expect(mixed.toSorted()).toEqual(items.toSorted());
    }),
    { numRuns: 1000 },
  );
});

test('over many seeds every option stands first about as often', () => {
  const firsts = Array.from({ length: 3000 }, (_, seed) => optionOrder(question, seed)[0]!);
  for (const at of [0, 1, 2]) {
    const share = firsts.filter((first) => first === at).length / firsts.length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.39);
  }
});

test('a question that keeps its order is not shuffled', () => {
  const kept = { ...question, keepOrder: true };
  expect([1, 2, 3, 4, 5].map((seed) => optionOrder(kept, seed))).toEqual(
    Array.from({ length: 5 }, () => [0, 1, 2]),
  );
});

test('several right options are right only together', () => {
  const two = {
    ...question,
    options: question.options.map((each) => ({ ...each, right: each.text !== 'other' })),
  };
  expect([[0], [0, 1], [0, 1, 2], []].map((chosen) => isRight(two, chosen))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

describe('the state of a question', () => {
  test('is open before the first answer', () => {
    expect(questionState(question, [])).toEqual({
      state: 'open',
      chosen: [],
      tried: new Set(),
      tries: 0,
    });
  });

  test('remembers every option that was tried', () => {
    expect(questionState(question, [answer([1]), answer([2]), answer([0])])).toEqual({
      state: 'right',
      chosen: [0],
      tried: new Set([1, 2, 0]),
      tries: 3,
    });
  });

  test('is open again when its words changed', () => {
    expect(questionState(question, [answer([0], 'old')]).state).toBe('open');
  });
});

test('a question is missed if its first answer was wrong', () => {
  expect(missedQuestions([question], [answer([0])])).toEqual([]);
  expect(missedQuestions([question], [answer([1]), answer([0])])).toEqual([question]);
  expect(missedQuestions([question], [])).toEqual([]);
});

test('chosen wrong options name their misconceptions once', () => {
  const given = [answer([1]), answer([1]), answer([2]), answer([0])];
  expect(misconceptionsIn([question], given)).toEqual(['m-one', 'm-two']);
});
