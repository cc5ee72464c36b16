// The trace of an exchange: what the server did, step by step, in the words a learner reads.
import { expect, test } from 'vitest';
import type { Source } from '../../src/scim/trace.ts';
import { bench, core, patchOp, type Seen } from './kit.ts';

const rule = (source: Source): string => {
  if (source.kind === 'rfc') return `${source.rfc} ${source.section}`;
  return source.kind === 'profile' ? source.profile : 'simulated';
};

const told = ({ answer }: Seen): readonly string[] =>
  answer.trace.map(({ kind, what, source }) => `${kind}: ${what} [${rule(source)}]`);

test('a create tells its story from the route to the answer', async () => {
  const lab = await bench();
  const seen = await lab.post('/Users', {
    schemas: [core],
    userName: 'ana.ruiz@northwind.example',
    titel: 'DBA',
  });
  expect(told(seen)).toEqual([
    'plain: Create a user in test [7644 3.3]',
    'plain: Token test-you accepted [7644 2]',
    'plain: Read the body as JSON [7644 3.8]',
    'plain: Checked the body against the User schema [7643 2.2]',
    'warn: Ignored `titel` [7643 2.1]',
    'plain: Set `active` to `true` [7644 3.3]',
    'plain: `userName` is unique [7643 4.1.1]',
    'act: Stored version `W/"1"` of user 1042 [7643 3.1]',
    'act: Secret Server created the account ana.ruiz@northwind.example [simulated]',
    'act: Secret Server gave ana.ruiz@northwind.example the role User [simulated]',
    'act: Security event `prov:create:full` [9967 2.4]',
    'end: Answered 201 Created with the whole user [7644 3.3]',
  ]);
});

test('a second create tells which step refused it, and that nothing was changed', async () => {
  const lab = await bench();
  const body = { schemas: [core], userName: 'Omar.Haddad@northwind.example' };
  const seen = await lab.post('/Users', body);
  expect(told(seen).slice(-2)).toEqual([
    'bad: Value already taken [7644 3.3]',
    'end: Answered 409 uniqueness [7644 3.12]',
  ]);
  expect(seen.answer.trace.at(-1)?.why).toBe('Nothing was changed.');
});

test('a list tells the filter, where it looked, and the page', async () => {
  const lab = await bench();
  const seen = await lab.get('/Users?filter=active+eq+false+and+title+pr&count=3&sortBy=userName');
  expect(told(seen)).toEqual([
    'plain: Find users in test [7644 3.4.2]',
    'plain: Token test-you accepted [7644 2]',
    'plain: Read the filter `active eq false and title pr` [7644 3.4.2.2]',
    'plain: Compared 15 users with the filter: 1 matches [7644 3.4.2.2]',
    'plain: Sorted by `userName`, ascending [7644 3.4.2.3]',
    'plain: Took number 1 of 1 [7644 3.4.2.4]',
    'end: Answered 200 OK with a list of 1 user [7644 3.4.2]',
  ]);
});

test('a PATCH tells version, operations, and what became of them', async () => {
  const lab = await bench('lenient', 'northwind-ana');
  const seen = await lab.send('PATCH', '/Users/1042', {
    token: 'lab-test-idp',
    body: {
      schemas: [patchOp],
      Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
    },
  });
  const steps = told(seen);
  expect(steps.slice(0, 4)).toEqual([
    'plain: Change one user in test [7644 3.5.2]',
    'plain: Token test-idp accepted [7644 2]',
    'plain: Read the body as JSON [7644 3.8]',
    'plain: Found user 1042, version `W/"1"` [7644 3.14]',
  ]);
  expect(steps.slice(-5)).toEqual([
    'act: Stored version `W/"2"` of user 1042 [7643 3.1]',
    'act: Secret Server disabled ana.ruiz@northwind.example [simulated]',
    'act: Ana Ruiz can open nothing now; before it was 3 secrets. [simulated]',
    'act: Security events `prov:patch:notice`, `prov:deactivate` [9967 2.4]',
    'end: Answered 200 OK with the whole user [7644 3.5.2]',
  ]);
  expect(seen.answer.trace[1]?.why).toBe('It belongs to Northwind IdP. 730 of 730 days left.');
});

test('the token step counts the days that are left', async () => {
  const lab = await bench();
  lab.now += 6 * 86_400_000 + 1;
  const { answer } = await lab.get('/Users');
  expect(answer.trace[1]?.why).toBe('It belongs to You. 723 of 730 days left.');
});

test('a 304 tells that nothing is sent again', async () => {
  const lab = await bench();
  const seen = await lab.get('/Users/1007', { headers: [['If-None-Match', 'W/"1"']] });
  expect(told(seen).slice(-3)).toEqual([
    'plain: Found user 1007, version `W/"1"` [7644 3.4.1]',
    'plain: Still in version `W/"1"` [7644 3.14]',
    'end: Answered 304 Not Modified without a body [7644 3.4]',
  ]);
});

test('a delete tells which groups the user left', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const steps = told(await lab.remove('/Users/1042'));
  expect(steps).toEqual(
    expect.arrayContaining([
      'act: Deleted user 1042 [7644 3.6]',
      'act: Took it out of 2 groups [7643 4.2]',
      'end: Answered 204 No Content without a body [7644 3.6]',
    ]),
  );
});
