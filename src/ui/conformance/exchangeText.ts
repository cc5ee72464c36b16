// Writes an exchange as HTTP text for reading: request and answer, bodies laid out.
import type { HeaderList, HttpRequest, HttpResponse } from '../../http/message.ts';
import { formatJson } from '../code/formatJson.ts';

/** A body of a check may be megabytes; this many characters tell enough. */
const most = 20_000;

/** The address of a request below the base URL, its escapes read where that can be done. */
export function pathOf({ url }: HttpRequest, baseUrl: string): string {
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // some checks send broken escapes on purpose
  }
}

/** A request as text; the address below the base URL, as the editor shows it. */
export const requestText = ({ method, url, headers, body }: HttpRequest): string =>
  message(`${method} ${url}`, headers, body);

/** An answer as text. */
export const responseText = ({ status, headers, body }: HttpResponse): string =>
  message(`HTTP/1.1 ${status}`, headers, body);

function message(first: string, headers: HeaderList, body: string | undefined): string {
  const lines = [first, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const text = body === undefined ? '' : `\n\n${laidOut(body)}`;
  return `${lines.join('\n')}${text}`;
}

function laidOut(body: string): string {
  if (body.length > most) return `${body.slice(0, most)}…`;
  return formatJson(body);
}
