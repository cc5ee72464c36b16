// Tests the catalogue of problems: every entry is a lesson, and every problem a SCIM error.
import { expect, test } from 'vitest';
import { errorMessage, listResponse } from '../../src/scim/messages.ts';
import type { ProblemEntry } from '../../src/scim/problem.ts';
import { inOperation, problem, problems } from '../../src/scim/problem.ts';

const entries = Object.entries(problems) as [string, ProblemEntry][];

test.each(entries)('%s has a status, sentences and a section', (_code, entry) => {
  expect(entry.title).toMatch(/^[A-Za-z]\S*( .*)?[^.]$/);
  expect(entry.sentence).toMatch(/^(\{reason\}|\S.* .*)\.$/);
  expect(entry.instead).toMatch(/^[A-Z].*\.$/);
  expect(entry.rfc).toMatch(/^(7643|7644|9865|9110|6750) \d+(\.\d+)*$/);
  expect(entry.status).toBeOneOf([400, 401, 403, 404, 405, 409, 412, 413, 415, 501]);
  expect(entry.sentence + entry.instead).not.toMatch(/[!`]/);
});

test('scimTypes go with the statuses of RFC 7644 §3.12', () => {
  for (const [code, { status, scimType }] of entries)
    if (scimType) expect(status, code).toBe(scimType === 'uniqueness' ? 409 : 400);
});

test('braces are filled in, and the place is kept', () => {
  expect(problem('filterOperator', { operator: 'regex' }, { span: { start: 9, end: 14 } })).toEqual(
    {
      code: 'filterOperator',
      status: 400,
      scimType: 'invalidFilter',
      detail:
        "The operator 'regex' is not supported. Use eq, ne, co, sw, ew, gt, ge, lt, le or pr.",
      rfc: '7644 3.4.2.2',
      span: { start: 9, end: 14 },
    },
  );
});

test('what a client sent is quoted short, without backticks, and never read as a brace', () => {
  const { detail } = problem('filterOperator', { operator: `{operator}\`${'x'.repeat(500)}` });
  expect(detail).toContain("'{operator}'xxx");
  expect(detail.length).toBeLessThan(300);
});

test('a problem of an operation is counted from 1', () => {
  const found = problem('patchNoPath', {});
  expect(inOperation(found, 1, 'path')).toEqual({
    ...found,
    detail: `Operation 2: ${found.detail}`,
    at: 'Operations[1].path',
  });
  expect(inOperation(found, 0).at).toBe('Operations[0]');
});

test('wrong data for a sentence does not compile', () => {
  // @ts-expect-error the sentence has no such brace
  problem('filterOperator', { operater: 'regex' });
  // @ts-expect-error the sentence has no brace at all
  problem('filterEmpty', { operator: 'x' });
  // @ts-expect-error no such problem
  expect(() => problem('nope', {})).toThrow();
  expect(problem('filterEmpty', {}).code).toBe('filterEmpty');
});

test('an error message has its status as text, and a scimType only where there is one', () => {
  expect(errorMessage(problem('required', { attribute: 'userName' }))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '400',
    scimType: 'invalidValue',
    detail:
      'userName is required, and the request gives it no value. Give it a value that is not empty.',
  });
  expect('scimType' in errorMessage(problem('notFound', { type: 'User', id: '9' }))).toBe(false);
});

test('a list counts what is on the page and what matches in all', () => {
  const [resources, totalResults] = [[{ id: '1' }], 7];
  expect(listResponse({ resources, totalResults, paging: { startIndex: 3 } })).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 7,
    startIndex: 3,
    itemsPerPage: 1,
    Resources: [{ id: '1' }],
  });
});
