// Keeps the house: who may import whom, where each package comes in, and that pure floors ask nobody for time or chance.
import { expect, test } from 'vitest';

/** Who may import whom: only floors below, never sideways, never up. */
const floors: Record<string, readonly string[]> = {
  base: [],
  http: ['base'],
  scim: ['base'],
  store: ['base', 'scim'],
  vault: ['base', 'scim'],
  server: ['base', 'http', 'scim', 'store', 'vault'],
  idp: ['base', 'http', 'scim'],
  wire: ['base', 'http', 'server'],
  scenarios: ['base', 'http', 'scim', 'vault', 'idp'],
  course: ['base', 'http', 'scim', 'vault'],
  conformance: ['base', 'http', 'scim'],
  ui: ['base', 'http', 'scim', 'vault', 'idp', 'scenarios', 'course', 'conformance'],
  build: ['base', 'course'],
  headless: ['base', 'http', 'scim', 'store', 'vault', 'server', 'conformance'],
  app: [
    ...['base', 'http', 'scim', 'store', 'vault', 'server', 'idp'],
    ...['wire', 'scenarios', 'course', 'ui'],
  ],
};

/** The one room of each package. */
const guests: Record<string, RegExp> = {
  svelte: /^(ui|app)\//,
  'monaco-editor': /^ui\/editor\//,
  msw: /^wire\//,
  '@mswjs/interceptors': /^wire\//,
  xstate: /^scenarios\//,
  dexie: /^store\/dexie\.ts$/,
  valibot: /^store\/backup\.ts$/,
  marked: /^course\/markdown\.ts$/,
  yaml: /^course\/parse\//,
  vite: /^build\//,
  '@fontsource-variable/source-sans-3': /^app\//,
  '@fontsource-variable/jetbrains-mono': /^app\//,
};

const pure =
  /^(base|http|scim|vault|server|idp|scenarios|course|conformance)\/|^store\/(store|memory|backup)\.ts$/;
const clockOrChance = /\b(Date\.now|new Date\(\)|performance\.now|Math\.random|randomUUID)/;

const sources: Record<string, string> = import.meta.glob('/src/**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Static imports and exports, side-effect imports and dynamic ones; prose that says "from" is none. */
const importsOf = (text: string): readonly string[] =>
  [
    ...text.matchAll(/^\s*(?:import|export)\s[^;'"]*?\bfrom\s+(['"])([^'"\n]+)\1/gm),
    ...text.matchAll(/^\s*import\s+(['"])([^'"\n]+)\1/gm),
    ...text.matchAll(/\bimport\(\s*(['"])([^'"\n]+)\1/g),
  ].map((found) => found[2]!);
const packageOf = (spec: string): string =>
  spec
    .split('/')
    .slice(0, spec.startsWith('@') ? 2 : 1)
    .join('/');
const codeOf = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
const targetOf = (spec: string, file: string): string =>
  new URL(spec, `file:///src/${file}`).pathname;

/** Worlds and lessons are content, not code: any floor that may read them does so as data. */
const isContent = (target: string): boolean => target.startsWith('/lessons/');

test.each(Object.entries(sources))('%s keeps to its floor', (path, text) => {
  const file = path.slice('/src/'.length);
  const home = file.split('/')[0]!;
  for (const spec of importsOf(text)) {
    if (spec.startsWith('node:')) {
      expect(home, `${file} imports ${spec}`).toMatch(/^(build|headless)$/);
    } else if (spec.startsWith('virtual:')) {
      expect(home, `${file} imports ${spec}`).toMatch(/^(app|ui)$/);
    } else if (spec.startsWith('.')) {
      const target = targetOf(spec, file);
      const floor = target.split('/')[2]!;
      if (floor !== home && !isContent(target))
        expect(floors[home], `${file} imports ${spec}`).toContain(floor);
    } else {
      expect(guests[packageOf(spec)]?.test(file), `${file} imports ${spec}`).toBe(true);
    }
  }
  if (pure.test(file))
    expect(codeOf(text), `${file} asks the clock or chance itself`).not.toMatch(clockOrChance);
});

test.each(Object.entries(sources))('%s opens with one sentence', (path, text) => {
  const first = text.trimStart().split('\n')[0]!;
  expect(first, `${path} opens with its sentence`).toMatch(/^(\/\/|<!--) \S.*[.!](?: -->)?$/);
});

test('no import circle', () => {
  const edges = new Map(
    Object.entries(sources).map(([path, text]) => [path, neighboursOf(path, text)]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    expect(trail, 'import circle').not.toContain(path);
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
});

function neighboursOf(path: string, text: string): readonly string[] {
  const file = path.slice('/src/'.length);
  return importsOf(text.replace(/import type [^;]+;/g, ''))
    .filter((spec) => spec.startsWith('.'))
    .map((spec) => targetOf(spec, file).replace(/\?.*$/, ''))
    .filter((target) => target in sources);
}

test('imports of every form are seen, and prose is not', () => {
  const text = [
    "import { a } from './a.ts';",
    "import type {\n  b,\n} from './b.ts';",
    "export { c } from './c.ts';",
    "import './d.css';",
    "const e = await import('./e.ts');",
    "const prose = `taken from 'somewhere' else`;",
  ].join('\n');
  expect([...importsOf(text)].sort()).toEqual(['./a.ts', './b.ts', './c.ts', './d.css', './e.ts']);
});
