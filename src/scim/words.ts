// Finds the words in which problems and traces speak of types and values.
import type { Json } from '../base/json.ts';
import { isList } from '../base/json.ts';
import type { Attribute, AttributeType } from './schema.ts';

/** How sentences name the types, and a value of each as an example. */
export const typeWords: Readonly<Record<AttributeType, { kind: string; example: string }>> = {
  string: { kind: 'a string', example: '"text"' },
  boolean: { kind: 'a boolean', example: 'true' },
  decimal: { kind: 'a number', example: '1.5' },
  integer: { kind: 'a whole number', example: '10' },
  dateTime: { kind: 'a date with a time', example: '"2026-11-30T09:00:00Z"' },
  binary: { kind: 'base64 text', example: '"TUlJQg=="' },
  reference: { kind: 'the text of a URI', example: '"https://northwind.example/ana"' },
  complex: { kind: 'an object', example: 'an object in braces' },
};

/** A value as a sentence quotes it: short, and of lists and objects only what they are. */
export function wordFor(value: Json | undefined): string {
  if (typeof value === 'string') return shortened(JSON.stringify(value));
  if (isList(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : String(value);
}

/** The same for the value of an attribute; of a password no sentence shows more than its type. */
export const wordForValue = ({ returned }: Attribute, value: Json | undefined): string =>
  returned === 'never' && typeof value !== 'object' ? `a ${typeof value}` : wordFor(value);

/** Sentences quote the beginning of long text, and no backtick, which would begin a piece of code. */
const shortened = (text: string): string =>
  (text.length > 120 ? `${text.slice(0, 117)}…` : text).replaceAll('`', "'");

/** Text from a client as code in a step of the trace: in backticks, and with none of its own. */
export const code = (text: string): string => `\`${shortened(text)}\``;
