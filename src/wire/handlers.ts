// Answers lab hosts through one MSW handler: a Request comes in, the injected server answers, a Response goes out.
import './localStorage.ts';
import { http, type HttpHandler } from 'msw/http';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { isLabUrl } from './labUrl.ts';
import { toHttpRequest, toResponse } from './messages.ts';

/** The server as the wire needs it; it does not reject for anything a client can send. */
export type AnswerRequest = (request: HttpRequest) => Promise<HttpResponse>;

/** The lab's handlers: one catch-all, since the server has a router of its own. */
export const labHandlers = (answer: AnswerRequest): HttpHandler[] => [
  http.all(
    ({ request }) => isLabUrl(request.url),
    ({ request }) => answerSafely(request, answer),
  ),
];

/** What an answer is rejected with that was given and is to get lost on its way. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

/**
 * Answers a request; one whose answer is to get lost sees its connection break. Any other
 * rejection of `answer` is a mistake of ours: it becomes a SCIM error 500
 * (RFC 7644 §3.12), so that the request never ends up at the network.
 */
export async function answerSafely(request: Request, answer: AnswerRequest): Promise<Response> {
  try {
    return toResponse(await answer(await toHttpRequest(request)));
  } catch (error) {
    if (error instanceof LostAnswer) return Response.error();
    return toResponse(internalError(error));
  }
}

/** SCIM error 500 for a fault of the lab itself, with what is known about it. */
export function internalError(error: unknown): HttpResponse {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '500',
    detail: `The lab itself failed; the request is not to blame. ${what}`,
  };
  return {
    status: 500,
    headers: [['Content-Type', 'application/scim+json']],
    body: JSON.stringify(body),
  };
}
