// Builds the bench page with the lab's own worker beside it, and opens it in a fresh Chromium, with 10,000 people before it.
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { lighter } from '../../../src/build/lighter.ts';
import { worker } from '../../../src/build/worker.ts';
import { freshBrowser } from '../../support/firstAnswer.ts';
import { serve } from '../../support/staticServer.ts';
import { seldom } from '../../../vite.config.ts';
import { workshop } from '../bundle.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = `${workshop}/browser`;
let built: Promise<unknown> | undefined;

const buildPage = (): Promise<unknown> =>
  build({
    root: at('.'),
    configFile: false,
    base: './',
    logLevel: 'silent',
    define: { __LAB_VERSION__: '"bench"' },
    resolve: { alias: lighter },
    plugins: [worker(at('./worker.ts'), seldomFromHere())],
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  });

/** The lab's list of modules for the second script, as paths from this folder. */
const seldomFromHere = (): typeof seldom =>
  Object.fromEntries(
    Object.entries(seldom).map(([path, names]) => [`../../../${path}`, names]),
  ) as typeof seldom; // the same names of functions, only from elsewhere

/** Gives work the page, ready; the browser is closed in any case. */
export async function onStage<Value>(work: (page: Page) => Promise<Value>): Promise<Value> {
  await (built ??= buildPage());
  const server = await serve({ folder });
  const browser = await freshBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(server.url);
    await page.evaluate(() => window.bench.start());
    return await work(page);
  } finally {
    await browser.close();
    await server.stop();
  }
}
