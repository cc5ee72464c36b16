// Reads a request as people type it (request line, headers, blank line, body) and prints one the same way.
import { fail, ok, type Result } from '../base/result.ts';
import { placeOf, type Span } from '../base/span.ts';
import { findJsonMistake } from './jsonMistake.ts';
import { isLabHost, labHostPatterns } from './labHosts.ts';
import { headerOf, type HeaderList, type HttpRequest } from './message.ts';
import { encodeTarget, splitUrl } from './url.ts';

/** Where a short request goes, and with which token. `baseUrl` has no slash at its end. */
export interface RequestContext {
  readonly baseUrl: string;
  readonly token: string;
  /** Lets a body through that is no JSON, for learners who want to see the server refuse it. */
  readonly sendBrokenJson?: boolean;
}

/**
 * Something about the typed text. An `error` keeps the request from being sent, a `warning` does not
 * (the server's answer is the lesson). `line` is 1-based; `insert` is a ready edit that mends it.
 */
export interface TextProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'empty'
    | 'method'
    | 'target'
    | 'host'
    | 'header'
    | 'blankLine'
    | 'bodyNotAllowed'
    | 'json'
    | 'token'
    | 'contentType';
  readonly message: string;
  readonly fix: string;
  readonly span: Span;
  readonly line: number;
  readonly insert?: { readonly span: Span; readonly text: string };
}

/** Methods a SCIM server is asked with (RFC 7644 §3.2), and HEAD and OPTIONS of plain HTTP. */
export const knownMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Turns typed text into a request; every error of the text is listed, none is sent half right. */
export function parseRequestText(
  text: string,
  context: RequestContext,
): Result<HttpRequest, readonly TextProblem[]> {
  const reading = read(text, context);
  const errors = reading.problems.filter((problem) => problem.severity === 'error');
  return errors.length > 0 || !reading.request ? fail(errors) : ok(reading.request);
}

/** Everything to say about typed text, errors and warnings, in the order it stands there. */
export function lintRequestText(text: string, context: RequestContext): readonly TextProblem[] {
  return [...read(text, context).problems].sort((one, other) => one.span.start - other.span.start);
}

/**
 * Headers that a browser adds to every request by itself: no script can set most of them (forbidden
 * request-headers of the Fetch standard, §2.2.2), and the sender of a request wrote none.
 */
const browsersOwn =
  /^(sec|proxy|access-control-request)-|^(accept-(charset|encoding|language)|connection|content-length|cookie|date|dnt|host|keep-alive|origin|priority|referer|te|trailer|transfer-encoding|upgrade|user-agent|via)$/i;

/**
 * Prints a request the way it is typed: path, `Host`, headers, blank line, body. Headers that the
 * browser added are left out, so that the text is the sender's own.
 */
export function printRequest(request: HttpRequest): string {
  const url = splitUrl(request.url);
  const lines = [
    `${request.method} ${url ? readableTarget(url.target) : request.url}`,
    ...(url ? [`Host: ${url.host}`] : []),
    ...request.headers
      .filter(([name]) => !browsersOwn.test(name))
      .map(([name, value]) => `${name}: ${value}`),
  ];
  return request.body ? `${lines.join('\n')}\n\n${request.body}` : lines.join('\n');
}

/**
 * Fills a short request (`GET /Users?count=3`, perhaps with a body) up to the whole text that will
 * travel: absolute path, Host, Authorization, Accept, Content-Type. Headers already typed stay as they are.
 */
export function completeRequestText(text: string, context: RequestContext): string {
  const parts = split(text);
  if (!parts) return text;
  const base = splitUrl(context.baseUrl)!;
  const [method, target] = splitFirst(parts.line.text);
  const typed = typedHeaders(parts);
  const whole = target.startsWith('/') && !headerOf(typed, 'host');
  const missing: HeaderList = [
    ...(whole ? [['Host', base.host] as const] : []),
    ...(isForm(typed) ? [] : scimHeaders(context)),
    ...(parts.body.text ? [['Content-Type', 'application/scim+json'] as const] : []),
  ];
  const path = whole && !isBelow(target, base.target) ? base.target + target : target;
  const headers = [
    ...missing
      .filter(([name]) => !headerOf(typed, name))
      .map(([name, value]) => `${name}: ${value}`),
    ...parts.headers.map((line) => line.text.trimEnd()),
  ];
  const head = [`${method} ${path}`, ...headers].join('\n');
  return parts.body.text ? `${head}\n\n${parts.body.text}` : head;
}

