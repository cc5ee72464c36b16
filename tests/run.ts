// Runs every test the lab has, on a machine with only Node, and says in its last line how many passed and failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { print, runChecks } from './check.ts';
import { findChromium } from './support/findChromium.ts';

/** How many tests of a stage ended how. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

const summary: string[] = [];
const failures: string[] = [];
const root = fileURLToPath(new URL('..', import.meta.url));
const results = `${root}test-results`;

const stages: readonly Stage[] = [
  { name: 'A Chromium to test in', run: browser },
  { name: 'Source: types, lint, form, floors', run: source },
  { name: 'Unit, contract and journey tests (Node)', run: () => vitest('node') },
  { name: 'Unit and contract tests (Chromium)', run: () => vitest('browser') },
  { name: 'Build', run: () => single(command(['vite', 'build', '--logLevel', 'warn'])) },
  { name: 'Size of the first load', run: () => script('tests/support/sizesStage.ts') },
  { name: 'End-to-end tests and axe', run: playwright },
  { name: 'Lighthouse', run: () => script('tests/support/lighthouseStage.ts') },
];

async function browser(): Promise<Tally> {
  try {
    process.env['CHROMIUM_PATH'] = findChromium();
    console.log(process.env['CHROMIUM_PATH']);
    return one(true);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return one(false);
  }
}

async function source(): Promise<Tally> {
  const done = await runChecks(print);
  const passed = done.filter((checked) => checked.passed).length;
  return { passed, failed: done.length - passed, skipped: 0 };
}

/** The counts Vitest writes for machines. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What failed and why, so that the end of the output says it even if the rest is lost. */
const failuresOf = ({ testResults }: VitestReport): readonly string[] =>
  testResults.flatMap(({ message, assertionResults }) => [
    ...(message === '' ? [] : [message]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`),
  ]);

async function vitest(project: string): Promise<Tally> {
  const file = `${results}/vitest-${project}.json`;
  const given = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'];
  const fine = await command([...given, `--outputFile.json=${file}`]);
  const report = read<VitestReport>(file);
  if (report) failures.push(...failuresOf(report));
  return tally(fine, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** The counts Playwright writes for machines; a flaky test is one that failed. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

async function playwright(): Promise<Tally> {
  process.env['SCIM_LAB_BUILT'] = 'yes'; // by the stage before; a failed build fails here again
  const fine = await command(['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']);
  const stats = read<PlaywrightReport>(`${results}/e2e.json`)?.stats;
  return tally(fine, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  });
}

/** A stage of ours: a script that prints and leaves its counts in a file. */
async function script(path: string): Promise<Tally> {
  const file = `${results}/${path.replace(/^.*\/|\.ts$/g, '')}.json`;
  const fine = await command(['tsx', path, file]);
  return tally(fine, read<Tally>(file) ?? { passed: 0, failed: 0, skipped: 0 });
}

const single = async (run: Promise<boolean>): Promise<Tally> => one(await run);

const one = (fine: boolean): Tally => ({
  passed: fine ? 1 : 0,
  failed: fine ? 0 : 1,
  skipped: 0,
});

/** A stage that ended badly without a failed test to show for it has failed all the same. */
const tally = (fine: boolean, counted: Tally): Tally =>
  !fine && counted.failed === 0 ? { ...counted, failed: 1 } : counted;

function command(given: readonly string[]): Promise<boolean> {
  const child = spawn('npx', ['--no-install', ...given], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(code === 0));
    child.on('error', () => resolve(false));
  });
}

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

const line = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run } of stages) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const counted = await run().catch((error: unknown) => {
    console.log(error);
    return one(false);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  summary.push(
    `${counted.failed + counted.skipped > 0 ? 'FAILED' : 'passed'}  ${name}: ${line(counted)} (${seconds} s)`,
  );
  total = {
    passed: total.passed + counted.passed,
    failed: total.failed + counted.failed,
    skipped: total.skipped + counted.skipped,
  };
}
for (const failure of failures) console.log(`\nFAILED  ${failure.slice(0, 2000)}`);
console.log(`\n${summary.join('\n')}\n`);
console.log(line(total));
process.exitCode = total.failed + total.skipped > 0 ? 1 : 0;
