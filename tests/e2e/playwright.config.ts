// Runs the built lab in a real Chromium, as people meet it.
import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './buildOnce.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromiumPath(), args: [...chromiumArguments()] },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
