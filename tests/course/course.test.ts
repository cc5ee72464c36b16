// Reads several files into one course: order, what is inherited, and mistakes that only show between files.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseCourse, type CourseFiles } from '../../src/course/parse/course.ts';
import { parseLesson } from '../../src/course/parse/lesson.ts';
import { mistakeLine } from '../../src/course/parse/mistake.ts';
import { goodLesson } from './sample.ts';

const skills = 'create-user: Create a user.\nfind-user: Find a user.\n';
const misconceptions =
  'search-answer: A list answers a creation.\nclient-chooses-id: The client chooses.\n';
const world = JSON.stringify({
  vault: { folders: [{ path: '\\IT\\Prod' }], secrets: [{ name: 'ora' }] },
});
const finder = goodLesson
  .replace('id: sample', 'id: finder')
  .replace('teaches: [create-user]\nneeds: [find-user]', 'teaches: [find-user]');

function files(more: Partial<CourseFiles> = {}): CourseFiles {
  return {
    parts: [
      { file: 'lessons/later/part.md', text: '---\ntitle: Later\norder: 2\n---\n' },
      {
        file: 'lessons/basics/part.md',
        text: '---\ntitle: Basics\norder: 1\nlevel: practice\n---\nHello.',
      },
    ],
    lessons: [
      { file: 'lessons/later/02-b/lesson.md', text: goodLesson },
      { file: 'lessons/basics/01-a/lesson.md', text: finder },
    ],
    skills: { file: 'lessons/skills.yml', text: skills },
    misconceptions: { file: 'lessons/misconceptions.yml', text: misconceptions },
    worlds: [{ file: 'lessons/worlds/northwind.json', text: world }],
    ...more,
  };
}

const mistakesIn = (course: CourseFiles): readonly string[] => {
  const read = parseCourse(course);
  return read.ok ? [] : read.trouble.map(mistakeLine);
};

test('parts give the order and what lessons do not say', () => {
  const read = parseCourse(files());
  if (!read.ok) throw new Error(read.trouble.map(mistakeLine).join('\n'));
  expect(read.value.course.parts).toEqual([
    { id: 'basics', title: 'Basics', order: 1, about: '<p>Hello.</p>\n' },
    { id: 'later', title: 'Later', order: 2, about: '' },
  ]);
  expect(read.value.course.lessons.map(({ id, part, level }) => [id, part, level])).toEqual([
    ['finder', 'basics', 'practice'],
    ['sample', 'later', 'start'],
  ]);
  expect(read.value.course.skills).toEqual({
    'create-user': 'Create a user.',
    'find-user': 'Find a user.',
  });
});

test('a lesson id used twice is reported', () => {
  const lessons = files().lessons.map(({ file, text }) => ({
    file,
    text: text.replace('id: finder', 'id: sample'),
  }));
  expect(mistakesIn(files({ lessons }))).toEqual([
    'lessons/later/02-b/lesson.md:2: The id `sample` belongs to another lesson. Choose another one.',
  ]);
});

test('a need that no earlier lesson teaches is reported', () => {
  expect(mistakesIn(files({ lessons: [files().lessons[0]!] }))).toEqual([
    'lessons/later/02-b/lesson.md:7: No lesson before this one teaches `find-user`. Move this lesson, or remove the need.',
  ]);
});

test('unknown skills, misconceptions and worlds are reported with the nearest name', () => {
  const text = finder
    .replace('teaches: [find-user]', 'teaches: [find-usr]\nworld: nordwind')
    .replace('{m:search-answer}', '{m:search-answers}');
  const lessons = [{ file: 'lessons/basics/01-a/lesson.md', text }];
  expect(mistakesIn(files({ lessons }))).toEqual([
    'lessons/basics/01-a/lesson.md:6: `find-usr` is no skill of skills.yml. Did you mean `find-user`?',
    'lessons/basics/01-a/lesson.md:25: `search-answers` is no misconception of misconceptions.yml. Did you mean `search-answer`?',
    'lessons/basics/01-a/lesson.md:7: There is no world `nordwind`. Did you mean `northwind`?',
  ]);
});

test('folders and secrets that the world does not have are reported', () => {
  const access =
    '- can open: { who: ana, secrets: all of \\IT\\Prood }\n  task: T\n  say: S\n- user';
  const lessons = [
    { file: 'lessons/basics/01-a/lesson.md', text: finder.replace('- user', access) },
  ];
  expect(mistakesIn(files({ lessons }))).toEqual([
    'lessons/basics/01-a/lesson.md:28: The world has no folder `\\IT\\Prood`. Did you mean `\\IT\\Prod`?',
  ]);
});

test('a lesson in a folder without part.md is reported', () => {
  expect(mistakesIn(files({ parts: [files().parts[0]!] }))).toContain(
    'lessons/basics/01-a/lesson.md:1: The part `basics` has no part.md. Add `lessons/basics/part.md` with a title.',
  );
});

test('mistakes of all files come together', () => {
  const broken = { file: 'lessons/skills.yml', text: 'Create User:\n' };
  const found = mistakesIn(
    files({ skills: broken, lessons: [{ file: 'lessons/basics/01-a/lesson.md', text: '' }] }),
  );
  expect(new Set(found.map((line) => line.split(':')[0]))).toEqual(
    new Set(['lessons/skills.yml', 'lessons/basics/01-a/lesson.md']),
  );
});

test('the lesson that the guide for authors begins with has no mistake', () => {
  const guide = readFileSync(new URL('../../docs/AUTHORING.md', import.meta.url), 'utf8');
  const sample = /^````markdown\n(---[^]*?)^````$/m.exec(guide)![1]!;
  const read = parseLesson(sample, 'lessons/basics/07-hire-a-contractor/lesson.md');
  expect(read.ok ? [] : read.trouble.map(mistakeLine)).toEqual([]);
});

test('every block the guide for authors shows can be read', () => {
  const guide = readFileSync(new URL('../../docs/AUTHORING.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/^````markdown\n(```[^]*?)^````$/gm)].map((found) => found[1]!);
  const head = '---\nid: a\ntitle: A\nsummary: A.\nminutes: 1\nteaches: [a]\n---\n\n## Step\n\n';
  const known =
    /no `(?:hints|solution)` block|solves nothing|no request of this step|asks for nothing/;
  const mistakes = blocks.flatMap((block) => {
    const read = parseLesson(head + block, 'f');
    return read.ok ? [] : read.trouble.map(mistakeLine).filter((line) => !known.test(line));
  });
  expect([blocks.length, mistakes]).toEqual([7, []]);
});
