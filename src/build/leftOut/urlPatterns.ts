// Stands in for msw's URL patterns: the lab's one handler decides by a function, never by a pattern.

/** Matches a URL against a pattern in msw; here nobody may ask. @throws Error always. */
export function matchPattern(): never {
  throw new Error(
    'Expected every handler of the lab to decide by a function, not by a URL pattern.',
  );
}
