// Makes sure there is a Chromium to test in: takes one that is there, or installs one, or says what to install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.ts';

/** The ways to get a browser, in the order they are tried. */
const ways: readonly {
  readonly name: string;
  readonly command: readonly string[];
  readonly may: () => boolean;
}[] = [
  {
    name: 'Playwright’s own download',
    command: ['npx', '--no-install', 'playwright', 'install', 'chromium'],
    may: () => true,
  },
  {
    name: 'the Debian package',
    command: [
      'sh',
      '-c',
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium',
    ],
    may: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
  },
];

/**
 * The path of a Chromium that exists.
 * @throws Error with a sentence that says what to install, if none could be had.
 */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named))
    throw new Error(`CHROMIUM_PATH names ${named}, where there is no browser.`);
  if (existsSync(chromiumPath())) return chromiumPath();
  for (const { name, command, may } of ways) {
    if (!may()) continue;
    console.log(`No Chromium found; trying ${name}.`);
    spawnSync(command[0]!, command.slice(1), { stdio: 'inherit', timeout: 300_000 });
    if (existsSync(chromiumPath())) return chromiumPath();
  }
  throw new Error(
    'The browser tests need a Chromium, and none could be installed. Install one (Debian: `apt-get install chromium`), or name one in CHROMIUM_PATH.',
  );
}
