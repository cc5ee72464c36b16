// Walks through every lesson as a learner would, against the real server, and holds each to the rules of teaching.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCourse } from '../../src/build/lessons.ts';
import { judge } from '../../src/course/checks.ts';
import type { Block, Check, Lesson, Step } from '../../src/course/lesson.ts';
import { mistakeReport } from '../../src/course/parse/mistake.ts';
import { fillsOf } from '../../src/course/parse/requests.ts';
import { openLessonRoom, type LessonRoom } from './lessonRoom.ts';

const read = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
if (!read.ok) throw new Error(mistakeReport(read.trouble));
const { course, lessons, misconceptions } = read.value;

type OfKind<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;

const all = <Kind extends Block['kind']>(step: Step, kind: Kind): readonly OfKind<Kind>[] =>
  step.blocks.filter((block): block is OfKind<Kind> => block.kind === kind);
const checksOf = (step: Step): readonly Check[] =>
  all(step, 'check').flatMap(({ checks }) => checks);
const solutionOf = (step: Step): readonly string[] =>
  all(step, 'solution').flatMap(({ requests }) => requests);
const questionsOf = (lesson: Lesson): readonly (OfKind<'quiz'> | OfKind<'predict'>)[] =>
  lesson.steps.flatMap((step) => [...all(step, 'quiz'), ...all(step, 'predict')]);

/** The tasks of a step that are (or are not) passed now. */
async function tasks(
  room: LessonRoom,
  step: Step,
  look: {
    readonly after: number;
    readonly passed: boolean;
    readonly answered?: ReadonlySet<string>;
  },
): Promise<readonly string[]> {
  const situation = await room.situation(look.after, look.answered);
  return checksOf(step)
    .filter((check) => judge(check, situation).passed === look.passed)
    .map(({ task }) => task);
}

const quizIds = (step: Step): ReadonlySet<string> => new Set(all(step, 'quiz').map(({ id }) => id));

test('the course has its six basic lessons in order', () => {
  expect(course.lessons.map(({ id }) => id)).toEqual([
    'find-a-user',
    'create-a-user',
    'put-and-patch',
    'disable-not-delete',
    'groups-give-access',
    'what-went-wrong',
  ]);
});

describe.each(lessons.map((lesson) => [lesson.meta.title, lesson] as const))('%s', (_, lesson) => {
  test('every check fails before the solution of its step and passes after it', async () => {
    const room = await openLessonRoom(lesson.meta);
    for (const step of lesson.steps) {
      const after = room.sent();
      expect(await tasks(room, step, { after, passed: true }), `${step.title}: before`).toEqual([]);
      for (const request of solutionOf(step)) await room.send(request);
      const answered = quizIds(step);
      expect(
        await tasks(room, step, { after, passed: false, answered }),
        `${step.title}: after`,
      ).toEqual([]);
    }
  });

  test('what a prediction calls right is the status that really comes', async () => {
    const room = await openLessonRoom(lesson.meta);
    for (const step of lesson.steps) {
      const asked = new Map(all(step, 'request').map((request) => [request.id, request.text]));
      const statuses = new Map<string, number>();
      for (const request of solutionOf(step)) {
        const { status } = await room.send(request);
        for (const [id, text] of asked)
          if (fillsOf(text, request)) statuses.set(id, statuses.get(id) ?? status);
      }
      for (const prediction of all(step, 'predict')) {
        const status = statuses.get(prediction.about);
        expect(status, `${prediction.about} is sent`).toBeDefined();
        const right = prediction.options.find((option) => option.right)!;
        const named = /^([1-5]\d\d)\b/.exec(right.text)?.[1];
        if (named) expect(String(status)).toBe(named);
      }
    }
  });

  test('predicts once or more and asks two questions or more', () => {
    const count = (kind: Block['kind']): number =>
      lesson.steps.flatMap((step) => all(step, kind)).length;
    expect(count('predict')).toBeGreaterThanOrEqual(1);
    expect(count('quiz')).toBeGreaterThanOrEqual(2);
  });

  test('fades: a ready request first, then a blank or a fault, then an empty editor', () => {
    const kinds = lesson.steps.map((step) => {
      const requests = all(step, 'request');
      if (requests.length === 0) return 'free';
      return requests.some(({ blanks, broken }) => blanks > 0 || broken) ? 'faded' : 'worked';
    });
    expect(kinds[0]).toBe(lesson.meta.level === 'start' ? 'worked' : 'faded');
    expect(kinds.at(-1)).toBe('free');
    expect(kinds).toContain('faded');
  });

  test('every option has a reason, and every wrong one a misconception that exists', () => {
    const options = questionsOf(lesson).flatMap((question) => question.options);
    expect(options.filter(({ reason }) => reason === '')).toEqual([]);
    const unnamed = options.filter(
      ({ right, misconception }) => !right && !Object.hasOwn(misconceptions, misconception ?? ''),
    );
    expect(unnamed).toEqual([]);
  });

  test('no right answer stands out by its length', () => {
    for (const { prompt, options } of questionsOf(lesson)) {
      const lengths = options.map(({ text }) => text.length);
      const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      const right = options.find((option) => option.right)!.text.length;
      if (right === Math.max(...lengths)) expect(right, prompt).toBeLessThanOrEqual(1.5 * mean);
    }
  });

  test('only the last hint shows what the solution sends', () => {
    for (const step of lesson.steps) {
      const [hints] = all(step, 'hints');
      const lines = solutionOf(step).map((request) => request.split('\n')[0]!);
      for (const line of lines) {
        expect(hints?.look ?? '', step.title).not.toContain(line);
        expect(hints?.rule ?? '', step.title).not.toContain(line);
      }
    }
  });

  test('asks for something within 120 words', () => {
    const words = (html: string): number =>
      html
        .replace(/<[^>]*>/g, '')
        .split(/\s+/)
        .filter((word) => word !== '').length;
    lesson.steps.forEach((step, at) => {
      const first = step.blocks.findIndex(({ kind }) => kind !== 'prose' && kind !== 'note');
      const before = step.blocks
        .slice(0, first)
        .map((block) => ('html' in block ? block.html : ''));
      const intro = at === 0 ? words(lesson.intro) : 0;
      expect(before.reduce((sum, html) => sum + words(html), intro)).toBeLessThanOrEqual(120);
    });
  });

  test('needs only what an earlier lesson teaches', () => {
    const place = lessons.indexOf(lesson);
    const taught = lessons.slice(0, place).flatMap(({ meta }) => meta.teaches);
    expect(lesson.meta.needs.filter((skill) => !taught.includes(skill))).toEqual([]);
  });
});

test('no id is used by two lessons or two questions', () => {
  const ids = lessons.flatMap((lesson) => [
    lesson.meta.id,
    ...lesson.steps.flatMap((step) => all(step, 'quiz').map(({ id }) => id)),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every misconception in the list is named by a wrong option, or a lesson lost one', () => {
  const named = new Set(
    lessons.flatMap((lesson) =>
      questionsOf(lesson).flatMap(({ options }) =>
        options.flatMap(({ misconception }) => misconception ?? []),
      ),
    ),
  );
  expect(Object.keys(misconceptions).filter((id) => !named.has(id))).toEqual([]);
});
