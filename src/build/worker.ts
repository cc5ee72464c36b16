// Builds the service worker after the app, with the list of the app's files and a name for this build inside it.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';
import { lighterInWorker } from './lighter.ts';
import { callsSeldom, isSeldom, seldomFile, type Seldom, type Shared } from './seldom.ts';

/** Files above this size (bytes) that the start page does not load are fetched after the worker has started. */
const heavy = 60_000;

type CachedFile = readonly [path: string, revision: string];

interface Manifest {
  readonly build: string;
  readonly core: readonly CachedFile[];
  readonly rest: readonly CachedFile[];
}

/**
 * A Vite plugin that builds `entry` into `sw.js` beside the app: one classic script, whose
 * `__MANIFEST__` lists every other file. What `seldom` names goes into a second one, read only when
 * it is first called. The build's name also goes into index.html, where it
 * stands as `%BUILD%`, so that page and worker can tell whether they belong together.
 */
export function worker(entry: string, seldom: Seldom): Plugin {
  let config: ResolvedConfig;
  let start: ReadonlySet<string> = new Set();
  return {
    name: 'scim-lab:worker',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    writeBundle: (_, bundle) => void (start = filesAtStart(bundle)),
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        if (config.build.ssr || start.size === 0) return;
        const folder = resolve(config.root, config.build.outDir);
        const manifest = await manifestOf(folder, start);
        await buildWorker({ entry, seldom, manifest, config });
      },
    },
  };
}

/** The page itself, and what it loads before anything is asked for: the entry, its static imports and their styles. */
function filesAtStart(bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const found = new Set(['index.html']);
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (found.has(file) || chunk?.type !== 'chunk') return;
    found.add(file);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    chunk.imports.forEach(visit);
  };
  for (const [file, chunk] of Object.entries(bundle))
    if (chunk.type === 'chunk' && chunk.isEntry) visit(file);
  return found;
}

async function manifestOf(folder: string, start: ReadonlySet<string>): Promise<Manifest> {
  const files = await readFiles(folder);
  const name = digest(Buffer.concat(files.map(({ path, bytes }) => line(path, bytes))));
  const page = files.find(({ path }) => path === 'index.html');
  if (!page) throw new Error('Expected the build to have an index.html.');
  page.bytes = Buffer.from(page.bytes.toString().replaceAll('%BUILD%', name));
  await writeFile(join(folder, page.path), page.bytes);
  const listed = (wanted: boolean): readonly CachedFile[] =>
    files
      .filter(({ path, bytes }) => (start.has(path) || bytes.length < heavy) === wanted)
      .map(({ path, bytes }) => [path, digest(bytes)]);
  return { build: name, core: listed(true), rest: listed(false) };
}

interface BuiltFile {
  readonly path: string;
  bytes: Buffer;
}

async function readFiles(folder: string): Promise<BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !['sw.js', seldomFile].includes(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
  return Promise.all(
    paths.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })),
  );
}

const line = (path: string, bytes: Buffer): Buffer => Buffer.from(`${path} ${digest(bytes)}\n`);

const digest = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 12);

interface WorkerBuild {
  readonly entry: string;
  readonly seldom: Seldom;
  readonly manifest: Manifest;
  readonly config: ResolvedConfig;
}

/** Builds the worker's two scripts: which modules they share is known once the first has been bundled without the second. */
async function buildWorker(of: WorkerBuild): Promise<void> {
  const { entry, seldom, config } = of;
  const { root } = config;
  const calls = (shared: Shared) => callsSeldom({ root, entry, seldom, shared });
  const first = (shared: Shared) => ({
    plugins: [calls(shared)],
    options: { input: entry, output: { format: 'iife' as const, entryFileNames: 'sw.js' } },
  });
  const core = await bundle(of, { ...first([]), write: false });
  const second = isSeldom({ root, seldom, core: new Set(core) });
  await bundle(of, { plugins: [second.plugin], options: second.options, write: true });
  await bundle(of, { ...first(second.shared()), write: true });
}

/** Bundles one classic script and returns the modules in it. */
async function bundle(
  { manifest, config }: WorkerBuild,
  of: {
    readonly plugins: readonly Plugin[];
    readonly options: Rolldown.RolldownOptions;
    readonly write: boolean;
  },
): Promise<readonly string[]> {
  const output = await build({
    root: config.root,
    configFile: false,
    logLevel: 'warn',
    plugins: [...of.plugins],
    resolve: { alias: lighterInWorker },
    define: { ...config.define, __MANIFEST__: JSON.stringify(manifest) },
    build: {
      write: of.write,
      outDir: config.build.outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: config.build.target,
      sourcemap: config.build.sourcemap,
      // The worker is read at each of its many starts, so its last per cents count.
      minify: of.write && 'terser',
      terserOptions: { ecma: 2020, toplevel: true, compress: { passes: 3 } },
      rolldownOptions: of.options,
    },
  });
  const [built] = Array.isArray(output) ? output : [output];
  if (!built || !('output' in built)) throw new Error('Expected the worker to be bundled once.');
  return built.output.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
}
