// Checks which ways to a secret are told as gone, and which change is named as having ended each.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessOfUser } from '../../src/vault/access.ts';
import { pathKey } from '../../src/vault/compare.ts';
import { endedWays } from '../../src/vault/ended.ts';
import { idOf } from '../../src/vault/members.ts';
import { stateAt } from '../../src/vault/past.ts';
import { bench, type Bench } from '../server/kit.ts';
import { presentOf } from './past.ts';
import { randomWork } from './work.ts';

const past = async (lab: Bench) => ({
  journal: await lab.store.journal(lab.tenant.id),
  present: await presentOf(lab),
});

const remove = (lab: Bench, group: string, user: string) =>
  lab.patch(`/Groups/${group}`, [{ op: 'remove', path: `members[value eq "${user}"]` }]);
const add = (lab: Bench, group: string, user: string) =>
  lab.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: [{ value: user }] }]);

test('who left a group is told the way that is gone, and the change that ended it', async () => {
  const lab = await bench();
  await remove(lab, '7', '1007');
  const of = await past(lab);
  const ended = endedWays({ user: '1007', secret: '301' }, of);
  expect(ended).toMatchObject([
    { secret: '301', seq: of.journal.at(-1)!.seq, exchange: of.journal.at(-1)!.exchange },
  ]);
  expect(ended[0]!.parts.map(({ text }) => text)).toEqual([
    'SS-DBA-Prod',
    '\\IT\\Databases\\Prod',
    'View',
  ]);
  expect(endedWays({ user: '1007' }, of).map(({ secret }) => secret)).toEqual([
    '301',
    '302',
    '303',
  ]);
  expect(endedWays({ user: '1019' }, of)).toEqual([]);
});

test('a way that is open again is not told as gone', async () => {
  const lab = await bench();
  await remove(lab, '7', '1007');
  await add(lab, '7', '1007');
  expect(endedWays({ user: '1007' }, await past(lab))).toEqual([]);
});

test('a group that was deleted is named as it was called', async () => {
  const lab = await bench();
  await lab.remove('/Groups/10');
  const ended = endedWays({ user: '1019', secret: '309' }, await past(lab));
  expect(ended[0]!.parts[0]!.text).toBe('SS-Treasury');
});

test('what was ever open and is not now is told, whatever was done', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ deeds }) => {
      const lab = await bench();
      for (const deed of deeds) await deed(lab);
      const of = await past(lab);
      const seqs = [0, ...of.journal.map(({ seq }) => seq)];
      for (const user of of.present.users.map(idOf).slice(0, 6)) {
        const keysAt = (seq: number): readonly string[] => {
          const { users, groups, vault } = stateAt(of.journal, seq, of.present);
          return accessOfUser(user, { users, groups }, vault).flatMap(({ secret, paths }) =>
            paths.map((path) => `${secret}\n${pathKey(path)}`),
          );
        };
        const now = new Set(keysAt(seqs.at(-1)!));
        const once = new Set(seqs.flatMap(keysAt).filter((key) => !now.has(key)));
        expect(endedWays({ user }, of)).toHaveLength(once.size);
      }
    }),
    { numRuns: 25 },
  );
});
