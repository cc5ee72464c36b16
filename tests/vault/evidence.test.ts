// Checks that what happened is sorted into people who came, moved and left, with what they could open and for how long.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { evidenceOf, type EvidenceCase } from '../../src/vault/evidence.ts';
import { bench, type Bench } from '../server/kit.ts';
import { auditIn, presentOf } from './past.ts';
import { randomWork } from './work.ts';

const hour = 3_600_000;
const join = (value: string) => ({ op: 'add', path: 'members', value: [{ value }] });
const leave = (value: string) => ({ op: 'remove', path: `members[value eq "${value}"]` });
const active = (value: boolean) => ({ op: 'replace', path: 'active', value });

const evidenceIn = async (lab: Bench): Promise<readonly EvidenceCase[]> =>
  evidenceOf({
    events: await auditIn(lab),
    journal: await lab.store.journal(lab.tenant.id),
    present: await presentOf(lab),
    now: lab.now,
  });

const lineOf = ({ family, person, events, opensBefore, opensAfter, exposure }: EvidenceCase) =>
  [
    `${family} of ${person.name}: ${events.map(({ name }) => name).join(', ')}`,
    `${opensBefore} to ${opensAfter}`,
    exposure ? `${exposure.state} ${exposure.length / hour} h` : 'no window',
  ].join('; ');

test('who is hired, moves and leaves is one case each time', async () => {
  const lab = await bench();
  const ana = await lab.user('ana.ruiz@northwind.example', { displayName: 'Ana Ruiz' });
  lab.now += hour;
  await lab.patch('/Groups/7', [join(ana.id)]);
  lab.now += 48 * hour;
  await lab.patch('/Groups/9', [join(ana.id)]);
  lab.now += 2 * hour;
  await lab.patch('/Groups/7', [leave(ana.id)]);
  lab.now += 48 * hour;
  await lab.patch('/Groups/9', [leave(ana.id)]);
  lab.now += 3 * hour;
  await lab.patch(`/Users/${ana.id}`, [active(false)]);
  expect((await evidenceIn(lab)).map(lineOf)).toEqual([
    'removal of Ana Ruiz: Removed From Group, User Disabled; 3 to 0; closed 0 h',
    'change of Ana Ruiz: Added to Group, Removed From Group; 3 to 3; closed 2 h',
    'provisioning of Ana Ruiz: User Create, Assigned User or Group, Added to Group; 0 to 3; no window',
  ]);
});

test('a right that a leaver keeps by hand keeps the window open until somebody takes it', async () => {
  const lab = await bench('strict', 'northwind-mover');
  await lab.patch('/Groups/7', [leave('1042')]);
  lab.now += 5 * hour;
  expect((await evidenceIn(lab)).map(lineOf)).toEqual([
    'change of Ana Ruiz: Removed From Group; 3 to 3; running 5 h',
  ]);
  await act(lab.store, {
    tenant: lab.tenant.id,
    command: { kind: 'removeGrant', user: '1042', folder: '21' },
    ...{ exchange: 'vault-1', at: new Date(lab.now).toISOString() },
  });
  expect((await evidenceIn(lab)).map(lineOf)).toEqual([
    'change of Ana Ruiz: Removed From Group, Folder Edit Permissions; 3 to 0; closed 5 h',
  ]);
});

test('a contractor’s window begins when the contract ends', async () => {
  const lab = await bench();
  lab.now = Date.parse('2026-12-31T00:00:00Z');
  await lab.patch('/Users/2003', [active(false)]);
  const [only, ...others] = await evidenceIn(lab);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    ...{ family: 'removal', measuredFrom: 'contract end', opensBefore: 1, opensAfter: 0 },
    exposure: { state: 'closed', length: 24 * hour, secrets: ['311'], secretMinutes: 24 * 60 },
  });
});

test('an account that is erased is known by the name it had', async () => {
  const lab = await bench();
  await lab.remove('/Users/1007');
  expect((await evidenceIn(lab)).map(lineOf)).toEqual([
    'removal of Omar Haddad: Removed From Group, Removed From Group, Removed From Group, User Disabled; 5 to 0; closed 0 h',
  ]);
});

test('an account enabled again within a day is a provisioning, and opens the window of the removal again', async () => {
  const lab = await bench();
  await lab.patch('/Users/1007', [active(false)]);
  lab.now += hour;
  await lab.patch('/Users/1007', [active(true)]);
  expect((await evidenceIn(lab)).map(lineOf)).toEqual([
    'provisioning of Omar Haddad: User Enable; 0 to 5; no window',
    'removal of Omar Haddad: User Disabled; 5 to 0; running 1 h',
  ]);
});

test('every event of a person stands in exactly one case, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) {
        lab.now += 7 * hour;
        await deed(lab);
      }
      const cases = await evidenceIn(lab);
      const inCases = cases.flatMap(({ person, events }) =>
        events.map(({ id }) => `${person.id} ${id}`),
      );
      const expected = (await auditIn(lab))
        .filter(({ seq }) => seq > 0)
        .flatMap(({ id, people }) => people.map((person) => `${person} ${id}`));
      expect([...inCases].sort()).toEqual([...expected].sort());
      for (const { family, events, exposure, opensAfter } of cases) {
        const ends = events.some(({ name }) => name === 'User Disabled');
        expect(family === 'removal').toBe(ends);
        if (ends && exposure?.state === 'closed') expect(opensAfter).toBe(0);
      }
    }),
    { numRuns: 40 },
  );
});
