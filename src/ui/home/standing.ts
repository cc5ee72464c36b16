// Works out where the learner stands in the course, from the facts on the shelf.
import type { LessonMeta } from '../../course/lesson.ts';
import {
  factsIn,
  lessonState,
  nextLesson,
  progressKey,
  progressOf,
  type LessonState,
} from '../../course/progress.ts';
import type { Shelf } from '../lab.ts';
import { courseMap } from '../shell/catalogues.ts';

/** A lesson as the first page shows it; `words` is how it stands: `done`, `step 2 of 3`, `6 min`. */
export interface LessonStanding {
  readonly id: string;
  readonly title: string;
  readonly state: LessonState;
  readonly words: string;
}

/** A part of the course with its lessons. */
export interface PartStanding {
  readonly id: string;
  readonly title: string;
  readonly done: number;
  readonly lessons: readonly LessonStanding[];
}

/** The course: its parts, four lessons around the present one, and the one to go on with. */
export interface CourseStanding {
  readonly parts: readonly PartStanding[];
  readonly window: readonly LessonStanding[];
  readonly next: string | undefined;
  readonly begun: boolean;
}

/** Reads the course and the learner's facts. */
export async function courseStanding(shelf: Shelf): Promise<CourseStanding> {
  const course = await courseMap();
  const lessons = await Promise.all(
    course.lessons.map(async (lesson) =>
      standingOf(lesson, await shelf.get(progressKey(lesson.id))),
    ),
  );
  const stateOf = (id: string): LessonState =>
    lessons.find((each) => each.id === id)?.state ?? 'new';
  const next = nextLesson(course.lessons, stateOf)?.id;
  return {
    parts: course.parts.map((part) => {
      const own = lessons.filter((_, at) => course.lessons[at]?.part === part.id);
      const done = own.filter(({ state }) => state === 'finished').length;
      return { id: part.id, title: part.title, done, lessons: own };
    }),
    window: windowAround(lessons, next),
    next,
    begun: lessons.some(({ state }) => state !== 'new'),
  };
}

function standingOf(lesson: LessonMeta, record: Awaited<ReturnType<Shelf['get']>>): LessonStanding {
  const facts = factsIn(record);
  const state = lessonState(facts);
  const step = progressOf(facts).step;
  const at = lesson.steps.findIndex(({ id }) => id === step);
  const words = {
    finished: 'done',
    underWay: `step ${Math.max(1, at + 1)} of ${lesson.steps.length}`,
    new: `${lesson.minutes} min`,
  }[state];
  return { id: lesson.id, title: lesson.title, state, words };
}

const shown = 4;

/** Four lessons: one before the next one, it, and those after it. */
function windowAround(
  lessons: readonly LessonStanding[],
  next: string | undefined,
): readonly LessonStanding[] {
  const at = lessons.findIndex(({ id }) => id === next);
  const last = Math.max(0, lessons.length - shown);
  const from = at < 0 ? last : Math.min(last, Math.max(0, at - 1));
  return lessons.slice(from, from + shown);
}
