// Holds the page's content security policy to what the lab needs, and to nothing more.
import { expect, test } from 'vitest';
import page from '../../index.html?raw';
import { labHostPatterns } from '../../src/http/labHosts.ts';

const policy = new Map(
  /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/
    .exec(page)![1]!
    .split(';')
    .map((directive) => {
      const [name, ...sources] = directive.trim().split(/\s+/);
      return [name!, sources] as const;
    }),
);

test('requests go to the page’s own origin and to lab hosts, which never leave the tab', () => {
  expect(policy.get('connect-src')).toEqual([
    "'self'",
    ...labHostPatterns.map((pattern) => `https://${pattern}`),
  ]);
});

test('scripts and workers are the lab’s own files, and nothing else is allowed that is not named', () => {
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(policy.get('worker-src')).toEqual(["'self'"]);
});
