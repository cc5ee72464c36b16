// Checks that imported records which the lab would stumble over are named.
import { expect, test } from 'vitest';
import { recordMistakes } from '../../src/app/recordShapes.ts';

const sound = {
  'world/northwind': { seed: 'northwind', clock: 0, seeded: ['northwind-prod'] },
  'clock/northwind': { mode: 'standing', labTime: 0, wallTime: 0, rate: 1 },
  'room/lesson-x': { name: 'lesson/x', world: 'northwind', clock: 0, profile: 'strict' },
  'other/record': { anything: true },
} as const;

test('records as the lab writes them are sound', () => {
  expect(recordMistakes(sound)).toEqual([]);
});

test('every wrong field is named with what was expected', () => {
  const wrong = {
    ...sound,
    'clock/northwind': { mode: 'flying', labTime: 'noon', wallTime: 9e15, rate: 1 },
    'room/lesson-x': {
      name: 'lesson/x',
      world: 'northwind',
      clock: 0,
      definitions: { schemas: 7 },
    },
  };
  expect(recordMistakes(wrong)).toEqual([
    'worlds.records["clock/northwind"].mode: expected one of standing, running.',
    'worlds.records["clock/northwind"].labTime: expected an instant in milliseconds.',
    'worlds.records["clock/northwind"].wallTime: expected an instant in milliseconds.',
    'worlds.records["room/lesson-x"].profile: expected one of strict, lenient, connector, cloud.',
    'worlds.records["room/lesson-x"].definitions: expected definitions without mistakes.',
  ]);
});
