// Describes the named things that the console links to, and counts them in words.

/** A thing of the console by kind, id and name; `note` stands behind the name. */
export interface Thing {
  readonly kind: 'user' | 'group' | 'role' | 'folder' | 'secret';
  readonly id: string;
  readonly name: string;
  readonly note?: string;
}

/** `1 person`, `3 people`; for nobody `none`, or what is given. */
// eslint-disable-next-line max-params -- a number and three words for it
export const countWords = (count: number, one: string, many: string, none = 'none'): string =>
  count === 0 ? none : count === 1 ? `1 ${one}` : `${count} ${many}`;
