// Joins words into the parts of a sentence.

/** `a`, `a and b`, `a, b and c`; an empty text for none. */
export const inWords = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
