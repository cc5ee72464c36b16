// Checks that everyday reading calls nothing the worker keeps in its second script: a stopped worker would have to load it.
import { expect, test, vi } from 'vitest';
import { seldom } from '../../vite.config.ts';

test('looking somebody up, reading one and reading a page call nothing that is seldom needed', async () => {
  const called: string[] = [];
  for (const path of Object.keys(seldom))
    vi.doMock(`../../${path}`, async (original) => {
      const module = await original<Readonly<Record<string, unknown>>>();
      return Object.fromEntries(
        Object.entries(module).map(([name, value]) => [
          name,
          typeof value === 'function'
            ? (...given: unknown[]): unknown => {
                called.push(`${path} ${name}`);
                return (value as (...all: unknown[]) => unknown)(...given);
              }
            : value,
        ]),
      );
    });
  const { bench, query } = await import('./kit.ts');
  const lab = await bench();
  called.length = 0;
  for (const path of [
    `/Users?${query({ filter: 'userName eq "omar.haddad@northwind.example"' })}`,
    ...['/Users/1007', '/Users?count=2&startIndex=3', '/Groups/7?attributes=members'],
    `/Groups?${query({ filter: 'members.value eq "1007" and displayName pr', excludedAttributes: 'members' })}`,
  ])
    expect((await lab.get(path)).status).toBe(200);
  expect(called).toEqual([]);
  await lab.get('/Users?sortBy=userName');
  expect(called).toEqual(['src/scim/sort.ts readOrder']);
});
