// Writes steps in few words: a method, a path, and what must come back.
import type { Json, JsonObject } from '../base/json.ts';
import { patchBody, searchBody, userBody } from './bench.ts';
import type { Ask, Body, Branch, Expected, Given, Step } from './check.ts';

type Outcome = Expected | readonly Branch[];

/** What success looks like where a step does not say. */
const usual: Readonly<Record<string, Expected>> = {
  GET: { status: 200 },
  POST: { status: 201 },
  PUT: { status: 200 },
  PATCH: { status: [200, 204] },
  DELETE: { status: 204 },
};

/** Any step; an expectation without a status expects the usual one of the method. */
export function step(ask: Ask, expect: Outcome = {}, as?: string): Step {
  const whole = (each: Branch): Branch => ({ ...usual[ask.method], ...each });
  const expected = Array.isArray(expect)
    ? (expect as readonly Branch[]).map(whole)
    : whole(expect as Expected); // isArray does not narrow readonly lists
  return { ask, expect: expected, ...(as !== undefined && { as }) };
}

/** `GET`. */
export const get = (path: string, expect?: Outcome, as?: string): Step =>
  step({ method: 'GET', path }, expect, as);

/** `GET` with a query. */
export const query = (path: string, parameters: Ask['query'] & object, expect?: Outcome): Step =>
  step({ method: 'GET', path, query: parameters }, expect);

/** `POST` of a body. */
export const post = (path: string, body: Json, expect?: Outcome): Step =>
  step({ method: 'POST', path, body }, expect);

/** `PUT` of a body. */
export const put = (path: string, body: Json, expect?: Outcome): Step =>
  step({ method: 'PUT', path, body }, expect);

/** `PATCH` of operations. */
export const patch = (path: string, operations: readonly Json[], expect?: Outcome): Step =>
  step({ method: 'PATCH', path, body: patchBody(operations) }, expect);

/** `DELETE`. */
export const remove = (path: string, expect?: Outcome): Step =>
  step({ method: 'DELETE', path }, expect);

/** `POST` of a search. */
export const search = (path: string, parameters: JsonObject, expect: Outcome = {}): Step =>
  step({ method: 'POST', path: `${path}/.search`, body: searchBody(parameters) }, [
    ...[expect].flat().map((each) => ({ status: 200, ...each })),
  ]);

/** Gives the answered body of a step a name. */
export const named = (as: string, of: Step): Step => ({ ...of, as });

/** Sends a step with header fields of its own. */
export const withHeaders = (headers: Ask['headers'] & object, of: Step): Step => ({
  ...of,
  ask: { ...of.ask, headers: { ...of.ask.headers, ...headers } },
});

/** A user to have beforehand. */
export const user = (attributes: JsonObject = {}): Given => ({
  type: 'User',
  attributes: 'schemas' in attributes ? attributes : userBody(attributes),
});

/** A group to have beforehand; members by name: `group('ana')`. */
export const group = (...members: readonly string[]): Given => ({
  type: 'Group',
  attributes:
    members.length > 0 ? { members: members.map((name) => ({ value: `{${name}.id}` })) } : {},
});

/** A refusal with status 400; a keyword in parentheses may be left out, as in the reference: `(invalidValue)`. */
export function refused(keyword?: string, status: number | readonly number[] = 400): Expected {
  if (keyword === undefined) return { status };
  const optional = /^\((\w+)\)$/.exec(keyword);
  return optional ? { status, mayBe: optional[1]! } : { status, scimType: keyword };
}

/** A PATCH of one user as data: who it is before, the operations, and what becomes of it. */
export interface Patching {
  readonly of?: JsonObject;
  readonly operations: readonly Json[];
  /** What the user holds afterwards. */
  readonly becomes?: Expected['body'];
  readonly without?: readonly string[];
  /** Success, and not even the version has changed. */
  readonly unchanged?: true;
  /** Refused, and nothing has changed. */
  readonly refused?: Expected;
  /** Or else: done as `becomes` says, where that is allowed as well. */
  readonly or?: { readonly becomes?: Expected['body']; readonly without?: readonly string[] };
}

/** The user a PATCH of these checks is about, as the last step reads it. */
const ana = '/Users/{ana.id}';

/** A check of one PATCH of one user. */
export function patching({
  of = {},
  operations,
  becomes,
  without,
  unchanged,
  refused: refusal,
  or,
}: Patching): Body {
  const look = get(ana, {
    ...(becomes !== undefined && { body: becomes }),
    ...(without && { without }),
    ...(unchanged && { same: 'ana' }),
  });
  const stays = get(ana, { same: 'ana' });
  const branches: readonly Branch[] = [
    ...(refusal ? [{ ...refusal, then: [stays] }] : [{ then: [look] }]),
    ...(or
      ? [
          {
            then: [
              get(ana, {
                ...(or.becomes !== undefined && { body: or.becomes }),
                ...(or.without && { without: or.without }),
              }),
            ],
          },
        ]
      : []),
  ];
  return { given: { ana: user(of) }, steps: [patch(ana, operations, branches)] };
}

/** A check of what a filter finds among the shared people; `or` is another answer that will do. */
export const finding = (filter: string, names: readonly string[], or?: Expected): Body => ({
  cast: true,
  steps: [query('/Users', { filter }, [{ finds: names }, ...(or ? [or] : [])])],
});

/** A check of a filter that must be refused. */
export const refusing = (
  filter: string,
  ...outcomes: readonly [Expected, ...Expected[]]
): Body => ({
  steps: [query('/Users', { filter }, outcomes)],
});
