// The access screen: what its address says, what the explanation answers, and where boxes, fields and lists stand.
import { expect, test } from 'vitest';
import { accessRows, throughOf } from '../../../src/ui/secretServer/access/accessRows.ts';
import {
  choiceHref,
  choiceOf,
  withChosen,
  type Choice,
} from '../../../src/ui/secretServer/access/choice.ts';
import { explained } from '../../../src/ui/secretServer/access/explained.ts';
import {
  boxForKey,
  boxesIn,
  boxHeight,
  layoutOf,
  linesOf,
} from '../../../src/ui/secretServer/access/graphLayout.ts';
import { fieldForKey } from '../../../src/ui/secretServer/access/gridKeys.ts';
import {
  cellClass,
  cellWords,
  matrixOf,
  matrixTable,
} from '../../../src/ui/secretServer/access/matrixModel.ts';
import { lookAt } from '../../../src/ui/secretServer/look.ts';
import { routeOf } from '../../../src/ui/routes.ts';
import { accessDifferences } from '../../../src/vault/compare.ts';
import { graphOf, type GraphFocus } from '../../../src/vault/graph.ts';
import { folder, grant, group, northwind, user, vault } from '../../vault/sample.ts';
import { company, directoryOf } from './kit.ts';

const nothing: Choice = { view: 'graph', by: 'people' };

/** Omar with a right by hand beside those of his groups. */
const withHand = directoryOf(northwind.users, northwind.groups, {
  ...northwind.vault,
  grants: [
    ...northwind.vault.grants,
    grant('21', 'u1007', { folderRight: 'Edit', secretRight: 'Edit', note: 'Given by admin.' }),
  ],
});

test('a choice is read back from its address', () => {
  const choice: Choice = { view: 'matrix', by: 'secrets', user: '1007', secret: '301' };
  const route = routeOf(choiceHref(choice, { before: 'x1' }));
  expect(route).toMatchObject({ screen: 'secret-server', section: 'access', item: '' });
  const { query } = route as { query: Record<string, string> };
  expect(choiceOf(query, 'graph')).toEqual(choice);
  expect(query).toMatchObject({ before: 'x1' });
  expect(choiceOf({ view: 'nonsense' }, 'list')).toEqual({ view: 'list', by: 'people' });
});

test('a person and a secret make a question together; a group or folder stands alone', () => {
  const person = withChosen(nothing, 'user', '1007');
  const both = withChosen(person, 'secret', '301');
  expect(both).toMatchObject({ user: '1007', secret: '301' });
  expect(withChosen(both, 'user', '1019')).toMatchObject({ user: '1019', secret: '301' });
  expect(withChosen(both, 'group', '7')).toEqual({ ...nothing, group: '7' });
  expect(withChosen(both, 'secret', '301')).toMatchObject({ user: '1007', secret: undefined });
});

test('why somebody can open a secret is told step by step, each way for itself', () => {
  const about = explained({ user: '1007', secret: '301' }, withHand)!;
  expect(about.question).toBe('Why can Omar Haddad open ora-prod-1?');
  expect(
    about.rails.map((steps) =>
      steps.map(({ thing, hand, note, says, right }) => [
        thing?.name ?? hand,
        right ?? note ?? says,
      ]),
    ),
  ).toEqual([
    [
      ['Omar Haddad', '1007, enabled'],
      ['SS-DBA-Prod', 'member'],
      ['\\IT\\Databases\\Prod', 'folder View, secrets View'],
      ['ora-prod-1', 'View'],
    ],
    [
      ['Omar Haddad', '1007, enabled'],
      ['Direct right: Edit', 'Given by admin.'],
      ['\\IT\\Databases\\Prod', 'folder Edit, secrets Edit'],
      ['ora-prod-1', 'Edit'],
    ],
  ]);
});

test('a folder that inherits stands between the right and the secret', () => {
  const of = vault([folder('top'), folder('low', 'top', { inherits: true })], [grant('top', 'g1')]);
  const directory = directoryOf([user('1')], [group('1', 'u1')], of);
  const [steps] = explained({ user: '1', secret: 's-low' }, directory)!.rails;
  expect(steps!.map(({ thing }) => thing?.name)).toEqual([
    'User 1',
    'Group 1',
    '\\top',
    '\\top\\low',
    'secret of low',
  ]);
});

