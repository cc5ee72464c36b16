// Splits inline texts, renders prose and names texts by their content.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from '../../src/course/hash.ts';
import { inlineParts, rfcAddress, spoken } from '../../src/course/inline.ts';
import { fitsPath, pathBelow } from '../../src/course/judge/paths.ts';
import { renderMarkdown } from '../../src/course/markdown.ts';
import { mistakeLine, reporter, type AuthorMistake } from '../../src/course/parse/mistake.ts';

test('code, strong words and references are parted off', () => {
  expect(inlineParts('Send `GET` **now** (RFC 7644 §3.4.2).')).toEqual([
    { kind: 'text', text: 'Send ' },
    { kind: 'code', text: 'GET' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'now' },
    { kind: 'text', text: ' (' },
    {
      kind: 'rfc',
      text: 'RFC 7644 §3.4.2',
      href: 'https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2',
    },
    { kind: 'text', text: ').' },
  ]);
});

test('no text is lost in parting', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const words = text.replace(/[`*]/g, '');
      expect(spoken(words)).toBe(words);
    }),
    { numRuns: 1000 },
  );
});

test('an RFC the course does not cite is no link', () => {
  expect([rfcAddress('RFC 7644'), rfcAddress('RFC 1234 §1'), rfcAddress('see RFC 7644')]).toEqual([
    'https://www.rfc-editor.org/rfc/rfc7644',
    undefined,
    undefined,
  ]);
});

function rendered(text: string): { readonly html: string; readonly mistakes: readonly string[] } {
  const mistakes: AuthorMistake[] = [];
  const html = renderMarkdown(text, 10, reporter('f', mistakes));
  return { html, mistakes: mistakes.map(mistakeLine) };
}

test('prose becomes HTML with safe links', () => {
  expect(
    rendered('**Ana** goes to [the map](#/learn) and [RFC 7644 §3.3](https://example.com/?a&b).'),
  ).toEqual({
    html: '<p><strong>Ana</strong> goes to <a href="#/learn">the map</a> and <a href="https://example.com/?a&amp;b" target="_blank" rel="noreferrer">RFC 7644 §3.3</a>.</p>\n',
    mistakes: [],
  });
});

test('a userName is no link, though it looks like an address', () => {
  expect(rendered('ana.ruiz@northwind.example').html).toBe('<p>ana.ruiz@northwind.example</p>\n');
});

test('HTML and pictures come through as text and are reported with their line', () => {
  const { html, mistakes } = rendered(
    'One.\n\n<script>alert(1)</script>\n\n![x](https://a.b/c.png)',
  );
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(mistakes.map((line) => line.split(':')[1])).toEqual(['12', '14']);
});

test('no prose becomes a tag that was not meant', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          '[',
          ']',
          '(',
          ')',
          'a',
          ':',
          '`',
          '*',
          '\n',
          ' ',
          '!',
          '/',
        ),
      }),
      (text) => {
        const { html } = rendered(text);
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name!);
        const known = /^(?:p|a|code|pre|em|strong|ul|ol|li|br|hr|blockquote|del|h[1-6]|input)$/;
        expect(tags.filter((name) => !known.test(name))).toEqual([]);
        expect(html).not.toMatch(/href="(?!https:|#\/)/);
        expect(html).not.toMatch(/\son\w+=/);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a hash follows the content and nothing else', () => {
  expect(hashOf('abc')).toBe(hashOf('abc'));
  expect(new Set(['', 'a', 'b', 'ab', 'ba', 'a ', 'A'].map(hashOf)).size).toBe(7);
  expect(hashOf('abc')).toMatch(/^[0-9a-z]{13}$/);
});

test('addresses are read below the base URL, and elsewhere whole', () => {
  expect([
    pathBelow('https://a.b/scim', 'https://A.b/scim/Users?x=1'),
    pathBelow('https://a.b/scim', 'https://a.b/scim'),
    pathBelow('https://a.b/scim', 'https://other/scim/Users'),
  ]).toEqual(['/Users?x=1', '/', 'https://other/scim/Users']);
});

test.each([
  ['/Users', '/Users', true],
  ['/Users/', '/Users', true],
  ['/Users?count=1', '/Users', true],
  ['/Users/7', '/Users/*', true],
  ['/Users/7/x', '/Users/*', false],
  ['/Users', '/Users/*', false],
  ['/Users?filter=a%20eq%20%22b%22', '/Users?filter=*"b"', true],
  ['/Users?count=1', '/Users?filter=*', false],
  ['/Users', '/Users?filter=*', false],
  ['/Users?filter=%', '/Users?filter=%', true],
])('%s against %s', (path, pattern, fits) => {
  expect(fitsPath(path, pattern)).toBe(fits);
});
