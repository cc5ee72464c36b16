// Finds the starting worlds, which are content: each is a file, fetched only when somebody starts in it.
import type { WorldSeed } from '../server/world.ts';
import { readWorld } from './readWorld.ts';

const files = import.meta.glob<string>('/lessons/worlds/*.json', {
  query: '?url&no-inline', // a small one too: page and worker find it by its name
  import: 'default',
  eager: true,
});

const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');

/** Names of all starting worlds. */
export const worldNames: readonly string[] = Object.keys(files).map(nameOf);

/**
 * The starting world of a name.
 * @throws Error with a sentence that lists the worlds there are, if this is none of them.
 */
export async function worldNamed(id: string): Promise<WorldSeed> {
  const url = Object.entries(files).find(([path]) => nameOf(path) === id)?.[1];
  if (!url) throw new Error(`There is no world “${id}”. There are: ${worldNames.join(', ')}.`);
  return readWorld(id, await fetch(url));
}
