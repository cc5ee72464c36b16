// Tells whether the request of a prediction was sent.
import { expect, test } from 'vitest';
import { isAsked } from '../../src/course/asked.ts';

const baseUrl = 'https://lesson-x.secretservercloud.com/api/v1/scim';
const sent = (method: string, path: string) => [
  {
    no: 1,
    request: { method, url: baseUrl + path, headers: [] },
    response: { status: 200, headers: [] },
  },
];

test.each([
  ['GET /Users?filter=userName eq "a"', 'GET', '/Users?filter=userName%20eq%20%22b%22', true],
  ['GET /Users?filter=id eq "____"', 'GET', '/Users', false],
  ['GET /Users/1020', 'GET', '/Users/1020', true],
  ['GET /Users/1020', 'GET', '/Users?filter=id%20eq%20%221020%22', false],
  ['GET /Users/____', 'GET', '/Users/7', true],
  ['PATCH /Groups/7\n\n{}', 'PATCH', '/Groups/7', true],
  ['PATCH /Groups/7\n\n{}', 'PUT', '/Groups/7', false],
  ['PATCH /Groups/7\n\n{}', 'PATCH', '/Groups/8', false],
  ['GET /Users?count=1\nAuthorization: Bearer old', 'GET', '/Users?count=1', true],
  ['nothing', 'GET', '/Users', false],
])('%s, when %s %s is sent: %s', (...[text, method, path, asked]) => {
  expect(isAsked(text, sent(method, path), baseUrl)).toBe(asked);
});
