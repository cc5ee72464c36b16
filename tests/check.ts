// Checks the source without running the lab: types, lint, form and floors; `npm run check` fails if one of them does.
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';

/** The outcome of one check, with what it printed. */
export interface Checked {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const checks = [
  ['Svelte and types', 'svelte-check --tsconfig ./tsconfig.json --threshold error'],
  ['lint', 'eslint . --cache --cache-location .cache/eslint'],
  ['types of the pure floors', 'tsc --noEmit -p src/tsconfig.json'],
  ['form', 'prettier --check . --cache --cache-location .cache/prettier --log-level warn'],
  ['floors', 'vitest run --project node tests/house'],
] as const;

/** Runs every check, as many at once as there are cores, and tells of each as it ends. */
export async function runChecks(tell: (checked: Checked) => void): Promise<readonly Checked[]> {
  const waiting = [...checks];
  const done: Checked[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const checked = await run(next[0], next[1]);
      done.push(checked);
      tell(checked);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, worker));
  return done;
}

function run(name: string, command: string): Promise<Checked> {
  const started = performance.now();
  const [tool, ...given] = command.split(' ');
  const child = spawn('npx', ['--no-install', tool!, ...given], {
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000;
      resolve({ name, passed: code === 0, output, seconds });
    });
  });
}

/** Prints a check in one line, and everything it said if it failed. */
export function print({ name, passed, output, seconds }: Checked): void {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output.trimEnd());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const done = await runChecks(print);
  process.exitCode = done.every(({ passed }) => passed) ? 0 : 1;
}
