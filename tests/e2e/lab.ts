// Opens the built lab for a test: own server, own browser context, and a proxy that notes whatever leaves the machine.
import { test as base, expect, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import type {} from '../../src/app/automation.ts';
import { chromiumArguments } from '../support/chromium.ts';
import { serve, type StaticServer } from '../support/staticServer.ts';
import { watchedProxy, type WatchedProxy } from '../support/watchedProxy.ts';

/** The folder the lab is built into. */
export const dist = fileURLToPath(new URL('../../dist/', import.meta.url)).replace(/\/$/, '');

interface Fixtures {
  /** The lab's own server at `/`. */
  readonly server: StaticServer;
}

interface Shared {
  /** Stands where the network would be. */
  readonly network: WatchedProxy;
}

export const test = base.extend<Fixtures, Shared>({
  network: [
    async ({}, use) => {
      const proxy = await watchedProxy();
      await use(proxy);
      await proxy.stop();
    },
    { scope: 'worker', box: true },
  ],
  launchOptions: [
    async ({ network, launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [...chromiumArguments(), `--proxy-server=${network.address}`],
      }),
    { scope: 'worker' },
  ],
  server: async ({}, use) => {
    const server = await serve({ folder: dist });
    await use(server);
    await server.stop();
  },
});

export { expect };

/** Waits until the lab answers. */
export const ready = (page: Page): Promise<void> =>
  page.evaluate(() => window.scimLab.ready);

/** Waits until the service worker controls the page and hosts the lab, and every file is kept for offline use. */
export async function workerHosts(page: Page): Promise<void> {
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect(page.getByText('Offline ready')).toBeVisible({ timeout: 30_000 });
}

/** Status and body of a plain fetch from the page. */
export function ask(
  page: Page,
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  return page.evaluate(
    async ([address, given]) => {
      const answer = await fetch(address, given);
      return { status: answer.status, body: await answer.json() };
    },
    [url, init] as const,
  );
}