test('why not has a reason: no right, a disabled account, or the name only', () => {
  const whyNot = (who: string, secret: string) => {
    const about = explained({ user: who, secret }, company)!;
    return [about.question, about.whyNot];
  };
  expect(whyNot('1019', '301')).toEqual([
    'Why can Grace Okoye not open ora-prod-1?',
    'No group of Grace Okoye and no direct grant shows \\IT\\Databases\\Prod.',
  ]);
  expect(whyNot('1077', '304')[1]).toBe(
    'The account is disabled: its groups and grants open nothing.',
  );
  expect(whyNot('1033', '301')[1]).toBe('List shows the name only; it takes View to open it.');
  expect(whyNot('4711', '301')[1]).toBe('There is no account with the id 4711.');
});

test('anything else chosen is answered by the ways there are, with what each serves', () => {
  const answer = (focus: GraphFocus) => {
    const { question, ways } = explained(focus, company)!;
    return [
      question,
      ...ways.map(({ parts, items }) => [
        parts.map(({ text }) => text).join(' > '),
        items.map(({ name }) => name).join(', '),
      ]),
    ];
  };
  expect(answer({ group: '10' })).toEqual([
    'What does SS-Treasury open?',
    ['SS-Treasury > \\Finance\\Treasury > View', 'swift-alliance, bank-portal'],
  ]);
  expect(answer({ folder: '25' })).toEqual([
    'Who can open what is in \\Vendors\\Contoso?',
    ['SS-Auditors > \\Vendors\\Contoso > List', 'Priya Nair'],
    ['SS-Vendors-Contoso > \\Vendors\\Contoso > View', 'Tom Berg'],
    ['SS-Admins > \\Vendors\\Contoso > Owner', 'Built-in administrator'],
  ]);
  expect(answer({ user: '1007', folder: '22' })).toEqual([
    'What can Omar Haddad open in \\IT\\Databases\\Test?',
    ['SS-DBA-Test > \\IT\\Databases\\Test > Edit', 'ora-test-1, pg-test'],
  ]);
  expect(explained({}, company)).toBeUndefined();
});

const alone = (by: 'people' | 'secrets') => ({ by, before: undefined, differences: [] });

test('the list counts what opens, what is a name only, and what only a right by hand opens', () => {
  const rows = accessRows(withHand, alone('people'));
  expect(rows.find(({ id }) => id === '1033')).toMatchObject({ opens: 0, listed: 11, byHand: 0 });
  expect(rows.find(({ id }) => id === '9002')).toMatchObject({ opens: 1, byHand: 1 });
  expect(rows.find(({ id }) => id === '1007')).toMatchObject({
    opens: 5,
    byHand: 0, // his groups open them too
    opened: 0,
    closed: 0,
  });
  expect(throughOf('1007', 'people', withHand)).toBe('SS-DBA-Prod, SS-DBA-Test');
  const secrets = accessRows(withHand, alone('secrets'));
  expect(secrets.find(({ name }) => name === 'root-ca')).toMatchObject({ opens: 1, byHand: 1 });
});

test('what is gone since an earlier moment stays in the list, with nothing', () => {
  const later = directoryOf(
    northwind.users.filter(({ id }) => id !== '1007'),
    northwind.groups,
    northwind.vault,
  );
  const differences = accessDifferences(lookAt(company).index, lookAt(later).index);
  const rows = accessRows(later, { by: 'people', before: company, differences });
  expect(rows.at(-1)).toMatchObject({
    id: '1007',
    name: 'Omar Haddad',
    opens: 0,
    opened: 0,
    closed: 5,
  });
});

test('the matrix says each field in words and colour', () => {
  const { rowOf, columns } = matrixOf(withHand, undefined, { by: 'folders', find: '' });
  const cell = rowOf('1007').get('21');
  expect([cellWords(cell), cellClass(cell)]).toEqual(['Edit, by hand', 'direct']);
  expect([cellWords(undefined), cellClass(undefined)]).toEqual(['no right', '']);
  expect(columns.map(({ name }) => name)).toEqual([
    'Fabrikam',
    'Break Glass',
    'Treasury',
    'Prod',
    'Test',
    'Network',
    'Contoso',
  ]);
});

test('what one looks for leaves people, or else columns, or nothing', () => {
  const found = (find: string) => {
    const { people, columns } = matrixOf(company, undefined, { by: 'secrets', find });
    return [people.length, columns.length];
  };
  expect(found('garcia')).toEqual([2, 12]);
  expect(found('databases')).toEqual([15, 5]);
  expect(found('xyzzy')).toEqual([0, 12]);
});

