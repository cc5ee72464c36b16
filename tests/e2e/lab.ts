// Opens the built lab for a test: own server, own browser context, and a proxy that notes whatever leaves the machine.
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type {} from '../../src/app/automation.ts';
import { chromiumArguments } from '../support/chromium.ts';
import { serve, type StaticServer } from '../support/staticServer.ts';
import { watchedProxy, type WatchedProxy } from '../support/watchedProxy.ts';

/** The folder the lab is built into. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A host name that leads to this machine and that browsers do not take for secure. */
export const insecureHost = 'insecure.test';

/** Chromium looks for updates and accounts by itself; that has nothing to do with the page. */
const chromiumsOwn = /(^|\.)(google|googleapis|gstatic|gvt1)\.com(:\d+)?$/;

interface Fixtures {
  /** The lab's own server at `/`. */
  readonly server: StaticServer;
  /** Fails the test if a request left the machine while it ran. */
  readonly silence: void;
}

interface Shared {
  /** Stands where the network would be. */
  readonly network: WatchedProxy;
}

/** A test with the lab served; whatever it does, nothing may reach the network. */
export const test = base.extend<Fixtures, Shared>({
  network: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const proxy = await watchedProxy();
      await use(proxy);
      await proxy.stop();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ network, launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...chromiumArguments(),
          `--proxy-server=${network.address}`,
          `--proxy-bypass-list=${insecureHost}`,
          `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`,
        ],
      }),
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  server: async ({}, use) => {
    const server = await serve({ folder: dist });
    await use(server);
    await server.stop();
  },
  silence: [
    async ({ network }, use) => {
      network.take();
      await use();
      const left = network.take().filter((host) => !chromiumsOwn.test(host));
      expect(left, 'requests that left the machine').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the lab and waits until it answers. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await ready(page);
}

/** Waits until the lab answers. */
export const ready = (page: Page): Promise<void> => page.evaluate(() => window.scimLab.ready);

/** Waits until the service worker hosts the lab and every file is kept for offline use, as the status bar says. */
export async function workerHosts(page: Page): Promise<void> {
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect(page.getByText('Offline ready')).toBeVisible({ timeout: 30_000 });
}

/** What a plain fetch from the page brings. */
export interface Brought {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A plain fetch from the page, with a token if one is given. */
export function ask(
  page: Page,
  url: string,
  init: { readonly method?: string; readonly token?: string; readonly json?: unknown } = {},
): Promise<Brought> {
  return page.evaluate(
    async ([address, { method, token, json }]) => {
      const answer = await fetch(address, {
        method: method ?? 'GET',
        headers: {
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(json === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const text = await answer.text();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      return { status: answer.status, body };
    },
    [url, init] as const,
  );
}

/** The strict tenant of the workbench, as the design names it. */
export const prod = {
  users: 'https://secretserver.example.com/api/v1/scim/Users',
  token: 'lab-northwind',
} as const;

/** A user to create, with the attributes that matter in a test. */
export const user = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  displayName: userName,
});
