// Holds every property test about parsers, protocol and storage to a thousand cases.
import { expect, test } from 'vitest';

const floors = ['base', 'http', 'scim', 'store', 'server', 'idp', 'course', 'headless', 'ui'];
const sources = import.meta.glob<string>('../**/*.test.ts', {
  ...{ eager: true, query: '?raw', import: 'default' },
});
const kept = Object.entries(sources).filter(([path]) => floors.includes(path.split('/')[1]!));
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

test.each(kept.filter(([, text]) => text.includes('fc.assert(')))(
  'every property of %s runs a thousand cases at least',
  (_, text) => {
    const closings = /(\{ numRuns: [1-9]\d{3,} \}|\bruns),\n\s*\);/g;
    expect(count(text, closings)).toBe(count(text, /fc\.assert\(/g));
    expect(text.match(/const runs = .*/)?.[0] ?? 'const runs = { numRuns: 1000 };').toBe(
      'const runs = { numRuns: 1000 };',
    );
  },
);
