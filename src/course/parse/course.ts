// Reads all lesson files into one course, or into every mistake in all of them.
import { fail, ok, type Result } from '../../base/result.ts';
import type { Course, Lesson, Part } from '../lesson.ts';
import { renderMarkdown } from '../markdown.ts';
import { isId } from './attributes.ts';
import { partHead, type Defaults } from './frontMatter.ts';
import { parseLesson } from './lesson.ts';
import { didYouMean, reporter, type AuthorMistake, type Report } from './mistake.ts';
import { piecesOf } from './pieces.ts';
import { treeOf } from './tree.ts';

/** A file with its path below the project, such as `lessons/basics/part.md`. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** What the lessons are made of. */
export interface CourseFiles {
  /** `lessons/<part>/part.md`, one for each part. */
  readonly parts: readonly SourceFile[];
  /** `lessons/<part>/<nn>-<slug>/lesson.md`. */
  readonly lessons: readonly SourceFile[];
  /** Skill ids, each with the sentence that says what one can do then. */
  readonly skills: SourceFile;
  /** Misconception ids, each with the wrong belief as a sentence. */
  readonly misconceptions: SourceFile;
  /** Starting worlds, `lessons/worlds/<id>.json`. */
  readonly worlds: readonly SourceFile[];
}

/** A course with its lessons' contents, and the misconceptions that wrong options name. */
export interface ParsedCourse {
  readonly course: Course;
  readonly lessons: readonly Lesson[];
  readonly misconceptions: Readonly<Record<string, string>>;
}

interface Written {
  readonly source: SourceFile;
  readonly lesson: Lesson;
  readonly report: Report;
}

/** Reads the course. Lessons stand in the order of their parts, then of their folder names. */
export function parseCourse(files: CourseFiles): Result<ParsedCourse, readonly AuthorMistake[]> {
  const mistakes: AuthorMistake[] = [];
  const skills = sentencesOf(files.skills, mistakes);
  const misconceptions = sentencesOf(files.misconceptions, mistakes);
  const parts = files.parts.map((source) => partOf(source, mistakes));
  const written = [...files.lessons]
    .sort((one, other) => one.file.localeCompare(other.file, 'en', { numeric: true }))
    .flatMap((source) => readLesson(source, parts, mistakes));
  const ordered = parts
    .sort((one, other) => one.part.order - other.part.order)
    .flatMap(({ part }) => written.filter(({ lesson }) => lesson.meta.part === part.id));
  reviewCourse(ordered, {
    skills,
    misconceptions,
    worlds: worldsIn(files.worlds),
    complete: written.length === files.lessons.length,
  });
  if (mistakes.length > 0) return fail(mistakes);
  const lessons = ordered.map(({ lesson }) => lesson);
  const course = {
    parts: parts.map(({ part }) => part),
    lessons: lessons.map(({ meta }) => meta),
    skills,
  };
  return ok({ course, lessons, misconceptions });
}

/** Reads `id: sentence` lines. */
function sentencesOf(
  source: SourceFile,
  mistakes: AuthorMistake[],
): Readonly<Record<string, string>> {
  const report = reporter(source.file, mistakes);
  const tree = treeOf(source.text, 1, report);
  if (tree && tree.kind !== 'map') report(1, 'There are no ids here.', 'Write `id: Sentence.`');
  const found: Record<string, string> = {};
  for (const { key, line, value } of tree?.kind === 'map' ? tree.entries : []) {
    const sentence = value.kind === 'scalar' ? value.source.trim() : '';
    if (!isId(key))
      report(line, `\`${key}\` cannot be an id.`, 'Use lower-case words and hyphens.');
    if (sentence === '') report(line, `\`${key}\` has no sentence.`, `Write \`${key}: Sentence.\``);
    found[key] = sentence;
  }
  return found;
}

interface ReadPart {
  readonly part: Part;
  readonly defaults: Defaults;
}

function partOf({ file, text }: SourceFile, mistakes: AuthorMistake[]): ReadPart {
  const report = reporter(file, mistakes);
  const pieces = piecesOf(text, report);
  const head = partHead(pieces, report);
  const about = pieces.body.map((piece) => {
    if (piece.kind === 'prose') return renderMarkdown(piece.text, piece.line, report);
    report(piece.line, 'A part holds only prose.', 'Put headings and blocks into its lessons.');
    return '';
  });
  const id = file.split('/').at(-2) ?? '';
  return {
    part: { id, title: head.title, order: head.order, about: about.join('') },
    defaults: head.defaults,
  };
}

