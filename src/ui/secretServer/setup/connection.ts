// Tests a connection as an identity provider does: real requests with the token as it was pasted, and a sentence for each way they fail.
import { isObject, parseJson } from '../../../base/json.ts';
import type { Result } from '../../../base/result.ts';
import { headerOf, type HttpRequest } from '../../../http/message.ts';
import { encodeTarget } from '../../../http/url.ts';
import type { LabExchange, Room } from '../../lab.ts';

/** One request of a test: what it was for, what came back, and the exchange it is kept as. */
export interface Tried {
  readonly what: string;
  readonly request: string;
  readonly isOk: boolean;
  readonly status?: number;
  readonly no?: number;
}

/** Where somebody has to go to put it right. */
export type Remedy = 'enable' | 'token' | 'connector' | 'scopes' | 'client' | 'faults';

/** Why a test failed: in a few words, in a sentence, and where it is put right. */
export interface Failure {
  readonly title: string;
  readonly text: string;
  readonly remedy?: Remedy;
}

/** How a test went; without a failure it passed. */
export interface TestRun {
  readonly tried: readonly Tried[];
  readonly failure?: Failure;
}

/** A request to make: what for, and what travels; `path` stands below the base URL. */
export interface Trial {
  readonly what: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** A word for the token's right to do it, for the sentence that says it is missing. */
  readonly needs?: string;
}

/** The part of a room that a test uses. */
export type Tested = Pick<Room, 'tenant' | 'send'>;

/** Builds a request with the token just as it was pasted. */
export function requestFor({ tenant }: Tested, trial: Trial, token: string): HttpRequest {
  const { method = 'GET', path, body } = trial;
  return {
    method,
    url: `${tenant.baseUrl}${encodeTarget(path)}`,
    headers: [
      ['Authorization', `Bearer ${token}`],
      ['Accept', 'application/scim+json'],
      ...(body === undefined ? [] : [['Content-Type', 'application/scim+json'] as const]),
    ],
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** The two requests of the lab's own test, and the one the provider itself sends. */
export const connectionTrials = (asks: string | undefined): readonly Trial[] => [
  { what: 'Read what the server can do', path: '/ServiceProviderConfig' },
  { what: 'List users', path: '/Users?count=1' },
  ...(asks === undefined ? [] : [{ what: 'Ask as the provider does', path: asks }]),
];

/** Runs trials one after the other, up to the first that fails; `onTried` hears of each. */
export async function run(
  room: Tested,
  trials: readonly Trial[],
  of: { readonly token: string; readonly onTried?: (tried: Tried) => void },
): Promise<TestRun> {
  const tried: Tried[] = [];
  for (const trial of trials) {
    const { done, failure } = await attempt(room, trial, of.token);
    tried.push(done);
    of.onTried?.(done);
    if (failure) return { tried, failure };
  }
  return { tried };
}

/** Sends one trial. */
export async function attempt(
  room: Tested,
  trial: Trial,
  token: string,
): Promise<{ readonly done: Tried; readonly failure?: Failure; readonly exchange?: LabExchange }> {
  const { what, method = 'GET', path } = trial;
  const about = { what, request: `${method} ${path}` };
  if (/[^\0-\xff]/.test(token)) return { done: { ...about, isOk: false }, failure: oddToken };
  const sent = await room.send(requestFor(room, trial, token));
  if (!sent.ok) {
    const failure = { title: 'No answer came', text: sent.trouble, remedy: 'faults' as const };
    return { done: { ...about, isOk: false }, failure };
  }
  const exchange = sent.value;
  const { status } = exchange.response;
  const isOk = status < 300;
  const done = { ...about, isOk, status, no: exchange.no };
  return isOk ? { done, exchange } : { done, exchange, failure: failureOf(exchange, trial) };
}

const oddToken: Failure = {
  title: 'The token cannot travel',
  text: 'It has a character that no header can carry, perhaps an invisible one that came along when it was copied. Paste it again.',
  remedy: 'token',
};

/** What an answer says went wrong. */
export function failureOf({ response }: Pick<LabExchange, 'response'>, trial: Trial): Failure {
  const detail = detailOf(response.body);
  const challenge = headerOf(response.headers, 'WWW-Authenticate') ?? '';
  if (response.status === 401)
    return { title: titleOf401(challenge), text: detail, remedy: 'token' };
  if (challenge.includes('insufficient_scope'))
    return { title: 'The token may not do this', text: detail, remedy: 'scopes' };
  if (response.status === 403 && /^SCIM is switched off/.test(detail))
    return { title: 'SCIM is off', text: detail, remedy: 'enable' };
  if (response.status === 403 && /^The SCIM Connector switched itself off/.test(detail))
    return { title: 'The connector is off', text: detail, remedy: 'connector' };
  const isInjected = headerOf(response.headers, 'X-Lab-Fault') !== undefined;
  const title = `${trial.what}: ${response.status}`;
  return isInjected ? { title, text: detail, remedy: 'faults' } : { title, text: detail };
}

function titleOf401(challenge: string): string {
  const why = /error_description="([^"]*)"/.exec(challenge)?.[1] ?? '';
  if (/expired/.test(why)) return 'The token has expired';
  if (/replaced/.test(why)) return 'The token was replaced';
  if (/revoked/.test(why)) return 'The token was revoked';
  if (/in it$/.test(why)) return 'The token was pasted with something in it';
  return challenge.includes('invalid_token') ? 'The token is wrong' : 'No token was sent';
}

/** The sentence of a SCIM Error, or of an error of the token endpoint. */
export function detailOf(body: string | undefined): string {
  const json = body === undefined ? undefined : parseJson(body);
  const said = isObject(json) ? (json['detail'] ?? json['error_description']) : undefined;
  return typeof said === 'string' ? said : 'The answer says no more.';
}

/** A client, as its administrator pastes it. */
export interface ClientCredentials {
  readonly url: string;
  readonly id: string;
  readonly secret: string;
}

/** Fetches an access token by client credentials (RFC 6749 §4.4). */
export async function fetchToken(
  room: Tested,
  { url, id, secret }: ClientCredentials,
): Promise<{ readonly done: Tried; readonly outcome: Result<string, Failure> }> {
  const about = { what: 'Fetch an access token', request: `POST ${url}` };
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  const sent = await room.send({
    ...{ method: 'POST', url },
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: Object.entries(form)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
  });
  if (!sent.ok) {
    const trouble = { title: 'No answer came', text: sent.trouble } satisfies Failure;
    return { done: { ...about, isOk: false }, outcome: { ok: false, trouble } };
  }
  const { response, no } = sent.value;
  const { status, body = '' } = response;
  const json = parseJson(body);
  const token = isObject(json) ? json['access_token'] : undefined;
  const isOk = status === 200 && typeof token === 'string';
  const done = { ...about, isOk, status, no };
  if (isOk) return { done, outcome: { ok: true, value: token } };
  const text = `${detailOf(body)}.`;
  const trouble = { title: 'No access token', text, remedy: 'client' } satisfies Failure;
  return { done, outcome: { ok: false, trouble } };
}
