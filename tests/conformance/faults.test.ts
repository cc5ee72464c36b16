// Shows that every check can fail: a server that is wrong in one way is told so by the checks of that way.
import { expect, test } from 'vitest';
import { fixedChecks } from '../../src/conformance/checks/all.ts';
import { rules } from '../../src/conformance/rules.ts';
import { faults } from './faults.ts';
import { conform } from './kit.ts';

/** Checks that no wrong server of ours can fail, and why. */
const withoutFault: readonly string[] = [
  'BLK-32', // the strict profile offers bulk
  'CUR-11', // and cursors
];

/** Checks that bring answers of every kind, for the rules of every answer to look at. */
const everyday = ['USR-01', 'USR-30', 'USR-33', 'USR-57', 'GRP-03', 'ERR-11', 'SEC-01'];

test('every check fails on some server that is wrong', async () => {
  const left = new Set([...fixedChecks, ...rules].map(({ id }) => id));
  for (const id of withoutFault) left.delete(id);
  const failing = async (
    profile: 'strict' | 'lenient' | 'connector',
    fault: (typeof faults)[string],
  ): Promise<void> => {
    const levels = profile === 'lenient' ? (['D'] as const) : (['M', 'S', 'P'] as const);
    const only = (id: string): boolean =>
      left.has(id) ? isOfVault(id) === (profile === 'connector') : everyday.includes(id);
    const { results } = await conform(profile, { levels, fault, only });
    for (const { check, outcome } of results) if (outcome.kind === 'failed') left.delete(check.id);
  };
  for (const fault of Object.values(faults)) {
    await failing('strict', fault);
    if ([...left].some((id) => dialects.has(id))) await failing('lenient', fault);
    if ([...left].some(isOfVault)) await failing('connector', fault);
  }
  expect([...left]).toEqual([]);
}, 300_000); // a slow machine is no failure

/** Folders and secrets are resources of the connectors only. */
const isOfVault = (id: string): boolean => id.startsWith('VLT-');

const dialects = new Set(fixedChecks.filter(({ level }) => level === 'D').map(({ id }) => id));

const wrong = (name: string, ...ids: readonly string[]) => [name, ids] as const;

test.each([
  wrong(
    'PATCH is ignored',
    'GEN-User.title-add',
    'GEN-User.title-replace',
    'GEN-User.emails.value-remove',
  ),
  wrong('filters are ignored', 'PROP-04', 'FLT-01'),
  wrong('projections are ignored', 'GEN-User.nickName-projection', 'PRJ-01'),
  wrong('PATCH is not all or nothing', 'PAT-07', 'PAT-30', 'PROP-06', 'GRP-43'),
  wrong('and is taken for or', 'FLT-22', 'FLT-33', 'PROP-04'),
  wrong('parentheses are overlooked', 'FLT-24'),
  wrong('brackets are taken apart', 'FLT-33'),
  wrong('conditions are ignored', 'ETG-04', 'ETG-10', 'ETG-12'),
  wrong('order is ignored', 'SRT-01', 'SRT-02', 'SRT-03'),
  wrong('cursors are ignored', 'CUR-01', 'CUR-02', 'CUR-13'),
  wrong('bulk references are not resolved', 'BLK-03', 'BLK-04', 'BLK-09', 'BLK-10'),
  wrong('everybody may come in', 'SEC-01', 'SEC-02', 'CUR-18'),
  wrong('secrets are repeated', 'SEC-04', 'INV-20'),
  wrong('refusals have no keyword and no words', 'INV-01', 'INV-10', 'ERR-01', 'USR-14'),
  wrong('groups are missing', 'GRP-33', 'GRP-37', 'PROP-05'),
  wrong('add replaces', 'PAT-40', 'GRP-19'),
])('when %s, these checks fail', async (name, ids) => {
  const { results } = await conform('strict', {
    fault: faults[name]!,
    only: (id) => ids.includes(id),
  });
  const failed = results.flatMap(({ check, outcome }) =>
    outcome.kind === 'failed' ? check.id : [],
  );
  expect([...failed].sort()).toEqual([...ids].sort());
});