function readLesson(
  source: SourceFile,
  parts: readonly ReadPart[],
  mistakes: AuthorMistake[],
): readonly Written[] {
  const report = reporter(source.file, mistakes);
  const id = source.file.split('/').at(-3) ?? '';
  const part = parts.find((each) => each.part.id === id);
  if (!part)
    report(1, `The part \`${id}\` has no part.md.`, `Add \`lessons/${id}/part.md\` with a title.`);
  const read = parseLesson(source.text, source.file, part?.defaults);
  if (read.ok) return [{ source, lesson: read.value, report }];
  mistakes.push(...read.trouble);
  return [];
}

/** What a world has that lessons may name. */
interface WorldNames {
  readonly folders: readonly string[];
  readonly secrets: readonly string[];
}

function worldsIn(sources: readonly SourceFile[]): ReadonlyMap<string, WorldNames> {
  return new Map(
    sources.map(({ file, text }) => {
      const { vault } = JSON.parse(text) as {
        vault: { folders: { path: string }[]; secrets: { name: string }[] };
      };
      const id = file
        .split('/')
        .at(-1)!
        .replace(/\.json$/, '');
      return [
        id,
        {
          folders: vault.folders.map(({ path }) => path),
          secrets: vault.secrets.map(({ name }) => name),
        },
      ];
    }),
  );
}

interface Around {
  readonly skills: Readonly<Record<string, string>>;
  readonly misconceptions: Readonly<Record<string, string>>;
  readonly worlds: ReadonlyMap<string, WorldNames>;
  /** False if a lesson could not be read: then nobody knows what it teaches. */
  readonly complete: boolean;
}

/** Reports what only shows between files: ids used twice, and names that nothing bears. */
function reviewCourse(written: readonly Written[], around: Around): void {
  const ids = new Set<string>();
  const taught = new Set<string>();
  for (const each of written) {
    const { meta } = each.lesson;
    if (ids.has(meta.id))
      each.report(
        lineOf(each, `id: ${meta.id}`),
        `The id \`${meta.id}\` belongs to another lesson.`,
        'Choose another one.',
      );
    ids.add(meta.id);
    reviewSkills(each, around, taught);
    meta.teaches.forEach((skill) => taught.add(skill));
    reviewMisconceptions(each, around);
    reviewWorld(each, around);
  }
}

/** The line where a text first stands in the file; the first line if it does not. */
function lineOf({ source }: Written, text: string): number {
  const at = source.text.indexOf(text);
  return at < 0 ? 1 : source.text.slice(0, at).split('\n').length;
}

function reviewSkills(each: Written, around: Around, taught: ReadonlySet<string>): void {
  const { meta } = each.lesson;
  const known = Object.keys(around.skills);
  for (const skill of [...meta.teaches, ...meta.needs])
    if (!known.includes(skill))
      each.report(
        lineOf(each, skill),
        `\`${skill}\` is no skill of skills.yml.`,
        didYouMean(skill, known),
      );
  for (const skill of meta.needs)
    if (around.complete && known.includes(skill) && !taught.has(skill))
      each.report(
        lineOf(each, 'needs:'),
        `No lesson before this one teaches \`${skill}\`.`,
        'Move this lesson, or remove the need.',
      );
}

function reviewMisconceptions(each: Written, { misconceptions }: Around): void {
  const known = Object.keys(misconceptions);
  const blocks = each.lesson.steps.flatMap((step) => step.blocks);
  for (const block of blocks)
    for (const { misconception } of 'options' in block ? block.options : [])
      if (misconception !== undefined && !known.includes(misconception))
        each.report(
          lineOf(each, `{m:${misconception}}`),
          `\`${misconception}\` is no misconception of misconceptions.yml.`,
          didYouMean(misconception, known),
        );
}

function reviewWorld(each: Written, { worlds }: Around): void {
  const { meta, steps } = each.lesson;
  const world = worlds.get(meta.world);
  if (!world) {
    each.report(
      lineOf(each, 'world:'),
      `There is no world \`${meta.world}\`.`,
      didYouMean(meta.world, [...worlds.keys()]),
    );
    return;
  }
  const checks = steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'check' ? block.checks : [])),
  );
  for (const { condition } of checks)
    if (condition.kind === 'access') reviewSecrets(each, condition.secrets, world);
}

function reviewSecrets(
  each: Written,
  secrets: { all?: unknown; folder?: string; names?: readonly string[] },
  world: WorldNames,
): void {
  const inside = (path: string): boolean =>
    world.folders.some((folder) => `${folder}\\`.startsWith(`${path}\\`));
  if (secrets.folder !== undefined && !inside(secrets.folder))
    each.report(
      lineOf(each, secrets.folder),
      `The world has no folder \`${secrets.folder}\`.`,
      didYouMean(secrets.folder, world.folders),
    );
  for (const name of secrets.names ?? [])
    if (!world.secrets.includes(name))
      each.report(
        lineOf(each, name),
        `The world has no secret \`${name}\`.`,
        didYouMean(name, world.secrets),
      );
}
