// Derives from a resource the values its store finds it by, so that memory and IndexedDB index alike.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import type { IndexedAttribute } from './store.ts';

/** What a resource can be found by; an attribute without a value has no key. */
export interface Keys {
  readonly userName?: string;
  readonly externalId?: string;
  readonly displayName?: string;
  /** Ids of direct members, each once. */
  readonly members: readonly string[];
}

/**
 * The key of a value: letter case counts for `externalId` only, as the schemas say
 * (RFC 7643 §3.1, §4.1.1, §4.2).
 */
export const keyOf = (attribute: IndexedAttribute, value: string): string =>
  attribute === 'externalId' ? value : value.toLowerCase();

/** All keys of a resource. */
export function keysOf(resource: JsonObject): Keys {
  return {
    ...single('userName', resource),
    ...single('externalId', resource),
    ...single('displayName', resource),
    members: memberIds(resource),
  };
}

function single(attribute: IndexedAttribute, resource: JsonObject): Partial<Keys> {
  const value = resource[attribute];
  return typeof value === 'string' ? { [attribute]: keyOf(attribute, value) } : {};
}

function memberIds(resource: JsonObject): readonly string[] {
  const members = isList(resource.members) ? resource.members : [];
  const ids = members.map((member) => (isObject(member) ? member.value : undefined));
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