const scimHeaders = ({ token }: RequestContext): HeaderList => [
  ['Authorization', `Bearer ${token}`],
  ['Accept', 'application/scim+json'],
];

/** A form is for a token endpoint (RFC 6749 §4.4.2): no SCIM, no JSON, and no token yet. */
const isForm = (headers: HeaderList): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headerOf(headers, 'content-type') ?? '');

const typedHeaders = (parts: Parts): HeaderList =>
  parts.headers.flatMap((line) => {
    const header = headerIn(line.text);
    return header ? [header] : [];
  });

interface Line {
  readonly text: string;
  readonly start: number;
}

interface Parts {
  readonly line: Line;
  readonly headers: readonly Line[];
  readonly body: Line;
}

interface Reading {
  readonly request?: HttpRequest;
  readonly problems: readonly TextProblem[];
}

/** Cuts text into request line, header lines and body; undefined when there is nothing but comments. */
function split(text: string): Parts | undefined {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => line.text.trim() !== '' && !isComment(line.text));
  if (first < 0) return undefined;
  const after = lines.slice(first + 1);
  const gap = after.findIndex((line) => line.text.trim() === '');
  const headers = (gap < 0 ? after : after.slice(0, gap)).filter((line) => !isComment(line.text));
  const bodyStart = gap < 0 ? text.length : (after[gap + 1]?.start ?? text.length);
  return {
    line: lines[first]!,
    headers,
    body: { text: text.slice(bodyStart).trimEnd(), start: bodyStart },
  };
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const line = { text: raw.replace(/\r$/, ''), start };
    start += raw.length + 1;
    return line;
  });
}

