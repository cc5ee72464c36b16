// Runs Lighthouse over home, lesson and workbench as one stage of the tests; leaves its counts in the file named.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './chromium.ts';
import { scores } from './lighthouse.ts';

const routes = { home: '#/', lesson: '#/lesson/find-a-user', workbench: '#/workbench' };
const folder = fileURLToPath(new URL('../../dist', import.meta.url));

const found = await scores({ folder, routes, browser: chromiumPath() });
for (const { page, category, score, faults } of found) {
  console.log(`${score === 100 ? 'passed' : 'FAILED'}  ${page}, ${category}: ${score}`);
  for (const fault of faults) console.log(`        ${fault}`);
}
const passed = found.filter(({ score }) => score === 100).length;
const counted = { passed, failed: found.length - passed, skipped: 0 };
const [, , file] = process.argv;
if (file) writeFileSync(file, JSON.stringify(counted));
process.exitCode = counted.failed > 0 ? 1 : 0;
