// Reads a starting world from the folder `lessons/worlds`.
import { readdir, readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../base/result.ts';
import type { WorldSeed } from '../server/world.ts';

const folder = new URL('../../lessons/worlds/', import.meta.url);

/** The world of a name, or a sentence that lists those there are. */
export async function readWorld(name: string): Promise<Result<WorldSeed, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const names = files.map((file) => file.replace(/\.json$/, '')).sort();
  if (!names.includes(name))
    return fail(`There is no world ${name}. There are ${names.join(', ')}.`);
  const text = await readFile(new URL(`${name}.json`, folder), 'utf8');
  return ok(JSON.parse(text) as WorldSeed); // the worlds' own tests check their shape
}
