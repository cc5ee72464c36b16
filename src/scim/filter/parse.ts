// Reads a SCIM filter (RFC 7644 §3.4.2.2) into a tree; every node remembers where it stood in the text.
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { limits } from '../limits.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { AttributeRef, FilterNode } from './node.ts';
import { FilterReader } from './reader.ts';

/**
 * Reads a filter: `parseFilter('title pr')`. Chains of one operator make one node with many terms;
 * parentheses make a node of their own only inside such a chain. Problems are 400 invalidFilter
 * with the span they are about. Time grows with the length; it never throws, whatever the text.
 */
export function parseFilter(text: string): Result<FilterNode, Problem> {
  if (text.length > limits.filterLength) return fail(tooLong(text));
  if (text.trim() === '') return fail(problem('filterEmpty', {}));
  const reader = new FilterReader(text);
  const node = reader.filter();
  reader.blanks();
  if (node && reader.at < text.length) reader.expected('and, or, or the end');
  return node && !reader.trouble ? ok(node) : fail(reader.trouble!); // no node, so there is trouble
}

/** Reads the name of an attribute, `urn:…:User:name.givenName`; undefined if the text is anything else. */
export function parseAttribute(text: string): AttributeRef | undefined {
  const reader = new FilterReader(text);
  const found = reader.attribute();
  return reader.at === text.length ? found : undefined;
}

const tooLong = (text: string): Problem =>
  problem('filterTooLong', { length: text.length, limit: limits.filterLength });
