// Writes a filter tree as text again, in the one form that parses to the same tree.
import { assertNever } from '../../base/assertNever.ts';
import type { AttributeRef, FilterNode } from './node.ts';

/** The filter as text: one blank between words, strings as JSON, parentheses only where needed. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.terms.map((term) => printTerm(term, node.kind)).join(` ${node.kind} `);
    case 'not':
      return `not (${printFilter(node.term)})`;
    case 'compare':
      return `${printAttribute(node.attribute)} ${node.operator} ${JSON.stringify(node.value)}`;
    case 'present':
      return `${printAttribute(node.attribute)} pr`;
    case 'valuePath':
      return `${printAttribute(node.attribute)}[${printFilter(node.filter)}]`;
    default:
      return assertNever(node);
  }
}

/** An attribute as written: `urn:…:User:name.givenName`. */
export const printAttribute = ({ schema, name, sub }: AttributeRef): string =>
  `${schema === undefined ? '' : `${schema}:`}${name}${sub === undefined ? '' : `.${sub}`}`;

/** An `or` within an `and` needs parentheses, and so does a chain within a chain of its own kind. */
function printTerm(term: FilterNode, within: 'and' | 'or'): string {
  const text = printFilter(term);
  return term.kind === within || (term.kind === 'or' && within === 'and') ? `(${text})` : text;
}
