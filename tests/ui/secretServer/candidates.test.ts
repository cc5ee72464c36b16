// Fields that choose one out of thousands: what they find, what they leave out, and that they answer at once.
import { expect, test } from 'vitest';
import {
  candidatesOf,
  fitting,
  granteeIn,
  granteesOf,
  idIn,
  keyOf,
} from '../../../src/ui/secretServer/edit/candidates.ts';
import { company } from './kit.ts';
import { largeCompany } from './large.ts';

const namesOf = (find: string, without: readonly string[] = []) =>
  fitting(candidatesOf('user', company), find, { without: new Set(without), most: 8 }).shown.map(
    ({ name }) => name,
  );

test('letters find whatever the accent, the case and the order of words', () => {
  expect(namesOf('muller')).toEqual(['Jürgen Müller']);
  expect(namesOf('GARCIA maria')).toEqual(['Maria Garcia', 'Maria Garcia']);
  expect(namesOf('1007')).toEqual(['Omar Haddad']);
  expect(namesOf('nobody of this name')).toEqual([]);
});

test('what is chosen already is left out', () => {
  expect(namesOf('omar', ['user 1007'])).toEqual([]);
  expect(namesOf('omar', ['group 1007'])).toEqual(['Omar Haddad']);
});

test('a key tells people from groups of the same id, and gives both back', () => {
  const [group] = granteesOf(company);
  expect(group).toMatchObject({ kind: 'group', name: 'SS-Users' });
  expect(granteeIn(keyOf(group!))).toEqual({ kind: 'group', id: group!.id });
  expect(granteeIn('user 1007')).toEqual({ kind: 'user', id: '1007' });
  expect(idIn('folder 21')).toBe('21');
});

test('among 10,000 people and 500 groups the first are shown, and how many there are', () => {
  const large = largeCompany();
  const all = granteesOf(large);
  const start = performance.now();
  const found = fitting(all, 'person471', { without: new Set(), most: 8 });
  expect(performance.now() - start).toBeLessThan(500); // a few milliseconds on an idle machine
  expect([found.shown.length, found.count]).toEqual([8, 11]);
  expect(granteesOf(large)).toBe(all); // worked out once for each state
});
