// Turns the browser's Request into the lab's HttpRequest, and the lab's HttpResponse into the browser's Response.
import type { HeaderList, HttpRequest, HttpResponse } from '../http/message.ts';

/** Statuses whose answer has no body (Fetch standard, "null body status"). */
const withoutBody: readonly number[] = [101, 103, 204, 205, 304];

/** Reads a request whole: absolute URL without fragment, headers as they are usually written, body as text. */
export async function toHttpRequest(request: Request): Promise<HttpRequest> {
  const body = await request.text();
  return {
    method: request.method,
    url: request.url.replace(/#.*$/, ''),
    headers: [...request.headers].map(([name, value]) => [usualName(name), value] as const),
    ...(body === '' ? {} : { body }),
  };
}

/** Makes a Response; a body where the status allows none is dropped. */
export function toResponse(response: HttpResponse): Response {
  const body = withoutBody.includes(response.status) ? null : (response.body ?? null);
  return new Response(body, {
    status: response.status,
    statusText: reasonOf(response.status),
    headers: pairsOf(response.headers),
  });
}

/** Reads an answer whole; the page's way back from what `toResponse` made. */
export async function toHttpResponse(response: Response): Promise<HttpResponse> {
  const body = await response.text();
  return {
    status: response.status,
    headers: [...response.headers].map(([name, value]) => [usualName(name), value] as const),
    ...(body === '' ? {} : { body }),
  };
}

/** What `fetch` needs beside the URL. The browser writes Host and Content-Length itself. */
export function toRequestInit(request: HttpRequest): RequestInit {
  return {
    method: request.method,
    headers: pairsOf(request.headers).filter(([name]) => !/^(host|content-length)$/i.test(name)),
    ...(request.body === undefined ? {} : { body: request.body }),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
}

const pairsOf = (headers: HeaderList): [string, string][] =>
  headers.map(([name, value]) => [name, value]);

const oddNames: Readonly<Record<string, string>> = {
  etag: 'ETag',
  te: 'TE',
  'www-authenticate': 'WWW-Authenticate',
};

/** Browsers hand header names over in lower case (HTTP/2 habit); people know them as `Content-Type`. */
function usualName(name: string): string {
  return oddNames[name] ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** The reason phrase of a status (RFC 9110 §15), or nothing for one the lab does not use. */
const reasonOf = (status: number): string => reasons[status] ?? '';
