// Checks that the past worked out backwards is the past that was: directory, vault and access at every entry.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { undo } from '../../src/app/undo.ts';
import { accessOf } from '../../src/vault/access.ts';
import { stateAt, type Moment } from '../../src/vault/past.ts';
import { exchangesSince } from '../../src/vault/since.ts';
import { bench, type Bench } from '../server/kit.ts';
import { presentOf } from './past.ts';
import { randomWork } from './work.ts';

/** What two moments are compared by: resources by id, and who has which right. */
const shown = ({ users, groups, vault }: Moment) => ({
  users: byId(users),
  groups: byId(groups),
  vault: withSortedLists(vault),
  access: accessOf({ users, groups }, vault)
    .access.map(({ user, secret, right }) => `${user} ${secret} ${right}`)
    .sort(),
});

/** Every list of the vault in one order, lists that are empty left out: neither means anything. */
const withSortedLists = (vault: Moment['vault']): unknown =>
  Object.fromEntries(
    Object.entries(vault)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([name, value]) => [name, Array.isArray(value) ? sorted(value) : (value as unknown)]),
  );

const sorted = (list: readonly unknown[]): readonly string[] =>
  list.map((each) => JSON.stringify(inOrder(each))).sort();

/** The order of an object's keys means nothing either. */
const inOrder = (each: unknown): unknown =>
  typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
    : each;

const byId = (list: readonly JsonObject[]) =>
  Object.fromEntries(list.map((each) => [String(each.id), each]));

async function lastSeq({ store, tenant }: Bench): Promise<number> {
  return (await store.journal(tenant.id)).at(-1)?.seq ?? 0;
}

test('the state at any entry is the state that was seen then', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      const seen = [{ seq: 0, moment: await presentOf(lab) }];
      for (const deed of deeds) {
        await deed(lab);
        seen.push({ seq: await lastSeq(lab), moment: await presentOf(lab) });
      }
      const journal = await lab.store.journal(lab.tenant.id);
      const now = await presentOf(lab);
      for (const { seq, moment } of seen)
        expect(shown(stateAt(journal, seq, now))).toEqual(shown(moment));
    }),
    { numRuns: 1000 },
  );
}, 180_000);

test('undoing back to any moment leads to what doing it all again up to there leads to', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, fc.nat(), async ({ profile, deeds }, place) => {
      const lab = await bench(profile);
      const seqs = [0];
      for (const deed of deeds) {
        await deed(lab);
        seqs.push(await lastSeq(lab));
      }
      const many = place % seqs.length;
      const since = exchangesSince(await lab.store.journal(lab.tenant.id), seqs[many]!);
      fc.pre(since.ok);
      for (const exchange of since.ok ? since.value : []) {
        const cause = { exchange: `undo-${exchange}`, actor: 'You', at: '2026-11-30T09:00:00Z' };
        const done = await undo(lab.store, { tenant: lab.tenant.id, exchange, cause });
        expect(done).toEqual({ ok: true, value: undefined });
      }
      const again = await bench(profile);
      for (const deed of deeds.slice(0, many)) await deed(again);
      expect(shown(await presentOf(lab))).toEqual(shown(await presentOf(again)));
    }),
    { numRuns: 1000 },
  );
}, 180_000);
