// Reads an exchange as the screens show it: path below the base URL, kind of resource, JSON of both bodies.
import { isObject, parseJson, type Json } from '../../base/json.ts';
import { splitUrl } from '../../http/url.ts';
import type { LabExchange } from '../lab.ts';

/** The parts of an exchange that sentences and tables are made of. */
export interface ExchangeReading {
  readonly method: string;
  /** Path and query below the base URL, decoded for reading: `/Users?filter=userName eq "ana"`. */
  readonly path: string;
  /** First segment below the base URL: `Users`, `Groups`, `Schemas`, …; empty at the root. */
  readonly endpoint: string;
  /** Second segment, when one resource is meant. */
  readonly id?: string;
  /** Query parameters by name, decoded. */
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly sent?: Json | undefined;
  readonly answered?: Json | undefined;
  /** The error keyword of the answer (RFC 7644 §3.12), if it is an error with one. */
  readonly scimType?: string | undefined;
}

/** Reads an exchange of the tenant with this base URL (no slash at its end). */
export function readExchange(exchange: LabExchange, baseUrl: string): ExchangeReading {
  const target = targetBelow(exchange.request.url, baseUrl);
  const [path = '', search = ''] = splitOnce(target, '?');
  const [endpoint = '', id] = path.split('/').filter((part) => part !== '');
  const answered = bodyOf(exchange.response.body);
  return {
    method: exchange.request.method,
    path: decoded(target),
    endpoint: decoded(endpoint),
    ...(id === undefined ? {} : { id: decoded(id) }),
    query: queryOf(search),
    status: exchange.response.status,
    sent: bodyOf(exchange.request.body),
    answered,
    scimType: scimTypeOf(answered),
  };
}

/** The path of an exchange as the history shows it. */
export const pathOf = (exchange: LabExchange, baseUrl: string): string =>
  decoded(targetBelow(exchange.request.url, baseUrl));

/**
 * The reason beside a status: that the answer never arrived, or the scimType of an error if it has
 * one, else nothing (the phrase will do).
 */
export function reasonOfExchange({ response, isLost }: LabExchange): string | undefined {
  if (isLost) return 'answer lost';
  return response.status < 400 ? undefined : scimTypeOf(bodyOf(response.body));
}

function targetBelow(url: string, baseUrl: string): string {
  const target = splitUrl(url)?.target ?? url;
  const base = splitUrl(baseUrl)?.target ?? '';
  if (!target.startsWith(base)) return target;
  const rest = target.slice(base.length);
  return rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
}

const bodyOf = (body: string | undefined): Json | undefined =>
  body === undefined ? undefined : parseJson(body);

function scimTypeOf(body: Json | undefined): string | undefined {
  const word = isObject(body) ? body['scimType'] : undefined;
  return typeof word === 'string' ? word : undefined;
}

function queryOf(search: string): Readonly<Record<string, string>> {
  const pairs = search.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = splitOnce(pair, '=');
      return [decoded(name), decoded(value.replace(/\+/g, ' '))];
    }),
  );
}

function splitOnce(text: string, sign: string): readonly string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent escapes as the signs they stand for; a broken escape stays as it was sent. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
