// Splits the service worker's script in two: what every request needs, and what few do, read only when one of those comes.
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Modules that few requests need, with the functions the rest of the worker calls in them. */
export type Seldom = Readonly<Record<string, readonly string[]>>;

/** The second script's name, beside the first. */
export const seldomFile = 'seldom.js';

/** What the two scripts share: project modules by absolute path; their order names them. */
export type Shared = readonly string[];

const handOver = 'virtual:seldom';

/**
 * For the first script: calls into seldom modules load the second script and go on there. A worker
 * may load scripts later only if it has loaded them while it was installed, so `entry` does that.
 */
export function callsSeldom(of: {
  readonly root: string;
  readonly entry: string;
  readonly seldom: Seldom;
  readonly shared: Shared;
}): Plugin {
  const stubs = new Map(
    Object.entries(of.seldom).map(([path, names]) => [resolve(of.root, path), stubOf(path, names)]),
  );
  const entry = resolve(of.root, of.entry);
  return {
    name: 'scim-lab:calls-seldom',
    enforce: 'pre',
    resolveId: (id) => (id === handOver ? `\0${handOver}` : undefined),
    load: (id) => (id === `\0${handOver}` ? loader : stubs.get(id)),
    transform: (code, id) => (id === entry ? `${code}\n${sharing(of.shared)}` : undefined),
  };
}

const loader = `export const seldom = (path) => {
  if (!self.scimLabSeldom) importScripts('${seldomFile}');
  return self.scimLabSeldom[path];
};`;

const stubOf = (path: string, names: readonly string[]): string =>
  [
    `import { seldom } from '${handOver}';`,
    ...names.map(
      (name) => `export const ${name} = (...given) => seldom('${path}').${name}(...given);`,
    ),
  ].join('\n');

const sharing = (shared: Shared): string =>
  [
    ...shared.map((id, at) => `import * as shared${at} from ${JSON.stringify(id)};`),
    `self.scimLabShared = [${shared.map((_, at) => `shared${at}`).join(', ')}];`,
    `self.addEventListener('install', () => importScripts('${seldomFile}'));`,
  ].join('\n');

/** For the second script: the seldom modules, and what only they need; all else comes from the first. */
export function isSeldom(of: {
  readonly root: string;
  readonly seldom: Seldom;
  readonly core: ReadonlySet<string>;
}): {
  readonly plugin: Plugin;
  readonly options: Rolldown.RolldownOptions;
  readonly shared: () => Shared;
} {
  const used: string[] = [];
  const entry = 'virtual:seldom-entry';
  const paths = Object.keys(of.seldom);
  const code = [
    ...paths.map(
      (path, at) => `import * as m${at} from ${JSON.stringify(resolve(of.root, path))};`,
    ),
    `self.scimLabSeldom = { ${paths.map((path, at) => `${JSON.stringify(path)}: m${at}`).join(', ')} };`,
  ].join('\n');
  const isShared = (id: string): boolean => {
    if (!of.core.has(id) || paths.some((path) => resolve(of.root, path) === id)) return false;
    if (!used.includes(id)) used.push(id);
    return true;
  };
  return {
    plugin: {
      name: 'scim-lab:is-seldom',
      resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
      load: (id) => (id === `\0${entry}` ? code : undefined),
    },
    options: {
      input: entry,
      external: isShared,
      output: {
        format: 'iife',
        entryFileNames: seldomFile,
        globals: (id) => `scimLabShared[${used.indexOf(id)}]`,
      },
    },
    shared: () => used,
  };
}
