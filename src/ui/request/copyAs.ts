// Writes a request for other tools: a curl command line, and the text of an .http file.
import type { HttpRequest } from '../../http/message.ts';

/** A curl command for a POSIX shell; strings are quoted, an apostrophe as `'\''`. */
export function asCurl(request: HttpRequest): string {
  const parts = [
    `curl --request ${request.method} ${quoted(request.url)}`,
    ...request.headers.map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`--data-raw ${quoted(request.body)}`]),
  ];
  return parts.join(' \\\n  ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A request as REST Client and the JetBrains HTTP client read it from an `.http` file. */
export function asHttpFile(request: HttpRequest): string {
  const head = [
    `${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
  return `### ${request.method} from SCIM Lab\n${head}\n${request.body ? `\n${request.body}\n` : ''}`;
}
