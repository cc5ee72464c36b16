// Finds what refers to a resource of the same bulk request by its bulkId, and puts the real id in its place (RFC 7644 §3.7.2).
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject } from '../../base/json.ts';

/** What stands before a bulkId where it is meant as a reference. */
const mark = 'bulkId:';

/** The bulkId a text refers to: `bulkId:qwerty` means `qwerty`; undefined for any other text. */
export const bulkIdIn = (text: string): string | undefined =>
  text.startsWith(mark) && text.length > mark.length ? text.slice(mark.length) : undefined;

/** References inside the brackets of a PATCH path: `members[value eq "bulkId:qwerty"]`. */
const quoted = /"bulkId:([^"\\]+)"/g;

/** Gives the id of the resource that a bulkId stands for. */
type IdOf = (bulkId: string) => string;

/** The bulkIds that a value refers to, each once, in the order they stand. */
export function bulkIdsIn(data: JsonObject): readonly string[] {
  const found = new Set<string>();
  withIds(data, (bulkId) => {
    found.add(bulkId);
    return bulkId;
  });
  return [...found];
}

/**
 * The same data with ids for bulkIds: in every text that is a reference and nothing else, whatever
 * attribute of whatever schema holds it, and inside the paths of a PATCH.
 */
export const withIds = (data: JsonObject, idOf: IdOf): JsonObject =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      /^operations$/i.test(key) && isList(value)
        ? value.map((operation) => inPath(replaced(operation, idOf), idOf))
        : value === undefined
          ? value
          : replaced(value, idOf),
    ]),
  );

function replaced(value: Json, idOf: IdOf): Json {
  if (typeof value === 'string') {
    const bulkId = bulkIdIn(value);
    return bulkId === undefined ? value : idOf(bulkId);
  }
  if (isList(value)) return value.map((element) => replaced(element, idOf));
  return isObject(value) ? withIds(value, idOf) : value;
}

function inPath(operation: Json, idOf: IdOf): Json {
  if (!isObject(operation)) return operation;
  return Object.fromEntries(
    Object.entries(operation).map(([key, value]) => [
      key,
      /^path$/i.test(key) && typeof value === 'string'
        ? value.replace(quoted, (_, bulkId: string) => JSON.stringify(idOf(bulkId)))
        : value,
    ]),
  );
}
