// Runs the whole suite against the lab's server in each profile, and holds the suite to what it promises.
import { describe, expect, test } from 'vitest';
import { fixedChecks } from '../../src/conformance/checks/all.ts';
import { departuresOf } from '../../src/conformance/departures.ts';
import { rules } from '../../src/conformance/rules.ts';
import { conform, failuresIn } from './kit.ts';
import { referenceIds } from './referenceIds.ts';

const everything = ['M', 'S', 'P', 'D'] as const;

describe.each(['strict', 'lenient', 'connector', 'cloud'] as const)('in %s', (profile) => {
  test('every check that applies passes, and nothing is left behind', async () => {
    const levels = profile === 'strict' ? (['M', 'S', 'P'] as const) : everything;
    const report = await conform(profile, { levels });
    expect(failuresIn(report)).toEqual([]);
    expect(report.stopped).toBe(false);
    expect(report.after).toEqual(report.before);
  }, 60_000);

  test('each departure of the profile is a real one', async () => {
    const departed = departuresOf(profile).flatMap(({ ids }) => ids.map((form) => form.split('*')));
    const isDeparted = (id: string): boolean =>
      departed.some(([start, end]) =>
        end === undefined ? id === start : id.startsWith(start!) && id.endsWith(end),
      );
    const { results } = await conform(profile, {
      levels: everything,
      plain: true,
      only: isDeparted,
    });
    const passed = results.filter(({ outcome }) => outcome.kind === 'passed');
    const needless = passed.filter(({ check }) => check.id !== 'GEN-User.password-filter'); // may be refused anywhere
    expect(needless.map(({ check }) => check.id)).toEqual([]);
  }, 60_000);
});

const all = [...fixedChecks, ...rules];

test('every check of the reference is there', () => {
  const ids = new Set(all.map(({ id }) => id));
  expect(referenceIds.filter((id) => !ids.has(id))).toEqual([]);
});

test('no two checks have the same id, and each says what must happen and where that stands', () => {
  const ids = all.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) < at)).toEqual([]);
  for (const { id, rfc, title, level } of all) {
    expect(id).toMatch(/^[A-Z]+-\d+[a-z]?$/);
    expect(rfc, id).toMatch(/^(7643|7644|9865|9967|9110) \d+(\.\d+)*$/);
    expect(title, id).toMatch(/^[A-Za-z0-9/].*[^.]$/);
    expect(id.endsWith('d'), `${id} is a dialect`).toBe(level === 'D' && /\dd$/.test(id));
  }
});

test('the schemas of the server become checks of every attribute', async () => {
  const { results } = await conform('strict', { only: (id) => id.startsWith('GEN-') });
  const ids = results.map(({ check }) => check.id);
  for (const doing of ['add', 'replace', 'remove', 'filter', 'projection'])
    expect(ids).toEqual(
      expect.arrayContaining([
        `GEN-User.userName-${doing}`,
        `GEN-User.name.givenName-${doing}`,
        `GEN-User.emails.primary-${doing}`,
        `GEN-User.department-${doing}`,
        `GEN-Group.members-${doing}`,
      ]),
    );
});

test('a run that is stopped tells no more and leaves nothing behind', async () => {
  const signal = { aborted: false };
  const report = await conform('strict', {
    signal,
    onResult: ({ check }) => {
      if (check.id === 'FLT-04') signal.aborted = true;
    },
  });
  expect(report.stopped).toBe(true);
  expect(report.results.at(-1)?.check.id).toBe('FLT-04');
  expect(report.after).toEqual(report.before);
});

test('progress counts up to the number of checks', async () => {
  const told: string[] = [];
  const { results } = await conform('strict', {
    only: (id) => id.startsWith('DSC-0'),
    onResult: (_, { done, total }) => told.push(`${done}/${total}`),
  });
  expect(told).toEqual(results.map((_, at) => `${at + 1}/${results.length}`));
});
