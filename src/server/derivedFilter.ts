// Tells whether a filter or an order asks about what is worked out only on the way out, such as a user's groups.
import type { AttributeRef, FilterNode } from '../scim/filter/node.ts';

/** Names of derived attributes and sub-attributes, in lower case (RFC 7643 §2.1: names have no letter case). */
const derivedNames = ['groups', 'display', '$ref', 'location'];

/**
 * True when stored resources alone cannot answer the filter. It may be true once too often (for
 * `emails.display`), never too seldom.
 */
export function mentionsDerived(node: FilterNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.terms.some(mentionsDerived);
    case 'not':
      return mentionsDerived(node.term);
    case 'valuePath':
      return isDerived(node.attribute) || mentionsDerived(node.filter);
    default:
      return isDerived(node.attribute);
  }
}

/** True for an attribute that is worked out on the way out, or may be. */
export function isDerived({ name, sub }: AttributeRef): boolean {
  const names = [name, sub ?? ''].map((word) => word.toLowerCase());
  return (
    names.some((word) => derivedNames.includes(word)) ||
    names[0] === 'manager' ||
    names[1] === 'displayname' // manager.displayName
  );
}
