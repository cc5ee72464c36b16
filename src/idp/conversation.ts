// Shapes a provider's provisioning as a conversation: it yields one request after another and is told each answer.
import { isList, isObject, parseJson } from '../base/json.ts';
import type { JsonObject } from '../base/json.ts';
import { headerOf } from '../http/message.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';

/**
 * What a request is meant to achieve, as data, so that another request that achieves the same can be
 * recognised by its outcome. Ids are SCIM ids of the service provider.
 */
export type Intent =
  | {
      readonly kind: 'findUser';
      readonly by: 'userName' | 'externalId';
      readonly value: string;
      /** How the person is called in sentences. */
      readonly who: string;
      /** The person as the provider would have them: a search must be one that finds this. */
      readonly person: JsonObject;
    }
  | { readonly kind: 'createUser'; readonly user: JsonObject }
  | { readonly kind: 'updateUser'; readonly id: string; readonly user: JsonObject }
  | { readonly kind: 'setActive'; readonly id: string; readonly active: boolean }
  | { readonly kind: 'findGroup'; readonly displayName: string }
  | {
      readonly kind: 'setMember';
      readonly group: string;
      readonly groupName: string;
      readonly user: string;
      readonly present: boolean;
    };

/** One request of a provider, with what it says in plain words and as a short line for the wire. */
export interface Ask extends HttpRequest {
  readonly says: string;
  /** Method and target as people read it: `GET /Users?filter=userName eq "ana.ruiz@…"`. */
  readonly wire: string;
  readonly intent: Intent;
}

/** What the provider remembers of a conversation that went well. */
export interface Facts {
  /** SCIM id of the person. */
  readonly userId?: string;
  /** `created` here, found and `linked`, or not there at all (`missing`). */
  readonly account?: 'created' | 'linked' | 'missing';
  /** SCIM id of the group. */
  readonly groupId?: string;
}

/** What the provider does about a failure. */
export type Remedy = 'retry' | 'rematch' | 'administrator';

/** How a conversation ended, in plain words. `status` is the HTTP status that ended it. */
export type Outcome =
  | { readonly kind: 'done'; readonly says: string; readonly facts: Facts }
  | {
      readonly kind: 'failed';
      readonly says: string;
      readonly status: number;
      readonly remedy: Remedy;
      /** How long the server wants to be left alone, in seconds. */
      readonly retryAfter?: number;
    };

/** A provider talking: yields requests, is told answers, ends with an outcome. Never throws for any answer. */
export type Conversation = Generator<Ask, Outcome, HttpResponse>;

/** A conversation up to the point where answers end: what it asks next, or how it ended. */
export type Turn =
  | { readonly kind: 'asks'; readonly ask: Ask }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

/**
 * Replays a conversation with the answers given so far. A generator cannot be stored, its answers
 * can: the same answers always lead to the same next request.
 */
export function turnAfter(start: () => Conversation, answers: readonly HttpResponse[]): Turn {
  const conversation = start();
  let step = conversation.next();
  for (const answer of answers) {
    if (step.done) break;
    step = conversation.next(answer);
  }
  if (step.done) return { kind: 'ended', outcome: step.value };
  return { kind: 'asks', ask: step.value };
}

/** A body as a JSON object, or undefined if there is none or it is something else. */
export function bodyOf(response: HttpResponse): JsonObject | undefined {
  const body = response.body === undefined ? undefined : parseJson(response.body);
  return isObject(body) ? body : undefined;
}

/** The resources of a ListResponse (RFC 7644 §3.4.2), or undefined if the body is none. */
export function resourcesOf(response: HttpResponse): readonly JsonObject[] | undefined {
  const body = bodyOf(response);
  if (!body || typeof body['totalResults'] !== 'number') return undefined;
  const resources = body['Resources'];
  return isList(resources) ? resources.filter(isObject) : [];
}

/** True for any 2xx status. */
export const isSuccess = (response: HttpResponse): boolean =>
  response.status >= 200 && response.status < 300;

/** A text as a string literal in a filter (RFC 7644 §3.4.2.2: JSON string rules, so `"` and `\` are escaped). */
export const filterLiteral = (text: string): string => JSON.stringify(text);

/**
 * The outcome when an answer stops a conversation. `doing` completes "could not …":
 * `look for Ana Ruiz`. Every status has a sentence; none throws.
 */
export function failureOf(response: HttpResponse, doing: string): Outcome {
  const { status } = response;
  const detail = bodyOf(response)?.['detail'];
  const answered = typeof detail === 'string' ? ` The answer says: ${detail}` : '';
  const pause = pauseIn(response);
  const failed = (reason: string, remedy: Remedy): Outcome => ({
    kind: 'failed',
    says: `Could not ${doing}: ${reason}.${answered}`,
    status,
    remedy,
    ...(pause === undefined ? {} : { retryAfter: pause }),
  });
  if (isSuccess(response))
    return failed(`the ${status} answer has no usable body`, 'administrator');
  const known = reasons[status];
  if (known) return failed(...known);
  if (status >= 500) return failed(`the server failed with ${status}`, 'retry');
  return failed(`the server answered ${status}`, 'administrator');
}

/**
 * The seconds of `Retry-After` (RFC 9110 §10.2.3). A date there is passed over: with no pause named, a
 * provider takes its own.
 */
function pauseIn({ headers }: HttpResponse): number | undefined {
  const value = headerOf(headers, 'Retry-After')?.trim() ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

const reasons: Readonly<Record<number, readonly [reason: string, remedy: Remedy]>> = {
  400: ['the server did not accept the request', 'administrator'],
  401: ['the token is not accepted; everything stops until it is renewed', 'administrator'],
  403: ['the token may not do this', 'administrator'],
  404: ['it is not there any more', 'rematch'],
  409: ['it clashes with something that is already there', 'administrator'],
  412: ['somebody changed it in the meantime; the next cycle reads it again', 'retry'],
  429: ['the server asks for a pause', 'retry'],
};
