// Names the resources that answers carry, as people call them.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';

/** Text of an attribute, or undefined when it is missing or no text. */
export const textOf = (resource: Json | undefined, attribute: string): string | undefined => {
  const value = isObject(resource) ? resource[attribute] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What a resource is called: displayName, then given and family name, then userName, then its id. */
export function nameOf(resource: Json | undefined): string {
  const name = isObject(resource) ? resource['name'] : undefined;
  const parts = [textOf(name, 'givenName'), textOf(name, 'familyName')].filter(Boolean).join(' ');
  return (
    textOf(resource, 'displayName') ??
    (parts || textOf(resource, 'userName') || textOf(resource, 'name')) ??
    textOf(resource, 'id') ??
    'unnamed'
  );
}

/** The resources of a ListResponse (RFC 7644 §3.4.2); an empty list when there are none. */
export function resourcesOf(body: Json | undefined): readonly JsonObject[] {
  const list = isObject(body) ? body['Resources'] : undefined;
  return isList(list) ? list.filter(isObject) : [];
}

/** A whole number of an answer, such as totalResults. */
export const numberOf = (body: Json | undefined, attribute: string): number | undefined => {
  const value = isObject(body) ? body[attribute] : undefined;
  return typeof value === 'number' ? value : undefined;
};

/** `1 person`, `15 people`, `no people`: a count in words for an endpoint. */
export function countOf(count: number, endpoint: string): string {
  const words = { Users: ['person', 'people'], Groups: ['group', 'groups'] }[endpoint] ?? [
    'result',
    'results',
  ];
  return `${count} ${count === 1 ? words[0] : words[1]}`;
}
