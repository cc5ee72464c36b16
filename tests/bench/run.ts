// Measures the lab's first load beside the smallest shell of the same parts, taking turns, and prints medians.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { freshBrowser, visit, type Visit } from '../support/firstAnswer.ts';
import { weigh } from '../support/sizes.ts';
import { serve } from '../support/staticServer.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const rounds = Number(process.argv[2] ?? 7);

/** One page under measurement. */
interface Candidate {
  readonly name: string;
  readonly folder: string;
}

/** A first visit in a fresh browser, and a second one that finds everything in place. */
interface Round {
  readonly cold: Visit;
  readonly warm: Visit;
}

async function buildShell(): Promise<string> {
  const outDir = at('../../.cache/bench/shell');
  await build({
    root: at('./shell'),
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  });
  await mkdir(outDir, { recursive: true });
  const worker = at('../../node_modules/msw/lib/mockServiceWorker.js');
  await copyFile(worker, `${outDir}/mockServiceWorker.js`);
  await copyFile(worker, `${outDir}/sw.js`); // weighed under the name of the lab's own worker
  return outDir;
}

async function round({ folder }: Candidate): Promise<Round> {
  const server = await serve({ folder });
  const browser = await freshBrowser();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const cold = await visit(page, server.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.waitForTimeout(3_000); // what is fetched for later has been fetched
    await page.close();
    const warm = await visit(await context.newPage(), server.url);
    return { cold, warm };
  } finally {
    await browser.close();
    await server.stop();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

async function row(
  { name, folder }: Candidate,
  done: readonly Round[],
): Promise<readonly string[]> {
  const weights = await weigh(folder, done[0]!.cold.files);
  const time = (of: (round: Round) => number): string => median(done.map(of)).toFixed(0);
  return [
    name,
    time(({ cold }) => cold.firstPaint),
    time(({ cold }) => cold.firstAnswer),
    time(({ warm }) => warm.firstAnswer),
    kB(weights.script),
    kB(weights.style),
    kB(weights.worker),
  ];
}

const heads = [
  'page',
  'first paint, cold (ms)',
  'first answer, cold (ms)',
  'first answer, warm (ms)',
  'script (kB gzip)',
  'style (kB gzip)',
  'worker (kB gzip)',
];

function print(rows: readonly (readonly string[])[]): void {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
  for (const cells of all)
    console.log(cells.map((text, column) => text.padEnd(widths[column]!)).join('  '));
}

await build({ root: at('../..'), logLevel: 'warn' });
const candidates: readonly Candidate[] = [
  { name: 'SCIM Lab', folder: at('../../dist') },
  { name: 'Svelte + Dexie + MSW shell', folder: await buildShell() },
];
const measured = new Map<Candidate, Round[]>(candidates.map((each) => [each, []]));
for (let turn = 0; turn < rounds; turn += 1)
  for (const candidate of turn % 2 === 0 ? candidates : candidates.toReversed())
    measured.get(candidate)!.push(await round(candidate));
print(await Promise.all(candidates.map((each) => row(each, measured.get(each)!))));
console.log(`Medians of ${rounds} rounds, taking turns, a fresh Chromium each.`);
