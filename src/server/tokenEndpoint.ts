// Answers the token endpoint: a client proves who it is and gets an access token for an hour (RFC 6749 §4.4).
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { headerOf, type HeaderList, type HttpRequest } from '../http/message.ts';
import { limits } from '../scim/limits.ts';
import { rfc, type Source } from '../scim/trace.ts';
import { accessTokenLife, printAccessToken } from './accessToken.ts';
import { parseQuery, type Query } from './query.ts';
import { noEffects } from './reply.ts';
import { digestOf } from './seal.ts';
import { trail, type Trail } from './trail.ts';
import type { Answer, OAuthClient, World } from './world.ts';

/** The scope of the platform: everything the client may do. Delinea documents this word. */
export const platformScope = 'xpm.platform';

/** Codes of RFC 6749 §5.2, and of §3.2 for another method than POST. */
type ErrorCode = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

/** Why no token is given out. `description` has visible ASCII without quotes only. */
interface TokenError {
  readonly code: ErrorCode;
  readonly description: string;
  readonly source: Source;
  readonly status?: number;
  readonly headers?: HeaderList;
}

/** Answers a request to the tenant's token endpoint. Whatever comes in, the answer is JSON as RFC 6749 §5 wants it. */
export function tokenAnswer(request: HttpRequest, world: World): Answer {
  const steps = trail();
  steps.note({ what: `Ask for an access token of ${world.tenant.name}`, source: modelled });
  const granted = grantFor(request, world, steps);
  return granted.ok
    ? answer(granted.value, { request, world, steps })
    : refusal(granted.trouble, { request, world, steps });
}

const modelled: Source = {
  kind: 'simulated',
  note: 'Modelled on the token endpoint that Delinea documents for its platform, https://<tenant>.delinea.app/identity/api/oauth2/token/xpmplatform. Here it stands at the tenant’s own host.',
};

/** What is given out to whom. */
interface Granted {
  readonly client: OAuthClient;
  readonly scopes: readonly string[] | undefined;
}

function grantFor(
  request: HttpRequest,
  { tenant, clock }: World,
  steps: Trail,
): Result<Granted, TokenError> {
  const form = formOf(request);
  if (!form.ok) return form;
  steps.note({
    what: 'Read the form',
    why: `It has ${form.value.map(([name]) => `\`${name.replaceAll('`', "'").slice(0, 40)}\``).join(', ') || 'no fields'}.`,
    source: rfc('6749', '4.4.2'),
  });
  const given = credentialsOf(request, form.value);
  if (!given.ok) return given;
  const client = clientFor(given.value, { clients: tenant.clients ?? [], tenant: tenant.name });
  if (!client.ok) return client;
  steps.note({
    what: `Client ${client.value.name} authenticated`,
    why: `It belongs to ${client.value.holder}; its secret came ${given.value.way}. Lab time is ${new Date(clock.now()).toISOString()}.`,
    source: rfc('6749', '2.3.1'),
  });
  return granted(client.value, form.value);
}

function granted(client: OAuthClient, form: Query): Result<Granted, TokenError> {
  const grantType = valueOf(form, 'grant_type');
  if (grantType === undefined) return invalid('The parameter grant_type is missing', '4.4.2');
  if (grantType !== 'client_credentials')
    return fail({
      code: 'unsupported_grant_type',
      description: 'This endpoint knows the grant type client_credentials only',
      source: rfc('6749', '5.2'),
    });
  const asked = valueOf(form, 'scope');
  if (asked === undefined || asked === platformScope) return ok({ client, scopes: client.scopes });
  const words = asked.split(' ');
  const wrong = words.find((word) => !allows(client, word));
  if (wrong === undefined)
    return ok({ client, scopes: words.includes(platformScope) ? client.scopes : words });
  return fail({
    code: 'invalid_scope',
    description: scopeWords.test(wrong)
      ? `The client may not ask for the scope ${wrong}`
      : 'A scope is a list of words with one blank between them',
    source: rfc('6749', '3.3'),
  });
}

/** A scope-token (§3.3), short enough to be repeated. */
const scopeWords = /^[\x21\x23-\x5b\x5d-\x7e]{1,60}$/;

/** `users:read` and its like, named after endpoints; those the client has, or any where it has all. */
const allows = ({ scopes }: OAuthClient, word: string): boolean =>
  word === platformScope || (scopes ? scopes.includes(word) : /^[a-z]+:(read|write)$/.test(word));

// — What came in

function formOf({ method, headers, body = '' }: HttpRequest): Result<Query, TokenError> {
  if (method !== 'POST')
    return fail({
      code: 'invalid_request',
      description: 'The token endpoint takes POST only',
      source: rfc('6749', '3.2'),
      status: 405,
      headers: [['Allow', 'POST']],
    });
  const type = headerOf(headers, 'Content-Type')?.split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    return invalid(
      'The parameters travel as a form: Content-Type: application/x-www-form-urlencoded',
      '4.4.2',
    );
  if (body.length > limits.maxPayloadSize) return invalid('The form is too long', '4.4.2');
  const form = parseQuery(body.trim()).map(([name, value]) => [name.trim(), value] as const);
  const names = form.map(([name]) => name);
  if (new Set(names).size < names.length)
    return invalid('A parameter stands in the form more than once', '3.2');
  return ok(form);
}

const invalid = (description: string, section: string): Result<never, TokenError> =>
  fail({ code: 'invalid_request', description, source: rfc('6749', section) });

/** A parameter without a value counts as left out (§3.2). */
const valueOf = (form: Query, name: string): string | undefined =>
  form.find(([key]) => key === name)?.[1] || undefined;

