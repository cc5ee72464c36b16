// Checks an imported SCIM set-up before it is believed.
import { isObject } from '../base/json.ts';

type Test = (value: unknown) => boolean;

const text: Test = (value) => typeof value === 'string';
const instant: Test = (value) => typeof value === 'number' && Math.abs(value) <= 8.64e15;
const moment: Test = (value) => text(value) && !Number.isNaN(Date.parse(value as string));
const flag: Test = (value) => typeof value === 'boolean';
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every((each) => test(each));
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const shaped =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, test]) => test(value[name]));

const named = { id: text, name: text, holder: text, scopes: maybe(listOf(text)) };

const token = shaped({
  ...named,
  value: text,
  digest: maybe(text),
  subject: maybe(text),
  issuedAt: maybe(instant),
  expiresAt: instant,
  revokedAt: maybe(instant),
  replacedBy: maybe(text),
});

const client = shaped({ ...named, digest: text, issuedAt: instant, revokedAt: maybe(instant) });

const steps = shaped({
  provider: maybe(text),
  connected: maybe(shaped({ at: moment, token: text })),
  ...{ mapping: maybe(moment), groups: maybe(moment), tested: maybe(moment) },
  events: maybe(listOf(text)),
});

const note = shaped({ id: text, at: moment, actor: text, name: text, subject: text, detail: text });

const setup: Readonly<Record<string, readonly [wanted: string, test: Test]>> = {
  isOff: ['true or false', maybe(flag)],
  isBare: ['true or false', maybe(flag)],
  tokens: ['tokens', listOf(token)],
  clients: ['clients', listOf(client)],
  steps: ['steps of the set-up', maybe(steps)],
  notes: ['notes for the audit', maybe(listOf(note))],
};

/** What is wrong with the set-ups of a record, one sentence each; `at` is where it stands. */
export const setupMistakes = (record: object, at: string): readonly string[] =>
  Object.entries(record).flatMap(([tenant, value]) =>
    isObject(value)
      ? Object.entries(setup)
          .filter(([field, [, test]]) => !test(value[field]))
          .map(([field, [wanted]]) => `${at}["${tenant}"].${field}: expected ${wanted}.`)
      : [`${at}["${tenant}"]: expected a SCIM set-up.`],
  );
