// Stands in for msw's interceptors in the service worker, where requests come as events and nothing is intercepted.

/** A name for a request in msw's bookkeeping; service workers only live where `randomUUID` does. */
export const createRequestId = (): string => crypto.randomUUID();

/** msw's own answers extend the browser's; the lab makes plain ones. */
export const FetchResponse = globalThis.Response;

/** Tells a URL without its query, for msw's patterns and messages. */
export const getCleanUrl = (url: URL): string => url.origin + url.pathname;

/** Batches interceptors; there are none. */
export const BatchInterceptor = undefined;

/** Resolves the address of a socket; there are none. */
export const resolveWebSocketUrl = undefined;