/** Comments as request files write them; they are not sent. */
const isComment = (line: string): boolean => /^\s*(#|\/\/)/.test(line);

function read(text: string, context: RequestContext): Reading {
  const parts = split(text);
  if (!parts) return { problems: [emptyProblem(text)] };
  const say = sayer(text);
  const base = splitUrl(context.baseUrl)!;
  const headers = readHeaders(parts, say);
  const line = readRequestLine(parts.line, { say, base, host: headerOf(headers.list, 'host') });
  const problems = [
    ...line.problems,
    ...headers.problems,
    ...bodyProblems(parts, { say, context, method: line.method, headers: headers.list }),
    ...tokenProblems(parts, { say, context, headers: headers.list }),
  ];
  if (line.url === undefined) return { problems };
  const sent = headers.list.filter(([name]) => name.toLowerCase() !== 'host');
  const request = { method: line.method, url: line.url, headers: sent };
  return {
    problems,
    request: parts.body.text ? { ...request, body: parts.body.text } : request,
  };
}

type Say = (
  code: TextProblem['code'],
  span: Span,
  words: {
    readonly message: string;
    readonly fix: string;
    readonly severity?: TextProblem['severity'];
    readonly insert?: TextProblem['insert'];
  },
) => TextProblem;

const sayer =
  (text: string): Say =>
  (code, span, { severity, message, fix, insert }) => ({
    severity: severity ?? 'error',
    code,
    message,
    fix,
    span,
    line: placeOf(text, span.start).line,
    ...(insert ? { insert } : {}),
  });

const emptyProblem = (text: string): TextProblem =>
  sayer(text)(
    'empty',
    { start: 0, end: text.length },
    {
      message: 'There is no request yet.',
      fix: 'Write a method and an address, for example `GET /Users?count=3`.',
      insert: { span: { start: text.length, end: text.length }, text: 'GET /Users?count=3' },
    },
  );

interface LineReading {
  readonly method: string;
  readonly url?: string;
  readonly problems: readonly TextProblem[];
}

function readRequestLine(
  line: Line,
  around: {
    readonly say: Say;
    readonly base: { host: string; target: string };
    readonly host: string | undefined;
  },
): LineReading {
  const [method, target] = splitFirst(line.text);
  const start = line.start + line.text.indexOf(method);
  const span = { start, end: start + method.length };
  const problems = methodProblems(method, { say: around.say, span });
  if (problems.length > 0) return { method, problems };
  if (!target)
    return {
      method,
      problems: [
        around.say('target', span, {
          message: 'The method is followed by no address.',
          fix: `Write \`${method} /Users\`, or another address.`,
        }),
      ],
    };
  const targetStart =
    line.start + line.text.indexOf(target, line.text.indexOf(method) + method.length);
  return {
    method,
    ...readTarget(target, {
      ...around,
      span: { start: targetStart, end: targetStart + target.length },
    }),
  };
}

/** Method and target of a request line; a trailing `HTTP/1.1` is allowed and dropped. */
function splitFirst(line: string): readonly [method: string, target: string] {
  const trimmed = line.trim().replace(/\s+HTTP\/\d(?:\.\d)?$/i, '');
  const gap = trimmed.search(/\s/);
  return gap < 0 ? [trimmed, ''] : [trimmed.slice(0, gap), trimmed.slice(gap).trim()];
}

function methodProblems(
  word: string,
  around: { readonly say: Say; readonly span: Span },
): readonly TextProblem[] {
  if ((knownMethods as readonly string[]).includes(word)) return [];
  const upper = word.toUpperCase();
  if ((knownMethods as readonly string[]).includes(upper))
    return [
      around.say('method', around.span, {
        message: `Methods are written in capitals: \`${word}\` is another word to HTTP.`,
        fix: `Write \`${upper}\`.`,
        insert: { span: around.span, text: upper },
      }),
    ];
  if (/^(\/|https?:)/i.test(word))
    return [
      around.say('method', around.span, {
        message: 'The method is missing before the address.',
        fix: `Write \`GET ${word}\`.`,
        insert: { span: { start: around.span.start, end: around.span.start }, text: 'GET ' },
      }),
    ];
  return [
    around.say('method', around.span, {
      message: `\`${word}\` is no method of SCIM.`,
      fix: 'Begin with GET, POST, PUT, PATCH or DELETE.',
    }),
  ];
}

function readTarget(
  target: string,
  around: {
    readonly say: Say;
    readonly base: { readonly host: string; readonly target: string };
    readonly host: string | undefined;
    readonly span: Span;
  },
): { readonly url?: string; readonly problems: readonly TextProblem[] } {
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return readAbsolute(target, around);
  if (!target.startsWith('/'))
    return {
      problems: [
        around.say('target', around.span, {
          message: 'An address begins with a slash.',
          fix: `Write \`/${target}\`.`,
          insert: { span: { start: around.span.start, end: around.span.start }, text: '/' },
        }),
      ],
    };
  const encoded = encodeTarget(target);
  if (around.host === undefined) {
    const path = isBelow(encoded, around.base.target) ? encoded : around.base.target + encoded;
    return { url: `https://${around.base.host}${path}`, problems: [] };
  }
  return withHost({ host: around.host.toLowerCase(), target: encoded }, around);
}

function readAbsolute(
  target: string,
  around: {
    readonly say: Say;
    readonly base: { readonly host: string; readonly target: string };
    readonly span: Span;
  },
): { readonly url?: string; readonly problems: readonly TextProblem[] } {
  const url = splitUrl(target);
  if (!url)
    return {
      problems: [
        around.say('target', around.span, {
          message: 'This is no address the lab can send to.',
          fix: `Write \`https://${around.base.host}${around.base.target}/Users\`, or just \`/Users\`.`,
        }),
      ],
    };
  if (url.scheme === 'http')
    return {
      problems: [
        around.say('target', around.span, {
          message: 'SCIM travels over TLS only (RFC 7644 §7.2).',
          fix: 'Write `https://` instead of `http://`.',
          insert: { span: { start: around.span.start, end: around.span.start + 4 }, text: 'https' },
        }),
      ],
    };
  return withHost({ host: url.host, target: encodeTarget(url.target) }, around);
}

function withHost(
  address: { readonly host: string; readonly target: string },
  around: { readonly say: Say; readonly base: { readonly host: string }; readonly span: Span },
): { readonly url?: string; readonly problems: readonly TextProblem[] } {
  if (isLabHost(address.host))
    return { url: `https://${address.host}${address.target}`, problems: [] };
  return {
    problems: [
      around.say('host', around.span, {
        message: `\`${address.host}\` is outside the lab, so nothing is sent to it.`,
        fix: `Write \`${around.base.host}\`. The lab answers for ${labHostPatterns.join(', ')}.`,
      }),
    ],
  };
}

const isBelow = (target: string, base: string): boolean =>
  target === base || target.startsWith(`${base}/`) || target.startsWith(`${base}?`);

interface HeaderReading {
  readonly list: HeaderList;
  readonly problems: readonly TextProblem[];
}

function readHeaders(parts: Parts, say: Say): HeaderReading {
  const list: (readonly [string, string])[] = [];
  const problems: TextProblem[] = [];
  for (const line of parts.headers) {
    const problem = headerProblem(line, say);
    if (problem) problems.push(problem);
    else list.push(headerIn(line.text)!);
    if (problem?.code === 'blankLine') break; // the rest is body: one mistake, one message
  }
  return { list, problems };
}

/** Field names are tokens (RFC 9110 §5.6.2); values travel as visible Latin signs. */
function headerIn(line: string): readonly [name: string, value: string] | undefined {
  const found = /^\s*([!#$%&'*+\-.^_`|~\w]+)\s*:(.*)$/.exec(line);
  return found ? [found[1]!, found[2]!.trim()] : undefined;
}

function headerProblem(line: Line, say: Say): TextProblem | undefined {
  const span = { start: line.start, end: line.start + line.text.length };
  if (/^\s*[{[]/.test(line.text))
    return say('blankLine', span, {
      message: 'The body begins without an empty line before it.',
      fix: 'Put an empty line between the headers and the body.',
      insert: { span: { start: line.start, end: line.start }, text: '\n' },
    });
  const header = headerIn(line.text);
  if (!header)
    return say('header', span, {
      message: 'This is no header.',
      fix: 'Write `Name: value`, for example `Accept: application/scim+json`.',
    });
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(header[1]))
    return say('header', span, {
      message: `The value of ${header[0]} holds a sign that HTTP headers cannot carry.`,
      fix: 'Use Latin letters, digits and plain punctuation.',
    });
  return undefined;
}

function bodyProblems(
  parts: Parts,
  around: {
    readonly say: Say;
    readonly context: RequestContext;
    readonly method: string;
    readonly headers: HeaderList;
  },
): readonly TextProblem[] {
  const { text, start } = parts.body;
  if (!text) return [];
  const { say, method, headers, context } = around;
  const whole = { start, end: start + text.length };
  if (method === 'GET' || method === 'HEAD')
    return [
      say('bodyNotAllowed', whole, {
        message: `A ${method} request has no body.`,
        fix: 'Remove the body, or use POST, PUT or PATCH.',
      }),
    ];
  if (isForm(headers)) return [];
  const mistake = findJsonMistake(text);
  return [
    ...(mistake ? [jsonProblem(mistake, { say, start, severe: !context.sendBrokenJson })] : []),
    ...(headerOf(headers, 'content-type') ? [] : [contentTypeProblem(parts, say)]),
  ];
}

const jsonProblem = (
  mistake: NonNullable<ReturnType<typeof findJsonMistake>>,
  around: { readonly say: Say; readonly start: number; readonly severe: boolean },
): TextProblem =>
  around.say(
    'json',
    { start: around.start + mistake.span.start, end: around.start + mistake.span.end },
    {
      message: mistake.message,
      fix: mistake.fix,
      ...(around.severe ? {} : { severity: 'warning' as const }),
    },
  );

const contentTypeProblem = (parts: Parts, say: Say): TextProblem =>
  say('contentType', lineSpan(parts.line), {
    severity: 'warning',
    message: 'The body has no Content-Type, so the server will answer 415.',
    fix: 'Add `Content-Type: application/scim+json`.',
    insert: newHeader(parts, 'Content-Type: application/scim+json'),
  });

function tokenProblems(
  parts: Parts,
  around: { readonly say: Say; readonly context: RequestContext; readonly headers: HeaderList },
): readonly TextProblem[] {
  if (headerOf(around.headers, 'authorization') || isForm(around.headers)) return [];
  const header = `Authorization: Bearer ${around.context.token}`;
  return [
    around.say('token', lineSpan(parts.line), {
      severity: 'warning',
      message: 'No token: the server answers 401 to all but discovery.',
      fix: `Add \`${header}\`.`,
      insert: newHeader(parts, header),
    }),
  ];
}

const lineSpan = (line: Line): Span => ({ start: line.start, end: line.start + line.text.length });

/** An edit that puts a header below the last one, or below the request line. */
function newHeader(parts: Parts, header: string): NonNullable<TextProblem['insert']> {
  const last = parts.headers.at(-1) ?? parts.line;
  const end = last.start + last.text.length;
  return { span: { start: end, end }, text: `\n${header}` };
}

/**
 * Decodes blanks and quotes of a target for reading, but only where typing the result again gives
 * the very same bytes.
 */
function readableTarget(target: string): string {
  const spaced = target.replace(/%20(?!$)/g, ' ');
  const quoted = spaced.replace(/%22/g, '"');
  return [quoted, spaced].find((typed) => encodeTarget(typed) === target) ?? target;
}
