// Holds the table of clauses to the suite: every clause is shown by checks that exist, or says why it cannot be.
import { expect, test } from 'vitest';
import { fixedChecks } from '../../src/conformance/checks/all.ts';
import { clauses, clausesOf } from '../../src/conformance/clauses.ts';
import { rules } from '../../src/conformance/rules.ts';

const ids = new Set([...fixedChecks, ...rules].map(({ id }) => id));
const generated = /^GEN-\*-(add|replace|remove|filter|projection)$/;

test('every check that a clause names exists', () => {
  const named = clauses.flatMap(({ checks }) => checks);
  expect(named.filter((id) => !ids.has(id) && !generated.test(id))).toEqual([]);
});

test('a clause has checks, or a reason why no answer can show it, never both', () => {
  for (const { rfc, says, checks, unseen } of clauses) {
    expect(checks.length > 0 !== (unseen !== undefined), `${rfc} ${says}`).toBe(true);
    expect(rfc, says).toMatch(/^(7643|7644|9865) \d+(\.\d+)*$/);
    expect(says).toMatch(/^[A-Za-z/].*\.$/);
    if (unseen !== undefined) expect(unseen).toMatch(/\.$/);
  }
});

test('no clause is told twice, and no clause names a check twice', () => {
  const told = clauses.map(({ rfc, says }) => `${rfc} ${says}`);
  expect(told.filter((text, at) => told.indexOf(text) < at)).toEqual([]);
  for (const { says, checks } of clauses) expect(new Set(checks).size, says).toBe(checks.length);
});

test('every demanded check of users, groups, filters, PATCH, bulk and pages stands for a clause', () => {
  const without = fixedChecks.filter(
    ({ id, level }) =>
      level === 'M' && /^(DSC|USR|GRP|FLT|PAT|PAG|SRT|CUR|PRJ|SRC|BLK|ETG|ERR|SEC|ME)-/.test(id),
  );
  const loose = without.map(({ id }) => id).filter((id) => clausesOf(id).length === 0);
  expect(loose).toEqual([]);
});

test('a check leads to its clauses, also one that is made from a schema', () => {
  expect(clausesOf('PAT-50').map(({ rfc }) => rfc)).toEqual(['7644 3.5.2.3']);
  expect(clausesOf('GEN-User.title-filter').map(({ rfc }) => rfc)).toEqual(['7644 3.4.2.2']);
});
