// Tests lists that find their elements by key: the same answers as searching, and nothing left to the past.
import { expect, test } from 'vitest';
import { KeyedList } from '../../../src/scim/patch/keyedList.ts';

const long = () => Array.from({ length: 1000 }, (_, at) => ({ value: `u${at}` }));

test('an untouched list is given back as it came', () => {
  const source = long();
  const list = new KeyedList(source, 'value');
  expect([list.has('u0'), list.has('u999'), list.has('nobody')]).toEqual([true, true, false]);
  expect(list.toList()).toBe(source);
});

test('elements are taken out and put in without touching the list given', () => {
  const source = long();
  const list = new KeyedList(source, 'value');
  expect(list.remove('u500')).toBe(true);
  expect(list.remove('u500')).toBe(false);
  list.append({ value: 'new' }, 'new');
  expect(list.has('new')).toBe(true);
  expect(list.toList()).toEqual([
    ...long().filter(({ value }) => value !== 'u500'),
    { value: 'new' },
  ]);
  expect(source).toEqual(long());
});

test('lists made from one another do not confuse each other', () => {
  const source = long();
  const first = new KeyedList(source, 'value');
  for (let at = 0; at < 20; at++) expect(first.has(`u${at}`)).toBe(true); // enough for a map to be made
  first.append({ value: 'x' }, 'x');
  const withX = first.toList();
  const second = new KeyedList(source, 'value');
  second.append({ value: 'y' }, 'y');
  second.append({ value: 'x' }, 'x');
  const withBoth = second.toList();
  const lists = [source, withX, withBoth].map((list) => new KeyedList(list, 'value'));
  expect(lists.map((list) => [list.has('x'), list.has('y'), list.has('u999')])).toEqual([
    [false, false, true],
    [true, false, true],
    [true, true, true],
  ]);
  expect(lists.map((list) => list.remove('x'))).toEqual([false, true, true]);
  expect(lists.map((list) => list.toList().length)).toEqual([1000, 1000, 1001]);
});

test('many removals over many rounds find the right elements', () => {
  let source: readonly { readonly value: string }[] = long();
  for (let round = 0; round < 9; round++) {
    const list = new KeyedList(source, 'value');
    for (let at = 0; at < 100; at++) expect(list.remove(`u${at * 10 + round}`)).toBe(true);
    source = list.toList() as typeof source;
  }
  expect(source.map(({ value }) => value)).toEqual(
    Array.from({ length: 100 }, (_, at) => `u${at * 10 + 9}`),
  );
});
