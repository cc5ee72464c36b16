// Gives each check a bench to work at: requests, resources of its own, and the rules every answer is held to.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { messageUrn } from '../scim/messages.ts';
import type { Ask, Expected } from './check.ts';
import { idOf, resourcesIn, seen, textOf, type Exchanged, type Seen } from './exchange.ts';
import { expectAnswer, Unmet } from './expect.ts';
import { maxResultsOf, urn, type Survey } from './survey.ts';

/** A resource as the server answered it. */
export type Made = JsonObject & { readonly id: string };

/** Sends a request and brings the answer; it rejects when there is none. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The server under test, and how to reach it. `token` goes into every request. */
export interface Server {
  readonly send: Send;
  readonly baseUrl: string;
  readonly token: string;
}

/** Something that tells whether the run was stopped; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** What a bench stands on. */
export interface BenchParts extends Server {
  readonly survey: Survey;
  /** A text that nothing else on the server has; letters and digits. */
  readonly tag: string;
  readonly signal: StopSignal | undefined;
  /** Looks at every answer. */
  readonly inspect: (answer: Seen) => void;
  /** Lets so many milliseconds pass on the server's clock; false if that cannot be had. */
  readonly wait: (ms: number) => Promise<boolean>;
  /** A number from 0 to 1, exclusive; the same sequence in every run. */
  readonly random: () => number;
  /** Who the checks share; made when first asked for. */
  readonly cast: () => Promise<Cast>;
}

/** The resources that the checks share, by name, and the text that is in all their names. */
export interface Cast {
  readonly tag: string;
  readonly people: Readonly<Record<string, Made>>;
}

/** Says that a check does not apply, and why. */
export class Inapplicable extends Error {}

/** The run was stopped. */
export class Stopped extends Error {}

/** Bodies of requests that name a message. */
export const patchBody = (operations: readonly Json[]): JsonObject => ({
  schemas: [messageUrn.patchOp],
  Operations: operations,
});

/** The body of a search by POST. */
export const searchBody = (parameters: JsonObject): JsonObject => ({
  schemas: [messageUrn.searchRequest],
  ...parameters,
});

/** The body of a bulk job. */
export const bulkBody = (operations: readonly Json[], more: JsonObject = {}): JsonObject => ({
  schemas: [messageUrn.bulkRequest],
  ...more,
  Operations: operations,
});

/** The body of a user; the extension's URN joins `schemas` when its object is there. */
export const userBody = (attributes: JsonObject): JsonObject => ({
  schemas: urn.enterprise in attributes ? [urn.user, urn.enterprise] : [urn.user],
  ...attributes,
});

/** The body of a group of these members, by id. */
export const groupBody = (displayName: string, members: readonly string[] = []): JsonObject => ({
  schemas: [urn.group],
  displayName,
  ...(members.length > 0 && { members: members.map((value) => ({ value })) }),
});

/** The work place of one check. What it creates is deleted when it is cleared. */
export class Bench {
  readonly survey: Survey;
  readonly tag: string;
  readonly random: () => number;
  readonly cast: BenchParts['cast'];
  /** Every exchange of the check, in order. */
  readonly exchanges: Exchanged[] = [];
  readonly #parts: BenchParts;
  readonly #made = new Set<string>();
  #count = 0;

  constructor(parts: BenchParts) {
    this.#parts = parts;
    this.survey = parts.survey;
    this.tag = parts.tag;
    this.random = parts.random;
    this.cast = parts.cast;
  }

