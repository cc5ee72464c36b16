// Reads a starting world out of the answer its file came in; page and worker fetch it each in their own way.
import type { WorldSeed } from '../server/world.ts';

/**
 * The world in a fetched file.
 * @throws Error with a sentence if the file was not there.
 */
export async function readWorld(id: string, file: Response): Promise<WorldSeed> {
  if (!file.ok) throw new Error(`Expected the world ${id} to be there, got status ${file.status}.`);
  return (await file.json()) as WorldSeed; // tests/vault/worlds.test.ts holds every world to its type
}
