// Bundles what is measured, our code and that of others alike: a loader that rewrites modules as they come would slow closures.
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { lighter } from '../../src/build/lighter.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the bench puts what it builds. */
export const workshop = `${root}.cache/bench`;

/** Packages that only run as they are: this one's parser assigns names it never declared, which modules forbid. */
const leftAlone = ['scim-query-filter-parser'];

/** Bundles a script for Node, packages included, and returns its path. */
export async function bundleForNode(entry: string): Promise<string> {
  const name = nameOf(entry);
  await build({
    ...common,
    ssr: { noExternal: true, external: [...leftAlone] },
    build: {
      ...kept,
      ssr: `${root}${entry}`,
      outDir: workshop,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return `${workshop}/${name}.mjs`;
}

/** Bundles a script for the browser as one classic script in a folder, and returns its name. */
export async function bundleForBrowser(entry: string, folder: string): Promise<string> {
  const name = `${nameOf(entry)}.js`;
  await build({
    ...common,
    resolve: { alias: lighter },
    build: {
      ...kept,
      outDir: folder,
      target: 'es2023',
      minify: true,
      rolldownOptions: {
        input: `${root}${entry}`,
        output: { format: 'iife', entryFileNames: name },
      },
    },
  });
  return name;
}

const nameOf = (entry: string): string => entry.replace(/^.*\/|\.ts$/g, '');

const common: InlineConfig = { root, configFile: false, logLevel: 'error' };
const kept = { emptyOutDir: false, copyPublicDir: false, minify: false } as const;
