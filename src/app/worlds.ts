// Finds the starting worlds, which are content: each is loaded only when somebody starts in it.
import type { WorldSeed } from '../server/world.ts';

const files = import.meta.glob<WorldSeed>('/lessons/worlds/*.json', { import: 'default' });

const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');

/** Names of all starting worlds. */
export const worldNames: readonly string[] = Object.keys(files).map(nameOf);

/**
 * The starting world of a name.
 * @throws Error with a sentence that lists the worlds there are, if this is none of them.
 */
export async function worldNamed(id: string): Promise<WorldSeed> {
  const load = Object.entries(files).find(([path]) => nameOf(path) === id)?.[1];
  if (!load) throw new Error(`There is no world “${id}”. There are: ${worldNames.join(', ')}.`);
  return load();
}
