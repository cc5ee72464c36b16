// Tests what the filter parser makes of text: the tree, its spans, and what it says of mistakes.
import { expect, test } from 'vitest';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { limits } from '../../../src/scim/limits.ts';
import { troubleOf, valueOf } from '../kit.ts';

const problemOf = (text: string) => {
  const { code, detail, span } = troubleOf(parseFilter(text));
  return { code, detail, seen: span && text.slice(span.start, span.end) };
};

test('every node knows where it stood in the text', () => {
  const text = ' title pr  and emails[type eq "work"]';
  expect(valueOf(parseFilter(text))).toEqual({
    kind: 'and',
    span: { start: 1, end: 37 },
    terms: [
      {
        kind: 'present',
        attribute: { name: 'title', span: { start: 1, end: 6 } },
        span: { start: 1, end: 9 },
      },
      {
        kind: 'valuePath',
        attribute: { name: 'emails', span: { start: 15, end: 21 } },
        span: { start: 15, end: 37 },
        filter: {
          kind: 'compare',
          attribute: { name: 'type', span: { start: 22, end: 26 } },
          operator: 'eq',
          value: 'work',
          valueSpan: { start: 30, end: 36 },
          span: { start: 22, end: 36 },
        },
      },
    ],
  });
});

test('a URN is parted from the name at its last colon', () => {
  const node = valueOf(parseFilter('urn:ietf:params:scim:schemas:core:2.0:User:name.givenName pr'));
  expect(node.kind === 'present' && node.attribute).toEqual({
    schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
    name: 'name',
    sub: 'givenName',
    span: { start: 0, end: 57 },
  });
});

test('the sign of $ref belongs to the name', () => {
  const node = valueOf(parseFilter('manager.$ref eq "x"'));
  expect(node.kind === 'compare' && node.attribute.sub).toBe('$ref');
});

test('a comparison behind brackets is asked of the same element', () => {
  const behind = valueOf(parseFilter('emails[type eq "work"].value co "x"'));
  expect(behind).toMatchObject({
    kind: 'valuePath',
    filter: { kind: 'and', terms: [{ value: 'work' }, { operator: 'co', value: 'x' }] },
  });
});

test('literals are JSON: text, numbers, true, false, null', () => {
  const values = ['"a\\u00e9\\n\\""', '-1.5e2', '-0', 'true', 'false', 'null'].map((literal) => {
    const node = valueOf(parseFilter(`a eq ${literal}`));
    return node.kind === 'compare' && node.value;
  });
  expect(values).toEqual(['aé\n"', -150, 0, true, false, null]);
});

test('mistakes are named with what was seen and what would work', () => {
  expect(problemOf('userName regex "x"')).toEqual({
    code: 'filterOperator',
    detail: "The operator 'regex' is not supported. Use eq, ne, co, sw, ew, gt, ge, lt, le or pr.",
    seen: 'regex',
  });
  expect(problemOf("userName eq 'ana ruiz'")).toEqual({
    code: 'filterUnquoted',
    detail: `The value 'ana ruiz' needs double quotes around it. Write "ana ruiz".`,
    seen: "'ana ruiz'",
  });
  expect(problemOf('active eq True')).toEqual({
    code: 'filterUnquoted',
    detail: 'The value True needs double quotes around it. Write true in small letters, or "True".',
    seen: 'True',
  });
  expect(problemOf('not title pr')).toEqual({
    code: 'filterNot',
    detail: 'After not, title stands without parentheses. Write not (title pr).',
    seen: 'title',
  });
  expect(problemOf('title pr or')).toEqual({
    code: 'filterSyntax',
    detail:
      'The filter needs an attribute at character 12, and has the end. A filter looks like userName eq "ana.ruiz" and active eq true.',
    seen: '',
  });
  expect(problemOf('(title pr or active eq true')).toMatchObject({
    detail: expect.stringContaining('needs and, or, or ) at character 28'),
  });
  expect(problemOf('title eq "x')).toEqual({
    code: 'filterOpenString',
    detail:
      'The text that begins with a quote at character 10 of the filter has no end. Close it with a double quote; a quote inside the text is written \\".',
    seen: '"x',
  });
});

test('a filter over the length limit is refused before it is read', () => {
  const long = `title eq "${'x'.repeat(limits.filterLength)}"`;
  expect(problemOf(long).code).toBe('filterTooLong');
});

test('parentheses, not and brackets nest to the limit and no deeper', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`;
  const negated = (depth: number) => `${'not ('.repeat(depth)}title pr${')'.repeat(depth)}`;
  expect(parseFilter(nested(limits.filterDepth)).ok).toBe(true);
  expect(parseFilter(negated(limits.filterDepth)).ok).toBe(true);
  expect(problemOf(nested(limits.filterDepth + 1)).code).toBe('filterTooDeep');
  expect(problemOf(negated(limits.filterDepth + 1)).code).toBe('filterTooDeep');
  expect(problemOf('('.repeat(50_000)).code).toBe('filterTooDeep');
  expect(problemOf('a['.repeat(50_000)).code).toBe('filterTooDeep');
});

test('a filter of a thousand terms is one node', () => {
  const text = Array.from({ length: 1000 }, (_, at) => `userName eq "u${at}"`).join(' or ');
  const node = valueOf(parseFilter(text));
  expect(node.kind === 'or' && node.terms.length).toBe(1000);
});
