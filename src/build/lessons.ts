// Gives the app its lessons: reads them at build time, reports every author mistake with file and line, and serves them as modules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Result } from '../base/result.ts';
import {
  parseCourse,
  type CourseFiles,
  type ParsedCourse,
  type SourceFile,
} from '../course/parse/course.ts';
import { mistakeReport, type AuthorMistake } from '../course/parse/mistake.ts';

const courseModule = 'virtual:course';
const lessonPrefix = 'virtual:lesson/';
/** Rollup's convention: a zero sign keeps other plugins away from a module that is no file. */
const inner = (id: string): string => `\0${id}`;

/**
 * The Vite plugin. `virtual:course` holds what the course map needs and loads each lesson on demand
 * (`src/course/virtual.d.ts`). A build stops at author mistakes and lists them all; the dev server
 * shows them over the page until they are mended, and reloads when a lesson changes.
 */
export function lessons(): Plugin {
  let root = process.cwd();
  let isBuild = false;
  let read: Result<ParsedCourse, readonly AuthorMistake[]> | undefined;
  const course = (): ParsedCourse => {
    read ??= readCourse(root);
    if (!read.ok) throw authorError(mistakeReport(read.trouble));
    return read.value;
  };
  return {
    name: 'scim-lab-lessons',
    configResolved(config) {
      root = config.root;
      isBuild = config.command === 'build';
    },
    buildStart() {
      read = undefined;
      if (!isBuild) return;
      for (const file of courseFiles(root)) this.addWatchFile(join(root, file));
      course();
    },
    resolveId(id) {
      return id === courseModule || id.startsWith(lessonPrefix) ? inner(id) : undefined;
    },
    load(id) {
      if (id === inner(courseModule)) return courseCode(course());
      if (id.startsWith(inner(lessonPrefix))) return lessonCode(course(), id);
      return undefined;
    },
    configureServer(server) {
      server.watcher.add(join(root, 'lessons'));
      server.watcher.on('all', (_event, path) => {
        if (!relative(root, path).startsWith(`lessons${sep}`)) return;
        read = undefined;
        const graph = server.moduleGraph;
        for (const [id, module] of graph.idToModuleMap)
          if (id === inner(courseModule) || id.startsWith(inner(lessonPrefix)))
            graph.invalidateModule(module);
        server.ws.send({ type: 'full-reload' }); // progress is kept, so the page comes back to its step
      });
    },
  };
}

/** The mistakes as an error without a stack, which would say nothing to an author. */
function authorError(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}

/** Map and lessons are modules of their own, so that the small map does not pull in every text. */
function courseCode({ course }: ParsedCourse): string {
  const loaders = course.lessons.map(
    ({ id }) => `${JSON.stringify(id)}: () => import(${JSON.stringify(lessonPrefix + id)}),`,
  );
  return [
    `export const course = ${literal(course)};`,
    `const loaders = {\n${loaders.join('\n')}\n};`,
    'export async function loadLesson(id) {',
    '  const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;',
    '  return load ? (await load()).default : undefined;',
    '}',
  ].join('\n');
}

function lessonCode({ lessons: all }: ParsedCourse, id: string): string {
  const wanted = id.slice(inner(lessonPrefix).length);
  const lesson = all.find(({ meta }) => meta.id === wanted);
  if (!lesson) throw new Error(`Expected a lesson, got ${wanted}.`);
  return `export default ${literal(lesson)};`;
}

/** JSON as JavaScript; parsing a text is quicker than reading a large literal. */
const literal = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

/** Reads the course below a project root (absolute path), or every mistake in it. */
export const readCourse = (root: string): Result<ParsedCourse, readonly AuthorMistake[]> =>
  parseCourse(filesOf(root));

function filesOf(root: string): CourseFiles {
  const all = courseFiles(root);
  const source = (file: string): SourceFile => ({
    file,
    text: existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '',
  });
  const those = (pattern: RegExp): readonly SourceFile[] =>
    all.filter((file) => pattern.test(file)).map(source);
  return {
    parts: those(/^lessons\/[^/]+\/part\.md$/),
    lessons: those(/^lessons\/[^/]+\/[^/]+\/lesson\.md$/),
    skills: source('lessons/skills.yml'),
    misconceptions: source('lessons/misconceptions.yml'),
    worlds: those(/^lessons\/worlds\/[^/]+\.json$/),
  };
}

/** Every file below `lessons/`, with slashes, in a fixed order. */
function courseFiles(root: string): readonly string[] {
  const folder = join(root, 'lessons');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `lessons/${file.split(sep).join('/')}`)
    .sort();
}
