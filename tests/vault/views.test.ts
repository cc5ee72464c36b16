// Checks matrix, graph and comparison against access itself: for any company they say nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessOf, accessOfUser, openSecretsOf, opens } from '../../src/vault/access.ts';
import { accessIndex } from '../../src/vault/accessIndex.ts';
import { accessDifferences, isKeptByHand, tallyOf } from '../../src/vault/compare.ts';
import { graphOf, type Graph, type GraphFocus, type GraphMoment } from '../../src/vault/graph.ts';
import { comparedRow, matrixColumns, matrixRow } from '../../src/vault/matrix.ts';
import { idOf, type People } from '../../src/vault/members.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { built, company } from './company.ts';
import { folder, grant, group, northwind, user, vault } from './sample.ts';

const momentOf = (people: People, of: Vault): GraphMoment => ({
  users: people.users,
  groups: people.groups,
  vault: of,
  index: accessIndex(accessOf(people, of)),
});

/** Where one gets from a box along lines that are there now. */
function reached(graph: Graph, from: string): ReadonlySet<string> {
  const found = new Set([from]);
  for (const each of found)
    for (const { from: start, to, tone } of graph.edges)
      if (start === each && tone !== 'faint' && tone !== 'gone') found.add(to);
  return found;
}

test('a person’s lit lines end at every secret the person has a right on, and at no other', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const now = momentOf(people, of);
      for (const id of people.users.map(idOf)) {
        const graph = graphOf({ now, focus: { user: id }, limit: 50 });
        const ends = [...reached(graph, `user ${id}`)].filter((key) => key.startsWith('secret '));
        const has = accessOfUser(id, people, of).map(({ secret }) => `secret ${secret}`);
        expect(new Set(ends)).toEqual(new Set(has));
      }
    }),
    { numRuns: 300 },
  );
});

test('a secret’s lit lines begin at everybody who has a right on it, and at nobody else', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const now = momentOf(people, of);
      for (const { id } of of.secrets) {
        const { columns } = graphOf({ now, focus: { secret: id }, limit: 50 });
        const lit = columns[0]!.nodes.filter((node) => node.lit).map((node) => node.id);
        const has = accessOf(people, of).access.filter(({ secret }) => secret === id);
        expect(lit).toEqual(has.map((each) => each.user));
      }
    }),
    { numRuns: 200 },
  );
});

test('the matrix by secrets is access field by field', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const columns = matrixColumns(of.secrets, 'secrets');
      for (const id of people.users.map(idOf)) {
        const access = accessOfUser(id, people, of);
        const row = matrixRow(access, columns);
        expect([...row].map(([secret, { right }]) => [secret, right])).toEqual(
          access.map(({ secret, right }) => [secret, right]),
        );
        for (const { secret, right, paths } of access)
          expect(row.get(secret)!.direct).toBe(
            !paths.some((path) => path.kind === 'group' && path.right === right),
          );
      }
    }),
    { numRuns: 300 },
  );
});

