// Weighs what a first visit loads before the editor, as a browser receives it: gzip, the start page's own files.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Sizes in bytes, gzip level 9. */
export interface Weights {
  /** Scripts loaded before Monaco: what index.html names, and what those import, at once or on the way to the first answer. */
  readonly script: number;
  readonly style: number;
  readonly worker: number;
  readonly files: readonly (readonly [path: string, bytes: number])[];
}

/** The budget of the first load, in bytes. */
export const budget = { script: 130_000, style: 20_000, worker: 80_000 } as const;

/** Gzip size of a file, in bytes. */
export const gzipSize = async (path: string): Promise<number> =>
  gzipSync(await readFile(path), { level: 9 }).length;

/** Weighs a list of files below a built folder, and its sw.js. */
export async function weigh(folder: string, paths: readonly string[]): Promise<Weights> {
  const files = await Promise.all(
    paths.map(async (path) => [path, await gzipSize(join(folder, path))] as const),
  );
  const sum = (ending: string): number =>
    files.filter(([path]) => path.endsWith(ending)).reduce((total, [, size]) => total + size, 0);
  return {
    script: sum('.js'),
    style: sum('.css'),
    worker: await gzipSize(join(folder, 'sw.js')),
    files: files.toSorted((left, right) => right[1] - left[1]),
  };
}

/** Every file below a folder, as paths with slashes. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
