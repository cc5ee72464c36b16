// Runs the checks that are made from schemas against tenants with types and extensions of other kinds than the standard ones.
import { expect, test } from 'vitest';
import { definitions } from '../server/devices.ts';
import type { Asked } from './kit.ts';
import { conform, failuresIn } from './kit.ts';

const generated = (id: string): boolean => id.startsWith('GEN-');
const asked: Asked = { levels: ['M', 'S', 'P'], only: generated };

test('every attribute of types and extensions of the tenant is tried, and does what its schema says', async () => {
  const report = await conform('strict', { ...asked, definitions });
  expect(failuresIn(report)).toEqual([]);
  expect(report.after).toEqual(report.before);
  const left = report.results.filter(({ outcome }) => outcome.kind === 'notApplicable');
  expect(left.map(({ check }) => check.id)).toEqual([
    'GEN-Device.serial-add', // a Device has it from the start, and for good
    'GEN-Device.lock.model-add',
  ]);
  const tried = report.results.map(({ check }) => check.id);
  for (const name of ['device', 'attachedTo', 'phone', 'until', 'lock.trace', 'number'])
    expect(tried.filter((id) => id.includes(`.${name}-`)).length, name).toBe(5);
});

test('every attribute of folders, secrets and rights is tried, and does what its schema says', async () => {
  const report = await conform('connector', { ...asked, only: (id) => /^GEN-(Con|Pri)/.test(id) });
  expect(failuresIn(report)).toEqual([]);
  expect(report.after).toEqual(report.before);
  const left = report.results.filter(({ outcome }) => outcome.kind === 'notApplicable');
  expect(left.map(({ check }) => check.id.replace(/^GEN-/, ''))).toEqual([
    'ContainerPermission.container-add', // a row is about one folder from the start, and for good
    ...['user-add', 'user-remove', 'group-add', 'group-remove'].map(
      (each) => `ContainerPermission.${each}`, // and about one user or one group
    ),
    'PrivilegedDataPermission.privilegedData-add',
    ...['user-add', 'user-remove', 'group-add', 'group-remove'].map(
      (each) => `PrivilegedDataPermission.${each}`,
    ),
  ]);
  expect(report.results.length).toBeGreaterThan(90);
});
