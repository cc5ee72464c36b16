// Tests what compiled filters know beyond who matches: look-ups, types, profiles, reasons.
import { expect, test } from 'vitest';
import { groupType, resourceTypes, userType } from '../../../src/scim/resourceTypes.ts';
import { enterprise, filterFor, laboratoryUrn, troubleOf, valueOf } from '../kit.ts';

const lookupIn = (text: string, types = [userType]) => valueOf(filterFor(text, types)).lookup;
const detailOf = (text: string) => troubleOf(filterFor(text)).detail;

test('an equality on an indexed attribute is offered as a look-up', () => {
  expect(lookupIn('USERNAME eq "Ana"')).toEqual({ attribute: 'userName', value: 'Ana' });
  expect(lookupIn('id eq "1" and title pr')).toEqual({ attribute: 'id', value: '1' });
  expect(lookupIn('displayName eq "x" and userName eq "y"')).toEqual({
    attribute: 'userName',
    value: 'y',
  });
  const member = { attribute: 'members.value', value: '1042' };
  expect(lookupIn('members eq "1042"', [groupType])).toEqual(member);
  expect(lookupIn('members.value eq "1042"', [groupType])).toEqual(member);
  expect(lookupIn('members[value eq "1042"]', [groupType])).toEqual(member);
});

test('no look-up is offered where other resources may match too', () => {
  expect(lookupIn('userName eq "a" or title pr')).toBeUndefined();
  expect(lookupIn('not (userName eq "a")')).toBeUndefined();
  expect(lookupIn('userName ne "a"')).toBeUndefined();
  expect(lookupIn('userName eq null')).toBeUndefined();
  expect(lookupIn(`${enterprise}:department eq "a"`)).toBeUndefined();
  expect(lookupIn('members[value eq "1" or type eq "User"]', [groupType])).toBeUndefined();
});

test('at the root, an attribute that only another type has has no value', () => {
  const user = { id: '1', userName: 'ana', displayName: 'Ana', meta: { resourceType: 'User' } };
  const group = { id: '2', displayName: 'Ana', meta: { resourceType: 'Group' } };
  const found = (text: string) =>
    [user, group].filter(valueOf(filterFor(text, resourceTypes)).matches).map(({ id }) => id);
  expect(found('displayName eq "ana"')).toEqual(['1', '2']);
  expect(found('userName eq "ana"')).toEqual(['1']);
  expect(found('userName pr')).toEqual(['1']);
  expect(found('userName eq null')).toEqual(['2']);
  expect(found('userName ne "x"')).toEqual(['1', '2']);
  expect(found('userName ne null')).toEqual(['1']);
  expect(found('not (userName gt "a")')).toEqual(['2']);
  expect(found('members[value eq "1"] or meta.resourceType eq "Group"')).toEqual(['2']);
  expect(found('emails[type eq "work"]')).toEqual([]);
});

test('at the root, an attribute that no type has is refused', () => {
  expect(troubleOf(filterFor('nope pr', resourceTypes)).detail).toBe(
    'No User or Group has an attribute nope. See /Schemas for the attributes there are.',
  );
});

test('a resource of a type that is not asked never matches', () => {
  const { matches } = valueOf(filterFor('id pr', resourceTypes));
  expect(matches({ id: '1', meta: { resourceType: 'Container' } })).toBe(false);
  expect(matches({ id: '1' })).toBe(false);
});

test('lenient profiles read quoted booleans', () => {
  const active = { active: true, emails: [{ value: 'x', primary: true }] };
  for (const profile of ['lenient', 'connector', 'cloud'] as const) {
    const asks = (text: string) => valueOf(filterFor(text, [userType], profile)).matches(active);
    expect(asks('active eq "TRUE"')).toBe(true);
    expect(asks('active eq "False"')).toBe(false);
    expect(asks('emails[primary eq "True"]')).toBe(true);
    expect(filterFor('active eq "yes"', [userType], profile).ok).toBe(false);
  }
});

test('a refusal says which attribute, what was seen, and what would work', () => {
  expect(detailOf('active eq "true"')).toBe(
    'active is a boolean, and "true" is not. Write active eq true.',
  );
  expect(detailOf('emails[primary gt true]')).toBe(
    'emails.primary is a boolean, and gt has no meaning for it. Use eq or ne.',
  );
  expect(detailOf(`${laboratoryUrn}:badge eq "7"`)).toContain('badge is a whole number');
  expect(detailOf(`${enterprise}:employeeNumber eq 7`)).toContain('Write');
  expect(detailOf('meta.created gt "yesterday"')).toBe(
    'meta.created is a date with a time, and "yesterday" is not. Write meta.created gt "2026-11-30T09:00:00Z".',
  );
  expect(detailOf('name eq "x"')).toBe(
    'name has parts and cannot be compared as a whole. Name a part, such as name.formatted.',
  );
  expect(detailOf('title[value eq "x"]')).toBe(
    'title has no parts that brackets could ask about. Write title eq and a value.',
  );
  expect(detailOf('emails[kind eq "work"]')).toContain('No element has an attribute emails.kind.');
});

test('the span of a refusal points at the part it is about', () => {
  const text = 'title pr and emails[kind eq "x"]';
  const { span } = troubleOf(filterFor(text));
  expect(text.slice(span!.start, span!.end)).toBe('kind');
});

test('values of another type than the schema says match nothing and break nothing', () => {
  const odd = { userName: 7, emails: 'x', name: 'y', active: 'true', meta: null, schemas: {} };
  for (const text of [
    'userName sw "7"',
    'emails.value co "x"',
    'name.givenName pr',
    'active eq true',
  ])
    expect(valueOf(filterFor(text, [userType])).matches(odd)).toBe(false);
});
