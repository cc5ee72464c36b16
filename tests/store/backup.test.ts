// Checks that an export comes back as it was, and that a damaged or foreign file is refused whole, with every reason.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { backupOf, readBackup } from '../../src/store/backup.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { cause, company, user } from './contract.ts';

async function sample(): Promise<JsonObject> {
  const worlds = memoryStore();
  await worlds.seed(company);
  await worlds.write('acme', cause, async (edit) => {
    await edit.put('User', user('9'));
    await edit.delete('User', '7');
  });
  await worlds.keepExchange('acme', 'x-1', { status: 201 });
  await worlds.records.put('clock/acme', { mode: 'standing' });
  const learner = memoryStore();
  await learner.records.put('progress/find-a-user', { done: true });
  return backupOf({
    worlds: await worlds.dump(),
    learner: await learner.dump(),
    savedAt: '2026-11-30T09:00:00.000Z',
  });
}

const asJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

test('an export that went through a file is read, and gives the same stores', async () => {
  const saved = await sample();
  const read = readBackup(asJson(saved));
  expect(read).toEqual({ ok: true, value: saved });
  const again = memoryStore();
  await again.load(asJson(read.ok && read.value.worlds));
  expect(await again.exchange('x-1')).toMatchObject({ no: 1, record: { status: 201 } });
});

test.each<readonly [string, unknown]>([
  ['nothing', undefined],
  ['a list', []],
  ['another file', { hello: 'world' }],
  ['a text', 'scim-lab'],
])('%s is no export of the lab', (_, data) => {
  expect(readBackup(data)).toEqual({
    ok: false,
    trouble: ['This is no export of SCIM Lab: a file of ours says "format": "scim-lab".'],
  });
});

test('an export of a later version is refused with a hint', async () => {
  const read = readBackup({ ...(await sample()), version: 2 });
  expect(read).toEqual({
    ok: false,
    trouble: ['This export has version 2; this lab reads version 1. A newer lab may have made it.'],
  });
});

/** The sample with one place changed; undefined is as good as missing. */
async function damaged(place: readonly (string | number)[], value: unknown): Promise<unknown> {
  const data = asJson(await sample());
  const target = place.slice(0, -1).reduce<unknown>((at, key) => (at as never)[key], data);
  (target as Record<string | number, unknown>)[place.at(-1)!] = value;
  return data;
}

const first = ['worlds', 'tenants', 0];

test.each<readonly [string, readonly (string | number)[], unknown, readonly string[]]>([
  ['a missing store', ['learner'], undefined, ['learner is missing.']],
  [
    'a list that is none',
    [...first, 'resources'],
    {},
    ['worlds.tenants[0].resources: expected a list, found an object.'],
  ],
  [
    'a number that is a text',
    [...first, 'lastOrder'],
    '4',
    ['worlds.tenants[0].lastOrder: expected a number, found "4".'],
  ],
  [
    'an unknown kind of change',
    [...first, 'journal', 0, 'change', 'kind'],
    'move',
    [
      'worlds.tenants[0].journal[0].change.kind: expected ("create" | "replace" | "delete"), found "move".',
    ],
  ],
  [
    'an id that differs',
    [...first, 'resources', 0, 'id'],
    '1',
    [
      'worlds.tenants[0].resources[0]: The id of the resource differs from the id it is kept under.',
    ],
  ],
  [
    'a record that is no object',
    ['learner', 'records', 'progress/find-a-user'],
    7,
    ['learner.records.progress/find-a-user: expected an object, found 7.'],
  ],
])('%s is refused, with its place', async (...[, place, value, trouble]) => {
  expect(readBackup(await damaged(place, value))).toEqual({ ok: false, trouble });
});

test('what stands twice is refused', async () => {
  const data = asJson(await sample()) as { worlds: { tenants: JsonObject[] } };
  const [acme] = data.worlds.tenants;
  const resources = acme!.resources as JsonObject[];
  data.worlds.tenants = [{ ...acme!, resources: [...resources, resources[0]!] }, acme!];
  expect(readBackup(data)).toEqual({
    ok: false,
    trouble: [
      'worlds: the tenant acme stands twice.',
      'worlds: the exchange x-1 stands twice.',
      'worlds: the journal entry 1 stands twice.',
      'worlds: the journal entry 2 stands twice.',
      'worlds: in tenant acme the User 3 stands twice.',
    ],
  });
});

test('all mistakes are told, up to twenty', async () => {
  const data = asJson(await sample()) as unknown as {
    learner: { records: Record<string, unknown> };
  };
  for (let at = 0; at < 30; at += 1) data.learner.records[`bad${at}`] = at;
  const read = readBackup(data);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.trouble.length).toBe(21);
  expect(!read.ok && read.trouble.at(-1)).toBe('There are 10 more mistakes of this kind.');
});

test.each<readonly [string, unknown, string]>([
  [
    'deep nesting',
    JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    'The file is nested more than 100 levels deep.',
  ],
  ['a value that is no JSON', NaN, 'The file holds NaN, which is no JSON value.'],
])('%s is refused', async (_, value, sentence) => {
  expect(readBackup(await damaged(['learner', 'records', 'x'], value))).toEqual({
    ok: false,
    trouble: [sentence],
  });
});

test('no JSON makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readBackup(value).ok).toBe(false);
      const half = { format: 'scim-lab', version: 1, worlds: value, learner: value };
      expect(readBackup(half).ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
