// Finds the first mistake in JSON text and says in plain words what to write instead; parsers only say "unexpected".
import type { Span } from '../base/span.ts';

/** The first place where a text stops being JSON (RFC 8259). */
export interface JsonMistake {
  readonly span: Span;
  readonly message: string;
  readonly fix: string;
}

/** Deeper nesting than this is refused: no SCIM message needs it. */
const depthLimit = 200;

/** Thrown inside this file only, to leave the descent at the first mistake. */
class Mistake extends Error {
  readonly found: JsonMistake;
  constructor(found: JsonMistake) {
    super(found.message);
    this.found = found;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

/** The first mistake of a text that should be one JSON value; undefined when it is one. */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const reader: Reader = { text, at: 0 };
  try {
    readValue(reader, 0);
    skipBlanks(reader);
    if (reader.at < text.length)
      refuse(reader, 'There is text after the end of the JSON.', 'Keep one JSON value.');
    return undefined;
  } catch (error) {
    if (error instanceof Mistake) return error.found;
    throw error;
  }
}

function readValue(reader: Reader, depth: number): void {
  skipBlanks(reader);
  if (depth > depthLimit) refuse(reader, 'The JSON is nested too deeply.', 'Flatten it.');
  const sign = reader.text[reader.at];
  if (sign === '{') readMembers(reader, depth);
  else if (sign === '[') readElements(reader, depth);
  else if (sign === '"') readString(reader);
  else readLiteral(reader);
}

function readMembers(reader: Reader, depth: number): void {
  const opened = reader.at++;
  if (takes(reader, '}')) return;
  for (;;) {
    readKey(reader);
    if (!takes(reader, ':'))
      refuse(reader, 'A colon is missing after the name.', 'Write `"name": value`.');
    readValue(reader, depth + 1);
    if (takes(reader, '}')) return;
    readComma(reader, { opened, closer: '}' });
  }
}

function readElements(reader: Reader, depth: number): void {
  const opened = reader.at++;
  if (takes(reader, ']')) return;
  for (;;) {
    readValue(reader, depth + 1);
    if (takes(reader, ']')) return;
    readComma(reader, { opened, closer: ']' });
  }
}

function readComma(
  reader: Reader,
  around: { readonly opened: number; readonly closer: string },
): void {
  const comma = reader.at;
  if (!takes(reader, ',')) {
    if (reader.at >= reader.text.length) refuseUnclosed(reader, around);
    refuse(reader, 'A comma is missing before this.', 'Put `,` between two entries.');
  }
  skipBlanks(reader);
  if (reader.text[reader.at] === around.closer)
    refuseAt({ start: comma, end: comma + 1 }, [
      'A comma stands before the closing bracket.',
      'Remove the last comma: JSON allows none there.',
    ]);
}

function refuseUnclosed(
  reader: Reader,
  around: { readonly opened: number; readonly closer: string },
): never {
  const opener = reader.text[around.opened]!;
  return refuseAt({ start: around.opened, end: around.opened + 1 }, [
    `This \`${opener}\` is never closed.`,
    `Add \`${around.closer}\` at the end.`,
  ]);
}

function readKey(reader: Reader): void {
  skipBlanks(reader);
  const sign = reader.text[reader.at];
  if (sign === '"') return readString(reader);
  if (sign === undefined) refuse(reader, 'The JSON ends too early.', 'Close what is open.');
  const word = /^[\w$.-]+/.exec(reader.text.slice(reader.at))?.[0];
  if (word)
    refuseAt({ start: reader.at, end: reader.at + word.length }, [
      'A name needs double quotes.',
      `Write \`"${word}"\`.`,
    ]);
  refuse(reader, 'A name in double quotes belongs here.', 'Write `"name": value`.');
}

function readString(reader: Reader): void {
  const start = reader.at++;
  for (;;) {
    const sign = reader.text[reader.at];
    if (sign === undefined || sign === '\n')
      refuseAt({ start, end: reader.at }, [
        'This text has no closing quote.',
        'Add `"` at its end; a line break inside is written `\\n`.',
      ]);
    if (sign === '"') return void reader.at++;
    if (sign < ' ')
      refuse(reader, 'A control sign stands inside the text.', 'Write a tab as `\\t`.');
    if (sign === '\\') readEscape(reader);
    reader.at++;
  }
}

function readEscape(reader: Reader): void {
  const rest = reader.text.slice(reader.at, reader.at + 6);
  if (/^\\u[\dA-Fa-f]{4}/.test(rest)) reader.at += 5;
  else if (/^\\["\\/bfnrt]/.test(rest)) reader.at += 1;
  else
    refuseAt({ start: reader.at, end: reader.at + 2 }, [
      'JSON does not know this backslash escape.',
      'Write a backslash itself as `\\\\`.',
    ]);
}

function readLiteral(reader: Reader): void {
  const rest = reader.text.slice(reader.at, reader.at + 400);
  const known = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/.exec(
    rest,
  );
  if (known) return void (reader.at += known[0].length);
  if (rest === '') refuse(reader, 'The JSON ends too early.', 'Add the missing value.');
  const word = /^[^\s,}\]]+/.exec(rest)?.[0] ?? rest[0]!;
  refuseAt({ start: reader.at, end: reader.at + word.length }, valueAdvice(word));
}

function valueAdvice(word: string): readonly [message: string, fix: string] {
  const lower = word.toLowerCase();
  if (['true', 'false', 'null'].includes(lower))
    return [`\`${word}\` is not JSON.`, `Write \`${lower}\` in lower case.`];
  if (word.startsWith("'"))
    return ['JSON knows double quotes only.', `Write \`"${word.replace(/'/g, '')}"\`.`];
  if (word === '}' || word === ']')
    return ['A value is missing before this bracket.', 'Add the value.'];
  if (word.startsWith(','))
    return ['A value is missing before this comma.', 'Add the value, or remove the comma.'];
  if (/^[A-Za-z]/.test(word)) return ['Text needs double quotes.', `Write \`"${word}"\`.`];
  return [`\`${word}\` is no JSON value.`, 'Write text in double quotes, or a plain number.'];
}

function takes(reader: Reader, sign: string): boolean {
  skipBlanks(reader);
  if (reader.text[reader.at] !== sign) return false;
  reader.at++;
  return true;
}

function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function refuse(reader: Reader, message: string, fix: string): never {
  return refuseAt({ start: reader.at, end: Math.min(reader.at + 1, reader.text.length) }, [
    message,
    fix,
  ]);
}

function refuseAt(span: Span, words: readonly [message: string, fix: string]): never {
  throw new Mistake({ span, message: words[0], fix: words[1] });
}
