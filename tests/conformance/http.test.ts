// Runs the suite as people do: the server and the runner are processes of their own and talk HTTP.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const start = (script: string, ...args: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--import', 'tsx', `src/headless/${script}.ts`, ...args]);

/** How a run of the suite ends: exit code, and what it printed. */
async function conformance(...args: readonly string[]) {
  const child = start('conformance', ...args);
  const [printed, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { printed, said, code };
}

test.each([
  ['strict', []],
  ['lenient', ['--profile', 'lenient']],
  ['cloud', ['--profile', 'cloud', '--level', 'M,S']],
] as const)(
  'every check passes over HTTP against a server of the %s profile',
  async (profile, flags) => {
    const server = start('serve', '--port', '0', '--profile', profile, '--users', '60');
    const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const { baseUrl, token } = JSON.parse(line) as Readonly<Record<string, string>>;
    const { printed, said, code } = await conformance(
      '--base',
      baseUrl!,
      '--token',
      token!,
      ...flags,
    );
    server.kill('SIGKILL');
    expect(said).toBe('');
    expect(printed).toMatch(
      /\d{3} passed, 0 failed, (\d+ departing by policy, )?\d+ not applicable \(\d+ requests\)/,
    );
    expect(printed).toMatch(/^FLT +Filters +\d+\/\d+/m);
    expect(printed).not.toContain(token);
    expect(code).toBe(0);
  },
  180_000,
);

test('the result is printed as JSON for other programs', async () => {
  const server = start('serve', '--port', '0');
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { baseUrl, token } = JSON.parse(line) as Readonly<Record<string, string>>;
  const { printed, code } = await conformance(
    ...['--base', baseUrl!, '--token', token!, '--only', 'DSC-01', '--json'],
  );
  server.kill('SIGKILL');
  expect(code).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({
    baseUrl,
    counts: { passed: 1, failed: 0 },
    checks: [{ id: 'DSC-01', outcome: 'passed', requests: 1 }],
  });
}, 60_000);

test('a server that is not SCIM fails, with the exchange shown and exit code 1', async () => {
  const server = start('serve', '--port', '0');
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { baseUrl } = JSON.parse(line) as Readonly<Record<string, string>>;
  const { printed, code } = await conformance(
    ...['--base', `${baseUrl!}/`, '--token', 'secret-wrong', '--only', 'USR-01'],
  );
  server.kill('SIGKILL');
  expect(code).toBe(1);
  expect(printed).toContain('FAILED USR-01 (M, RFC 7644 3.3) Creating a user answers 201');
  expect(printed).toContain('expected status 201');
  expect(printed).toContain('< 401');
  expect(printed).not.toContain('secret-wrong');
}, 60_000);
