// Answers lab hosts inside the lab's own service worker: MSW's handlers run there, no page is asked.
import './localStorage.ts';
import { getResponse } from 'msw';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { answerSafely, internalError, labHandlers } from './handlers.ts';
import { isLabUrl } from './labUrl.ts';
import { toResponse } from './messages.ts';

/** The server as the worker needs it. */
export type AnswerClient = (
  request: HttpRequest,
  asked: Pick<Fetched, 'clientId' | 'waitUntil'>,
) => Promise<HttpResponse>;

/** The part of a fetch event that matters here; `clientId` is the page that asked, or empty. */
export interface Fetched {
  readonly request: Request;
  readonly clientId: string;
  /** Keeps the worker alive until the work is done. */
  waitUntil(work: Promise<unknown>): void;
}

/**
 * Makes the worker's answer to a fetch event: a promise of a Response for a lab host, undefined for
 * any other request. The promise never rejects, and nothing for a lab host goes to the network.
 */
export function workerHost(
  answer: AnswerClient,
): (event: Fetched) => Promise<Response> | undefined {
  return (event) => {
    const { request } = event;
    if (!isLabUrl(request.url)) return undefined;
    const own = (asked: HttpRequest) => answer(asked, event);
    return getResponse(labHandlers(own), request).then(
      (response) => response ?? answerSafely(request, own),
      (error: unknown) => toResponse(internalError(error)),
    );
  };
}
