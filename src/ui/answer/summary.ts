// Sums an answer up in a sentence or two, for the foot of the answer, the live region and the first page.
import { isList, isObject } from '../../base/json.ts';
import type { Source } from '../../scim/trace.ts';
import type { LabExchange } from '../lab.ts';
import { reasonOf } from '../../http/reasons.ts';
import { readExchange, type ExchangeReading } from './exchange.ts';
import { countOf, nameOf, numberOf, resourcesOf, textOf } from './people.ts';

/** A summary: what happened, then what it means, then what could be asked next, and the rule behind it. */
export interface Summary {
  readonly lead: string;
  readonly rest: string;
  /** A piece of wire text that goes on from here: `startIndex=4`. */
  readonly next?: { readonly label: string; readonly code: string };
  readonly source?: Source;
}

/** Sums up an exchange of the tenant with this base URL. */
export function summaryOf(exchange: LabExchange, baseUrl: string): Summary {
  const reading = readExchange(exchange, baseUrl);
  const words = reading.status >= 400 ? refusedWords(reading) : doneWords(reading);
  const source = sourceOf(exchange);
  return source ? { ...words, source } : words;
}

/** The same as one spoken sentence: `200 OK. 3 of 15 people: Omar Haddad, Grace Okoye, Priya Nair.` */
export function summarySentence(exchange: LabExchange, baseUrl: string): string {
  const { lead, rest } = summaryOf(exchange, baseUrl);
  const status = exchange.response.status;
  return [`${status} ${reasonOf(status)}.`, lead, rest].filter(Boolean).join(' ');
}

/** The rule of the step that decided: the refusing one, or else the answer. */
function sourceOf(exchange: LabExchange): Source | undefined {
  const step =
    exchange.trace.find(({ kind }) => kind === 'bad') ??
    exchange.trace.findLast(({ kind }) => kind === 'end') ??
    exchange.trace.at(-1);
  return step?.source;
}

function refusedWords(reading: ExchangeReading): Summary {
  const detail = textOf(reading.answered, 'detail');
  const write = reading.method !== 'GET' && reading.method !== 'HEAD';
  return {
    lead: write ? 'Nothing was stored.' : 'Refused.',
    rest: detail ?? `The server answered ${reading.status} ${reasonOf(reading.status)}.`,
  };
}

function doneWords(reading: ExchangeReading): Summary {
  if (isObject(reading.answered) && isList(reading.answered['Resources']))
    return listWords(reading);
  const name = nameOf(reading.answered);
  const id = textOf(reading.answered, 'id') ?? reading.id ?? '';
  switch (reading.method) {
    case 'POST':
      return { lead: `${name} exists now.`, rest: `The server chose the id ${id}.` };
    case 'PUT':
      return { lead: `${name} was replaced.`, rest: 'What was not sent is gone.' };
    case 'PATCH':
      return patchWords(reading);
    case 'DELETE':
      return { lead: `${oneOf(reading.endpoint)} ${id} is gone.`, rest: 'A 204 has no body.' };
    default:
      return readWords(reading);
  }
}

function listWords(reading: ExchangeReading): Summary {
  const found = resourcesOf(reading.answered);
  const total = numberOf(reading.answered, 'totalResults') ?? found.length;
  if (found.length === 0)
    return {
      lead: total === 0 ? 'Nobody matches.' : `None of ${countOf(total, reading.endpoint)} here.`,
      rest: 'An empty list is an answer too: 200, not 404.',
    };
  const of = total > found.length ? `${found.length} of ` : '';
  const words = {
    lead: `${of}${countOf(total, reading.endpoint)}:`,
    rest: `${namesOf(found.map(nameOf))}.`,
  };
  const from = numberOf(reading.answered, 'startIndex') ?? 1;
  const after = from + found.length;
  return after > total
    ? words
    : { ...words, next: { label: 'Next page:', code: `startIndex=${after}` } };
}

/** At most five names; the others are counted. */
const namesOf = (names: readonly string[]): string =>
  names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;

function patchWords(reading: ExchangeReading): Summary {
  if (reading.answered === undefined)
    return {
      lead: `${oneOf(reading.endpoint)} ${reading.id ?? ''} was changed.`,
      rest: 'The answer has no body; Changes shows what it did.',
    };
  const active = isObject(reading.answered) ? reading.answered['active'] : undefined;
  const state = active === false ? ' The account is disabled.' : '';
  return { lead: `${nameOf(reading.answered)} was changed.`, rest: state.trim() };
}

function readWords(reading: ExchangeReading): Summary {
  if (reading.status === 304)
    return { lead: 'Nothing has changed.', rest: 'Your copy is current.' };
  if (reading.id && reading.answered !== undefined)
    return {
      lead: `${nameOf(reading.answered)},`,
      rest: `${oneOf(reading.endpoint).toLowerCase()} ${reading.id}.`,
    };
  return { lead: `${reading.endpoint || 'The server'} answered.`, rest: '' };
}

const oneOf = (endpoint: string): string =>
  ({ Users: 'User', Groups: 'Group' })[endpoint] ?? (endpoint || 'Resource');
