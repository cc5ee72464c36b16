// Row 0: the lab's first load beside the smallest shell of the same parts, taking turns.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { freshBrowser, visit, type Visit } from '../support/firstAnswer.ts';
import { weigh } from '../support/sizes.ts';
import { serve } from '../support/staticServer.ts';
import type { Bench, Findings } from './inNode.ts';
import { columns } from './line.ts';
import { roundsAt } from './options.ts';
import { median } from './turns.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

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
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1000 },
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

/** What is measured of a page, in the order of the columns: milliseconds, then bytes. */
async function figures({ folder }: Candidate, done: readonly Round[]): Promise<readonly number[]> {
  const weights = await weigh(folder, done[0]!.cold.files);
  return [
    median(done.map(({ cold }) => cold.firstPaint)),
    median(done.map(({ cold }) => cold.firstAnswer)),
    median(done.map(({ warm }) => warm.firstAnswer)),
    weights.script / 1000,
    weights.style / 1000,
    weights.worker / 1000,
  ];
}

const inColumns = (values: readonly number[]): readonly string[] =>
  values.map((value, column) => value.toFixed(column < 3 ? 0 : 1));

const heads = [
  'page',
  'first paint, cold (ms)',
  'first answer, cold (ms)',
  'first answer, warm (ms)',
  'script (kB gzip)',
  'style (kB gzip)',
  'worker (kB gzip)',
];

/** Builds both pages and visits them in turns, a fresh Chromium for each visit. */
export const firstLoad: Bench = async ({ effort }) => {
  await build({ root: at('../..'), logLevel: 'warn' });
  const candidates: readonly Candidate[] = [
    { name: 'SCIM Lab', folder: at('../../dist') },
    { name: 'Svelte + Dexie + MSW shell', folder: await buildShell() },
  ];
  const rounds = roundsAt(effort, 7);
  const measured = new Map<Candidate, Round[]>(candidates.map((each) => [each, []]));
  for (let turn = 0; turn < rounds; turn += 1)
    for (const candidate of turn % 2 === 0 ? candidates : candidates.toReversed())
      measured.get(candidate)!.push(await round(candidate));
  const [lab, shell] = await Promise.all(
    candidates.map((each) => figures(each, measured.get(each)!)),
  );
  return findings({ lab: lab!, shell: shell!, rounds });
};

function findings(of: {
  readonly lab: readonly number[];
  readonly shell: readonly number[];
  readonly rounds: number;
}): Findings {
  const lines = heads.slice(1).map((what, column) => ({
    row: 0,
    what: `first load: ${what}`,
    ours: inColumns(of.lab)[column]!,
    against: `${inColumns(of.shell)[column]!} Svelte + Dexie + MSW shell`,
    ratio: of.lab[column]! / of.shell[column]!,
    bar: { shown: true } as const,
  }));
  const rows = [heads, ['SCIM Lab', ...inColumns(of.lab)], ['shell', ...inColumns(of.shell)]];
  const how = `Medians of ${of.rounds} rounds, taking turns, a fresh Chromium each.`;
  return {
    lines: lines.filter(({ ratio }) => Number.isFinite(ratio)),
    raw: `${columns(rows)}\n${how}`,
  };
}
