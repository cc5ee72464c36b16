// Reads a SCIM filter (RFC 7644 §3.4.2.2) into a tree; every node remembers where it stood in the text.
import type { Result } from '../../base/result.ts';
import type { Problem } from '../problem.ts';
import type { FilterNode } from './node.ts';

/** Reads a filter. Problems are 400 invalidFilter with a span; it never throws. */
export function parseFilter(_text: string): Result<FilterNode, Problem> {
  throw new Error('Being written.');
}
