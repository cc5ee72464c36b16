// Applies a PATCH (RFC 7644 §3.5.2) to a copy of a resource: every operation, or none.
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { attributeNamed, coreAttribute, extensionNamed } from '../attributes.ts';
import { leftOut } from '../demands.ts';
import type { Notes } from '../notes.ts';
import { ignore, startNotes, tolerate } from '../notes.ts';
import type { Problem } from '../problem.ts';
import { inOperation, problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { Attribute, ResourceType, Schema } from '../schema.ts';
import type { TraceStep } from '../trace.ts';
import { rfc } from '../trace.ts';
import { checkSchema, readOnlyRule } from '../validate.ts';
import { code, wordFor } from '../words.ts';
import { Draft } from './draft.ts';
import type { Op, Operation } from './operations.ts';
import { readOperations } from './operations.ts';
import type { AttributePath } from './path.ts';
import { parsePath, pathTo } from './path.ts';
import { act } from './target.ts';

/** What a PATCH came to. `resource` is the patched copy (the very resource given if nothing changed). */
export interface PatchOutcome {
  readonly resource: JsonObject;
  readonly changed: boolean;
  readonly steps: readonly TraceStep[];
}

/** A PATCH to apply: the stored resource, and the body of the request, parsed. */
export interface Patching {
  readonly resource: JsonObject;
  readonly body: Json;
  readonly type: ResourceType;
  readonly profile: Profile;
}

/**
 * Applies the operations in their order, each to what the one before left. `resource` itself stays
 * as it was, so a failed operation undoes them all. Each operation keeps the rules of the schema, so
 * what comes out keeps them too if what went in did (`checkResource` tells). Problems: 400 invalidSyntax, invalidPath,
 * invalidFilter, invalidValue, noTarget, mutability, and 413; each names its operation.
 */
export function applyPatch({
  resource,
  body,
  type,
  profile,
}: Patching): Result<PatchOutcome, Problem> {
  const notes = startNotes(profile);
  const operations = readOperations(body, notes);
  if (!operations.ok) return operations;
  const work: Work = { draft: new Draft(resource), notes, type };
  for (let index = 0; index < operations.value.length; index++) {
    const trouble = operate(operations.value[index]!, work);
    if (trouble) return fail(inOperation(trouble, index, fieldOf(trouble)));
  }
  const { draft } = work;
  const patched = draft.finish(type);
  const newIn = (attribute: string) => draft.newIn(attribute);
  const trouble =
    patched === resource ? undefined : leftOut({ before: resource, after: patched, newIn }, type);
  if (trouble) return fail(trouble);
  return ok({ resource: patched, changed: patched !== resource, steps: notes.steps });
}

interface Work {
  readonly draft: Draft;
  readonly notes: Notes;
  readonly type: ResourceType;
}

/** Which field of the operation a problem is about. */
const fieldOf = ({ scimType }: Problem): string => (scimType === 'invalidValue' ? 'value' : 'path');

function operate({ op, written, path, value }: Operation, work: Work): Problem | undefined {
  if (written !== op) work.notes.steps.push(otherCase(written, op));
  if (op !== 'remove' && value === undefined) return problem('patchNoValue', { op });
  if (path === undefined) return operateWithoutPath(op, value, work);
  const parsed = parsePath(path, work.type, work.notes.profile);
  if (!parsed.ok) return parsed.trouble;
  noteTolerated(path, parsed.value.tolerated, work.notes);
  return parsed.value.kind === 'extension'
    ? actOnExtension({ op, value, schema: parsed.value.schema }, work)
    : actOnAttribute({ op, value, path: parsed.value }, work);
}

const otherCase = (written: string, op: Op): TraceStep => ({
  kind: 'plain',
  what: `Read \`${written}\` as \`${op}\``,
  why: 'Names of operations are compared without regard to letter case.',
  source: rfc('7643', '2.1'),
});

function noteTolerated(
  path: string,
  tolerated: 'dotAfterUrn' | 'unqualified' | undefined,
  notes: Notes,
): void {
  if (tolerated === 'dotAfterUrn')
    tolerate(
      notes,
      `Read the dot after the URN in ${code(path)} as a colon`,
      'a dot after a URN is a colon',
    );
  if (tolerated === 'unqualified')
    notes.steps.push({
      kind: 'warn',
      what: `Took ${code(path)} for an attribute of an extension`,
      why: 'Clients should write it with the URN of its schema.',
      source: rfc('7644', '3.10'),
    });
}

function actOnAttribute(
  action: { readonly op: Op; readonly path: AttributePath; readonly value: Json | undefined },
  work: Work,
): Problem | undefined {
  return action.path.attribute.name === 'schemas' ? actOnSchemas(action, work) : act(action, work);
}

/** `schemas` follows from the data; a client may name known schemas, and cannot remove any. */
function actOnSchemas(
  { op, value }: { readonly op: Op; readonly value: Json | undefined },
  { notes, type }: Work,
): Problem | undefined {
  if (op === 'remove') return problem('requiredRemoved', { attribute: 'schemas' });
  for (const urn of isList(value) ? value : [value ?? null]) checkSchema(urn, type, notes);
  notes.steps.push({
    kind: 'plain',
    what: 'Left `schemas` to follow the data',
    why: 'A schema is listed while the resource has attributes of it.',
    source: rfc('7643', '3'),
  });
  return notes.problems[0];
}

/** Without a path, the value is a set of attributes of the resource itself. */
function operateWithoutPath(op: Op, value: Json | undefined, work: Work): Problem | undefined {
  if (op === 'remove') return problem('patchNoPath', {});
  if (!isObject(value)) return problem('patchValueObject', { seen: wordFor(value) });
  const twice = givenTwice(value);
  if (twice) return problem('attributeTwice', { attribute: twice });
  for (const [key, part] of Object.entries(value)) {
    const trouble = actOnKey({ op, key, value: part ?? null }, work);
    if (trouble) return trouble;
  }
  return undefined;
}

/** A name that stands twice in an object, in two letter cases. */
function givenTwice(value: JsonObject): string | undefined {
  const seen = new Set<string>();
  return Object.keys(value).find((key) => seen.size === seen.add(key.toLowerCase()).size);
}

interface KeyAction {
  readonly op: Op;
  readonly key: string;
  readonly value: Json;
}

function actOnKey({ op, key, value }: KeyAction, work: Work): Problem | undefined {
  const { type, notes } = work;
  const attribute = coreAttribute(type, key);
  if (attribute) return actOnNamed({ op, attribute, value }, work);
  const schema = extensionNamed(type, key);
  if (schema) return actOnExtension({ op, value, schema }, work);
  const path = notes.profile.expandsPathKeys ? parsePath(key, type, notes.profile) : undefined;
  if (!path?.ok || path.value.kind !== 'attribute') return ignoreKey(key, value, work);
  tolerate(notes, `Read the key ${code(key)} as a path`, 'keys of a value are read as paths');
  return actOnAttribute({ op, path: path.value, value }, work);
}

function actOnNamed(
  {
    op,
    attribute,
    value,
  }: { readonly op: Op; readonly attribute: Attribute; readonly value: Json },
  work: Work,
): Problem | undefined {
  const { name } = attribute;
  const isIdentity = name === 'id' || name === 'meta';
  if (isIdentity && work.notes.profile.identityInValue === 'ignore') {
    ignore(work.notes, { path: name, value, ...readOnlyRule(attribute) });
    return undefined;
  }
  return actOnAttribute({ op, path: pathTo(attribute), value }, work);
}

function ignoreKey(key: string, value: Json, { notes, type }: Work): undefined {
  const why = /[.[:]/.test(key)
    ? 'A key of a value is one attribute name; paths belong in path.'
    : `No schema of a ${type.name} has this attribute.`;
  ignore(notes, { path: key, value, why, source: rfc('7644', '3.5.2') });
  return undefined;
}

/** The URN of an extension as path or key: its attributes are set one by one, or all removed. */
function actOnExtension(
  {
    op,
    value,
    schema,
  }: { readonly op: Op; readonly value: Json | undefined; readonly schema: Schema },
  work: Work,
): Problem | undefined {
  if (op === 'remove') return removeExtension(schema, work);
  if (!isObject(value)) {
    if (value === null) return op === 'replace' ? removeExtension(schema, work) : undefined;
    const data = { attribute: schema.id, kind: 'an object', seen: wordFor(value) };
    return problem('valueType', { ...data, example: 'an object in braces' });
  }
  const twice = givenTwice(value);
  if (twice) return problem('attributeTwice', { attribute: `${schema.id}:${twice}` });
  for (const [key, part] of Object.entries(value)) {
    const attribute = attributeNamed(schema.attributes, key);
    const trouble = attribute
      ? actOnAttribute({ op, path: pathTo(attribute, schema.id), value: part ?? null }, work)
      : ignoreKey(`${schema.id}:${key}`, part ?? null, work);
    if (trouble) return trouble;
  }
  return undefined;
}

function removeExtension({ id, attributes }: Schema, work: Work): Problem | undefined {
  for (const attribute of attributes) {
    if (work.draft.read({ extension: id, attribute }) === undefined) continue;
    const path = pathTo(attribute, id);
    const trouble = act({ op: 'remove', path, value: undefined, isWhole: true }, work);
    if (trouble) return trouble;
  }
  return undefined;
}
