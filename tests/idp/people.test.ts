// Checks HR's people, the rules that give groups, and the mapping to a SCIM User.
import { expect, test } from 'vitest';
import { groupMoves, groupsFor, northwindRules } from '../../src/idp/assignments.ts';
import { enterpriseUrn, scimUserOf, updateOperations } from '../../src/idp/mapping.ts';
import { afterEvent, fullName, isAtWork, processOf } from '../../src/idp/people.ts';
import type { HrEvent } from '../../src/idp/people.ts';
import world from '../../lessons/worlds/northwind-ana.json';
import { ana, tom } from './sample.ts';

/** A copy of an object without one of its keys. */
const without = <Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
): Omit<Whole, Key> =>
  // a whole one lacks nothing but the key
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as Omit<Whole, Key>;

const nine = '2026-11-30T09:00:00Z';

test('a hire adds a person and leaves the list as it was', () => {
  const before = [tom] as const;
  expect(afterEvent(before, { kind: 'hire', at: nine, person: ana })).toEqual({
    ok: true,
    value: [tom, ana],
  });
  expect(before).toEqual([tom]);
});

test('a number cannot be given twice', () => {
  expect(
    afterEvent([ana], { kind: 'hire', at: nine, person: { ...tom, employeeNumber: 'E1042' } }),
  ).toEqual({
    ok: false,
    trouble: 'The number E1042 belongs to Ana Ruiz.',
  });
});

test('an event about nobody is refused with a sentence', () => {
  const event = { kind: 'terminate', at: nine, employeeNumber: 'E9', effective: nine } as const;
  expect(afterEvent([ana], event)).toEqual({
    ok: false,
    trouble: 'HR has nobody with the number E9.',
  });
});

test('a change of job, a termination and an extension change one person', () => {
  const job = { ...ana.job, title: 'Network Engineer', department: 'Network Operations' };
  const events: readonly HrEvent[] = [
    { kind: 'changeJob', at: nine, employeeNumber: 'E1042', job },
    { kind: 'terminate', at: nine, employeeNumber: 'E1042', effective: nine },
    { kind: 'extend', at: nine, employeeNumber: 'C2003', endsAt: '2027-03-31T00:00:00Z' },
  ];
  const people = events.reduce(
    (list, event) => {
      const after = afterEvent(list, event);
      return after.ok ? after.value : list;
    },
    [ana, tom] as readonly (typeof ana)[],
  );
  expect(people).toEqual([
    { ...ana, job, endsAt: nine },
    { ...tom, endsAt: '2027-03-31T00:00:00Z' },
  ]);
  expect(events.map(processOf)).toEqual([
    'Change Job',
    'Terminate Employee',
    'Contract Contingent Worker',
  ]);
});

test('somebody is at work from the first instant up to the last, which no longer counts', () => {
  expect(isAtWork(tom, '2026-11-30T08:59:59Z')).toBe(false);
  expect(isAtWork(tom, '2026-11-30T09:00:00Z')).toBe(true);
  expect(isAtWork(tom, '2026-12-29T23:59:59Z')).toBe(true);
  expect(isAtWork(tom, '2026-12-30T00:00:00Z')).toBe(false);
  expect(isAtWork(ana, '2030-01-01T00:00:00Z')).toBe(true);
});

test('rules give groups by department, title, kind and company', () => {
  const network = { ...ana.job, title: 'Network Engineer', department: 'Network Operations' };
  expect(groupsFor(ana, nine, northwindRules)).toEqual(['SS-Users', 'SS-DBA-Prod']);
  expect(groupsFor({ ...ana, job: network }, nine, northwindRules)).toEqual([
    'SS-Users',
    'SS-Net-Ops',
  ]);
  const head = { ...network, title: 'Head of Infrastructure' };
  expect(groupsFor({ ...ana, job: head }, nine, northwindRules)).toEqual(['SS-Users']);
  expect(groupsFor(tom, nine, northwindRules)).toEqual(['SS-Users', 'SS-Vendors-Contoso']);
  expect(groupsFor(tom, '2026-12-30T00:00:00Z', northwindRules)).toEqual([]);
});

test('every rule names a group that Secret Server has', () => {
  const names = world.groups.map((group) => group.displayName);
  expect(names).toEqual(expect.arrayContaining(northwindRules.map((rule) => rule.group)));
});

test('moves are what to leave and what to join', () => {
  expect(groupMoves(['SS-Users', 'SS-DBA-Prod'], ['SS-Users', 'SS-Net-Ops'])).toEqual({
    leave: ['SS-DBA-Prod'],
    join: ['SS-Net-Ops'],
  });
});

test('the mapped Ana is the Ana of the sample world', () => {
  const { id, preferredLanguage, locale, timezone, ...known } = world.users.find(
    (user) => user.id === '1042',
  )!;
  expect(scimUserOf(ana, { active: true, managerId: '1007' })).toEqual(known);
  expect([id, preferredLanguage, locale, timezone]).not.toContain(undefined);
});

test('what HR does not know is left out', () => {
  const user = scimUserOf(tom, { active: true });
  expect(user[enterpriseUrn]).not.toHaveProperty('manager');
  expect(scimUserOf(without(tom, 'phone'), { active: true })).not.toHaveProperty('phoneNumbers');
  expect(user['userType']).toBe('Contractor');
});

test('an update sends the attributes that differ, and removes what is gone', () => {
  const job = without(ana.job, 'manager');
  const person = without(ana, 'phone');
  const facts = { active: true, managerId: '1007' };
  expect(
    updateOperations(
      { person: ana, facts },
      {
        person: {
          ...person,
          familyName: 'Lopez',
          job: { ...job, department: 'Network Operations' },
        },
        facts: { active: true },
      },
    ),
  ).toEqual([
    { op: 'replace', path: 'name.formatted', value: 'Ana Lopez' },
    { op: 'replace', path: 'name.familyName', value: 'Lopez' },
    { op: 'replace', path: 'displayName', value: 'Ana Lopez' },
    { op: 'remove', path: 'phoneNumbers[type eq "work"].value' },
    { op: 'replace', path: `${enterpriseUrn}:department`, value: 'Network Operations' },
    { op: 'remove', path: `${enterpriseUrn}:manager` },
  ]);
  expect(updateOperations({ person: ana, facts }, { person: ana, facts })).toEqual([]);
  expect(fullName(ana)).toBe('Ana Ruiz');
});
