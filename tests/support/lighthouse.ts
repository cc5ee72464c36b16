// Asks Lighthouse about accessibility and best practices of single pages of the built lab; both must be whole.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { chromiumArguments } from './chromium.ts';
import { serve } from './staticServer.ts';

/** The score of one page in one category, and what kept it from being whole. */
export interface Score {
  readonly page: string;
  readonly category: string;
  /** 0 to 100. */
  readonly score: number;
  readonly faults: readonly string[];
}

const categories = ['accessibility', 'best-practices'];

/** Scores the given hash routes of a built folder, one page after the other, in the Chromium at `browser`. */
export async function scores(of: {
  readonly folder: string;
  readonly routes: Readonly<Record<string, string>>;
  readonly browser: string;
}): Promise<readonly Score[]> {
  const server = await serve({ folder: of.folder });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: of.browser,
    args: [...chromiumArguments(), `--remote-debugging-port=${port}`],
  });
  try {
    const found: Score[] = [];
    for (const [page, route] of Object.entries(of.routes))
      found.push(...(await score({ page, url: server.url + route, port })));
    return found;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function score(of: {
  readonly page: string;
  readonly url: string;
  readonly port: number;
}): Promise<readonly Score[]> {
  const result = await lighthouse(of.url, {
    port: of.port,
    onlyCategories: categories,
    logLevel: 'error',
    output: 'json',
  });
  if (!result) throw new Error(`Expected Lighthouse to say something about ${of.url}.`);
  const { lhr } = result;
  return Object.values(lhr.categories).map((category) => ({
    page: of.page,
    category: category.title,
    score: Math.round((category.score ?? 0) * 100),
    faults: category.auditRefs
      .filter(({ weight }) => weight > 0)
      .map(({ id }) => lhr.audits[id]!)
      .filter((audit) => audit.score !== null && audit.score < 1)
      .map((audit) => `${audit.title} (${audit.id})`),
  }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
