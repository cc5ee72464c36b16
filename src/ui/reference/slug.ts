// Turns the title of a problem into the address of its page, so that an answer can link there without the catalogue.

/** `Unknown op` becomes `unknown-op`. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** The address of the page of a problem, by its title as a trace tells it. */
export const problemHref = (title: string): string => `#/reference/problems/${slugOf(title)}`;
