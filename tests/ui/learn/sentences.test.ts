// Says in one sentence how far a step is.
import { expect, test } from 'vitest';
import type { CheckState } from '../../../src/course/checks.ts';
import { progressSentence } from '../../../src/ui/learn/sentences.ts';

const check = (task: string) => ({
  id: task,
  task,
  say: '',
  condition: { kind: 'answered', question: 'q' } as const,
});
const state = (task: string, which: 'passed' | 'waiting' | 'failed' | 'lost'): CheckState =>
  which === 'passed' || which === 'waiting'
    ? { check: check(task), state: which }
    : { check: check(task), state: which, say: 'Why.' };

test.each([
  [[], '201 Created.'],
  [[state('A', 'passed')], '201 Created. All tasks passed. You can go on.'],
  [
    [state('A', 'passed'), state('Send `GET`', 'waiting')],
    '201 Created. 1 of 2 tasks passed. Next: Send GET.',
  ],
  [[state('A', 'failed'), state('B', 'waiting')], '201 Created. 0 of 2 tasks passed. Not yet: A.'],
  [[state('A', 'lost')], '201 Created. 0 of 1 task passed. No longer so: A.'],
])('%j', (states, sentence) => {
  expect(progressSentence('201 Created.', states)).toBe(sentence);
});

test('a sentence never grows beyond what is spoken at once', () => {
  const long = progressSentence('201 Created.', [state('word '.repeat(60), 'failed')]);
  expect([long.length <= 160, long.at(-1)]).toEqual([true, '…']);
});
