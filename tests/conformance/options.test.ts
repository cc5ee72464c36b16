// Tests how the flags of the conformance runner are read.
import { expect, test } from 'vitest';
import { readAsked } from '../../src/headless/conformanceOptions.ts';

const base = 'http://127.0.0.1:8080/api/v1/scim';

test('base and token are enough', () => {
  expect(readAsked(['--base', `${base}/`, '--token=t'], {})).toEqual({
    ok: true,
    value: { base, token: 't', levels: ['M', 'S', 'P'], wait: 3, verbose: false, json: false },
  });
});

test('the token may come from the environment, and every flag is read', () => {
  const flags = ['--level', 's,M', '--profile', 'cloud', '--only', 'FLT,PAT-07', '--wait=60'];
  expect(readAsked(['--base', base, '--verbose', ...flags, '--json'], { SCIM_TOKEN: 'e' })).toEqual(
    {
      ok: true,
      value: {
        ...{ base, token: 'e', levels: ['M', 'S'], profile: 'cloud' },
        ...{ only: ['FLT', 'PAT-07'], wait: 60, verbose: true, json: true },
      },
    },
  );
});

test('a profile other than strict brings the dialects along', () => {
  expect(readAsked(['--base', base, '--token', 't', '--profile', 'lenient'], {})).toMatchObject({
    value: { levels: ['M', 'S', 'P', 'D'] },
  });
});

test.each([
  [[], ''],
  [['--token', 't'], '--base is missing: the base URL of the server.'],
  [['--base', 'localhost', '--token', 't'], '--base takes an http or https URL, not localhost.'],
  [['--base', base], '--token is missing.'],
  [['--base'], '--base needs a value.'],
  [['--fast', 'yes'], 'There is no --fast.'],
  [
    ['--base', base, '--token', 't', '--level', 'X'],
    '--level takes letters of M, S, P and D with commas between, not X.',
  ],
  [
    ['--base', base, '--token', 't', '--profile', 'x'],
    '--profile is one of strict, lenient, connector, cloud, not x.',
  ],
  [
    ['--base', base, '--token', 't', '--wait', 'long'],
    '--wait takes a number of seconds, not long.',
  ],
])('%j is told in one sentence', (args, sentence) => {
  expect(readAsked(args, {})).toEqual({ ok: false, trouble: sentence });
});
