// Reads the body of a create or a PUT into a resource fit to store, and says what was ignored and why.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject, sameJson } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { attributeNamed, coreAttribute, extensionNamed, isBaseSchema } from './attributes.ts';
import { missing } from './demands.ts';
import type { Ignored, Notes } from './notes.ts';
import { ignore, startNotes, tolerate } from './notes.ts';
import type { Problem } from './problem.ts';
import { problem } from './problem.ts';
import type { Profile } from './profile.ts';
import { hintFor } from './suggest.ts';
import type { Attribute, ResourceType } from './schema.ts';
import type { TraceStep } from './trace.ts';
import { rfc } from './trace.ts';
import { readValue } from './value.ts';
import { wordFor } from './words.ts';

/** A body that was read. `resource` has no `id` and `meta` on create; on PUT it has those of `existing`. */
export interface ReadResource {
  readonly resource: JsonObject;
  readonly steps: readonly TraceStep[];
  readonly ignored: readonly Ignored[];
}

/** A body to read: for POST without `existing`, for PUT with the stored resource. */
export interface Reading {
  readonly body: Json;
  readonly type: ResourceType;
  readonly profile: Profile;
  readonly existing?: JsonObject;
}

/**
 * Reads a body for POST (RFC 7644 §3.3) or PUT (§3.5.1). Declared names are restored from any letter
 * case; null, [] and "" are unassigned; unknown and readOnly attributes are ignored; a password is
 * kept as a fingerprint. A PUT clears what it leaves out, but keeps `active` and the password.
 * Problems, all at once: 400 invalidSyntax, invalidValue, mutability.
 */
export function readResource({
  body,
  type,
  profile,
  existing,
}: Reading): Result<ReadResource, readonly Problem[]> {
  if (!isObject(body)) return fail([problem('bodyNotObject', { seen: wordFor(body) })]);
  const notes = startNotes(profile);
  checkSchemas(body, type, notes);
  const values = readAttributes(body, type, notes);
  const step = checked(type, values);
  fillIn(values, { type, notes, existing });
  const resource = assemble(values, type, existing);
  notes.problems.push(...missing(resource, type, notes.problems));
  if (notes.problems.length > 0) return fail(notes.problems);
  const { steps, ignored } = notes;
  return ok({ resource, steps: [step, ...steps], ignored });
}

/** Values by declared name; those of an extension by its URN. */
type Values = Record<string, Json>;

const checked = (type: ResourceType, values: Values): TraceStep => ({
  kind: 'plain',
  what: `Checked the body against the ${type.name} schema`,
  why: `${Object.keys(values).length} attributes, each of the type its schema asks for.`,
  source: rfc('7643', '2.2'),
});

/** `schemas` names the base schema and known extensions; duplicates count once (RFC 7643 §3). */
function checkSchemas(body: JsonObject, type: ResourceType, notes: Notes): void {
  const sent = valueNamed(body, 'schemas');
  const at = 'schemas';
  if (!isList(sent) || sent.length === 0) {
    const data = { urn: type.schema.id };
    if (notes.profile.missingSchemas === 'refuse')
      notes.problems.push(problem('schemasMissing', data, { at }));
    else tolerate(notes, `Took the ${type.name} schema for granted`, 'schemas may be left out');
    return;
  }
  for (const urn of sent) checkSchema(urn, type, notes);
  if (sent.some((urn) => typeof urn === 'string' && isBaseSchema(type, urn))) return;
  if (notes.profile.missingSchemas === 'assume')
    tolerate(notes, `Added the ${type.name} schema to \`schemas\``, 'schemas may be left out');
  else if (notes.problems.length === 0)
    notes.problems.push(problem('schemasBase', { type: type.name, urn: type.schema.id }, { at }));
}

/** One URN of `schemas`: the base schema, an extension of the type, or unknown. */
export function checkSchema(urn: Json, type: ResourceType, notes: Notes): void {
  if (typeof urn === 'string' && (isBaseSchema(type, urn) || extensionNamed(type, urn))) return;
  if (notes.profile.unknownSchemas === 'drop')
    tolerate(notes, `Left out the unknown schema ${wordFor(urn)}`, 'foreign schemas are dropped');
  else {
    const data = { type: type.name, urn: wordFor(urn) };
    notes.problems.push(problem('schemasUnknown', data, { at: 'schemas' }));
  }
}

function readAttributes(body: JsonObject, type: ResourceType, notes: Notes): Values {
  const values: Values = {};
  for (const [key, value] of Object.entries(body)) {
    const attribute = coreAttribute(type, key);
    const extension = attribute ? undefined : extensionNamed(type, key);
    if (attribute) readInto(values, { attribute, path: attribute.name, value, notes });
    else if (extension) readExtension(values, { schema: extension, value, body, notes });
    else ignoreUnknown({ path: key, value, type, notes });
  }
  return values;
}

