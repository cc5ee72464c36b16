// Writes a filter tree as text again, in the one form that parses to the same tree.
import type { FilterNode } from './node.ts';

/** The filter as text: one blank between words, strings as JSON, parentheses only where needed. */
export function printFilter(_node: FilterNode): string {
  throw new Error('Being written.');
}
