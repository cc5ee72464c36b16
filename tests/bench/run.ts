// Runs the bench, row by row, and prints one table: what was measured against what, and whether each bar holds. Never fails for a bar.
import { loadavg } from 'node:os';
import { coldStart, many, throughWorker, unindexed } from './browser/rows.ts';
import { firstLoad } from './firstLoad.ts';
import { inNode, type Bench } from './inNode.ts';
import { holds, tableOf, type Line } from './line.ts';
import { readOptions } from './options.ts';
import { growing } from './servers/growing.ts';
import { againstScimmy } from './servers/againstScimmy.ts';

const benches: Readonly<Record<number, readonly [title: string, bench: Bench]>> = {
  1: ['Filters against the packages of npm', inNode('tests/bench/engines/filters.ts')],
  2: ['PATCH against the packages of npm', inNode('tests/bench/engines/patches.ts')],
  3: ['The whole server against scimmy-routers, over loopback', againstScimmy],
  4: ['The whole server with 100,000 people and with 1,000', growing],
  5: ['Through the service worker', throughWorker],
  6: ['Whole scans', unindexed],
  7: ['Many at once', many],
  8: ['Cold start', coldStart],
  9: ['Who can open what, and the audit', inNode('tests/bench/engines/access.ts')],
  0: ['First load', firstLoad],
};

const loads = (): string =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');

const options = readOptions(process.argv.slice(2));
const lines: Line[] = [];
const missing: string[] = [];
const started = performance.now();
for (const row of options.rows) {
  const [title, bench] = benches[row] ?? [];
  if (!title || !bench) continue;
  console.log(`\nRow ${row}: ${title} (load ${loads()})`);
  try {
    const found = await bench(options);
    console.log(found.raw);
    console.log(tableOf(found.lines));
    lines.push(...found.lines);
  } catch (error) {
    console.error(error);
    missing.push(`Row ${row} could not be measured.`);
  }
}
console.log(`\n${tableOf(lines)}\n`);
const failed = lines.filter((line) => !holds(line));
for (const { row, what } of failed) console.log(`Row ${row} does not hold: ${what}.`);
for (const sentence of missing) console.log(sentence);
if (failed.length + missing.length === 0) console.log('Every bar that was measured holds.');
const minutes = (performance.now() - started) / 60_000;
console.log(
  `${minutes.toFixed(1)} minutes at effort ${options.effort}; load at the end ${loads()}.`,
);