  /** Sends a request; whatever a 201 says was made is deleted at the end. */
  async send(ask: Ask): Promise<Seen> {
    if (this.#parts.signal?.aborted) throw new Stopped();
    const answer = await this.#exchange(ask);
    this.#parts.inspect(answer);
    for (const path of madeBy(answer, ask, this.#parts.baseUrl)) this.#made.add(path);
    return answer;
  }

  async #exchange(ask: Ask): Promise<Seen> {
    const request = requestOf(ask, this.#parts);
    const response = await this.#parts.send(request).catch((error: unknown) => {
      throw new Unmet(
        'an answer',
        `none: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    const exchanged = { request, response };
    this.exchanges.push(exchanged);
    return seen(exchanged);
  }

  get(path: string, query?: Ask['query']): Promise<Seen> {
    return this.send({ method: 'GET', path, ...(query && { query }) });
  }

  post(path: string, body: Json): Promise<Seen> {
    return this.send({ method: 'POST', path, body });
  }

  put(path: string, body: Json): Promise<Seen> {
    return this.send({ method: 'PUT', path, body });
  }

  patch(path: string, ...operations: readonly Json[]): Promise<Seen> {
    return this.send({ method: 'PATCH', path, body: patchBody(operations) });
  }

  remove(path: string): Promise<Seen> {
    return this.send({ method: 'DELETE', path });
  }

  bulk(operations: readonly Json[], more: JsonObject = {}): Promise<Seen> {
    return this.post('/Bulk', bulkBody(operations, more));
  }

  /** A text that nothing else has, for a userName and the like. */
  unique(): string {
    this.#count += 1;
    return `${this.tag}-${this.#count}`;
  }

  /** Creates a user, with a userName of its own unless one is given, and reads it. */
  async user(attributes: JsonObject = {}): Promise<Made> {
    return this.made('/Users', userBody({ userName: this.unique(), ...attributes }));
  }

  /** Creates a group of these members, by id, and reads it. */
  async group(members: readonly string[] = [], more: JsonObject = {}): Promise<Made> {
    return this.made('/Groups', { ...groupBody(`Group ${this.unique()}`, members), ...more });
  }

  /** Creates a resource and reads it back. */
  async made(endpoint: string, body: Json): Promise<Made> {
    const answer = await this.post(endpoint, body);
    this.expect(answer, { status: 201, body: { id: { rule: 'present' } } });
    return this.read(`${endpoint}/${encodeURIComponent(idOf(answer.json))}`);
  }

  /** Reads one resource, which must be there. */
  async read(path: string): Promise<Made> {
    const answer = await this.get(path);
    this.expect(answer, { status: 200, body: { id: { rule: 'present' } } });
    return answer.object as Made; // just looked at
  }

  /** Holds an answer to what was expected of it. @throws Unmet */
  expect(answer: Seen, expected: Expected): void {
    expectAnswer(answer, expected);
  }

  /** Fails the check unless something is so. @throws Unmet */
  require(isSo: boolean, expected: string, saw: string): void {
    if (!isSo) throw new Unmet(expected, saw);
  }

  /** Every resource a query finds, page by page; the first answer tells the status. */
  async all(
    ask: Ask,
  ): Promise<{ readonly first: Seen; readonly resources: readonly JsonObject[] }> {
    const count = maxResultsOf(this.survey) ?? 100;
    const isPaged = ask.path.includes('?') || ask.query?.['count'] !== undefined;
    const page = (startIndex: number): Ask =>
      isPaged
        ? ask
        : { ...ask, query: { ...ask.query, count, ...(startIndex > 1 && { startIndex }) } };
    const first = await this.send(page(1));
    const resources = [...resourcesIn(first.object)];
    const total = Number(first.object['totalResults'] ?? 0);
    while (!isPaged && resources.length < total) {
      const next = resourcesIn((await this.send(page(resources.length + 1))).object);
      if (next.length === 0) break;
      resources.push(...next);
    }
    return { first, resources };
  }

  /** Lets lab or real time pass; the check does not apply where that cannot be had. */
  async wait(ms: number): Promise<void> {
    if (!(await this.#parts.wait(ms)))
      throw new Inapplicable(`It takes ${Math.round(ms / 1000)} seconds of waiting.`);
  }

  /** Deletes what the check made, groups before users; nobody looks at the answers. */
  async clear(): Promise<void> {
    // what came later may refer to what came before
    const paths = [...this.#made]
      .reverse()
      .sort((left, right) => groupsFirst(left) - groupsFirst(right));
    this.#made.clear();
    const kept: string[] = []; // what is in use goes once that is gone which uses it
    for (const path of paths) if ((await this.#delete(path)) === 409) kept.push(path);
    for (const path of kept.reverse()) await this.#delete(path);
  }

  /** The status; undefined where nobody answers: whoever cannot be reached cannot be cleaned either. */
  #delete(path: string): Promise<number | undefined> {
    return this.#parts.send(requestOf({ method: 'DELETE', path }, this.#parts)).then(
      ({ status }) => status,
      () => undefined,
    );
  }
}

const groupsFirst = (path: string): number => (path.startsWith('/Groups/') ? 0 : 1);

/** The paths below the base URL of what an answer says was made. */
function madeBy(answer: Seen, { method, path }: Ask, baseUrl: string): readonly string[] {
  if (method !== 'POST' || answer.status >= 300) return [];
  if (answer.status === 201) {
    const location = textOf(answer.object['meta'], 'location') || (answer.header('Location') ?? '');
    const own = `${path.split('?')[0]!}/${encodeURIComponent(idOf(answer.json))}`;
    return [location.startsWith(baseUrl) ? location.slice(baseUrl.length) : own];
  }
  const operations = answer.object['Operations'];
  if (!isList(operations)) return [];
  return operations
    .filter((each) => isObject(each) && each['method'] === 'POST')
    .map((each) => textOf(each, 'location'))
    .filter((location) => location.startsWith(baseUrl))
    .map((location) => location.slice(baseUrl.length));
}

/** The request of an ask, with the usual header fields where it does not say otherwise. */
function requestOf(
  { method, path, query, headers = {}, body, text }: Ask,
  server: Server,
): HttpRequest {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const usual: Readonly<Record<string, string>> = {
    Authorization: `Bearer ${server.token}`,
    Accept: 'application/scim+json',
    ...(sent !== undefined && { 'Content-Type': 'application/scim+json' }),
  };
  const fields = Object.entries({ ...usual, ...headers });
  return {
    method,
    url: `${server.baseUrl}${path}${queryText(query)}`,
    headers: fields.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ...(sent === undefined ? {} : { body: sent }),
  };
}

function queryText(query: Ask['query']): string {
  if (!query) return '';
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `?${pairs.join('&')}`;
}
