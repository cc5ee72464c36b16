// Tells a room's exchanges as messages between lanes: who sent what to whom, in words and on the wire.
import { isList, isObject } from '../../base/json.ts';
import { countOf, nameOf, numberOf, resourcesOf } from '../answer/people.ts';
import { readExchange, type ExchangeReading } from '../answer/exchange.ts';
import { timeText } from '../instants.ts';
import type { LabExchange } from '../lab.ts';
import { reasonOf } from '../../http/reasons.ts';
import { statusClass } from '../parts/statusClass.ts';
import { isProductEvent } from '../../vault/confirmed.ts';

/** One arrow. Lanes are counted from 0; an arrow to a lower lane points left. */
export interface Message {
  readonly key: string;
  readonly exchange: string;
  readonly time: string;
  readonly from: number;
  readonly to: number;
  readonly back: boolean;
  readonly words: string;
  readonly wire: string;
  /** Colour class of the line: a method or an outcome; empty for neutral. */
  readonly line: string;
}

/** A lane with a word about it. */
export interface Lane {
  readonly name: string;
  readonly note: string;
}

/** Lanes and messages, oldest first. */
export interface Sequence {
  readonly lanes: readonly Lane[];
  readonly messages: readonly Message[];
}

/** The sequence of exchanges given newest first, as the history has them; at most `limit` of them. */
export function sequenceOf(
  history: readonly LabExchange[],
  room: { readonly baseUrl: string; readonly profile: string },
  limit = 40,
): Sequence {
  const exchanges = history.slice(0, limit).toReversed();
  const heard = new Set(exchanges.map(({ actor }) => actor));
  const actors = heard.has('You')
    ? ['You', ...[...heard].filter((name) => name !== 'You')]
    : [...heard];
  const server = actors.length;
  const lanes = [
    ...actors.map((name) => ({ name, note: clientNotes[name] ?? 'provider' })),
    { name: 'SCIM', note: room.profile },
    { name: 'Secret Server', note: 'vault' },
  ];
  const messages = exchanges.flatMap((exchange) =>
    messagesOf(exchange, {
      reading: readExchange(exchange, room.baseUrl),
      from: actors.indexOf(exchange.actor),
      server,
    }),
  );
  return { lanes, messages };
}

/** Senders that are no provider; a request without a token of the tenant comes from somebody unknown. */
const clientNotes: Readonly<Record<string, string>> = { You: 'SCIM client', Unknown: 'no token' };

function messagesOf(
  exchange: LabExchange,
  { reading, from, server }: { readonly reading: ExchangeReading; from: number; server: number },
): readonly Message[] {
  const same = { exchange: exchange.id, time: timeText(Date.parse(exchange.at)) };
  const vault = exchange.events.map((event, at): Message => {
    const side = { from: server, to: server + 1, back: false };
    return {
      ...same,
      ...side,
      key: `${exchange.id}-v${at}`,
      words: isProductEvent(event.name) ? event.name : `${event.name} (lab’s own)`,
      wire: event.detail,
      line: lineOfMethod(reading.method),
    };
  });
  return [
    {
      ...same,
      key: `${exchange.id}-q`,
      from,
      to: server,
      back: false,
      words: askWords(reading),
      wire: `${reading.method} ${shortPath(reading)}`,
      line: lineOfMethod(reading.method),
    },
    ...vault,
    {
      ...same,
      key: `${exchange.id}-a`,
      from: server,
      to: from,
      back: true,
      words: answerWords(reading),
      wire: answerWire(reading),
      line: lineOfStatus(reading.status),
    },
  ];
}

const lineOfMethod = (method: string): string =>
  ({
    GET: 'line--get',
    POST: 'line--post',
    PATCH: 'line--patch',
    PUT: 'line--put',
    DELETE: 'line--delete',
  })[method] ?? '';

const lineOfStatus = (status: number): string =>
  ({ 2: 'line--ok', 3: '', 4: 'line--warn', 5: 'line--bad' })[statusClass(status)];

/** The question in words: `Is anybody called ana.ruiz…?` becomes `Find by userName`. */
function askWords(reading: ExchangeReading): string {
  const thing = { Users: 'user', Groups: 'group' }[reading.endpoint];
  if (!thing) return reading.endpoint ? `Read ${reading.endpoint}` : 'Ask the root';
  const filter = /^\s*\(?\s*([\w.:]+)\s/.exec(reading.query['filter'] ?? '')?.[1];
  const name =
    reading.method === 'POST' ? (nameOf(reading.sent).split('@')[0] ?? '') : (reading.id ?? '');
  switch (reading.method) {
    case 'GET':
      if (reading.id) return `Read ${thing} ${reading.id}`;
      return filter ? `Find by ${filter.split(':').at(-1)}` : `List ${thing}s`;
    case 'POST':
      return `Create ${name}`;
    case 'PUT':
      return `Replace ${thing} ${name}`;
    case 'PATCH':
      return `${patchVerb(reading)} ${thing} ${name}`;
    case 'DELETE':
      return `Delete ${thing} ${name}`;
    default:
      return `${reading.method} ${thing}s`;
  }
}

/** Disabling and enabling are said as such: they are what most PATCH requests of a user are for. */
function patchVerb(reading: ExchangeReading): string {
  const operations = isObject(reading.sent) ? reading.sent['Operations'] : undefined;
  if (!isList(operations)) return 'Change';
  const values = operations
    .filter(isObject)
    .map(({ path, value }) =>
      path === 'active' ? value : isObject(value) ? value['active'] : undefined,
    );
  const active = values.find((value) => value !== undefined);
  if (active === undefined) return 'Change';
  return String(active).toLowerCase() === 'false' ? 'Disable' : 'Enable';
}

function answerWords(reading: ExchangeReading): string {
  if (reading.status === 404) return 'Not there';
  if (reading.status >= 400) return 'Refused';
  if (isObject(reading.answered) && isList(reading.answered['Resources'])) {
    const total =
      numberOf(reading.answered, 'totalResults') ?? resourcesOf(reading.answered).length;
    return total === 0 ? 'Nobody' : countOf(total, reading.endpoint);
  }
  const id = isObject(reading.answered) ? reading.answered['id'] : undefined;
  if (reading.status === 201 && typeof id === 'string') return `The id is ${id}`;
  return 'Done';
}

const answerWire = (reading: ExchangeReading): string =>
  `${reading.status} ${reading.scimType ?? reasonOf(reading.status)}`;

/** The path without its query values, which are too long for an arrow. */
function shortPath(reading: ExchangeReading): string {
  const [path = '', query] = reading.path.split('?');
  return query ? `${path}?${query.split('=')[0]}=…` : path;
}
