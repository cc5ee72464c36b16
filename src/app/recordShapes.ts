// Checks the records that say which worlds exist and what time it is there, before imported ones are believed.
import type { Json, JsonObject } from '../base/json.ts';
import { isPlan } from '../http/fault.ts';
import { readDefinitions } from '../scim/definitions.ts';

/** What a record of a kind must hold: for each field the words that describe it, and the test. */
type Shape = Readonly<Record<string, readonly [wanted: string, test: (value: unknown) => boolean]>>;

const text = ['a text', (value: unknown) => typeof value === 'string'] as const;
const instant = ['an instant in milliseconds', (value: unknown) => isInstant(value)] as const;
const oneOf = (...words: readonly string[]) =>
  [`one of ${words.join(', ')}`, (value: unknown) => words.includes(value as string)] as const;

const definitions = [
  'definitions without mistakes',
  (value: unknown) => value === undefined || readDefinitions(value as Json).ok, // it came out of JSON
] as const;

const faults = [
  'faults by tenant',
  (value: unknown) =>
    value === undefined ||
    (typeof value === 'object' && Object.values(value ?? {}).every(isAtWork)),
] as const;

const isAtWork = (value: unknown): boolean =>
  isPlan(value) && 'seen' in value && Number.isInteger(value.seen);

/** Dates reach from here to there in every browser (ECMAScript, "Time Values and Time Range"). */
const isInstant = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15;

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const shapes: readonly (readonly [prefix: string, shape: Shape])[] = [
  [
    'world/',
    {
      seed: text,
      clock: instant,
      seeded: ['a list of texts', (value: unknown) => isTexts(value)],
      definitions,
      faults,
    },
  ],
  [
    'clock/',
    {
      mode: oneOf('standing', 'running'),
      labTime: instant,
      wallTime: instant,
      rate: ['a number', (value: unknown) => Number.isFinite(value)],
    },
  ],
  [
    'room/',
    {
      name: text,
      world: text,
      clock: instant,
      profile: oneOf('strict', 'lenient', 'connector', 'cloud'),
      definitions,
      faults,
    },
  ],
];

/** What is wrong with the records of a worlds database, one sentence each. */
export function recordMistakes(records: Readonly<Record<string, JsonObject>>): readonly string[] {
  return Object.entries(records).flatMap(([key, record]) => {
    const shape = shapes.find(([prefix]) => key.startsWith(prefix))?.[1] ?? {};
    return Object.entries(shape)
      .filter(([field, [, test]]) => !test(record[field]))
      .map(([field, [wanted]]) => `worlds.records["${key}"].${field}: expected ${wanted}.`);
  });
}
