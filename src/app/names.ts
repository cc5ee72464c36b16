// Gives names to what one copy of the lab owns in the browser, so that copies on one origin never mix.

/** The path a copy lives under, with a slash at both ends: `/` or `/any/where/`. */
export const basePathOf = (url: string): string => new URL('./', url).pathname;

/** The databases of a copy: worlds can be thrown away, what the learner did stays. */
export const databasesOf = (
  basePath: string,
): { readonly worlds: string; readonly learner: string } => ({
  worlds: `${basePath}worlds`,
  learner: `${basePath}learner`,
});
