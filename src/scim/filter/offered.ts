// Tells what of the filter grammar a profile does not offer: a server may take a part of it only (RFC 7644 §3.4.2.2).
import { assertNever } from '../../base/assertNever.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { FilterNode } from './node.ts';

/** The first thing in a filter that the profile does not offer, as 400 invalidFilter. */
export const notOffered = (filter: FilterNode, { filters }: Profile): Problem | undefined =>
  filters === 'all' ? undefined : beyondEquality(filter);

function beyondEquality(node: FilterNode): Problem | undefined {
  switch (node.kind) {
    case 'compare':
      return node.operator === 'eq' ? undefined : refused(node, node.operator);
    case 'and':
      return firstOf(node.terms);
    case 'valuePath':
      return beyondEquality(node.filter);
    case 'or':
    case 'not':
      return refused(node, node.kind);
    case 'present':
      return refused(node, 'pr');
    default:
      return assertNever(node);
  }
}

function firstOf(terms: readonly FilterNode[]): Problem | undefined {
  for (const term of terms) {
    const found = beyondEquality(term);
    if (found) return found;
  }
  return undefined;
}

const refused = ({ span }: FilterNode, operator: string): Problem =>
  problem('filterNotOffered', { operator }, { span });