/** One attribute of a body and where it stands. */
interface Sent {
  readonly attribute: Attribute;
  readonly path: string;
  readonly value: Json | undefined;
  readonly notes: Notes;
}

function readInto(values: Values, { attribute, path, value, notes }: Sent): void {
  if (attribute.name === 'schemas') return;
  if (attribute.mutability === 'readOnly') return ignoreReadOnly({ attribute, path, value, notes });
  const read = readValue(attribute, value, { path, notes });
  if (read === undefined) return;
  if (Object.hasOwn(values, attribute.name))
    notes.problems.push(problem('attributeTwice', { attribute: path }, { at: path }));
  values[attribute.name] = read;
}

/** Attributes of an extension live in an object under its URN (RFC 7643 §3.3). */
function readExtension(
  values: Values,
  {
    schema: { id, attributes },
    value,
    body,
    notes,
  }: {
    readonly schema: ResourceType['schema'];
    readonly value: Json | undefined;
    readonly body: JsonObject;
    readonly notes: Notes;
  },
): void {
  if (value === null || value === undefined) return;
  if (!isObject(value)) {
    const data = { attribute: id, kind: 'an object', seen: wordFor(value) };
    const example = 'an object in braces';
    notes.problems.push(problem('valueType', { ...data, example }, { at: id }));
    return;
  }
  const read: Values = {};
  for (const [key, part] of Object.entries(value)) {
    const attribute = attributeNamed(attributes, key);
    const path = `${id}:${attribute?.name ?? key}`;
    if (attribute) readInto(read, { attribute, path, value: part, notes });
    else ignoreUnknown({ path, value: part, notes });
  }
  if (Object.keys(read).length === 0) return;
  values[id] = read;
  if (!namesSchema(body, id)) noteAddedSchema(id, notes);
}

const namesSchema = (body: JsonObject, urn: string): boolean => {
  const sent = valueNamed(body, 'schemas');
  const wanted = urn.toLowerCase();
  return isList(sent) && sent.some((one) => String(one).toLowerCase() === wanted);
};

const noteAddedSchema = (urn: string, { steps }: Notes): void =>
  void steps.push({
    kind: 'warn',
    what: 'Added a schema to `schemas`',
    why: `The body has data of \`${urn}\` and does not name it.`,
    source: rfc('7643', '3'),
  });

/** A value of a body by name, in any letter case; the name is the schema's, never the client's. */
export function valueNamed(body: JsonObject, name: string): Json | undefined {
  const exact = body[name];
  if (exact !== undefined) return exact;
  for (const key of Object.keys(body))
    if (key.length === name.length && key.toLowerCase() === name.toLowerCase()) return body[key];
  return undefined;
}

function ignoreReadOnly({ attribute, path, value, notes }: Sent): void {
  if (value === null || value === undefined || (isList(value) && value.length === 0)) return;
  ignore(notes, { path, value, ...readOnlyRule(attribute) });
}

/** Why a readOnly attribute is ignored. */
export function readOnlyRule({ name }: Attribute): Pick<Ignored, 'why' | 'source'> {
  if (name === 'id') return { why: 'The server gives ids.', source: rfc('7643', '3.1') };
  if (name === 'meta') return { why: 'The server keeps meta.', source: rfc('7643', '3.1') };
  if (name === 'groups')
    return { why: 'Membership is changed on the group.', source: rfc('7643', '4.1.2') };
  return { why: 'The attribute is readOnly.', source: rfc('7644', '3.3') };
}

function ignoreUnknown({
  path,
  value,
  type,
  notes,
}: {
  readonly path: string;
  readonly value: Json | undefined;
  readonly type?: ResourceType;
  readonly notes: Notes;
}): void {
  if (value === null || value === undefined) return;
  const owner = type ? `No schema of a ${type.name}` : 'The extension';
  const why = type
    ? `${owner} has this attribute. ${hintFor({ name: path }, [type])}`.trim()
    : `${owner} has no such attribute.`;
  ignore(notes, { path, value, why, source: rfc('7643', '2.1') });
}

/** What the server decides where the client says nothing: defaults on create, kept values on PUT. */
function fillIn(
  values: Values,
  { type, notes, existing }: Filling & { readonly type: ResourceType },
): void {
  fillHome(values, { attributes: type.schema.attributes, prefix: '', notes, existing });
  for (const { schema } of type.extensions) {
    const old = existing?.[schema.id];
    const home = { ...(values[schema.id] as Values | undefined) }; // read by readExtension
    const { id, attributes } = schema;
    const kept = isObject(old) ? old : existing && {};
    fillHome(home, { attributes, prefix: `${id}:`, notes, existing: kept });
    if (Object.keys(home).length > 0) values[id] = home;
  }
}

