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

test('set-ups are read in every part', () => {
  const token = { ...{ id: 't', name: 'okta', holder: 'Okta', value: '' }, expiresAt: 0 };
  const client = { ...{ id: 'c', name: 'c', holder: 'c', digest: 'x' }, issuedAt: 0 };
  const setup = { isOff: true, tokens: [token], clients: [client], steps: { events: ['create'] } };
  expect(recordMistakes({ 'setup/northwind': { 'northwind-prod': setup } })).toEqual([]);
  const broken = {
    ...{ isOff: 'yes', tokens: [{ ...token, expiresAt: 'never' }], clients: [{}] },
    ...{ steps: { connected: true }, notes: [{ id: 'x' }] },
  };
  expect(recordMistakes({ 'setup/x': { y: broken, z: 7 } })).toEqual([
    'worlds.records["setup/x"]["y"].isOff: expected true or false.',
    'worlds.records["setup/x"]["y"].tokens: expected tokens.',
    'worlds.records["setup/x"]["y"].clients: expected clients.',
    'worlds.records["setup/x"]["y"].steps: expected steps of the set-up.',
    'worlds.records["setup/x"]["y"].notes: expected notes for the audit.',
    'worlds.records["setup/x"]["z"]: expected a SCIM set-up.',
  ]);
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
