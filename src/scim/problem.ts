// Keeps the catalogue of everything a SCIM request can be refused for: code, status, scimType, sentence, RFC section.
import type { Span } from '../base/span.ts';

/** Error keywords of RFC 7644 §3.12 (Table 9) and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/** Why a request was refused, as a value. `detail` is the finished sentence for the learner. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly scimType?: ScimType;
  readonly detail: string;
  readonly rfc: string;
  /** Where in the filter or path text, if it is about one. */
  readonly span?: Span;
  /** Which attribute or operation, e.g. `emails[0].value` or `Operations[1].path`. */
  readonly at?: string;
}
