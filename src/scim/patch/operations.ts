// Reads the body of a PATCH into its operations: the message, each op, its path and value.
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { limits } from '../limits.ts';
import { messageUrn } from '../messages.ts';
import type { Notes } from '../notes.ts';
import { tolerate } from '../notes.ts';
import type { Problem } from '../problem.ts';
import { inOperation, problem } from '../problem.ts';
import { valueNamed } from '../validate.ts';
import { wordFor } from '../words.ts';

/** What an operation does. */
export type Op = 'add' | 'remove' | 'replace';

/** One operation as the client wrote it; `value` is undefined when there is none. */
export interface Operation {
  readonly op: Op;
  /** The op in the letter case it was written in. */
  readonly written: string;
  readonly path: string | undefined;
  readonly value: Json | undefined;
}

/** Reads the operations of a PatchOp message. Problems: 400 invalidSyntax, 413. */
export function readOperations(body: Json, notes: Notes): Result<readonly Operation[], Problem> {
  if (!isObject(body)) return fail(problem('bodyNotObject', { seen: wordFor(body) }));
  const trouble = checkMessage(body, notes);
  if (trouble) return fail(trouble);
  const list = valueNamed(body, 'Operations');
  if (!isList(list)) return fail(problem('patchNoOperations', {}));
  if (list.length === 0) return noOperations(notes);
  const limit = limits.maxOperations;
  if (list.length > limit) return fail(problem('patchTooMany', { count: list.length, limit }));
  return readAll(list);
}

function readAll(list: readonly Json[]): Result<readonly Operation[], Problem> {
  const operations: Operation[] = [];
  for (let index = 0; index < list.length; index++) {
    const operation = readOperation(list[index]!, index);
    if (!operation.ok) return operation;
    operations.push(operation.value);
  }
  return ok(operations);
}

/** The body MUST name the PatchOp schema. */
function checkMessage(body: JsonObject, notes: Notes): Problem | undefined {
  const schemas = valueNamed(body, 'schemas');
  if (isList(schemas) && schemas.some(isPatchOp)) return undefined;
  const seen = isList(schemas) ? JSON.stringify(schemas) : wordFor(schemas);
  if (notes.profile.missingSchemas === 'refuse') return problem('patchSchemas', { seen });
  tolerate(notes, 'Took the body for a PatchOp message', 'schemas may be left out');
  return undefined;
}

const isPatchOp = (urn: Json): boolean =>
  urn === messageUrn.patchOp || String(urn).toLowerCase() === messageUrn.patchOp.toLowerCase();

function noOperations(notes: Notes): Result<readonly Operation[], Problem> {
  if (notes.profile.emptyPatch === 'refuse') return fail(problem('patchNoOperations', {}));
  tolerate(notes, 'Accepted a PATCH without operations', 'an empty PATCH changes nothing');
  return ok([]);
}

/** Keywords are compared without regard to case (RFC 7643 §2.1); Entra ID capitalizes them. */
function readOperation(item: Json, index: number): Result<Operation, Problem> {
  if (!isObject(item))
    return fail(inOperation(problem('patchOperation', { seen: wordFor(item) }), index));
  const written = valueNamed(item, 'op');
  const op = typeof written === 'string' ? written.toLowerCase() : '';
  if (!isOp(op) || typeof written !== 'string')
    return fail(inOperation(problem('patchOp', { seen: wordFor(written) }), index, 'op'));
  const path = valueNamed(item, 'path') ?? undefined;
  if (path === undefined || typeof path === 'string')
    return ok({ op, written, path, value: valueNamed(item, 'value') });
  const data = { path: wordFor(path), reason: 'a path is text' };
  return fail(inOperation(problem('pathSyntax', data), index, 'path'));
}

const ops: ReadonlySet<string> = new Set<Op>(['add', 'remove', 'replace']);
const isOp = (word: string): word is Op => ops.has(word);
