// Describes a parsed SCIM filter (RFC 7644 §3.4.2.2) as a tree; every node remembers where it stood in the text.
import type { Span } from '../../base/span.ts';

/** Comparison operators, in lower case as they are kept; the text may use any case. */
export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A literal in a filter: a JSON string, number, boolean or null. */
export type FilterValue = string | number | boolean | null;

/** An attribute as written: an optional schema URN, a name, an optional sub-attribute. */
export interface AttributeRef {
  readonly schema?: string;
  readonly name: string;
  readonly sub?: string;
  readonly span: Span;
}

/** One node of a filter. `valuePath` is `emails[type eq "work"]`, its inner filter on one element. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly FilterNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly term: FilterNode; readonly span: Span }
  | {
      readonly kind: 'compare';
      readonly attribute: AttributeRef;
      readonly operator: CompareOperator;
      readonly value: FilterValue;
      readonly valueSpan: Span;
      readonly span: Span;
    }
  | { readonly kind: 'present'; readonly attribute: AttributeRef; readonly span: Span }
  | {
      readonly kind: 'valuePath';
      readonly attribute: AttributeRef;
      readonly filter: FilterNode;
      readonly span: Span;
    };