test('the matrix by folders opens a folder to whoever can open a secret in it', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const columns = matrixColumns(of.secrets, 'folders');
      for (const id of people.users.map(idOf)) {
        const row = matrixRow(accessOfUser(id, people, of), columns);
        const open = [...row].filter(([, { right }]) => opens(right)).map(([each]) => each);
        const has = openSecretsOf(id, people, of);
        expect(open).toEqual(
          of.secrets.filter((secret) => has.includes(secret.id)).map((secret) => secret.folder),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('a folder of which only a part is open is marked so', () => {
  const of: Vault = {
    ...vault([folder('1')], [grant('1', 'g1', { secretRight: 'None' })]),
    secrets: ['a', 'b'].map((id) => ({ id, name: id, folder: '1', template: 'Password' })),
    secretGrants: [{ id: '5', secret: 'a', to: { kind: 'user', id: '1' }, right: 'Edit' }],
  };
  const people = { users: [user('1')], groups: [group('1', 'u1')] };
  const row = matrixRow(accessOfUser('1', people, of), matrixColumns(of.secrets, 'folders'));
  expect(row.get('1')).toEqual({ right: 'Edit', direct: true, partly: true });
});

test('differences between any two companies lead from one to the other', () => {
  fc.assert(
    fc.property(company, company, (one, other) => {
      const [was, is] = [built(one), built(other)];
      const before = accessIndex(accessOf(was.people, was.of));
      const after = accessIndex(accessOf(is.people, is.of));
      const differences = accessDifferences(before, after);
      const keyed = (index: typeof before) =>
        new Map(
          [...index.byUser.keys()]
            .flatMap((id) => index.byUser.get(id) ?? [])
            .map((each) => [`${each.user} ${each.secret}`, each]),
        );
      const led = keyed(before);
      for (const each of differences)
        if (each.after) led.set(`${each.user} ${each.secret}`, each.after);
        else led.delete(`${each.user} ${each.secret}`);
      expect(led).toEqual(keyed(after));
      expect(accessDifferences(after, after)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** Omar is a DBA; somebody gives him Edit on Prod by hand; then he leaves the group. */
const people = { users: northwind.users, groups: northwind.groups };
const byHand: Vault = {
  ...northwind.vault,
  grants: [...northwind.vault.grants, grant('21', 'u1007', { secretRight: 'Edit' })],
};
const without = {
  ...people,
  groups: people.groups.map((each) => (idOf(each) === '7' ? { ...each, members: [] } : each)),
};

test('who leaves a group and keeps a right by hand is counted as kept', () => {
  const differences = accessDifferences(
    accessIndex(accessOf(people, byHand)),
    accessIndex(accessOf(without, byHand)),
  );
  expect(differences.map(({ user: id, secret }) => [id, secret])).toEqual([
    ['1007', '301'],
    ['1007', '302'],
    ['1007', '303'],
  ]);
  expect(differences.every(isKeptByHand)).toBe(true);
  expect(tallyOf(differences)).toEqual({ opened: 0, closed: 0, keptByHand: 3 });
});

test('who leaves a group and has nothing else loses what it opened', () => {
  const differences = accessDifferences(
    accessIndex(accessOf(people, northwind.vault)),
    accessIndex(accessOf(without, northwind.vault)),
  );
  expect(tallyOf(differences)).toEqual({ opened: 0, closed: 3, keptByHand: 0 });
});

test('between two moments lines that went and came are told apart', () => {
  const focus: GraphFocus = { user: '1007' };
  const graph = graphOf({
    now: momentOf(without, byHand),
    before: momentOf(people, northwind.vault),
    focus,
    limit: 50,
  });
  const lines = graph.edges
    .filter(({ tone }) => tone !== 'faint')
    .map(({ from, to, tone }) => `${from} > ${to} ${tone}`);
  expect(lines.sort()).toEqual(
    [
      'user 1007 > group 7 gone',
      'group 7 > folder 21 gone',
      'user 1007 > folder 21 add',
      'folder 21 > secret 301 direct',
      'folder 21 > secret 302 direct',
      'folder 21 > secret 303 direct',
      'user 1007 > group 8 live',
      'group 8 > folder 22 live',
      'folder 22 > secret 304 live',
      'folder 22 > secret 305 live',
    ].sort(),
  );
});

test('a long column shows what is in focus and says how many there are', () => {
  const now = momentOf(people, northwind.vault);
  const [users] = graphOf({ now, focus: { user: '9002' }, limit: 5 }).columns;
  expect(users!.total).toBe(15);
  expect(users!.nodes.map(({ id }) => id)).toEqual(['1007', '1019', '1033', '1051', '9002']);
  expect(users!.nodes.at(-1)).toMatchObject({ chosen: true, lit: true, gone: false });
});

test('nothing chosen lights nothing, and everything in view is joined by faint lines', () => {
  const graph = graphOf({ now: momentOf(people, northwind.vault), focus: {}, limit: 50 });
  expect(graph.edges.every(({ tone }) => tone === 'faint')).toBe(true);
  expect(graph.edges).toContainEqual({ from: 'user 1007', to: 'group 7', tone: 'faint' });
  expect(graph.edges).toContainEqual({ from: 'user 9002', to: 'folder 27', tone: 'faint' });
});

test('a field of the matrix says what came, what went and what is another right', () => {
  const cell = (right: 'View' | 'Edit') => ({ right, direct: false, partly: false });
  const before = new Map([
    ['kept', cell('View')],
    ['raised', cell('View')],
    ['lost', cell('Edit')],
  ]);
  const after = new Map([
    ['kept', cell('View')],
    ['raised', cell('Edit')],
    ['new', cell('View')],
  ]);
  expect(
    [...comparedRow(before, after)].map(([id, { right, change }]) => [id, right, change]),
  ).toEqual([
    ['kept', 'View', undefined],
    ['raised', 'Edit', 'chg'],
    ['new', 'View', 'add'],
    ['lost', 'Edit', 'del'],
  ]);
});
