// Checks that the past worked out backwards is the past that was: directory, vault and access at every entry.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { undo } from '../../src/app/undo.ts';
import { accessOf } from '../../src/vault/access.ts';
import { stateAt, type Moment, type PastEntry } from '../../src/vault/past.ts';
import { exchangesSince } from '../../src/vault/since.ts';
import { bench, type Bench } from '../server/kit.ts';
import { presentOf } from './past.ts';
import { randomWork } from './work.ts';

/** What two moments are compared by: resources by id, and who has which right. */
const shown = ({ users, groups, vault }: Moment) => ({
  users: byId(users),
  groups: byId(groups),
  folders: byId(vault.folders as unknown as readonly JsonObject[]),
  secrets: byId(vault.secrets as unknown as readonly JsonObject[]),
  access: accessOf({ users, groups }, vault)
    .access.map(({ user, secret, right }) => `${user} ${secret} ${right}`)
    .sort(),
});

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
    { numRuns: 60 },
  );
});

test('undoing back to any moment leads to the state at that moment', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, fc.nat(), async ({ profile, deeds }, place) => {
      const lab = await bench(profile);
      for (const deed of deeds) await deed(lab);
      const journal = await lab.store.journal(lab.tenant.id);
      const now = await presentOf(lab);
      const seq = momentsIn(journal)[place % momentsIn(journal).length]!;
      const since = exchangesSince(journal, seq);
      fc.pre(since.ok);
      for (const exchange of since.ok ? since.value : []) {
        const cause = { exchange: `undo-${exchange}`, actor: 'You', at: '2026-11-30T09:00:00Z' };
        const done = await undo(lab.store, { tenant: lab.tenant.id, exchange, cause });
        expect(done).toEqual({ ok: true, value: undefined });
      }
      expect(shown(stateAt(journal, seq, now))).toEqual(shown(await presentOf(lab)));
    }),
    { numRuns: 60 },
  );
});

/** Before everything, and after each exchange: never in the middle of one. */
const momentsIn = (journal: readonly PastEntry[]): readonly number[] => [
  0,
  ...journal
    .filter(({ exchange }, at) => journal[at + 1]?.exchange !== exchange)
    .map(({ seq }) => seq),
];
