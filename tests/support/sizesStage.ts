// Weighs the first load in a real browser as one stage of the tests; leaves its counts in the file named.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { budget, weigh } from './sizes.ts';
import { filesOfFirstAnswer } from './firstAnswer.ts';

const folder = fileURLToPath(new URL('../../dist', import.meta.url));
const weights = await weigh(folder, await filesOfFirstAnswer(folder));
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

for (const [path, size] of weights.files) console.log(`        ${path}  ${kB(size)}`);
const parts = Object.keys(budget) as (keyof typeof budget)[];
const fits = parts.filter((part) => weights[part] <= budget[part]);
for (const part of parts)
  console.log(
    `${fits.includes(part) ? 'passed' : 'FAILED'}  ${part}: ${kB(weights[part])} gzip of ${kB(budget[part])}`,
  );
const counted = { passed: fits.length, failed: parts.length - fits.length, skipped: 0 };
const [, , file] = process.argv;
if (file) writeFileSync(file, JSON.stringify(counted));
process.exitCode = counted.failed > 0 ? 1 : 0;
