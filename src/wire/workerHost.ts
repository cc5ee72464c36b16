// Answers lab hosts inside the lab's own service worker: MSW's handlers run there, no page is asked.
import './localStorage.ts';
import { getResponse } from 'msw';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { answerSafely, internalError, labHandlers } from './handlers.ts';
import { isLabUrl } from './labUrl.ts';
import { toResponse } from './messages.ts';

/** The server as the worker needs it; `client` is the id of the page that asked, or empty. */
export type AnswerClient = (request: HttpRequest, client: string) => Promise<HttpResponse>;

/** The part of a fetch event that matters here. */
export interface Fetched {
  readonly request: Request;
  readonly clientId: string;
}

/**
 * Makes the worker's answer to a fetch event: a promise of a Response for a lab host, undefined for
 * any other request. The promise never rejects, and nothing for a lab host goes to the network.
 */
export function workerHost(
  answer: AnswerClient,
): (event: Fetched) => Promise<Response> | undefined {
  return ({ request, clientId }) => {
    if (!isLabUrl(request.url)) return undefined;
    const own = (asked: HttpRequest) => answer(asked, clientId);
    return getResponse(labHandlers(own), request).then(
      (response) => response ?? answerSafely(request, own),
      (error: unknown) => toResponse(internalError(error)),
    );
  };
}
