// Checks the records that say which worlds exist and what time it is there, before imported ones are believed.
import { isObject, type Json, type JsonObject } from '../base/json.ts';
import { baseUrlMistake, nameMistake } from '../http/baseUrl.ts';
import { isPlan } from '../http/fault.ts';
import { readDefinitions } from '../scim/definitions.ts';
import type { TenantEntry } from '../server/tenants.ts';
import { setupMistakes } from './setupShapes.ts';

/** What a record of a kind must hold: for each field the words that describe it, and the test. */
type Shape = Readonly<Record<string, readonly [wanted: string, test: (value: unknown) => boolean]>>;

const text = ['a text', (value: unknown) => typeof value === 'string'] as const;
const instant = ['an instant in milliseconds', (value: unknown) => isInstant(value)] as const;
const oneOf = (...words: readonly string[]) =>
  [`one of ${words.join(', ')}`, (value: unknown) => words.includes(value as string)] as const;

const profileIds: readonly string[] = ['strict', 'lenient', 'connector', 'cloud'];

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

const tenants = [
  'tenants with different ids, names and base URLs at hosts of the lab',
  (value: unknown) => value === undefined || areEntries(value),
] as const;

/** Texts each entry of a tenant has. */
const entryTexts = ['id', 'name', 'baseUrl', 'token'] as const;

/** Every tenant could have been added after those before it. */
function areEntries(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const entries = value as readonly Partial<TenantEntry>[];
  return entries.every((entry, at) => {
    if (!isObject(entry) || !isEntry(entry)) return false;
    const before = entries.slice(0, at) as readonly TenantEntry[]; // checked in their turn
    return (
      before.every(({ id }) => id !== entry.id) &&
      !nameMistake(
        entry.name,
        before.map(({ name }) => name),
      ) &&
      !baseUrlMistake(entry.baseUrl, before)
    );
  });
}

const isEntry = (entry: Partial<TenantEntry>): entry is TenantEntry =>
  entryTexts.every((field) => typeof entry[field] === 'string') &&
  entry.id !== '' &&
  !entry.id?.includes('/') && // that would be a room
  ['onPrem', 'cloud', 'plain'].includes(entry.kind ?? '') &&
  profileIds.includes(entry.profile ?? '') &&
  [entry.start, entry.omar, entry.copyOf].every((text) => !text || typeof text === 'string') &&
  (entry.since === undefined || isInstant(entry.since)) &&
  (entry.definitions === undefined || readDefinitions(entry.definitions).ok);

/** A copied tenant is seeded with this again. */
const seed = [
  'resources with ids, and plain data',
  (value: unknown) =>
    Array.isArray(value) &&
    value.every(
      (row: unknown) =>
        isObject(row) &&
        typeof row['type'] === 'string' &&
        isObject(row['resource']) &&
        typeof row['resource']['id'] === 'string',
    ),
] as const;

const isAtWork = (value: unknown): boolean =>
  isPlan(value) && 'seen' in value && Number.isInteger(value.seen);

/** Dates reach from here to there in every browser (ECMAScript, "Time Values and Time Range"). */
const isInstant = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15;

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isNumbers = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((each) => Number.isInteger(each));

const shapes: readonly (readonly [prefix: string, shape: Shape])[] = [
  [
    'world/',
    {
      seed: text,
      clock: instant,
      seeded: ['a list of texts', (value: unknown) => isTexts(value)],
      tenants,
      definitions,
      faults,
    },
  ],
  [
    'start/',
    {
      tenant: text,
      resources: seed,
      documents: ['documents by key', (value: unknown) => isObject(value)],
      nextIds: ['numbers by type', (value: unknown) => isNumbers(value)],
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
      profile: oneOf(...profileIds),
      definitions,
      faults,
    },
  ],
];

/** What is wrong with the records of a worlds database, one sentence each. */
export function recordMistakes(records: Readonly<Record<string, JsonObject>>): readonly string[] {
  return Object.entries(records).flatMap(([key, record]) => {
    if (key.startsWith('setup/')) return setupMistakes(record, `worlds.records["${key}"]`);
    const shape = shapes.find(([prefix]) => key.startsWith(prefix))?.[1] ?? {};
    return Object.entries(shape)
      .filter(([field, [, test]]) => !test(record[field]))
      .map(([field, [wanted]]) => `worlds.records["${key}"].${field}: expected ${wanted}.`);
  });
}
