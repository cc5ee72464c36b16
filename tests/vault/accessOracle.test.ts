// Holds access to the rule written as slowly and plainly as can be, in random worlds with everything a vault knows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { accessOf, accessOfUser } from '../../src/vault/access.ts';
import type { People } from '../../src/vault/members.ts';
import type { Folder, Grantee, GrantPath, SecretRight, Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, user, vault } from './sample.ts';
import { built, world } from './worlds.ts';

// — The rule, written plainly

const order: readonly SecretRight[] = ['List', 'View', 'Edit', 'Owner'];

/** What a person has on a secret: the strongest right, and each kind of way with its right, each once. */
function plainly(id: string, { people, of }: ReturnType<typeof built>): readonly string[] {
  const person = people.users.find((each) => each['id'] === id)!;
  if (person['active'] !== true) return [];
  return of.secrets.flatMap((secret) => {
    const found = waysTo(id, secret.id, { people, of });
    if (found.length === 0) return [];
    const best = order.findLast((right) => found.some((way) => way.endsWith(` ${right}`)))!;
    return [`${secret.id} ${best}: ${[...new Set(found)].sort().join(', ')}`];
  });
}

function waysTo(
  id: string,
  secretId: string,
  { people, of }: ReturnType<typeof built>,
): readonly string[] {
  const { folder: place } = of.secrets.find((each) => each.id === secretId)!;
  const home = of.folders.find((each) => each.id === place);
  const isHis = ({ kind, id: to }: Grantee): boolean =>
    kind === 'user' ? to === id : isIn(id, to, people.groups, []);
  const mode = of.unlimited && isUnlimited(id, { people, of }) ? ['unlimited Owner'] : [];
  if (!home) return mode;
  const owner = lineOf(home, of).find((each) => each.personalOf !== undefined)?.personalOf;
  if (owner !== undefined) return [...(owner === id ? ['personal Owner'] : []), ...mode];
  const shows = (each: Folder): boolean =>
    grantsOn(each, of).some(({ to, folderRight }) => isHis(to) && folderRight !== 'Add Secret');
  if (!lineOf(home, of).every(shows)) return mode;
  const byFolder = grantsOn(home, of)
    .filter(({ to, secretRight }) => isHis(to) && secretRight !== 'None')
    .map(({ to, secretRight }) => `${to.kind === 'user' ? 'direct' : 'group'} ${secretRight}`);
  const onSecret = of
    .secretGrants!.filter(({ secret, to }) => secret === secretId && isHis(to))
    .map(({ to, right }) => `${to.kind === 'user' ? 'direct' : 'group'} on it ${right}`);
  return [...byFolder, ...onSecret, ...mode];
}

/** The folder and all above it, from the folder up. */
function lineOf(from: Folder, of: Vault): readonly Folder[] {
  const above = of.folders.find((each) => each.id === from.parent);
  return above ? [from, ...lineOf(above, of)] : [from];
}

function grantsOn(from: Folder, of: Vault): Vault['grants'] {
  const line = lineOf(from, of);
  const source = line.find((each) => !each.inherits || each.protected) ?? line.at(-1)!;
  if (source.protected && source !== from) return [];
  return of.grants.filter(
    ({ folder: on, to }) => on === source.id && (to.kind === 'user' || !from.protected),
  );
}

function isIn(
  id: string,
  groupId: string,
  all: readonly JsonObject[],
  seen: readonly string[],
): boolean {
  if (seen.includes(groupId)) return false;
  const members = (all.find((each) => each['id'] === groupId)?.['members'] ?? []) as unknown as {
    value: string;
    type: string;
  }[]; // built above
  return members.some(({ value, type }) =>
    type === 'User' ? value === id : isIn(id, value, all, [...seen, groupId]),
  );
}

function isUnlimited(id: string, { people, of }: ReturnType<typeof built>): boolean {
  const roles = new Set([
    of.defaultRole,
    ...of.roleOfUser!.filter((row) => row.user === id).map((row) => row.role),
    ...of.roleOfGroup
      .filter((row) => isIn(id, row.group, people.groups, []))
      .map((row) => row.role),
  ]);
  return of.roles.some(
    (each) => roles.has(each.id) && each.permissions.includes('Unlimited Administrator'),
  );
}

const wayText = ({ kind, onSecret, right }: GrantPath): string =>
  `${kind}${onSecret ? ' on it' : ''} ${right}`;

test('access is what the rule written plainly says, in any world', () => {
  fc.assert(
    fc.property(world, (any) => {
      const { people, of } = built(any);
      for (const { id } of people.users as readonly { id: string }[]) {
        const found = accessOfUser(id, people, of).map(
          ({ secret, right, paths }) =>
            `${secret} ${right}: ${[...new Set(paths.map(wayText))].sort().join(', ')}`,
        );
        expect(found).toEqual(plainly(id, { people, of }));
      }
    }),
    { numRuns: 1000 },
  );
});

