// Fetches the lists of lessons and scenarios when something wants to name them; neither is part of the first load.
import type { Course, LessonMeta } from '../../course/lesson.ts';
import type { CatalogueEntry } from '../../scenarios/catalogue.ts';

/** The course: parts and lessons. */
export const courseMap = async (): Promise<Course> => (await import('virtual:course')).course;

/** Every lesson, in the order of the course. */
export const courseEntries = async (): Promise<readonly LessonMeta[]> =>
  (await courseMap()).lessons;

/** Every scenario, in the order they are told. */
export const scenarioEntries = async (): Promise<readonly CatalogueEntry[]> =>
  (await import('../../scenarios/catalogue.ts')).catalogue;
