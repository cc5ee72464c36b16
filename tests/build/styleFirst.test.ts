// Checks the order of what a browser is told to fetch.
import { expect, test } from 'vitest';
import { withStyleFirst } from '../../src/build/styleFirst.ts';

test('style sheets stand before the first module script, in their order', () => {
  const html = `<head>
    <script src="./first.js"></script>
    <script type="module" src="./a.js"></script>
    <link rel="modulepreload" href="./b.js">
    <link rel="stylesheet" href="./a.css">
    <link rel="stylesheet" href="./b.css">
  </head>`;
  expect(withStyleFirst(html)).toBe(`<head>
    <script src="./first.js"></script>
    <link rel="stylesheet" href="./a.css">
    <link rel="stylesheet" href="./b.css">
    <script type="module" src="./a.js"></script>
    <link rel="modulepreload" href="./b.js">
  </head>`);
});
