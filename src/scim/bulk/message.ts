// Reads a BulkRequest (RFC 7644 §3.7): the message, its limits, and each operation with what it needs.
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { limits } from '../limits.ts';
import { messageUrn } from '../messages.ts';
import type { Notes } from '../notes.ts';
import { tolerate } from '../notes.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import { valueNamed } from '../validate.ts';
import { typeWords, wordFor } from '../words.ts';

/** The methods that a bulk request knows. */
export type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation, read. `data` is an empty object for DELETE. */
export interface BulkOperation {
  readonly method: BulkMethod;
  readonly path: string;
  readonly data: JsonObject;
  readonly bulkId?: string;
  readonly version?: string;
}

/**
 * An operation as it came, with what could be read of it: a problem says why it cannot be done, and
 * the answer to it still names what it named.
 */
export interface BulkItem {
  readonly method?: string;
  readonly path?: string;
  readonly bulkId?: string;
  readonly read: Result<BulkOperation, Problem>;
}

/** A bulk job; without `failOnErrors` every operation is tried. */
export interface BulkJob {
  readonly failOnErrors: number;
  readonly items: readonly BulkItem[];
}

/**
 * Reads the message. Problems that refuse it as a whole: 400 invalidSyntax and invalidValue, and 413
 * for more operations than the server does at once (§3.7.4). What is wrong with one operation is
 * that operation's own.
 */
export function readBulk(body: JsonObject, notes: Notes): Result<BulkJob, Problem> {
  const trouble = checkMessage(body, notes);
  if (trouble) return fail(trouble);
  const limit = limits.maxOperations;
  const list = valueNamed(body, 'Operations');
  if (!isList(list) || list.length === 0) return fail(problem('bulkNoOperations', {}));
  if (list.length > limit) return fail(problem('bulkTooMany', { count: list.length, limit }));
  const failOnErrors = readFailOnErrors(body);
  if (!failOnErrors.ok) return failOnErrors;
  return ok({
    failOnErrors: failOnErrors.value,
    items: list.map((item) => readItem(item, notes)),
  });
}

/** The body MUST name the BulkRequest schema. */
function checkMessage(body: JsonObject, notes: Notes): Problem | undefined {
  const schemas = valueNamed(body, 'schemas');
  const wanted = messageUrn.bulkRequest;
  const isWanted = (urn: Json): boolean => String(urn).toLowerCase() === wanted.toLowerCase();
  if (isList(schemas) && schemas.some(isWanted)) return undefined;
  const seen = isList(schemas) ? JSON.stringify(schemas) : wordFor(schemas);
  if (notes.profile.missingSchemas === 'refuse') return problem('bulkSchemas', { seen });
  tolerate(notes, 'Took the body for a BulkRequest message', 'schemas may be left out');
  return undefined;
}

/** How many errors end the job (§3.7); none named: as many as there are. */
function readFailOnErrors(body: JsonObject): Result<number, Problem> {
  const value = valueNamed(body, 'failOnErrors');
  if (value === undefined || value === null) return ok(Infinity);
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return ok(value);
  return fail(problem('bulkFailOnErrors', { seen: wordFor(value) }, { at: 'failOnErrors' }));
}

function readItem(item: Json, notes: Notes): BulkItem {
  if (!isObject(item)) return { read: fail(problem('bulkOperation', { seen: wordFor(item) })) };
  const [method, path, bulkId] = ['method', 'path', 'bulkId'].map((name) => textNamed(item, name));
  return {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(bulkId === undefined ? {} : { bulkId }),
    read: readOperation(item, notes),
  };
}

function readOperation(item: JsonObject, notes: Notes): Result<BulkOperation, Problem> {
  const method = textNamed(item, 'method');
  if (!isMethod(method))
    return fail(problem('bulkMethod', { seen: wordFor(valueNamed(item, 'method')) }));
  const path = textNamed(item, 'path');
  if (!path) return fail(problem('bulkPath', { seen: wordFor(valueNamed(item, 'path')) }));
  const data = method === 'DELETE' ? ok({}) : readData(item, method, notes);
  if (!data.ok) return data;
  const bulkId = optionalText(item, 'bulkId');
  if (!bulkId.ok) return bulkId;
  const version = optionalText(item, 'version');
  if (!version.ok) return version;
  return ok({ method, path, data: data.value, ...bulkId.value, ...version.value });
}

const methods: ReadonlySet<string | undefined> = new Set<BulkMethod>([
  ...(['POST', 'PUT', 'PATCH', 'DELETE'] as const),
]);

/** Methods are case-sensitive (RFC 9110 §9.1). */
const isMethod = (word: string | undefined): word is BulkMethod => methods.has(word);

function readData(item: JsonObject, method: string, notes: Notes): Result<JsonObject, Problem> {
  const data = valueNamed(item, 'data');
  if (isObject(data)) return ok(data);
  if (data === undefined || data === null) return fail(problem('bulkData', { method }));
  if (method === 'PATCH' && isList(data) && notes.profile.missingSchemas === 'assume') {
    tolerate(notes, 'Took a list in `data` for the operations of a PATCH', 'bare operations do');
    return ok({ Operations: data });
  }
  return fail(problem('bodyNotObject', { seen: wordFor(data) }, { at: 'data' }));
}

/** A text of the operation that may be left out, under its own name. */
function optionalText<Name extends string>(
  item: JsonObject,
  name: Name,
): Result<{ readonly [Key in Name]?: string }, Problem> {
  const value = valueNamed(item, name);
  if (value === undefined || value === null) return ok({});
  if (typeof value === 'string' && value !== '')
    return ok({ [name]: value } as { [Key in Name]: string }); // the key is the name
  const data = { attribute: name, seen: wordFor(value), ...typeWords.string };
  return fail(problem('valueType', data, { at: name }));
}

const textNamed = (item: JsonObject, name: string): string | undefined => {
  const value = valueNamed(item, name);
  return typeof value === 'string' ? value : undefined;
};
