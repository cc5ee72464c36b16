// Answers lab hosts inside the lab's own service worker: MSW's handlers run there, no page is asked.
import './localStorage.ts';
import { getResponse } from 'msw';
import {
  answerSafely,
  internalError,
  isLabUrl,
  labHandlers,
  type AnswerRequest,
} from './handlers.ts';
import { toResponse } from './messages.ts';

/**
 * Makes the worker's answer to a fetch event: a promise of a Response for a lab host, undefined for
 * any other request. The promise never rejects, and nothing for a lab host goes to the network.
 */
export function workerHost(
  answer: AnswerRequest,
): (request: Request) => Promise<Response> | undefined {
  const handlers = labHandlers(answer);
  return (request) => {
    if (!isLabUrl(request.url)) return undefined;
    return getResponse(handlers, request).then(
      (response) => response ?? answerSafely(request, answer),
      (error: unknown) => toResponse(internalError(error)),
    );
  };
}
