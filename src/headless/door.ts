// Stands between Node's HTTP server and `respond`: bytes come in, a SCIM answer goes out, whatever the bytes are.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HeaderList, HttpRequest, HttpResponse } from '../http/message.ts';
import { limits } from '../scim/limits.ts';
import { errorMessage } from '../scim/messages.ts';
import { problem, type Problem } from '../scim/problem.ts';

/** Answers one request; a rejection is a mistake of ours. */
export type AnswerRequest = (request: HttpRequest) => Promise<HttpResponse>;

/** Bytes of request line and header fields: a filter in the URL may be long (`limits.filterLength`). */
const longestHeaders = 4 * limits.filterLength;

/** Bytes of a body that are read on to answer it politely; who sends more is cut off. */
const mostDiscarded = 16 * limits.maxPayloadSize;

/**
 * Makes an HTTP server that hands every request to `answer`. `origin` is asked for each time, since
 * the port may be known only once it listens.
 */
export function doorTo(answer: AnswerRequest, origin: () => string): Server {
  const server = createServer({ maxHeaderSize: longestHeaders }, (incoming, outgoing) => {
    handle(incoming, { answer, origin: origin() }).then(
      (response) => send(outgoing, response),
      (error: unknown) => send(outgoing, failure(error)),
    );
  });
  server.on('clientError', refuseBytes);
  return server;
}

async function handle(
  incoming: IncomingMessage,
  { answer, origin }: { readonly answer: AnswerRequest; readonly origin: string },
): Promise<HttpResponse> {
  const body = await bodyOf(incoming);
  if (body === undefined) return refusal(notUtf8);
  if (typeof body === 'number')
    return refusal(problem('payloadTooLarge', { size: body, limit: limits.maxPayloadSize }), [
      ['Connection', 'close'], // of a very large body, not all was read
    ]);
  return answer({
    method: incoming.method ?? 'GET',
    url: `${origin}${pathOf(incoming.url ?? '/')}`,
    headers: headersOf(incoming),
    ...(body === '' ? {} : { body }),
  });
}

/** The path of a request target, which may also be an absolute URL (RFC 9112 §3.2.2). */
const pathOf = (target: string): string => target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');

function headersOf({ rawHeaders }: IncomingMessage): HeaderList {
  const names = rawHeaders.filter((_, at) => at % 2 === 0);
  return names.map((name, at) => [name, rawHeaders[at * 2 + 1] ?? ''] as const);
}

/** Browsers put a sign of their own for each wrong byte before the lab sees it, so only this door can tell. */
const notUtf8: Problem = {
  ...{ code: 'notUtf8', status: 400, scimType: 'invalidSyntax', rfc: '7644 3.8' },
  detail: 'The body is not in UTF-8, the one encoding of JSON between servers. Send it in UTF-8.',
};

/**
 * The body as text, or its size in bytes if that is over the limit: what is too much is not kept.
 * Undefined for bytes that are no UTF-8.
 */
async function bodyOf(incoming: IncomingMessage): Promise<string | number | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostDiscarded) break;
    if (size <= limits.maxPayloadSize) chunks.push(chunk);
  }
  if (size > limits.maxPayloadSize) return size;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return undefined;
  }
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  const length = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  outgoing.writeHead(status, [...headers, ...length].flat());
  outgoing.end(body);
}

const refusal = (found: Problem, headers: HeaderList = []): HttpResponse => ({
  status: found.status,
  headers: [['Content-Type', 'application/scim+json'], ...headers],
  body: JSON.stringify(errorMessage(found)),
});

/** 500: the server itself failed. What it was is for whoever runs the server, not for the client. */
function failure(error: unknown): HttpResponse {
  console.error(error);
  return refusal({
    code: 'failure',
    status: 500,
    detail: 'The server failed; the request is not to blame.',
    rfc: '7644 3.12',
  });
}

/** Answers bytes that are no HTTP request. */
function refuseBytes(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { status, detail } = mistakeOf(error.code);
  const { body = '' } = refusal({ code: 'notHttp', status, detail, rfc: '9110 15.5.1' });
  socket.end(
    [
      `HTTP/1.1 ${status} Bad Request`,
      'Content-Type: application/scim+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function mistakeOf(code: string | undefined): { readonly status: number; readonly detail: string } {
  if (code === 'HPE_HEADER_OVERFLOW')
    return { status: 431, detail: 'The header fields are too large.' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, detail: 'The request did not arrive in time.' };
  return { status: 400, detail: 'This is no HTTP request.' };
}
