// Puts one answered request on record: the request, the answer and everything that explains it, as plain JSON.
import type { JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import type { Answer } from '../server/world.ts';

/** What is known of an exchange when it has been answered. */
export interface Answered {
  /** Names the exchange in journal, history and `X-Request-Id`. */
  readonly id: string;
  readonly tenant: string;
  /** Lab time of the request, an ISO 8601 instant. */
  readonly at: string;
  /** Wall time the server took, in milliseconds. */
  readonly ms: number;
  readonly request: HttpRequest;
  readonly answer: Answer;
  /** The answer was lost on the way, on purpose. */
  readonly isLost?: boolean;
}

/**
 * The record of an exchange as history keeps it: `LabExchange` without `no`, which the store counts.
 * Milliseconds are kept to a tenth.
 */
export function exchangeRecord(answered: Answered): JsonObject {
  const { id, tenant, at, ms, request, answer, isLost } = answered;
  const record = {
    id,
    tenant,
    actor: answer.actor,
    at,
    ms: Math.round(ms * 10) / 10,
    request,
    response: answer.response,
    trace: answer.trace,
    changes: answer.changes,
    access: answer.access,
    events: answer.events,
    ...(answer.signals && { signals: answer.signals }),
    ...(isLost && { isLost }),
  };
  return record as unknown as JsonObject; // each part is plain data, only typed without an index signature
}

/** The same answer with `X-Request-Id` naming the exchange, unless the server has set it already. */
export function named(response: HttpResponse, id: string): HttpResponse {
  const rest = response.headers.filter(([name]) => name.toLowerCase() !== 'x-request-id');
  return { ...response, headers: [...rest, ['X-Request-Id', id]] };
}
