// The flags of the Node front door.
import { expect, test } from 'vitest';
import { help, readOptions } from '../../src/headless/options.ts';
import { withPeople } from '../../src/headless/people.ts';
import { worldNamed } from '../server/kit.ts';

test('without flags it serves the company in the strict profile on port 8080, to this machine only', () => {
  expect(readOptions([])).toEqual({
    ok: true,
    value: { port: 8080, host: '127.0.0.1', profile: 'strict', world: 'northwind', users: 0 },
  });
});

test('flags come in any order, with a blank or an equals sign; the last one counts', () => {
  const args = ['--users=10', '--port', '0', '--profile', 'cloud', '--host=::1', '--port=9'];
  expect(readOptions([...args, '--world', 'northwind-ana'])).toEqual({
    ok: true,
    value: { port: 9, host: '::1', profile: 'cloud', world: 'northwind-ana', users: 10 },
  });
});

test('a token can be narrowed, and the server known by another address', () => {
  const args = ['--scopes', 'users:read, me:write', '--subject=1007'];
  expect(readOptions([...args, '--public-url', 'https://scim.example.test/'])).toMatchObject({
    ok: true,
    value: {
      ...{ scopes: ['users:read', 'me:write'], subject: '1007' },
      publicUrl: 'https://scim.example.test',
    },
  });
});

const known =
  'There are --port, --host, --profile, --world, --users, --scopes, --subject, --export and --public-url; --help tells more.';

test('the help names every flag', () => {
  for (const [flag] of known.matchAll(/--[a-z-]+/g))
    if (flag !== '--help') expect(help).toContain(flag);
});

test.each<readonly [readonly string[], string]>([
  [['8080'], `Unknown flag 8080. ${known}`],
  [['--toString', 'x'], `Unknown flag --toString. ${known}`],
  [['--port'], '--port needs a value.'],
  [['--port='], '--port needs a value.'],
  [['--port', '70000'], '--port takes a number from 0 to 65535, not 70000.'],
  [['--port', '80a'], '--port takes a number from 0 to 65535, not 80a.'],
  [['--profile=loose'], '--profile is one of strict, lenient, connector, cloud, not loose.'],
  [
    ['--scopes', 'users'],
    '--scopes takes words like users:read, with commas between them, not users.',
  ],
  [
    ['--public-url', 'scim.example.test'],
    '--public-url takes scheme and host, such as https://scim.example.test, not scim.example.test.',
  ],
  [['--users', '-1'], '--users takes a number from 0 to 200000, not -1.'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(readOptions(args)).toEqual({ ok: false, trouble: sentence });
});

test('generated people are the same each time, and never take an id or userName twice', () => {
  const world = worldNamed('northwind');
  const grown = withPeople(world, 2000);
  expect(withPeople(world, 2000)).toEqual(grown);
  expect(grown.users).toHaveLength(2015);
  const taken = [...grown.users, ...grown.groups];
  expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
  expect(new Set(grown.users.map(({ userName }) => userName)).size).toBe(2015);
  expect(grown.users.some(({ id }) => Number(id) >= grown.nextIds.User && Number(id) < 9000)).toBe(
    false,
  );
});
