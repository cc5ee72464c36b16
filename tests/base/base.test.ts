// Checks the smallest parts: JSON comparison, places in text, names that nothing else has, live values.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countingIds, uuidsFrom } from '../../src/base/ids.ts';
import { listDifference, parseJson, sameJson, type Json } from '../../src/base/json.ts';
import { cell } from '../../src/base/live.ts';
import { placeOf } from '../../src/base/span.ts';

test('JSON values are the same whatever the order of their keys', () => {
  expect(sameJson({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(sameJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(sameJson({ a: undefined }, {})).toBe(false);
  expect(sameJson(null, undefined)).toBe(false);
});

test('a JSON value is the same as its copy and as nothing else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const text = JSON.stringify(one);
      expect(sameJson(one as Json, JSON.parse(text) as Json)).toBe(true);
      if (JSON.stringify(other) === text) expect(sameJson(one as Json, other as Json)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('malformed JSON parses to undefined', () => {
  expect(parseJson('{')).toBeUndefined();
  expect(parseJson('null')).toBeNull();
});

test('offsets become lines and columns that count from one', () => {
  expect(placeOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  expect(placeOf('ab\n', 99)).toEqual({ line: 2, column: 1 });
});

test('UUIDs carry version 4 and the RFC variant', () => {
  const ids = uuidsFrom((count) => new Uint8Array(count).fill(0xff));
  expect(ids.next()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});

test('counting ids count', () => {
  const ids = countingIds('exchange');
  expect([ids.next(), ids.next()]).toEqual(['exchange-1', 'exchange-2']);
});

test('a live value tells its listeners, each at once and then on change', () => {
  const count = cell(1);
  const heard: number[] = [];
  const stop = count.subscribe((value) => heard.push(value));
  count.set(2);
  count.set(2);
  stop();
  count.set(3);
  expect(heard).toEqual([1, 2]);
  expect(count.get()).toBe(3);
});

test('what tells two lists apart is named, whether elements left anywhere or came in one piece', () => {
  const difference = (left: string, right: string) => {
    const { gone, come, at } = listDifference([...left], [...right]);
    return [gone.join(''), come.join(''), at];
  };
  expect(difference('abcd', 'abxcd')).toEqual(['', 'x', 2]);
  expect(difference('abcdefgh', 'bdfh')).toEqual(['aceg', '', 3]);
  expect(difference('abcd', 'acdxy')).toEqual(['b', 'xy', 3]);
  expect(difference('aaa', 'aa')).toEqual(['a', '', 2]);
  expect(difference('abc', 'abc')).toEqual(['', '', 3]);
  expect(difference('', 'a')).toEqual(['', 'a', 0]);
  expect(difference('abc', 'cab')).toEqual(['ab', 'ab', 1]);
  expect(listDifference([{ a: 1 }, 2], [{ a: 1 }, 3])).toEqual({ gone: [2], come: [3], at: 1 });
});

test('a list that loses what is gone and gains what came, at its place, is the other list', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
  fc.assert(
    fc.property(letters, letters, (left, right) => {
      const { gone, come, at } = listDifference(left, right);
      const kept = right.toSpliced(at, come.length);
      expect([...kept, ...gone].toSorted()).toEqual(left.toSorted());
      expect(right.slice(at, at + come.length)).toEqual(come);
      let met = 0;
      for (const each of left) if (each === kept[met]) met += 1;
      expect(met).toBe(kept.length);
    }),
    { numRuns: 1000 },
  );
});
