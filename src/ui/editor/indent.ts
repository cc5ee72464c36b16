// Finds the blanks a new line begins with in the plain editor.

/** The indent of the last line of a text, two blanks deeper after an opening bracket. */
export function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^[ \t]*/.exec(line)![0]; // matches at least the empty text
  return /[{[]\s*$/.test(line) ? `${indent}  ` : indent;
}
