// Checks that a directory read again keeps what did not change, and shows what did.
import { expect, test } from 'vitest';
import { readDirectory } from '../../src/app/directory.ts';
import { bench } from '../server/kit.ts';

test('what a change leaves alone is the same object in the next directory', async () => {
  const lab = await bench('strict');
  const before = await readDirectory(lab.store, lab.tenant.id);
  await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value: false }]);
  const after = await readDirectory(lab.store, lab.tenant.id, before);
  expect(after.revision).toBeGreaterThan(before.revision);
  const differing = after.users.filter((user, at) => user !== before.users[at]);
  expect(differing.map(({ id, active }) => [id, active])).toEqual([['1007', false]]);
  expect(after.groups).toBe(before.groups);
  expect(after.vault).toBe(before.vault);
  expect(before.access.of('1007').length).toBeGreaterThan(0);
  expect(after.access.of('1007')).toEqual([]);
  expect(after.access.of('1033')).toBe(before.access.of('1033'));
});

test('who joins a group has it in the next directory', async () => {
  const lab = await bench('strict');
  const before = await readDirectory(lab.store, lab.tenant.id);
  const group = before.groups.find(({ displayName }) => displayName === 'SS-Net-Ops')!;
  const members = [{ value: '1007' }];
  await lab.patch(`/Groups/${String(group.id)}`, [{ op: 'add', path: 'members', value: members }]);
  const after = await readDirectory(lab.store, lab.tenant.id, before);
  const omar = after.users.find(({ id }) => id === '1007')!;
  expect(omar.groups).toContainEqual({ value: group.id, display: 'SS-Net-Ops', type: 'direct' });
  expect(after.access.of('1007').length).toBeGreaterThan(before.access.of('1007').length);
});
