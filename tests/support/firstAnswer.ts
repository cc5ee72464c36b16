// Opens a page in a fresh browser, presses Send at once, and tells how long the first answer took and what was loaded for it.
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { serve } from './staticServer.ts';

/** One visit to a page. Times are milliseconds since navigation began. */
export interface Visit {
  readonly firstPaint: number;
  readonly firstAnswer: number;
  /** Files the page itself loaded until then, below its own URL; the service worker's are not among them. */
  readonly files: readonly string[];
}

/** A fresh browser, so that nothing is warm. */
export const freshBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArguments()] });

/** Visits a page that is already served, in a new tab of the given browser context. */
export async function visit(page: Page, url: string): Promise<Visit> {
  const files = new Set<string>();
  page.on('request', (request) => {
    if (request.serviceWorker() === null && request.url().startsWith(url))
      files.add(
        request
          .url()
          .slice(url.length)
          .replace(/[?#].*$/, '') || 'index.html',
      );
  });
  await page.addInitScript({ path: fileURLToPath(new URL('./pressAndWatch.js', import.meta.url)) });
  await page.goto(url, { waitUntil: 'commit' });
  const times = await page.waitForFunction(() => (window as Watched).firstAnswer, undefined, {
    timeout: 60_000,
  });
  return { ...(await times.jsonValue())!, files: [...files] };
}

interface Watched extends Window {
  firstAnswer?: { readonly firstPaint: number; readonly firstAnswer: number };
}

/** The files of a built folder that a first visit loads up to the first answer, and before the editor. */
export async function filesOfFirstAnswer(folder: string): Promise<readonly string[]> {
  const server = await serve({ folder });
  const browser = await freshBrowser();
  try {
    return (await visit(await browser.newPage(), server.url)).files;
  } finally {
    await browser.close();
    await server.stop();
  }
}
