// Keeps the lab's own files in the browser's cache, for use offline; unchanged ones are taken over from the build before.

/** One file: its path below the scope, and a hash of its bytes. */
export type CachedFile = readonly [path: string, revision: string];

/** Every file of one build. `core` is what the lab needs to start; `rest` is heavy and can wait. */
export interface Manifest {
  readonly build: string;
  readonly core: readonly CachedFile[];
  readonly rest: readonly CachedFile[];
}

/** The cache of one build below one scope. */
export interface Precache {
  /** Paths of all files below the scope. */
  readonly paths: readonly string[];
  /** Fetches the core. Rejects when one file cannot be had: then the browser drops this worker and tries later. */
  install(): Promise<void>;
  /** Deletes caches of earlier builds of the same scope. */
  clean(): Promise<void>;
  /** Fetches what is still missing; false when something could not be had (offline). */
  fill(): Promise<boolean>;
  /** The answer for a file of the lab or a navigation; undefined for anything else. */
  respond(request: Request): Promise<Response> | undefined;
}

/**
 * Makes the precache for a scope (absolute URL with a slash at its end). Caches are named after the
 * scope's path, so that several copies of the lab on one origin keep out of each other's way.
 */
export function precache(manifest: Manifest, scope: string): Precache {
  const family = `scim-lab:${new URL(scope).pathname}:`;
  const name = family + manifest.build;
  const keys = new Map(
    [...manifest.core, ...manifest.rest].map(([path, revision]) => [
      new URL(path, scope).href,
      keyOf(path, revision, scope),
    ]),
  );
  const keep = (files: readonly CachedFile[]): Promise<void> => keepFiles(files, { name, scope });
  return {
    paths: [...manifest.core, ...manifest.rest].map(([path]) => path),
    install: () => keep(manifest.core),
    fill: () =>
      keep([...manifest.core, ...manifest.rest]).then(
        () => true,
        () => false,
      ),
    clean: async () => {
      const old = (await caches.keys()).filter((key) => key.startsWith(family) && key !== name);
      await Promise.all(old.map((key) => caches.delete(key)));
    },
    respond: (request) => {
      if (request.method !== 'GET') return undefined;
      const url =
        request.mode === 'navigate' ? startPageOf(request.url, scope) : plain(request.url);
      const key = url === undefined ? undefined : keys.get(url);
      return key === undefined ? undefined : fromCache(key, { name, request });
    },
  };
}

/** The revision is part of the key, so that an unchanged file is taken over from the build before. */
function keyOf(path: string, revision: string, scope: string): string {
  const url = new URL(path, scope);
  url.searchParams.set('revision', revision);
  return url.href;
}

const plain = (url: string): string => url.replace(/[?#].*$/, '');

/** A navigation to the scope itself or its `index.html` is the start page; other paths are not ours. */
function startPageOf(url: string, scope: string): string | undefined {
  const page = plain(url);
  const start = new URL('index.html', scope).href;
  return page === scope || page === start ? start : undefined;
}

interface Place {
  readonly name: string;
  readonly scope: string;
}

async function keepFiles(files: readonly CachedFile[], place: Place): Promise<void> {
  const cache = await caches.open(place.name);
  await Promise.all(files.map((file) => keepFile(file, cache, place)));
}

async function keepFile(file: CachedFile, cache: Cache, { scope }: Place): Promise<void> {
  const [path, revision] = file;
  const key = keyOf(path, revision, scope);
  if (await cache.match(key)) return;
  const known = await caches.match(key); // in the cache of an earlier build
  await cache.put(key, known ?? (await fetched(path, scope)));
}

/**
 * Files below `assets/` carry a hash in their names, so any copy of them is the right one. For the others
 * the server itself is asked, past the browser's own cache, which may still hold the build before.
 */
async function fetched(path: string, scope: string): Promise<Response> {
  const response = await fetch(new URL(path, scope), {
    cache: path.startsWith('assets/') ? 'default' : 'reload',
    credentials: 'same-origin',
  });
  if (!response.ok) throw new Error(`Expected ${path} to be there, got status ${response.status}.`);
  return response.redirected ? withoutRedirect(response) : response;
}

/** A redirected response may not answer a navigation (Fetch standard, "HTTP fetch"), so a plain copy is kept. */
const withoutRedirect = (response: Response): Response =>
  new Response(response.body, { status: response.status, headers: response.headers });

async function fromCache(
  key: string,
  { name, request }: { readonly name: string; readonly request: Request },
): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(key)) ?? fetch(request);
}
