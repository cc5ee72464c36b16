// Prepares names that people type, so that one name has one form however it was typed (RFC 7644 §5, RFC 8265 §3.3).
import type { Attribute } from './schema.ts';

/** True for names that must be unique and whose letter case does not count, such as userName. */
export const isName = ({ type, uniqueness, caseExact }: Attribute): boolean =>
  uniqueness !== 'none' && !caseExact && type === 'string';

/** A name with wide letters narrowed and accents joined to their letters. Letter case is kept. */
export const prepared = (name: string): string =>
  /[^ -~]/.test(name)
    ? name
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .normalize('NFC')
    : name;

/** True for a name that can be told from others: no control characters, and no blanks at its ends. */
export const isTellable = (name: string): boolean => !/\p{Cc}/u.test(name) && name.trim() === name;
