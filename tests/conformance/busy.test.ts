// Holds the lab's own faults to the rules of every answer: what is refused on purpose is still told as SCIM tells it.
import { expect, test } from 'vitest';
import type { FaultPlan } from '../../src/http/fault.ts';
import { respond } from '../../src/server/respond.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { struck } from '../../src/wire/faults.ts';
import { conform } from './kit.ts';

const aboutErrors = ['INV-01', 'INV-02', 'INV-10', 'INV-17', 'INV-20', 'INV-29'];

test.each([
  ['tooMany', ['INV-01', 'INV-02', 'INV-29']],
  ['unavailable', ['INV-01', 'INV-02', 'INV-29']],
  ['expired', ['INV-01', 'INV-02', 'INV-17']],
] as const)('every answer that is %s keeps the rules', async (kind, shown) => {
  const plan: FaultPlan = { kind, hits: 'every', count: 1, seconds: 5 };
  const world = {
    ...{ tenant: roomTenant('busy', 'strict', 0), store: memoryStore(), exchange: 'x' },
    clock: { now: () => 0 },
  };
  const wait = () => Promise.resolve();
  const { results } = await conform('strict', {
    levels: ['M', 'S', 'P'],
    only: (id) => aboutErrors.includes(id),
    fault: async (request) => (await struck({ plan, request, world, respond, wait })).response,
  });
  const kept = results
    .filter(({ outcome }) => outcome.kind === 'passed')
    .map(({ check }) => check.id);
  expect(results.filter(({ outcome }) => outcome.kind === 'failed')).toEqual([]);
  expect(kept).toEqual(expect.arrayContaining([...shown]));
});