interface Filling {
  readonly notes: Notes;
  readonly existing: JsonObject | undefined;
}

/** The same for the attributes of one schema; `prefix` stands before their names in sentences. */
function fillHome(
  values: Values,
  {
    attributes,
    prefix,
    notes,
    existing,
  }: Filling & { readonly attributes: readonly Attribute[]; readonly prefix: string },
): void {
  for (const attribute of attributes) {
    const { name, mutability, initial } = attribute;
    const old = existing?.[name];
    const path = prefix + name;
    const parts = isObject(old) ? keptParts(attribute) : [];
    if (parts.length > 0) keepParts(values, { name, old, parts, path, notes });
    if (mutability === 'immutable' && old !== undefined)
      values[name] = kept(values[name], old, { path, notes });
    if (values[name] !== undefined) continue;
    if (existing && old !== undefined && (initial !== undefined || mutability === 'writeOnly')) {
      values[name] = old;
      notes.steps.push(keptStep(path));
    } else if (!existing && initial !== undefined) {
      values[name] = initial;
      notes.steps.push(defaultStep(path, initial));
    }
  }
}

const keptBy = new WeakMap<Attribute, readonly Attribute[]>();

/** The parts of a single complex attribute that a PUT cannot clear by leaving them out. */
function keptParts(attribute: Attribute): readonly Attribute[] {
  const found =
    keptBy.get(attribute) ??
    (attribute.multiValued ? [] : (attribute.subAttributes ?? [])).filter(
      ({ mutability, derived }) =>
        !derived && (mutability === 'immutable' || mutability === 'writeOnly'),
    );
  keptBy.set(attribute, found);
  return found;
}

/** Parts that stay: immutable ones always, writeOnly ones where the body is silent; but none of what is cleared whole. */
function keepParts(
  values: Values,
  of: {
    readonly name: string;
    readonly old: Json | undefined;
    readonly parts: readonly Attribute[];
    readonly path: string;
    readonly notes: Notes;
  },
): void {
  const { name, old, parts, path, notes } = of;
  const sent = values[name];
  if (!isObject(sent) || !isObject(old)) return;
  const next: Record<string, Json | undefined> = { ...sent };
  for (const part of parts) {
    const value = old[part.name];
    if (value === undefined) continue;
    const at = `${path}.${part.name}`;
    if (part.mutability === 'immutable')
      next[part.name] = kept(sent[part.name], value, { path: at, notes });
    else next[part.name] ??= value;
  }
  values[name] = next;
}

/** An immutable attribute with a value must be sent as it is, or not at all (RFC 7644 §3.5.1). */
function kept(
  sent: Json | undefined,
  old: Json,
  { path, notes }: { readonly path: string; readonly notes: Notes },
): Json {
  if (sent !== undefined && !sameJson(sent, old))
    notes.problems.push(problem('immutable', { attribute: path }, { at: path }));
  return old;
}

const keptStep = (name: string): TraceStep => ({
  kind: 'plain',
  what: `Kept \`${name}\` as it was`,
  why: 'The body leaves it out, and left out does not mean cleared here.',
  source: rfc('7644', '3.5.1'),
});

const defaultStep = (name: string, value: boolean): TraceStep => ({
  kind: 'plain',
  what: `Set \`${name}\` to \`${value}\``,
  why: 'The body leaves it out, and this is what the server assumes.',
  source: rfc('7644', '3.3'),
});

/**
 * Puts a resource together in the order of its schema, whatever order the client chose. `schemas`
 * follows from the data; `id` and `meta` are those of `existing`.
 */
export function assemble(
  values: JsonObject,
  type: ResourceType,
  existing: JsonObject | undefined,
): JsonObject {
  const resource: Record<string, Json> = { schemas: schemasOf(values, type) };
  if (existing?.id !== undefined) resource.id = existing.id;
  if (values.externalId !== undefined) resource.externalId = values.externalId;
  for (const { name } of type.schema.attributes)
    if (values[name] !== undefined) resource[name] = values[name];
  for (const { schema } of type.extensions)
    if (values[schema.id] !== undefined) resource[schema.id] = values[schema.id]!;
  if (existing?.meta !== undefined) resource.meta = existing.meta;
  return resource;
}

/** The schemas a resource follows: its base schema, and each extension it has data of. */
export const schemasOf = (resource: JsonObject, type: ResourceType): readonly string[] => [
  type.schema.id,
  ...type.extensions.map(({ schema }) => schema.id).filter((id) => resource[id] !== undefined),
];
