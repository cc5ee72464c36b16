// How words are joined into a sentence.
import { expect, test } from 'vitest';
import { inWords } from '../../src/ui/sentences.ts';

test('one stands alone, the last two are joined by and, the others by commas', () => {
  expect(inWords([])).toBe('');
  expect(inWords(['a'])).toBe('a');
  expect(inWords(['a', 'b'])).toBe('a and b');
  expect(inWords(['a', 'b', 'c'])).toBe('a, b and c');
});
