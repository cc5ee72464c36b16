// Declares the module that the build makes of all lessons; see src/build/lessons.ts.

/* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module cannot import relative files otherwise */
declare module 'virtual:course' {
  /** Parts, lessons and skills, as the course map needs them. */
  export const course: import('./lesson.ts').Course;
  /** Loads a lesson; undefined if there is none of this id. Rejects if its file cannot be fetched. */
  export function loadLesson(id: string): Promise<import('./lesson.ts').Lesson | undefined>;
}
