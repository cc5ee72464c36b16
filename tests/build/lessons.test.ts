// Builds a small course with Vite: the map comes at once, a lesson when it is asked for, and mistakes stop the build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterEach, expect, test } from 'vitest';
import { lessons } from '../../src/build/lessons.ts';
import { goodLesson } from '../course/sample.ts';

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lesson = goodLesson.replace('\nneeds: [find-user]', '');

/** Writes a project with these lessons and builds it; nothing is written but the project itself. */
async function built(texts: Readonly<Record<string, string>>): Promise<Rolldown.RolldownOutput> {
  root = mkdtempSync(join(tmpdir(), 'lessons-'));
  const files: Record<string, string> = {
    'main.js':
      "import { course, loadLesson } from 'virtual:course'; globalThis.lab = { course, loadLesson };",
    'lessons/skills.yml': 'create-user: Create a user.\n',
    'lessons/misconceptions.yml': 'search-answer: A.\nclient-chooses-id: B.\n',
    'lessons/worlds/northwind.json': '{"vault":{"folders":[],"secrets":[]}}',
    'lessons/basics/part.md': '---\ntitle: Basics\norder: 1\n---\n',
  };
  for (const [name, text] of Object.entries(texts))
    files[`lessons/basics/${name}/lesson.md`] = text;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const output = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [lessons()],
    build: { write: false, minify: false, rolldownOptions: { input: join(root, 'main.js') } },
  });
  return output as Rolldown.RolldownOutput;
}

test('the map is in the first file, and the text of a lesson is not', async () => {
  const { output } = await built({ '01-a': lesson });
  const chunks = output.filter((each) => each.type === 'chunk');
  const entry = chunks.find((each) => each.isEntry)!;
  const holding = (text: string): readonly string[] =>
    chunks.filter(({ code }) => code.includes(text)).map(({ fileName }) => fileName);
  expect(holding('Create an account.')).toContain(entry.fileName);
  expect(holding('Who chooses the id?')).toHaveLength(1);
  expect(holding('Who chooses the id?')).not.toContain(entry.fileName);
});

test('mistakes of all lessons stop the build, each with file and line', async () => {
  const texts = {
    '01-a': lesson.replace('```predict', '```predcit'),
    '02-b': lesson.replace('id: sample', 'id: other').replace('{found}', '{fond}'),
  };
  await expect(built(texts)).rejects.toThrow(
    [
      '2 mistakes in the lessons:',
      'lessons/basics/01-a/lesson.md:21: `predcit` is no block. Did you mean `predict`?',
      'lessons/basics/02-b/lesson.md:31: `{fond}` cannot be filled in this check. Did you mean `found`?',
    ].join('\n'),
  );
});
