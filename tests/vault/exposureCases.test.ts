// Checks the windows of a tenant without stories: leavers, movers and contractors out of the journal, their totals and HR's word.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { undo } from '../../src/app/undo.ts';
import { accessOfUser, opens } from '../../src/vault/access.ts';
import { evidenceOf } from '../../src/vault/evidence.ts';
import { byHandFrom, usualAssumptions } from '../../src/vault/exposureBaseline.ts';
import { exposureCases, exposureTotals, type ExposureCase } from '../../src/vault/exposureCases.ts';
import { eventsByPerson, stepsByPerson, type CaseInput } from '../../src/vault/exposureSteps.ts';
import { stateAt } from '../../src/vault/past.ts';
import { bench, type Bench } from '../server/kit.ts';
import { auditIn, presentOf } from './past.ts';
import { randomWork } from './work.ts';

const hour = 3_600_000;
const join = (value: string) => ({ op: 'add', path: 'members', value: [{ value }] });
const leave = (value: string) => ({ op: 'remove', path: `members[value eq "${value}"]` });
const active = (value: boolean) => ({ op: 'replace', path: 'active', value });

const inputOf = async (lab: Bench, hr?: CaseInput['hr']): Promise<CaseInput> => ({
  events: await auditIn(lab),
  journal: await lab.store.journal(lab.tenant.id),
  present: await presentOf(lab),
  now: lab.now,
  ...(hr && { hr }),
});
const casesIn = async (lab: Bench, hr?: CaseInput['hr']): Promise<readonly ExposureCase[]> =>
  exposureCases(await inputOf(lab, hr));

const lineOf = ({ kind, person, measuredFrom, window, steps }: ExposureCase): string =>
  [
    `${kind} ${person.name}`,
    `${window.state} ${window.length / hour} h from ${measuredFrom}`,
    `${window.secrets.length} secrets`,
    steps.map(({ says, open }) => `${says.split(',')[0]} ${open}`).join(', '),
  ].join('; ');
const linesIn = async (lab: Bench) => (await casesIn(lab)).map(lineOf);

test('nobody left: there is no case, also when people come and only get more', async () => {
  const lab = await bench();
  await lab.user('ana.ruiz@northwind.example');
  await lab.patch('/Groups/9', [join('1007')]);
  expect(await linesIn(lab)).toEqual([]);
});

test('a leaver is measured from the first request to the one that shuts the last secret', async () => {
  const lab = await bench();
  await lab.patch('/Groups/7', [leave('1007')]);
  lab.now += 2 * hour;
  await lab.patch('/Users/1007', [active(false)]);
  lab.now += 5 * hour;
  expect(await linesIn(lab)).toEqual([
    'leaver Omar Haddad; closed 2 h from first step; 5 secrets; Removed From Group 2, User Disabled 0',
  ]);
});

test('HR’s word, where somebody tells it, opens the window earlier', async () => {
  const lab = await bench();
  const told = lab.now;
  lab.now += 3 * hour;
  await lab.patch('/Users/1007', [active(false)]);
  const [only] = await casesIn(lab);
  const [later] = await casesIn(lab, new Map([[only!.id, told]]));
  expect([lineOf(only!), lineOf(later!)]).toEqual([
    'leaver Omar Haddad; closed 0 h from first step; 5 secrets; User Disabled 0',
    'leaver Omar Haddad; closed 3 h from HR; 5 secrets; User Disabled 0',
  ]);
});

test('an account enabled again within a day opens the window again; after a day it is a new beginning', async () => {
  const lab = await bench();
  await lab.patch('/Users/1007', [active(false)]);
  lab.now += hour;
  await lab.patch('/Users/1007', [active(true)]);
  lab.now += hour;
  expect(await linesIn(lab)).toEqual([
    'leaver Omar Haddad; running 2 h from first step; 5 secrets; User Disabled 0, User Enable 5',
  ]);
  await lab.patch('/Users/1007', [active(false)]);
  lab.now += 48 * hour;
  await lab.patch('/Users/1007', [active(true)]);
  lab.now += hour;
  expect((await linesIn(lab)).at(-1)).toBe(
    'leaver Omar Haddad; closed 2 h from first step; 5 secrets; User Disabled 0, User Enable 5, User Disabled 0',
  );
});

test('a mover’s window stays open for what a right by hand keeps, days later too', async () => {
  const lab = await bench('strict', 'northwind-mover');
  await lab.patch('/Groups/9', [join('1042')]);
  lab.now += hour;
  await lab.patch('/Groups/7', [leave('1042')]);
  lab.now += 72 * hour;
  expect(await linesIn(lab)).toEqual([
    'mover Ana Ruiz; running 73 h from first step; 3 secrets; Added to Group 3, Removed From Group 3',
  ]);
  await act(lab.store, {
    tenant: lab.tenant.id,
    command: { kind: 'removeGrant', user: '1042', folder: '21' },
    ...{ exchange: 'vault-1', at: new Date(lab.now).toISOString() },
  });
  lab.now += hour;
  expect(await linesIn(lab)).toEqual([
    'mover Ana Ruiz; closed 73 h from first step; 3 secrets; Added to Group 3, Removed From Group 3, Folder Edit Permissions 0',
  ]);
});

