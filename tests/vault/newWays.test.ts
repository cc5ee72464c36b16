// Checks that personal folders and Unlimited Administration Mode are told in words wherever ways are told.
import { expect, test } from 'vitest';
import { accessOf, accessOfUser } from '../../src/vault/access.ts';
import { accessIndex } from '../../src/vault/accessIndex.ts';
import { pathKey } from '../../src/vault/compare.ts';
import { effectOf } from '../../src/vault/effect.ts';
import { explainAccess, pathText } from '../../src/vault/explain.ts';
import { graphOf } from '../../src/vault/graph.ts';
import { matrixColumns, matrixRow } from '../../src/vault/matrix.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, user, vault } from './sample.ts';

/** User 1 has a folder of her own; user 3 is an administrator while the mode is on, and in a group with rights. */
const of: Vault = {
  ...vault([folder('top'), folder('own', undefined, { personalOf: '1' })], [grant('top', 'g2')]),
  roles: [
    { id: '1', name: 'Administrator', permissions: ['Unlimited Administrator'] },
    { id: '2', name: 'User', permissions: [] },
  ],
  roleOfGroup: [],
  roleOfUser: [{ user: '3', role: '1' }],
  unlimited: { since: '2026-11-30T09:00:00Z', by: '3', note: 'The owner left.' },
};
const people = { users: [user('1'), user('3')], groups: [group('2', 'u3')] };
const names = { groups: people.groups, vault: of };

test('an explanation says of a personal folder that it is one', () => {
  expect(explainAccess({ user: '1', secret: 's-own' }, people, of)).toEqual([
    'User 1 owns secret of own.',
    '\\own is a personal folder: it gives Owner to the person whose it is, and no group change takes it away.',
  ]);
  const { roles } = vault([], []);
  expect(explainAccess({ user: '3', secret: 's-own' }, people, { ...of, roles })).toEqual([
    'User 3 cannot open secret of own.',
    '\\own is a personal folder: it opens to the person whose it is, and to others in Unlimited Administration Mode only.',
  ]);
});

test('an explanation names the mode after every other way', () => {
  expect(explainAccess({ user: '3', secret: 's-top' }, people, of)).toEqual([
    'User 3 owns secret of top.',
    'Group 2 gives View on \\top.',
    'Unlimited Administration Mode is on: it opens everything to whoever holds the permission Unlimited Administrator.',
  ]);
});

test('the mode is one way to everything, whichever folder it is in', () => {
  const modes = accessOfUser('3', people, of).map(({ paths }) => paths.at(-1)!);
  expect(new Set(modes.map(pathKey))).toEqual(new Set(['unlimited']));
  expect(modes.map((path) => pathText(path, names))).toEqual([
    'Unlimited Administration Mode → Owner',
    'Unlimited Administration Mode → Owner',
  ]);
  const own = accessOfUser('1', people, of)[0]!.paths[0]!;
  expect(pathText(own, names)).toBe('personal folder → \\own → Owner');
});

test('the matrix says where a right comes from that no group and no hand gives', () => {
  const columns = matrixColumns(of.secrets, 'folders');
  const row = (id: string) => Object.fromEntries(matrixRow(accessOfUser(id, people, of), columns));
  const field = { right: 'Owner', direct: false, partly: false };
  expect(row('1')).toEqual({ own: { ...field, by: 'personal' } });
  expect(row('3')).toEqual({
    top: { ...field, by: 'unlimited' },
    own: { ...field, by: 'unlimited' },
  });
});

test('the graph draws both, and a way through a group before the mode', () => {
  const index = accessIndex(accessOf(people, of));
  const linesOf = (id: string) =>
    graphOf({ now: { ...people, vault: of, index }, focus: { user: id }, limit: 10 })
      .edges.filter(({ tone }) => tone !== 'faint')
      .map(({ from, to, tone }) => `${from} → ${to}: ${tone}`)
      .sort();
  expect(linesOf('1')).toEqual([
    'folder own → secret s-own: personal',
    'user 1 → folder own: personal',
  ]);
  expect(linesOf('3')).toEqual([
    'folder own → secret s-own: unlimited',
    'folder top → secret s-top: live',
    'group 2 → folder top: live',
    'user 3 → folder own: unlimited',
    'user 3 → folder top: unlimited',
    'user 3 → group 2: live',
  ]);
});

test('what stays open after a group is gone is said to stay by the mode', () => {
  const before = accessOfUser('3', people, of);
  const after = accessOfUser('3', { ...people, groups: [] }, of);
  const took = ({ groups }: { readonly groups: readonly string[] }) => groups.includes('2');
  expect(effectOf({ before, after, people: 1, took }).text).toBe(
    'none: Unlimited Administration Mode gives it',
  );
});

test('where there is no room for all, the way to the chosen secret is drawn before all others', () => {
  const many = Array.from({ length: 30 }, (_, at) => folder(`f${at}`));
  const wide = vault(
    many,
    many.map(({ id }, at) => grant(id, at === 27 ? 'g5' : 'g2')),
  );
  const all = {
    users: [user('1')],
    groups: [group('2', 'u1'), group('4', 'g6'), group('5', 'u1')],
  };
  const index = accessIndex(accessOf(all, wide));
  const { columns, edges } = graphOf({
    now: { ...all, vault: wide, index },
    ...{ focus: { user: '1', secret: 's-f27' }, limit: 6 },
  });
  const shown = columns.map(({ nodes }) => nodes.map(({ id }) => id));
  expect([shown[1]!.includes('5'), shown[2]!.includes('f27'), shown[3]!.includes('s-f27')]).toEqual(
    [...[true, true, true]],
  );
  expect(shown[3]).toHaveLength(6);
  const way = ['user 1 group 5', 'group 5 folder f27', 'folder f27 secret s-f27'];
  const lit = edges.filter(({ tone }) => tone === 'live').map(({ from, to }) => `${from} ${to}`);
  expect(way.filter((step) => !lit.includes(step))).toEqual([]);
});
