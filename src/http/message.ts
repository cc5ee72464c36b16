// Describes HTTP messages as plain data: what travels on the lab's road, with no SCIM in it.

/** Header fields in the order they stand; names keep the case they were written in. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A request. `url` is absolute and encoded; `body` is text, absent when there is none. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body?: string;
}

/** An answer. `body` is text, absent when there is none (204, 304, HEAD). */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body?: string;
}

/** Who sent a request: the learner, a provider's dialect by name, the console, a script. */
export type Actor = string;

/**
 * One request with its answer. `no` counts from 1 within a tenant, in the order of recording.
 * `at` is lab time as an ISO 8601 instant; `ms` is wall time from sending to answer, in milliseconds.
 */
export interface Exchange {
  readonly id: string;
  readonly no: number;
  readonly tenant: string;
  readonly actor: Actor;
  readonly at: string;
  readonly ms: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** The value of a header field by name, in any letter case (RFC 9110 §5.1); the first, if repeated. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}