test('a mover whom a group gives the old rights anew has them again by right', async () => {
  const lab = await bench();
  await lab.patch('/Groups/7', [leave('1007')]);
  lab.now += 48 * hour;
  await lab.patch('/Groups/7', [join('1007')]);
  lab.now += hour;
  expect(await linesIn(lab)).toEqual([
    'mover Omar Haddad; closed 0 h from first step; 3 secrets; Removed From Group 0, Added to Group 0',
  ]);
});

test('a contract that has ended is a window, whether or not anybody has done anything', async () => {
  const lab = await bench();
  lab.now = Date.parse('2026-12-29T23:00:00Z');
  expect(await linesIn(lab)).toEqual([]);
  lab.now += 7 * hour;
  expect(await linesIn(lab)).toEqual([
    'contractor Tom Berg; running 6 h from contract end; 1 secrets; ',
  ]);
  await lab.patch('/Users/2003', [active(false)]);
  expect(await linesIn(lab)).toEqual([
    'contractor Tom Berg; closed 6 h from contract end; 1 secrets; User Disabled 0',
  ]);
  lab.now += 72 * hour;
  await lab.patch('/Users/2003', [active(true)]); // a new contract on the same account
  expect(await linesIn(lab)).toHaveLength(1);
});

test('what was undone makes no case, be it a request or done by hand', async () => {
  const lab = await bench();
  const undone = async (): Promise<void> => {
    const { exchange } = (await lab.store.journal(lab.tenant.id)).at(-1)!;
    const at = new Date(lab.now).toISOString();
    const cause = { exchange: `undo-${exchange}`, actor: 'You', at };
    expect((await undo(lab.store, { tenant: lab.tenant.id, exchange, cause })).ok).toBe(true);
  };
  await lab.patch('/Users/1007', [active(false)]);
  await undone();
  expect(await linesIn(lab)).toEqual([]);
  await act(lab.store, {
    tenant: lab.tenant.id,
    command: { kind: 'disableUser', user: '1007' },
    ...{ exchange: 'vault-1', at: new Date(lab.now).toISOString() },
  });
  expect(await linesIn(lab)).toEqual([
    'leaver Omar Haddad; closed 0 h from first step; 5 secrets; User Disabled 0',
  ]);
  await undone();
  expect(await linesIn(lab)).toEqual([]);
});

test('whatever happened, no window is negative, totals are the sums, and evidence measures the same', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) {
        lab.now += 7 * hour;
        await deed(lab);
      }
      const input = await inputOf(lab);
      const cases = exposureCases(input);
      const evidence = new Map(evidenceOf(input).map((each) => [each.id, each]));
      for (const { id, window, measuredFrom } of cases) {
        expect(window.length).toBeGreaterThanOrEqual(0);
        if (window.state === 'closed') expect(window.open).toEqual([]);
        if (window.state === 'running') expect(window.openedAt + window.length).toBe(lab.now);
        const same = evidence.get(id);
        if (same) expect([same.exposure, same.measuredFrom]).toEqual([window, measuredFrom]);
      }
      const totals = exposureTotals(cases, usualAssumptions);
      const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
      const hand = cases.map(({ kind, window }) =>
        byHandFrom(kind, window.openedAt, usualAssumptions),
      );
      expect(totals).toEqual({
        cases: cases.length,
        running: cases.filter(({ window }) => window.open.length > 0).length,
        none: cases.filter(({ window }) => window.secrets.length === 0).length,
        length: sum(cases.map(({ window }) => window.length)),
        longest: Math.max(0, ...cases.map(({ window }) => window.length)),
        secretMinutes: sum(cases.map(({ window }) => window.secretMinutes)),
        byHand: sum(hand.map(({ usual }) => usual)),
        byHandMean: sum(hand.map(({ mean }) => mean)),
      });
    }),
    { numRuns: 40 },
  );
});

test('what was open before and after each step is what stood open at that moment, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) await deed(lab);
      const { events, journal, present } = await inputOf(lab);
      const openAt = (seq: number, person: string): readonly string[] => {
        const { vault, ...people } = stateAt(journal, seq, present);
        return accessOfUser(person, people, vault)
          .filter(({ paths }) =>
            paths.some(({ kind, right }) => kind !== 'unlimited' && opens(right)),
          )
          .map(({ secret }) => secret);
      };
      for (const [person, steps] of stepsByPerson(eventsByPerson(events), { journal, present }))
        for (const { event, before, after } of steps) {
          expect(before.all).toEqual(openAt(event.seq - 1, person));
          expect(after.all).toEqual(openAt(event.seq, person));
        }
    }),
    { numRuns: 40 },
  );
});