test('every way through groups is a chain of members that ends where the right was given', () => {
  fc.assert(
    fc.property(world, (any) => {
      const { people, of } = built(any);
      for (const { user: id, secret, paths } of accessOf(people, of).access)
        for (const { kind, groups: chain, grantedOn, right, onSecret } of paths) {
          if (kind !== 'group') {
            expect(chain).toEqual([]);
            continue;
          }
          for (const [at, member] of [
            `u${id}`,
            ...chain.slice(0, -1).map((each) => `g${each}`),
          ].entries())
            expect(memberTexts(chain[at]!, people)).toContain(member);
          const rows = onSecret
            ? of.secretGrants!.filter((row) => row.secret === secret && row.right === right)
            : of.grants.filter((row) => row.folder === grantedOn && row.secretRight === right);
          expect(rows.map(({ to }) => `${to.kind} ${to.id}`)).toContain(`group ${chain.at(-1)}`);
        }
    }),
    { numRuns: 1000 },
  );
});

const memberTexts = (groupId: string, { groups: all }: People): readonly string[] =>
  (
    all.find((each) => each['id'] === groupId)!['members'] as unknown as {
      value: string;
      type: string;
    }[]
  ) // built above
    .map(({ value, type }) => `${type === 'Group' ? 'g' : 'u'}${value}`);

test('what was worked out for one company never shows in another with the same vault', () => {
  fc.assert(
    fc.property(world, world, (one, other) => {
      const { people, of } = built(one);
      const moved = built(other).people;
      const fresh = built(one).of;
      const first = accessOf(people, of).access;
      expect(accessOf(moved, of).access).toEqual(accessOf(moved, fresh).access);
      expect(accessOf(people, of).access).toEqual(first);
    }),
    { numRuns: 1000 },
  );
});

test('the graph says of one person what the whole of it says', () => {
  fc.assert(
    fc.property(world, (any) => {
      const { people, of } = built(any);
      const graph = accessOf(people, of);
      expect(graph.users()).toEqual(people.users.map(({ id }) => id));
      const ofEach = graph.users().map((id) => graph.of(id));
      expect(graph.access).toEqual(ofEach.flat());
      expect(graph.of('nobody')).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

// — By example

const ana = user('1');
const twoFolders = [folder('top'), folder('own', 'top', { personalOf: '1' }), folder('in', 'own')];

test('a personal folder opens to whose it is as Owner, whatever was given on it or above it', () => {
  const of = vault(twoFolders, [grant('own', 'g2'), grant('top', 'g2')]);
  const people = { users: [ana, user('3')], groups: [group('2', 'u1', 'u3')] };
  const path = { kind: 'personal', groups: [], grantedOn: 'own', right: 'Owner' };
  expect(accessOfUser('1', people, of)).toEqual([
    expect.objectContaining({ secret: 's-top', right: 'View' }),
    { user: '1', secret: 's-own', right: 'Owner', paths: [path] },
    { user: '1', secret: 's-in', right: 'Owner', paths: [path] },
  ]);
  expect(accessOfUser('3', people, of).map(({ secret }) => secret)).toEqual(['s-top']);
});

test('Unlimited Administration Mode opens protected, personal and lost secrets to whoever may use it', () => {
  const of: Vault = {
    ...vault([...twoFolders, folder('safe', undefined, { protected: true })], []),
    roles: [
      { id: '1', name: 'Administrator', permissions: ['Unlimited Administrator'] },
      { id: '2', name: 'User', permissions: [] },
    ],
    defaultRole: '2',
    roleOfGroup: [{ group: '8', role: '1' }],
    unlimited: { since: '2026-11-30T09:00:00Z', by: '3', note: 'The owner left.' },
  };
  const users = [ana, user('3'), user('4', { active: false })];
  const people = { users, groups: [group('8', 'g9'), group('9', 'u3', 'u4')] };
  expect(accessOfUser('3', people, of).map(({ secret, right }) => `${secret} ${right}`)).toEqual(
    of.secrets.map(({ id }) => `${id} Owner`),
  );
  expect(accessOfUser('4', people, of)).toEqual([]);
  const { roles } = vault([], []);
  expect(accessOfUser('3', people, { ...of, roles })).toEqual([]); // roles without the permission
});

test('a locked account keeps its rights', () => {
  const of = { ...vault([folder('top')], [grant('top', 'g2')]), lockedOut: ['1'] };
  const people = { users: [ana], groups: [group('2', 'u1')] };
  expect(accessOfUser('1', people, of)).toHaveLength(1);
});
