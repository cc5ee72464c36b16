// Writes the requests of a sweep, each with what it says in plain words and as a short line for the wire.
import type { JsonObject } from '../../base/json.ts';
import type { HeaderList, HttpRequest } from '../../http/message.ts';
import type { Outcome } from '../conversation.ts';
import type { Target } from '../dialects/dialect.ts';

/** One request of a sweep. */
export interface SweepAsk extends HttpRequest {
  readonly says: string;
  /** Method and target as people read it: `GET /Users?startIndex=1&count=100`. */
  readonly wire: string;
}

/** Why a sweep went no further. */
export type Failure = Extract<Outcome, { kind: 'failed' }>;

/** What a request is made of. */
export interface Draft {
  readonly method: 'GET' | 'PATCH';
  /** Path below the base URL, encoded. */
  readonly path: string;
  readonly says: string;
  readonly body?: JsonObject;
  /** The version that must still be there (RFC 7644 §3.14); empty for any. */
  readonly version?: string;
}

/** The request, with its bearer token (RFC 6750 §2.1). */
export function sweepAsk({ baseUrl, token }: Target, draft: Draft): SweepAsk {
  const { method, path, says, body, version } = draft;
  const headers: HeaderList = [
    ['Authorization', `Bearer ${token}`],
    ['Accept', 'application/scim+json'],
    ...(body ? [['Content-Type', 'application/scim+json'] as const] : []),
    ...(version ? [['If-Match', version] as const] : []),
  ];
  return {
    ...{ method, url: `${baseUrl}${path}`, headers, says, wire: `${method} ${path}` },
    ...(body && { body: JSON.stringify(body, null, 2) }),
  };
}
