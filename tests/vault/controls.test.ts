// Checks that each family of controls says what all three frameworks ask, how it answers, and what it cannot show.
import { expect, test } from 'vitest';
import { controls, frameworks } from '../../src/vault/controls.ts';

test('each family stands in each framework once, with clauses and a whole sentence', () => {
  expect(controls.map(({ family }) => family)).toEqual(['provisioning', 'change', 'removal']);
  for (const { clauses, asks, answers, cannot } of controls) {
    expect(clauses.map(({ framework }) => framework)).toEqual(frameworks);
    const sentences = [answers, ...clauses.map((each) => each.asks), ...cannot];
    expect(sentences.filter((each) => !/^[A-Z].*\.$/.test(each))).toEqual([]);
    expect(asks).toMatch(/\?$/);
    expect(cannot.length).toBeGreaterThanOrEqual(3);
  }
});
