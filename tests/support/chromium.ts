// Finds the Chromium that tests drive: `CHROMIUM_PATH`, then an installed one, then Playwright's own.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium that exists, or where Playwright would keep its own. */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  return installed.find((path) => existsSync(path)) ?? chromium.executablePath();
}

/** Flags for a quiet browser; without a sandbox only for root, where Chromium has none. */
export const chromiumArguments = (): readonly string[] => [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
