// Turns an exchange into lines of the sequence: the request, what it did in Secret Server, the answer.
import { headerOf } from '../http/message.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { reasonOf } from '../http/reasons.ts';
import { bodyOf, isSuccess, resourcesOf } from '../idp/conversation.ts';
import type { Ask, Intent } from '../idp/conversation.ts';
import { idOf } from '../vault/members.ts';
import { isProductEvent } from '../vault/confirmed.ts';
import type { VaultEvent } from '../vault/vault.ts';
import { openNames, secretsWords } from './scene.ts';
import type { Stand } from './scene.ts';
import type { Sent } from './stage.ts';
import type { Line, Tone } from './run.ts';

/** A line before it is given its place in the run. */
export type Draft = Omit<Line, 'step' | 'act' | 'tag'>;

/** What an exchange was for, when it went out and came back (lab milliseconds), and how the person stood around it. */
export interface Told {
  readonly ask: Ask;
  readonly sent: Sent;
  readonly by: Line['by'];
  readonly baseUrl: string;
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly before: Stand;
  readonly after: Stand;
}

/** The lines of one exchange, in the order they happened. */
export function linesOf(told: Told): readonly Draft[] {
  return [requestLine(told), ...effectLines(told), answerLine(told)];
}

function requestLine({ ask, sent, by, baseUrl, askedAt }: Told): Draft {
  return {
    at: askedAt,
    place: { kind: 'arrow', from: 'idp', to: 'scim', back: false },
    says: by === 'you' ? 'You, by hand' : ask.says,
    wire: by === 'you' ? wireOf(sent.request, baseUrl) : ask.wire,
    tone: toneOfMethod(sent.request.method),
    by,
    exchange: sent.id,
  };
}

/** Method and target as people read them, below the tenant's base URL. */
export function wireOf({ method, url }: HttpRequest, baseUrl: string): string {
  const target = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
  return `${method} ${decoded(target)}`;
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target; // a stray % sign: shown as it was sent
  }
}

function toneOfMethod(method: string): Tone {
  const name = method.toLowerCase();
  return name === 'get' ||
    name === 'post' ||
    name === 'put' ||
    name === 'patch' ||
    name === 'delete'
    ? name
    : 'plain';
}

/** What Secret Server did about it: one arrow there with the event, one back with what it means for access. */
function effectLines(told: Told): readonly Draft[] {
  const { sent, answeredAt, by } = told;
  const [event] = sent.events;
  if (sent.changes.length === 0 || !event) return [];
  const common = { at: answeredAt, by, exchange: sent.id } as const;
  return [
    {
      ...common,
      place: { kind: 'arrow', from: 'scim', to: 'vault', back: false },
      says: doneIn(event),
      wire: `event ${event.name}${isProductEvent(event.name) ? '' : ' (lab’s own)'}`,
      tone: toneOfMethod(sent.request.method),
    },
    {
      ...common,
      place: { kind: 'arrow', from: 'vault', to: 'scim', back: true },
      says: accessWords(told.before, told.after),
      wire: event.detail,
      tone: 'plain',
    },
  ];
}

const doneIn = (event: VaultEvent): string =>
  ({
    'User Create': 'Account made',
    'User Disabled': 'Account off',
    'User Enable': 'Account on',
    'User Edit': 'Account changed',
    'Added to Group': 'Member added',
    'Removed From Group': 'Member removed',
  })[event.name] ?? event.name;

function accessWords(before: Stand, after: Stand): string {
  const [had, has] = [openNames(before), openNames(after)];
  if (had.join() === has.join()) return `Rights as before: ${secretsWords(has.length)}`;
  return `Rights computed: ${secretsWords(has.length)}`;
}

function answerLine({ ask, sent, by, answeredAt }: Told): Draft {
  const { response } = sent;
  const version = headerOf(response.headers, 'ETag');
  return {
    at: answeredAt,
    place: { kind: 'arrow', from: 'scim', to: 'idp', back: true },
    says: answerWords(ask.intent, response),
    wire: [`${response.status} ${reasonOf(response.status)}`.trim(), version]
      .filter(Boolean)
      .join(', '),
    tone: isSuccess(response) ? 'ok' : response.status >= 500 ? 'bad' : 'warn',
    by,
    exchange: sent.id,
  };
}

/** The answer in a few words: what was found, the new id, or the server's own sentence about what is wrong. */
function answerWords(intent: Intent, response: HttpResponse): string {
  const body = bodyOf(response);
  if (!isSuccess(response)) {
    const detail = body?.['detail'];
    return typeof detail === 'string' ? detail : 'Refused';
  }
  const found = resourcesOf(response);
  if (found) return foundWords(found.map(idOf));
  if (intent.kind === 'createUser' && body) return `Created: ${idOf(body)}`;
  return 'Done';
}

function foundWords(ids: readonly string[]): string {
  if (ids.length === 0) return 'No match';
  return ids.length === 1 ? `One match: ${ids[0]}` : `${ids.length} matches`;
}
