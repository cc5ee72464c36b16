// Fetches the lists of lessons and scenarios when something wants to name them; neither is part of the first load.
import type { Course, LessonMeta } from '../../course/lesson.ts';

/** What a list needs of a scenario. */
export interface ScenarioMeta {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** The course: parts and lessons. */
export const courseMap = async (): Promise<Course> => (await import('virtual:course')).course;

/** Every lesson, in the order of the course. */
export const courseEntries = async (): Promise<readonly LessonMeta[]> =>
  (await courseMap()).lessons;

/** Every scenario, in the order they are told. */
export async function scenarioEntries(): Promise<readonly ScenarioMeta[]> {
  const found = Object.values(
    import.meta.glob<{ readonly catalogue: readonly ScenarioMeta[] }>(
      '../../scenarios/catalogue.ts',
    ),
  )[0];
  return found ? (await found()).catalogue : [];
}
