// Sees one answer: status, headers and body, beside the request that brought it.
import { isList, isObject, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../http/message.ts';

/** One request with its answer, as a failure shows it. */
export interface Exchanged {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** An answer as the checks look at it. `json` is undefined when there is no body, or none that is JSON. */
export interface Seen extends Exchanged {
  readonly status: number;
  readonly json: Json | undefined;
  /** The body if it is an object, else an empty one. */
  readonly object: JsonObject;
  header(name: string): string | undefined;
}

/** Reads an answer. */
export function seen(exchanged: Exchanged): Seen {
  const { response } = exchanged;
  const json = response.body ? parseJson(response.body) : undefined;
  return {
    ...exchanged,
    status: response.status,
    json,
    object: isObject(json) ? json : {},
    header: (name) => headerOf(response.headers, name),
  };
}

/** The resources of a list, or none. */
export const resourcesIn = (body: JsonObject): readonly JsonObject[] =>
  isList(body['Resources']) ? body['Resources'].filter(isObject) : [];

/** The text of an attribute, or an empty one. */
export const textOf = (value: Json | undefined, name: string): string => {
  const part = isObject(value) ? value[name] : undefined;
  return typeof part === 'string' ? part : '';
};

/** The id of a resource, or an empty text. */
export const idOf = (resource: Json | undefined): string => textOf(resource, 'id');
