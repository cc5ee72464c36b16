// Judges a check on requests and answers: some exchange since the step began must fit in every point.
import { isList, isObject, parseJson, type JsonObject } from '../../base/json.ts';
import { testOf } from '../filters.ts';
import type { ExchangeCondition } from '../lesson.ts';
import { fitsPath, pathBelow, readable } from './paths.ts';
import { within, type Finding, type SeenExchange, type Situation } from './situation.ts';

/**
 * Passed once an exchange has fitted: what was done is not undone by the next request. `found` tells
 * of the newest exchange, since that is the one the learner sees.
 */
export function judgeExchanges(condition: ExchangeCondition, situation: Situation): Finding {
  const passed = situation.exchanges.some((exchange) => fits(exchange, condition, situation));
  return { passed, found: described(situation.exchanges[0], situation.baseUrl) };
}

function fits(exchange: SeenExchange, want: ExchangeCondition, situation: Situation): boolean {
  const { request, response } = exchange;
  const body = bodyOf(exchange);
  const path = pathBelow(situation.baseUrl, request.url);
  return (
    (want.method === undefined || request.method === want.method) &&
    (want.path === undefined || fitsPath(path, want.path)) &&
    (want.status === undefined || response.status === want.status) &&
    (want.scimType === undefined || scimTypeOf(body) === want.scimType) &&
    (want.total === undefined || fitsTotal(body, want.total)) &&
    (want.returns === undefined || returned(body).some((each) => meets(each, want.returns!)))
  );
}

const bodyOf = (exchange: SeenExchange): JsonObject => {
  const json = parseJson(exchange.response.body ?? '');
  return isObject(json) ? json : {};
};

/** The error keyword of an answer (RFC 7644 §3.12), `none` if it has none. */
function scimTypeOf(body: JsonObject): string {
  const scimType = body['scimType'];
  return typeof scimType === 'string' ? scimType : 'none';
}

function fitsTotal(body: JsonObject, bound: NonNullable<ExchangeCondition['total']>): boolean {
  const total = body['totalResults'];
  return typeof total === 'number' && within(total, bound);
}

/** The resources in an answer: those of a list (RFC 7644 §3.4.2), or the one it is. */
function returned(body: JsonObject): readonly JsonObject[] {
  const list = body['Resources'];
  if (isList(list)) return list.filter(isObject);
  return 'id' in body ? [body] : [];
}

const meets = (resource: JsonObject, filter: string): boolean =>
  testOf(filter, typeOf(resource))(resource);

/** An answer may leave `meta` out, but only groups have no userName. */
function typeOf(resource: JsonObject): 'User' | 'Group' {
  const meta = resource['meta'];
  const named = isObject(meta) ? meta['resourceType'] : undefined;
  return named === 'Group' || (named === undefined && !('userName' in resource)) ? 'Group' : 'User';
}

function described(
  exchange: SeenExchange | undefined,
  baseUrl: string,
): Readonly<Record<string, string>> {
  if (!exchange)
    return {
      found: 'no request',
      ...{ method: 'none', path: 'none', status: 'none', scimType: 'none' },
    };
  const method = exchange.request.method;
  const path = readable(pathBelow(baseUrl, exchange.request.url));
  const status = String(exchange.response.status);
  const scimType = scimTypeOf(bodyOf(exchange));
  const keyword = scimType === 'none' ? '' : ` ${scimType}`;
  return {
    found: `${method} ${path}, answered ${status}${keyword}`,
    method,
    path,
    status,
    scimType,
  };
}
