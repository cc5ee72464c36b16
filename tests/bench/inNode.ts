// Runs a bundled bench in a Node process of its own and takes the lines it prints.
import { spawn } from 'node:child_process';
import { bundleForNode } from './bundle.ts';
import type { Line } from './line.ts';
import type { Options } from './options.ts';

/** What a row comes to: lines of the table, and figures that stand behind them, as text. */
export interface Findings {
  readonly lines: readonly Line[];
  readonly raw: string;
}

/** A row of the bench. */
export type Bench = (options: Options) => Promise<Findings>;

/** A row that is a script: it is told the effort and prints its findings as JSON. */
export const inNode =
  (entry: string): Bench =>
  async ({ effort }) => {
    const script = await bundleForNode(entry);
    return JSON.parse(await outputOf([script, String(effort)])) as Findings; // printed by `tell`
  };

/** What a script prints until it ends; its errors go to our own. */
function outputOf(given: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`Expected ${given[0]} to end well, got exit code ${code}.`));
    });
  });
}
