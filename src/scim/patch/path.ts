// Reads the path of a PATCH operation (RFC 7644 §3.5.2, Figure 7) into the attribute it means.
import type { JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { attributeNamed, extensionNamed, findAttribute, isBaseSchema } from '../attributes.ts';
import { compileElementFilter } from '../filter/compile.ts';
import { keyOf } from '../filter/lookup.ts';
import type { AttributeRef, FilterNode } from '../filter/node.ts';
import { printAttribute } from '../filter/print.ts';
import { FilterReader } from '../filter/reader.ts';
import { limits } from '../limits.ts';
import { hintFor } from '../suggest.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { Attribute, ResourceType, Schema } from '../schema.ts';

/** The brackets of a path: which elements they choose. `key` is set when they only say `value eq "…"`. */
export interface ElementFilter {
  readonly node: FilterNode;
  readonly key?: string;
  matches(element: JsonObject): boolean;
}

/** A path to an attribute: whole, a part of it, chosen elements, or a part of these. */
export interface AttributePath {
  readonly kind: 'attribute';
  readonly text: string;
  /** URN of the extension that holds the attribute. */
  readonly extension: string | undefined;
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
  readonly filter: ElementFilter | undefined;
}

/** What a path can mean; `extension` is the bare URN of one. `tolerated` names a departure that was read. */
export type PatchPath = (
  AttributePath | { readonly kind: 'extension'; readonly text: string; readonly schema: Schema }
) & { readonly tolerated?: 'dotAfterUrn' | 'unqualified' };

/**
 * Reads a path: `name.familyName`, `emails[type eq "work"].value`, `urn:…:User:department`, or the
 * URN of an extension. Problems: 400 invalidPath, and invalidFilter for what is wrong in brackets.
 */
export function parsePath(
  text: string,
  type: ResourceType,
  profile: Profile,
): Result<PatchPath, Problem> {
  const known = knownPaths(type, profile);
  const before = known.get(text);
  if (before) return before;
  const path = readWhole(text, type, profile);
  if (path.ok && text.length <= 128 && !isOnePerson(path.value)) remember(known, text, path);
  return path;
}

// Clients send the same few paths over and over, so what they mean is kept; but not those that name
// one member by its id. A path never changes its meaning within a type and a profile.
const isOnePerson = (path: PatchPath): boolean =>
  path.kind === 'attribute' && path.filter?.key !== undefined;

type Known = Map<string, Result<PatchPath, Problem>>;
const knownBy = new WeakMap<Profile, Map<ResourceType, Known>>();
const mostKept = 256;

function knownPaths(type: ResourceType, profile: Profile): Known {
  let types = knownBy.get(profile);
  if (!types) knownBy.set(profile, (types = new Map()));
  let known = types.get(type);
  if (!known) types.set(type, (known = new Map()));
  return known;
}

function remember(known: Known, text: string, path: Result<PatchPath, Problem>): void {
  if (known.size >= mostKept) known.clear();
  known.set(text, path);
}

function readWhole(text: string, type: ResourceType, profile: Profile): Result<PatchPath, Problem> {
  if (text.length > limits.filterLength) return fail(unreadable(text, 'it is too long'));
  const schema = extensionNamed(type, text);
  if (schema) return ok({ kind: 'extension', text, schema });
  const colonized = profile.readsDotAfterUrn ? withColon(text, type) : text;
  const path = readPath(text, colonized, { type, profile });
  if (!path.ok || colonized === text) return path;
  return ok({ ...path.value, tolerated: 'dotAfterUrn' });
}

/** Some clients write a dot between URN and attribute; a colon there changes no offset. */
function withColon(text: string, type: ResourceType): string {
  const urns = [type.schema.id, ...type.extensions.map(({ schema }) => schema.id)];
  const small = text.toLowerCase();
  const urn = urns.find((known) => small.startsWith(`${known.toLowerCase()}.`));
  return urn ? `${text.slice(0, urn.length)}:${text.slice(urn.length + 1)}` : text;
}

interface Readers {
  readonly type: ResourceType;
  readonly profile: Profile;
}

function readPath(text: string, colonized: string, readers: Readers): Result<PatchPath, Problem> {
  const reader = new FilterReader(colonized);
  const ref = reader.attribute();
  if (!ref) return fail(malformed(text));
  if (colonized.charCodeAt(reader.at) === 91)
    return readBrackets(text, { reader, ref, ...readers });
  if (reader.at < text.length) return fail(malformed(text));
  const found = findAttribute(readers.type, ref);
  if (!found) return fail(unknown(readers.type, ref));
  return ok(pathFor(text, ref, found));
}

interface Target {
  readonly attribute: Attribute;
  readonly extension?: string | undefined;
  readonly sub?: Attribute | undefined;
  readonly filter?: ElementFilter;
}

function pathFor(
  text: string,
  { schema }: AttributeRef,
  { attribute, extension, sub, filter }: Target,
): PatchPath {
  const kind = 'attribute';
  // Extension attributes SHOULD be written with their URN (RFC 7644 §3.10).
  const isUnqualified = extension !== undefined && schema === undefined;
  return isUnqualified
    ? { kind, text, extension, attribute, sub, filter, tolerated: 'unqualified' }
    : { kind, text, extension, attribute, sub, filter };
}

function readBrackets(
  text: string,
  { reader, ref, type, profile }: Readers & { reader: FilterReader; ref: AttributeRef },
): Result<PatchPath, Problem> {
  if (isDigit(text.charCodeAt(reader.at + 1)))
    return fail(problem('pathIndex', { path: text, attribute: ref.name }));
  const node = reader.brackets();
  if (!node) return fail(reader.trouble!); // no node, so there is trouble
  const found = findAttribute(type, ref);
  if (!found) return fail(unknown(type, ref));
  const { attribute } = found;
  const span = ref.span;
  if (!attribute.multiValued || found.sub)
    return fail(problem('pathNotMany', { attribute: printAttribute(ref) }, { span }));
  const test = compileElementFilter(node, attribute, { label: attribute.name, profile });
  if (!test.ok) return test;
  const sub = readSub(text, reader, attribute);
  if (!sub.ok) return sub;
  const key = keyOf(node);
  const matches = test.value;
  const filter = key === undefined ? { node, matches } : { node, matches, key };
  const { extension } = found;
  return ok(pathFor(text, ref, { attribute, extension, sub: sub.value, filter }));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** What stands behind the brackets: nothing, or a dot and a sub-attribute. */
function readSub(
  text: string,
  reader: FilterReader,
  attribute: Attribute,
): Result<Attribute | undefined, Problem> {
  if (reader.at === text.length) return ok(undefined);
  if (text.charCodeAt(reader.at++) !== 46) return fail(malformed(text));
  const ref = reader.attribute();
  if (!ref || reader.at < text.length || ref.sub !== undefined || ref.schema !== undefined)
    return fail(malformed(text));
  const sub = attributeNamed(attribute.subAttributes, ref.name);
  if (sub) return ok(sub);
  const hint = hintFor(ref, { parts: attribute.subAttributes ?? [] });
  const owner = { type: attribute.name, attribute: ref.name };
  return fail(problem('pathUnknown', owner, { span: ref.span, hint }));
}

/** The path to a whole attribute, of an extension if its URN is given. */
export const pathTo = (attribute: Attribute, extension?: string): AttributePath => ({
  kind: 'attribute',
  text: extension === undefined ? attribute.name : `${extension}:${attribute.name}`,
  extension,
  attribute,
  sub: undefined,
  filter: undefined,
});

const unreadable = (text: string, reason: string): Problem =>
  problem('pathSyntax', { path: JSON.stringify(text), reason });

/** Says what is wrong with a path that does not follow the grammar. */
function malformed(text: string): Problem {
  const indexed = /^([\w$:.-]*?)(?:\[\d+\]|\.\d+)(?:\.|$)/.exec(text);
  if (indexed) return problem('pathIndex', { path: text, attribute: indexed[1]! });
  if (text.trim() === '') return unreadable(text, 'it is empty');
  if (/\s/.test(text.replace(/\[.*/, ''))) return unreadable(text, 'a name has no blanks');
  if (/\.\.|^\.|\.$/.test(text)) return unreadable(text, 'a name is missing beside a dot');
  return unreadable(text, 'a name begins with a letter, and has one dot at most');
}

function unknown(type: ResourceType, ref: AttributeRef): Problem {
  const bare = ref.schema !== undefined && isBaseSchema(type, `${ref.schema}:${ref.name}`);
  if (bare) return unreadable(printAttribute(ref), 'it names a schema, and no attribute of it');
  const data = { type: type.name, attribute: printAttribute(ref) };
  return problem('pathUnknown', data, { span: ref.span, hint: hintFor(ref, [type]) });
}
