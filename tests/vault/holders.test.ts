// Checks that whoever a change of the vault touches is found, in random worlds, and nobody is asked about in vain.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessOf } from '../../src/vault/access.ts';
import { holdersBetween } from '../../src/vault/holders.ts';
import type { People } from '../../src/vault/members.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, user, vault } from './sample.ts';
import { built, world } from './worlds.ts';

/** Everybody whose rights, or the ways to them, differ: found by looking at everybody. */
function whoDiffers(people: People, before: Vault, after: Vault): readonly string[] {
  const [was, is] = [accessOf(people, before), accessOf(people, after)];
  return was.users().filter((id) => JSON.stringify(was.of(id)) !== JSON.stringify(is.of(id)));
}

test('nobody whose access differs between two vaults is missed', () => {
  fc.assert(
    fc.property(world, world, fc.boolean(), (one, other, isNear) => {
      const { people, of } = built(one);
      // two worlds that have nothing in common, or that differ in one list
      const next = built(
        isNear ? { ...one, grants: other.grants, mode: other.mode } : { ...other, ...people },
      ).of;
      const users = people.users.map(({ id }) => String(id));
      const found = holdersBetween(of, next, { groups: people.groups, users: () => users });
      expect(found).toEqual(expect.arrayContaining([...whoDiffers(people, of, next)]));
    }),
    { numRuns: 1000 },
  );
});

const groups = [group('2', 'u1', 'g4'), group('4', 'u3'), group('6', 'u5')];
const people = { users: ['1', '3', '5', '7'].map((id) => user(id)), groups };
const tree = [folder('top'), folder('low', 'top'), folder('own', undefined, { personalOf: '7' })];
const between = (before: Vault, after: Vault) =>
  [...holdersBetween(before, after, { groups })].sort();

test('a row that is another touches whom it is for, through nested groups too, and nobody else', () => {
  const before = vault(tree, [grant('top', 'g2'), grant('top', 'g6')]);
  const edit = grant('top', 'g2', { secretRight: 'Edit' });
  expect(between(before, vault(tree, [edit, grant('top', 'g6')]))).toEqual(['1', '3']);
});

test('View on a folder above touches whoever has rights below', () => {
  const below = [grant('low', 'g6'), grant('low', 'u7')];
  const before = vault(tree, [grant('top', 'g6'), ...below]);
  expect(between(before, vault(tree, below))).toEqual(['5', '7']);
});

test('names touch nobody, a personal folder its owner, an empty folder nobody', () => {
  const before = vault(tree, [grant('top', 'g2')]);
  const renamed = { ...before, secrets: before.secrets.map((each) => ({ ...each, name: 'new' })) };
  expect(between(before, renamed)).toEqual([]);
  const moved = { ...before, secrets: before.secrets.filter(({ id }) => id !== 's-own') };
  expect(between(before, moved)).toEqual(['7']);
  expect(between(before, { ...before, folders: [...tree, folder('new', 'top')] })).toEqual([]);
});

test('the mode touches whoever may use it', () => {
  const before: Vault = {
    ...vault(tree, [grant('top', 'g6')]),
    roles: [{ id: '1', name: 'Administrator', permissions: ['Unlimited Administrator'] }],
    roleOfGroup: [{ group: '2', role: '1' }],
  };
  const unlimited = { since: '2026-11-30T09:00:00Z', by: '1', note: 'A drill.' };
  expect(between(before, { ...before, unlimited })).toEqual(['1', '3']);
  expect(
    holdersBetween(
      before,
      { ...before, unlimited, defaultRole: '1' },
      {
        ...{ groups, users: () => ['1', '3', '5', '7'] },
      },
    ),
  ).toEqual(['1', '3', '5', '7']);
  expect(people.users).toHaveLength(4);
});
