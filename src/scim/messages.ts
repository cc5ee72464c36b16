// Builds the messages of RFC 7644 that wrap resources and errors, and names their schema URNs.
import type { Json, JsonObject } from '../base/json.ts';
import type { Problem } from './problem.ts';

/** Schema URNs of protocol messages (RFC 7644 §8.2 and §10.2). */
export const messageUrn = {
  listResponse: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  searchRequest: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
  patchOp: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  bulkRequest: 'urn:ietf:params:scim:api:messages:2.0:BulkRequest',
  bulkResponse: 'urn:ietf:params:scim:api:messages:2.0:BulkResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** Where a page stands: `startIndex` is 1-based; by cursor, how to go on and back (RFC 9865 §2). */
export type Paging =
  | { readonly startIndex: number }
  | { readonly previousCursor?: string; readonly nextCursor?: string };

/** One page of a list; `totalResults` counts all matches. */
export interface Page {
  readonly resources: readonly Json[];
  readonly totalResults: number;
  readonly paging: Paging;
}

/** A ListResponse (RFC 7644 §3.4.2); `itemsPerPage` is the number of resources on this page. */
export const listResponse = ({ resources, totalResults, paging }: Page): JsonObject => ({
  schemas: [messageUrn.listResponse],
  totalResults,
  ...paging,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** An Error body (RFC 7644 §3.12); `status` is a string there. */
export const errorMessage = ({ status, scimType, detail }: Problem): JsonObject => ({
  schemas: [messageUrn.error],
  status: String(status),
  ...(scimType && { scimType }),
  detail,
});
