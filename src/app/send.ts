// Sends a request to the lab's server and brings back the kept exchange; any other host is refused unsent.
import { fail, ok, type Result } from '../base/result.ts';
import { isLabHost, labHostPatterns } from '../http/labHosts.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../http/message.ts';
import { splitUrl } from '../http/url.ts';
import type { TraceStep } from '../scim/trace.ts';
import type { Answer } from '../server/world.ts';
import type { Store } from '../store/store.ts';
import type { LabExchange } from '../ui/lab.ts';
import { exchangeRecord } from '../wire/exchange.ts';
import { toHttpResponse, toRequestInit } from '../wire/messages.ts';
import { exchangeOf } from './history.ts';
import { keptExchange } from './kept.ts';
import { placeOf } from './places.ts';
import { strayAnswer } from './stray.ts';

/** From where a request is sent: whose history keeps what no tenant answers, lab time in milliseconds, and spare names. */
export interface Sender {
  readonly store: Store;
  readonly tenant: string;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Sends a request; the trouble is a whole sentence. An answer with status 4xx is no trouble. */
export async function send(
  sender: Sender,
  request: HttpRequest,
): Promise<Result<LabExchange, string>> {
  const started = performance.now();
  const answered = await answerTo(request, () => wasLost(sender, request));
  if (!answered.ok) return answered;
  const response = answered.value;
  const named = headerOf(response.headers, 'x-request-id'); // not where the lab itself failed
  const hasTenant = async () => !!(await placeOf(sender.store.records, request.url));
  const row = named && (await keptExchange(sender.store, named, hasTenant));
  if (row) return ok(exchangeOf(row));
  const id = named ?? sender.newId();
  return ok(await keepOwn(sender, { request, response, id, ms: performance.now() - started }));
}

/**
 * Sends a request and brings the answer alone, wherever it is kept; the trouble is a whole sentence.
 * `isLost` is asked when none came, and says whether that is on purpose.
 */
export async function answerTo(
  request: HttpRequest,
  isLost = () => Promise.resolve(false),
): Promise<Result<HttpResponse, string>> {
  const refused = refusal(request);
  if (refused) return fail(refused);
  const fetched = await fetchAnswer(request, isLost);
  return fetched.ok ? ok(await toHttpResponse(fetched.value)) : fetched;
}

/** Why a request is not sent at all: it would leave the tab, or a browser cannot send it. */
function refusal(request: HttpRequest): string | undefined {
  const host = splitUrl(request.url)?.host;
  if (!host)
    return `“${request.url}” is not an address the lab can send to. Begin it with https://.`;
  if (!isLabHost(host.replace(/^.*@/, '').replace(/:\d*$/, '')))
    return `The lab sends nothing to ${host}: it only talks to its own server, at ${labHostPatterns.join(', ')}. Nothing was sent.`;
  if (/^(get|head)$/i.test(request.method) && request.body !== undefined)
    return `A browser cannot send a body with ${request.method}. Remove the body, or use POST.`;
  try {
    new Request(request.url, toRequestInit(request));
    return undefined;
  } catch (error) {
    return `The browser refused to send this request: ${sentence(error)} Nothing was sent.`;
  }
}

const sentence = (error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}`.replace(/\.?$/, '.');

/** Methods that may be sent again when no answer came: twice does no more than once (RFC 9110 §9.2.2). */
const repeatable: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/** Fetches; a service worker that the browser stopped in the middle is asked once more where that is safe. */
async function fetchAnswer(
  request: HttpRequest,
  isLost: () => Promise<boolean>,
): Promise<Result<Response, string>> {
  const attempt = () => fetch(request.url, toRequestInit(request));
  try {
    return ok(await attempt());
  } catch {
    if (await isLost()) return fail(lostOnPurpose);
    if (!repeatable.includes(request.method)) return fail(lost);
    return attempt().then(
      (response) => ok(response),
      () => fail(lost),
    );
  }
}

/** Exchanges whose loss has been told. */
const told = new Set<string>();

/** True when the answer just missed is one that the lab has lost on purpose. */
async function wasLost({ store, tenant }: Sender, request: HttpRequest): Promise<boolean> {
  const place = await placeOf(store.records, request.url);
  const newest = await store.exchanges(place?.id ?? tenant, 5);
  const url = new URL(request.url).href.replace(/#.*$/, '');
  const found = newest
    .map(exchangeOf)
    .find(
      (each) =>
        each.isLost &&
        !told.has(each.id) &&
        each.request.method === request.method &&
        each.request.url === url,
    );
  if (found) told.add(found.id);
  return found !== undefined;
}

const lostOnPurpose =
  'No answer came: it was lost on the way, as you asked for under Faults. The server did carry the request out, and the history shows it. A real client would not know, so it looks before it sends again.';

const lost =
  'The browser stopped the lab’s server before it answered. Look at the directory to see whether the request was carried out, then send it again if it was not.';

interface Unkept {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly id: string;
  readonly ms: number;
}

/** Keeps an exchange no tenant has kept: no tenant lives there, or the lab itself failed. */
async function keepOwn(sender: Sender, of: Unkept): Promise<LabExchange> {
  const at = new Date(sender.now()).toISOString();
  const explained = of.response.status === 404 ? strayAnswer(of.request.url) : ownFailure;
  const answer: Answer = { ...explained, response: of.response };
  const record = exchangeRecord({ ...of, tenant: sender.tenant, at, answer });
  const no = await sender.store.keepExchange(sender.tenant, of.id, record);
  return exchangeOf({ id: of.id, no, tenant: sender.tenant, record });
}

const failedStep: TraceStep = {
  kind: 'bad',
  what: 'The lab itself failed',
  why: 'This is a mistake of the lab, not of the request. Nothing was changed.',
  source: { kind: 'simulated', note: 'A real server would answer 500 here, too.' },
};

const ownFailure: Omit<Answer, 'response'> = {
  actor: 'Unknown',
  trace: [failedStep],
  changes: [],
  access: [],
  events: [],
};
