// Hash routes: what an address means, and that writing it gives it back.
import { expect, test } from 'vitest';
import { consoleHref, hrefOf, pageOf, routeOf, workbenchHref } from '../../src/ui/routes.ts';

test.each([
  ['', { screen: 'home' }],
  ['#', { screen: 'home' }],
  ['#/', { screen: 'home' }],
  ['#/learn', { screen: 'learn' }],
  ['#/lesson/find-a-user', { screen: 'lesson', id: 'find-a-user' }],
  ['#/scenarios', { screen: 'scenarios' }],
  ['#/scenario/leaver', { screen: 'scenario', id: 'leaver' }],
  ['#/workbench', { screen: 'workbench', query: {} }],
  ['#/workbench?open=18', { screen: 'workbench', query: { open: '18' } }],
  ['#/secret-server', { screen: 'secret-server', section: '', item: '', query: {} }],
  [
    '#/secret-server/users/1007?view=list',
    { screen: 'secret-server', section: 'users', item: '1007', query: { view: 'list' } },
  ],
  ['#/settings', { screen: 'settings' }],
  ['#/conformance', { screen: 'conformance', id: '' }],
  ['#/conformance/FLT-08', { screen: 'conformance', id: 'FLT-08' }],
  ['#/reference', { screen: 'reference', id: '' }],
  ['#/reference/problems/unknown-op', { screen: 'reference', id: 'problems/unknown-op' }],
])('%s opens %o', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

test.each(['#/lesson', '#/learn/more', '#/nowhere', '#/lesson/a/b', '#/reference/a/b/c', '#main'])(
  '%s is no address of the lab',
  (hash) => {
    expect(routeOf(hash)).toEqual({ screen: 'unknown', hash });
  },
);

test('a broken escape in an address is no crash', () => {
  expect(routeOf('#/lesson/%E0%A4%A')).toEqual({ screen: 'lesson', id: '%E0%A4%A' });
});

test('an address that was written is read back', () => {
  const route = { screen: 'workbench', query: { read: '/Users/1&2=3' } } as const;
  expect(routeOf(hrefOf(route))).toEqual(route);
  expect(routeOf(workbenchHref({ example: 'hire' }))).toEqual({
    screen: 'workbench',
    query: { example: 'hire' },
  });
});

test('a place in the console is read back, whatever its id looks like', () => {
  expect(consoleHref('users')).toBe('#/secret-server/users');
  expect(routeOf(consoleHref('users', 'a/b ?', { with: '301' }))).toEqual({
    screen: 'secret-server',
    section: 'users',
    item: 'a/b ?',
    query: { with: '301' },
  });
});

test('an address of the reference is read back', () => {
  for (const id of ['', 'policies', 'problems/unknown-op'])
    expect(routeOf(hrefOf({ screen: 'reference', id }))).toEqual({ screen: 'reference', id });
});

test('a lesson belongs to the page Learn, a scenario to Scenarios', () => {
  expect(pageOf({ screen: 'lesson', id: 'x' })).toBe('learn');
  expect(pageOf({ screen: 'scenario', id: 'x' })).toBe('scenarios');
  expect(pageOf({ screen: 'settings' })).toBe('settings');
  expect(pageOf({ screen: 'conformance', id: '' })).toBe('reference');
});