/** Who a client says it is. `way` completes "its secret came". */
interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly way: 'in the Authorization header' | 'in the body';
}

/** By Basic or in the body (§2.3.1), never by both (§2.3). */
function credentialsOf({ headers }: HttpRequest, form: Query): Result<Credentials, TokenError> {
  const header = headerOf(headers, 'Authorization')?.trim();
  const id = valueOf(form, 'client_id');
  const secret = valueOf(form, 'client_secret');
  if (header !== undefined) {
    const basic = /^basic\s+([A-Za-z0-9+/]+={0,2})$/i.exec(header);
    const pair = basic ? decodedPair(basic[1]!) : undefined;
    if (!pair)
      return unknown('A client proves who it is by Basic with client_id and client_secret');
    if (secret !== undefined || (id !== undefined && id !== pair.id))
      return invalid('The client proves who it is in two ways at once', '2.3');
    return ok({ ...pair, way: 'in the Authorization header' });
  }
  if (id === undefined || secret === undefined)
    return unknown(`The request has no ${id === undefined ? 'client_id' : 'client_secret'}`);
  return ok({ id, secret, way: 'in the body' });
}

/** `id:secret` in base64, each part encoded as in a form (§2.3.1). */
function decodedPair(base64: string): Pick<Credentials, 'id' | 'secret'> | undefined {
  const text = fromBase64(base64);
  const at = text.indexOf(':');
  if (at < 0) return undefined;
  const [[id, secret]] = parseQuery(
    `${text.slice(0, at).replaceAll('=', '%3D')}=${text.slice(at + 1)}`.replaceAll('&', '%26'),
  ) as [Query[number]]; // one pair, since no ampersand is left
  return { id, secret };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBase64(base64: string): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const letter of base64.replace(/=+$/, '')) {
    held = ((held << 6) | digits.indexOf(letter)) & 0xffff;
    if ((bits += 6) >= 8) text += String.fromCharCode((held >> (bits -= 8)) & 0xff);
  }
  return text;
}

/** The client, if its secret is right. No answer tells a wrong id from a wrong secret. */
function clientFor(
  { id, secret }: Credentials,
  of: { readonly clients: readonly OAuthClient[]; readonly tenant: string },
): Result<OAuthClient, TokenError> {
  const client = of.clients.find((each) => each.id === id && each.digest === digestOf(secret));
  if (!client) {
    const bare = secret.replace(/[\s\u00a0]/g, '');
    if (bare !== secret && bare !== '')
      return unknown('The client_secret has blanks in it: paste it again');
    const what =
      of.clients.length === 0
        ? `${of.tenant} has no client yet: make one in its SCIM set-up`
        : 'No client has this id and this secret';
    return unknown(what);
  }
  if (client.revokedAt === undefined) return ok(client);
  const at = new Date(client.revokedAt).toISOString();
  return unknown(`The client was revoked at ${at}`);
}

/** §5.2: 401, with the challenge of the scheme that a client may use in the header. */
const unknown = (description: string): Result<never, TokenError> =>
  fail({
    code: 'invalid_client',
    description,
    source: rfc('6749', '5.2'),
    status: 401,
    headers: [['WWW-Authenticate', 'Basic realm="SCIM"']],
  });

// — What goes out

interface About {
  readonly request: HttpRequest;
  readonly world: World;
  readonly steps: Trail;
}

function answer({ client, scopes }: Granted, { request, world, steps }: About): Answer {
  const grant = { client, scopes, at: world.clock.now(), nonce: world.exchange };
  steps.note({
    kind: 'act',
    what: `Gave out an access token for ${accessTokenLife} seconds`,
    why: `It opens ${scopes ? scopes.map((scope) => `\`${scope}\``).join(', ') || 'nothing' : 'everything'}, and the lab clock ends it. There is no refresh token: the client asks again.`,
    source: rfc('6749', '4.4.3'),
  });
  const body = {
    access_token: printAccessToken(world.tenant, grant),
    token_type: 'Bearer',
    expires_in: accessTokenLife,
    scope: scopes?.join(' ') ?? platformScope,
  };
  steps.note({ kind: 'end', what: 'Answered 200 OK', source: rfc('6749', '5.1') });
  return whole(200, { request, world, steps }, { body, actor: client.holder });
}

function refusal(error: TokenError, about: About): Answer {
  const { code, description, source, status = 400, headers = [] } = error;
  about.steps.note({ kind: 'bad', what: `Refused: ${code}`, why: `${description}.`, source });
  about.steps.note({
    kind: 'end',
    what: `Answered ${status} ${code}`,
    why: 'No token was given out.',
    source: rfc('6749', '5.2'),
  });
  const body = { error: code, error_description: plain(description) };
  return whole(status, about, { body, headers, actor: 'Unknown' });
}

/** §5.2 allows an error_description no other signs. */
const plain = (text: string): string => text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');

function whole(
  status: number,
  { request, world, steps }: About,
  of: { readonly body: JsonObject; readonly headers?: HeaderList; readonly actor: string },
): Answer {
  return {
    response: {
      status,
      headers: [
        ['Content-Type', 'application/json'],
        ['Cache-Control', 'no-store'],
        ['Pragma', 'no-cache'],
        ...(of.headers ?? []),
        ['X-Request-Id', world.exchange],
      ],
      ...(request.method === 'HEAD' ? {} : { body: JSON.stringify(of.body) }),
    },
    ...{ actor: of.actor, trace: steps.steps },
    ...noEffects,
  };
}
