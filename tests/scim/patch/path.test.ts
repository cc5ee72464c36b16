// Tests what PATCH paths mean and how sentences speak of those that mean nothing.
import { expect, test } from 'vitest';
import { parsePath } from '../../../src/scim/patch/path.ts';
import type { ProfileId } from '../../../src/scim/profile.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { groupType } from '../../../src/scim/resourceTypes.ts';
import { core, enterprise, testType, troubleOf, valueOf } from '../kit.ts';

/** The meaning of a path in short: where it leads. */
function meaningOf(text: string, profile: ProfileId = 'strict'): string {
  const path = valueOf(parsePath(text, testType, profiles[profile]));
  if (path.kind === 'extension') return `all of ${path.schema.name}`;
  const home = path.extension === undefined ? '' : `${path.extension.split(':').at(-3)} `;
  const key = path.filter?.key === undefined ? '[…]' : `[=${path.filter.key}]`;
  const brackets = path.filter ? key : '';
  const sub = path.sub ? `.${path.sub.name}` : '';
  const tolerated = path.tolerated ? ` (${path.tolerated})` : '';
  return home + path.attribute.name + brackets + sub + tolerated;
}

test('every form of RFC 7644 §3.5.2 is read', () => {
  expect(
    [
      'title',
      'NAME.FAMILYNAME',
      'emails',
      'emails.value',
      'emails[type eq "work"]',
      'emails[type eq "work"].VALUE',
      'emails[value eq "x"]',
      `${core}:name.givenName`,
      `${core}:emails[type eq "work"].value`,
      `${enterprise}:department`,
      `${enterprise}:manager.value`,
      enterprise.toUpperCase(),
      'department',
      'meta.created',
      'schemas',
    ].map((text) => meaningOf(text)),
  ).toEqual([
    'title',
    'name.familyName',
    'emails',
    'emails.value',
    'emails[…]',
    'emails[…].value',
    'emails[=x]',
    'name.givenName',
    'emails[…].value',
    'enterprise department',
    'enterprise manager.value',
    'all of EnterpriseUser',
    'enterprise department (unqualified)',
    'meta.created',
    'schemas',
  ]);
});

test('lenient profiles read a dot after the URN as a colon, and the strict one does not', () => {
  expect(meaningOf(`${enterprise}.manager.value`, 'lenient')).toBe(
    'enterprise manager.value (dotAfterUrn)',
  );
  expect(meaningOf(`${core}.title`, 'cloud')).toBe('title (dotAfterUrn)');
  expect(parsePath(`${enterprise}.manager.value`, testType, profiles.strict).ok).toBe(false);
});

test('a refused path is told with the reason', () => {
  const detailOf = (text: string) => troubleOf(parsePath(text, testType, profiles.strict)).detail;
  expect(detailOf('emails[0].value')).toBe(
    'The path emails[0].value picks an element by number; SCIM lists have no numbers. Pick it by what it holds: emails[type eq "work"].',
  );
  expect(detailOf('na me')).toBe(
    'The path "na me" cannot be read: a name has no blanks. A path looks like name.familyName or emails[type eq "work"].value.',
  );
  expect(detailOf('nope')).toBe(
    'No User has an attribute nope. See /Schemas for the attributes there are.',
  );
  expect(detailOf('emails[type eq work]')).toBe(
    'The value work needs double quotes around it. Write "work".',
  );
  expect(detailOf('title[value eq "x"]')).toBe(
    'title holds one value, so brackets have nothing to choose from. Leave the brackets out.',
  );
  expect(detailOf('x'.repeat(200_000))).toContain('it is too long');
});

test('a path means the same the second time it is read', () => {
  const read = () =>
    valueOf(parsePath('emails[type eq "home"].display', testType, profiles.strict));
  expect(read()).toBe(read());
});

test('one path can mean different things in two types and two profiles', () => {
  const name = (type: typeof testType) => valueOf(parsePath('displayName', type, profiles.strict));
  expect(name(groupType)).not.toBe(name(testType));
  const quoted = 'emails[primary eq "true"]';
  expect(parsePath(quoted, testType, profiles.lenient).ok).toBe(true);
  expect(parsePath(quoted, testType, profiles.strict).ok).toBe(false);
});
