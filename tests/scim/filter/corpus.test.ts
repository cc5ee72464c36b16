// Holds the filter engine to the corpus: who is matched, what is refused.
import { expect, test } from 'vitest';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { printFilter } from '../../../src/scim/filter/print.ts';
import { filterFor, troubleOf, valueOf } from '../kit.ts';
import { corpus } from './corpus.ts';
import { people } from './people.ts';

const matched = corpus.filter(({ ids }) => ids !== null);
const refused = corpus.filter(({ ids }) => ids === null);

test.each(matched)('$about: $filter', ({ filter, ids }) => {
  const { matches } = valueOf(filterFor(filter));
  expect(
    people
      .filter(matches)
      .map(({ id }) => id)
      .join(''),
  ).toBe(ids);
});

test.each(refused)('refused with a reason: $filter', ({ filter }) => {
  const { status, scimType, detail } = troubleOf(filterFor(filter));
  expect({ status, scimType }).toEqual({ status: 400, scimType: 'invalidFilter' });
  expect(detail).toMatch(/^\S.* \S.*\.$/s);
});

test.each(matched)('printed, it matches the same: $filter', ({ filter, ids }) => {
  const { matches } = valueOf(filterFor(printFilter(valueOf(parseFilter(filter)))));
  expect(
    people
      .filter(matches)
      .map(({ id }) => id)
      .join(''),
  ).toBe(ids);
});
