// Builds the lab as static files that work under any path, and says how its tests run.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import type { PluginOption } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstPaint } from './src/build/firstPaint.ts';
import { lighter } from './src/build/lighter.ts';
import { lessons } from './src/build/lessons.ts';
import { styleFirst } from './src/build/styleFirst.ts';
import { withoutPolicy } from './src/build/withoutPolicy.ts';
import { worker } from './src/build/worker.ts';
import { chromiumPath, chromiumArguments } from './tests/support/chromium.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as { version: string };

const define = { __LAB_VERSION__: JSON.stringify(version) };

const plugins = (): PluginOption[] => [svelte({ configFile: false }), lessons()];

/**
 * What reading needs not: the worker reads it only when something else comes, so that a stopped worker
 * starts fast. It is read once in a worker's life, all of it.
 */
export const seldom = {
  'src/app/faults.ts': ['answerWithFaults'],
  'src/http/jsonMistake.ts': ['findJsonMistake'],
  'src/scim/connectorTexts.ts': ['connectorText'],
  'src/scim/definitions.ts': ['typesDefined'],
  'src/scim/events.ts': ['eventUris', 'securityEvents'],
  'src/scim/pamTypes.ts': ['withPam'],
  'src/scim/problem.ts': ['problem', 'inOperation', 'dataOf', 'titleOf'],
  'src/scim/sort.ts': ['readOrder'],
  'src/scim/suggest.ts': ['hintFor'],
  'src/server/bulk.ts': ['bulk'],
  'src/server/cursor.ts': ['printCursor', 'readCursor'],
  'src/server/discovery.ts': ['discover'],
  'src/server/pamRules.ts': ['notePam', 'pamKept', 'settledPam', 'withoutRoot'],
  'src/server/references.ts': ['brokenReference', 'referencesOf', 'withReferences'],
  'src/server/searchBody.ts': ['askedByBody'],
  'src/server/threshold.ts': ['scimOff', 'watched'],
  'src/server/tokenCheck.ts': ['keptToken', 'tokenRefusal'],
  'src/server/tokenEndpoint.ts': ['tokenAnswer'],
  'src/server/unique.ts': ['takenValue'],
  'src/server/vaultStore.ts': ['vaultStore'],
  'src/server/write.ts': ['write', 'writing'],
  'src/vault/holders.ts': ['holdersTouched'],
};

export default defineConfig({
  base: './',
  plugins: [
    ...plugins(),
    firstPaint({ entry: '/src/app/firstPaint.ts', plugins }),
    worker('src/app/sw.ts', seldom),
    styleFirst(),
    withoutPolicy(),
  ],
  resolve: { alias: lighter },
  define,
  // Monaco is one chunk of 3.4 MB, fetched when an editor is first wanted.
  build: { target: 'es2023', chunkSizeWarningLimit: 4000 },
  test: {
    testTimeout: 60_000, // for tests that hang; a slow machine is no failure
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: ['msw', 'msw/http', 'msw/experimental'] },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          expect: { poll: { timeout: 15_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromiumPath(), args: [...chromiumArguments()] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