test('the matrix is taken away as one row for each right', () => {
  const model = matrixOf(withHand, company, { by: 'folders', find: 'omar' });
  expect(matrixTable(model, 'folders').rows).toEqual([
    [
      ...['1007', 'Omar Haddad, omar.haddad@northwind.example', '\\IT\\Databases\\Prod'],
      ...['Edit', true, undefined, false, 'changed'],
    ],
    [
      ...['1007', 'Omar Haddad, omar.haddad@northwind.example', '\\IT\\Databases\\Test'],
      ...['Edit', false, undefined, false, undefined],
    ],
  ]);
});

test('a field that came or went is marked in the matrix of two moments', () => {
  const { rowOf } = matrixOf(withHand, company, { by: 'secrets', find: '' });
  expect(cellWords(rowOf('1007').get('301'))).toBe('Edit, by hand, changed');
  const back = matrixOf(company, directoryOf([], [], northwind.vault), { by: 'folders', find: '' });
  expect(cellWords(back.rowOf('1051').get('23'))).toBe('Edit, new');
});

test('keys move over the grid and its heads, and never into the empty corner', () => {
  const size = { rows: 100, columns: 12, page: 20 };
  const press = (key: string, from: { row: number; column: number }, ctrlKey = false) =>
    fieldForKey({ key, ctrlKey, metaKey: false }, from, size);
  expect(press('ArrowDown', { row: 0, column: 3 })).toEqual({ row: 1, column: 3 });
  expect(press('ArrowUp', { row: 0, column: 3 })).toEqual({ row: -1, column: 3 });
  expect(press('ArrowLeft', { row: 0, column: 0 })).toEqual({ row: 0, column: -1 });
  expect(press('ArrowLeft', { row: -1, column: 0 })).toEqual({ row: -1, column: 0 });
  expect(press('PageDown', { row: 90, column: 0 })).toEqual({ row: 99, column: 0 });
  expect(press('End', { row: 5, column: 2 })).toEqual({ row: 5, column: 11 });
  expect(press('End', { row: 5, column: 2 }, true)).toEqual({ row: 99, column: 11 });
  expect(press('Home', { row: 5, column: 2 }, true)).toEqual({ row: 0, column: 0 });
  expect(press('x', { row: 5, column: 2 })).toBeUndefined();
});

const graph = (focus: GraphFocus) => {
  const { users, groups, vault: of } = company;
  const now = { users, groups, vault: of, index: lookAt(company).index };
  return graphOf({ now, focus, limit: boxesIn(700) });
};

test('no two boxes of the graph cover each other, and all stand inside', () => {
  for (const height of [300, 500, 700]) {
    const layout = layoutOf(graph({ user: '1007' }), { width: 860, height });
    const boxes = [...layout.boxes.values()];
    for (const [at, box] of boxes.entries()) {
      expect(box.x + box.width).toBeLessThanOrEqual(860);
      expect(box.y + boxHeight).toBeLessThanOrEqual(layout.height);
      for (const other of boxes.slice(at + 1))
        expect(other.x !== box.x || Math.abs(other.y - box.y) >= boxHeight).toBe(true);
    }
  }
});

test('a line that crosses a column goes where no box stands', () => {
  const shown = graph({ user: '9002' });
  const layout = layoutOf(shown, { width: 860, height: 700 });
  const line = linesOf(shown, layout).find(({ tone }) => tone === 'direct')!;
  const groups = shown.columns[1]!.nodes.map(({ key }) => layout.boxes.get(key)!);
  expect(groups.some(({ y }) => line.word.y > y && line.word.y < y + boxHeight)).toBe(false);
});

test('arrow keys go along the ways in focus, and up and down a column', () => {
  const shown = graph({ user: '1007' });
  const at = { graph: shown, layout: layoutOf(shown, { width: 860, height: 700 }) };
  expect(boxForKey('ArrowRight', 'user 1007', at)).toBe('group 7');
  expect(boxForKey('ArrowDown', 'group 7', at)).toBe('group 8');
  expect(boxForKey('ArrowRight', 'group 7', at)).toBe('folder 21');
  expect(boxForKey('ArrowLeft', 'folder 21', at)).toMatch(/^group [78]$/);
  expect(boxForKey('Home', 'user 9001', at)).toBe('user 1007');
  expect(boxForKey('ArrowLeft', 'user 1007', at)).toBeUndefined();
});
