// Checks what is said of the names and base URLs that people give tenants.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  baseUrlMistake,
  baseUrlOf,
  labelOf,
  nameMistake,
  pathBelow,
  tidyBaseUrl,
} from '../../src/http/baseUrl.ts';

const others = [
  { name: 'prod', baseUrl: 'https://secretserver.example.com/api/v1/scim' },
  { name: 'deep', baseUrl: 'https://pam.northwind.example/SecretServer/api/v1/scim' },
];

test('each kind has a form of its own', () => {
  expect(baseUrlOf('onPrem', 'berlin')).toBe(
    'https://berlin.northwind.example/SecretServer/api/v1/scim',
  );
  expect(baseUrlOf('cloud', 'berlin')).toBe('https://berlin.secretservercloud.com/api/v1/scim');
});

test.each([
  ['Northwind Asia', 'northwind-asia'],
  ['  Zürich / Genève!', 'zurich-geneve'],
  ['東京', ''],
  ['-', ''],
])('%s becomes the label %s', (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test('a typed URL is tidied: blanks, slashes at the end, capital letters of the host', () => {
  expect(tidyBaseUrl('  HTTPS://Berlin.SecretServerCloud.com/api/V1/ ')).toBe(
    'https://berlin.secretservercloud.com/api/V1',
  );
});

test.each([
  ['', 'The base URL is missing.'],
  ['berlin', 'A base URL begins with https:// and a host.'],
  ['http://berlin.northwind.example/scim', 'A base URL begins with https:// and a host.'],
  [
    'https://example.org/scim',
    'example.org is no host of the lab, and the lab sends nothing elsewhere. Use secretserver.example.com, *.northwind.example, *.secretservercloud.com.',
  ],
  [
    'https://berlin.northwind.example:8443/scim',
    'The host stands alone: no port, and no name before an @.',
  ],
  [
    'https://me@berlin.northwind.example/scim',
    'The host stands alone: no port, and no name before an @.',
  ],
  [
    'https://ber_lin.northwind.example/scim',
    'A host has letters, digits and hyphens between its dots.',
  ],
  [
    'https://lesson-find-a-user.secretservercloud.com/api/v1/scim',
    'lesson-find-a-user.secretservercloud.com would be the host of a lesson, a scenario or a conformance run: they begin with lesson-, scenario- and conformance-.',
  ],
  ['https://berlin.northwind.example/scim?x=1', 'A base URL has no question mark and no fragment.'],
  ['https://berlin.northwind.example/scim#x', 'A base URL has no question mark and no fragment.'],
  [
    'https://berlin.northwind.example',
    'After the host comes a path of plain words, such as /api/v1/scim.',
  ],
  [
    'https://berlin.northwind.example/a/../b',
    'After the host comes a path of plain words, such as /api/v1/scim.',
  ],
  ['https://secretserver.example.com/api/v1/scim', 'prod has this base URL already.'],
  [
    'https://secretserver.example.com/api/v1/scim/v2',
    'This stands below the base URL of prod, https://secretserver.example.com/api/v1/scim: a request to either could mean both.',
  ],
  [
    'https://pam.northwind.example/SecretServer',
    'The base URL of deep, https://pam.northwind.example/SecretServer/api/v1/scim, stands below this one: a request to either could mean both.',
  ],
])('%s: %s', (url, sentence) => {
  expect(baseUrlMistake(url, others)).toBe(sentence);
});

test.each([
  'https://berlin.northwind.example/SecretServer/api/v1/scim',
  'https://secretserver.example.com/api/v1/scimmy',
  'https://a.b.secretservercloud.com/x',
])('%s will do', (url) => {
  expect(baseUrlMistake(url, others)).toBeUndefined();
});

test.each([
  ['  ', 'The name is missing.'],
  ['x'.repeat(41), 'The name has 41 signs; 40 are the most.'],
  ['a\u200bb', 'The name holds a sign that cannot be seen.'],
  [' PROD ', 'There is a tenant prod already.'],
  ['prod 2', undefined],
])('the name “%s”: %s', (name, sentence) => {
  expect(nameMistake(name, ['prod'])).toBe(sentence);
});

test('of two base URLs that were both allowed, no URL stands below both', () => {
  const word = fc.constantFrom('api', 'v1', 'scim', 'SecretServer');
  const url = fc
    .tuple(fc.constantFrom('a', 'b'), fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(([host, path]) => `https://${host}.northwind.example/${path.join('/')}`);
  fc.assert(
    fc.property(url, url, url, (one, other, asked) => {
      fc.pre(baseUrlMistake(other, [{ name: 'one', baseUrl: one }]) === undefined);
      const below = [one, other].filter((base) => pathBelow(asked, base) !== undefined);
      expect(below.length).toBeLessThan(2);
    }),
    { numRuns: 1000 },
  );
});
