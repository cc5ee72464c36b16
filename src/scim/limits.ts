// Holds the limits the server keeps and publishes: sizes of pages, filters and requests.

/** Limits by name; counts are resources or operations, lengths are UTF-16 units, sizes are bytes. */
export const limits = {
  /** The most resources one answer holds (`filter.maxResults`, `pagination.maxPageSize`). */
  maxResults: 1000,
  /** Resources on a page when the client names no `count`. */
  defaultPageSize: 100,
  /** Seconds a cursor is good for, by the lab's clock (RFC 9865 §4 `cursorTimeout`). */
  cursorTimeout: 3600,
  /** The longest filter or PATCH path. */
  filterLength: 100_000,
  /** How deep brackets, parentheses and `not` may be nested in a filter. */
  filterDepth: 100,
  /** Operations in one bulk or PATCH request (Delinea's connector documents 1,000 for bulk). */
  maxOperations: 1000,
  /** Bytes of one bulk request, and of any other body (Delinea's connector documents 1 MiB for bulk). */
  maxPayloadSize: 1_048_576,
} as const;
