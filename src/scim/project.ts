// Picks what an answer shows of a resource: `returned`, `attributes`, `excludedAttributes` (RFC 7644 §3.9).
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { extensionNamed, findAttribute, isBaseSchema } from './attributes.ts';
import { parseAttribute } from './filter/parse.ts';
import type { Problem } from './problem.ts';
import { problem } from './problem.ts';
import { commonAttributes } from './resourceTypes.ts';
import type { Attribute, ResourceType } from './schema.ts';

/** A choice of attributes by JSON name (extensions by URN): whole, or in parts. */
export type Selection = true | ReadonlyMap<string, Selection>;

/** What the client wants to see, resolved for each resource type by name. */
export interface Projection {
  readonly mode: 'only' | 'without';
  readonly selections: ReadonlyMap<string, ReadonlyMap<string, Selection>>;
}

/** The two parameters as they came: comma-separated text (query) or a list of names (`.search`). */
export interface ProjectionParameters {
  readonly attributes?: string | readonly string[] | undefined;
  readonly excludedAttributes?: string | readonly string[] | undefined;
}

/**
 * Reads the parameters; undefined when neither names anything. Names may be in any letter case, with
 * or without URN, with a sub-attribute, or the URN of a schema; unknown ones are passed over.
 * Problem: 400 when both are given.
 */
export function readProjection(
  { attributes, excludedAttributes }: ProjectionParameters,
  types: readonly ResourceType[],
): Result<Projection | undefined, Problem> {
  const wanted = namesIn(attributes);
  const unwanted = namesIn(excludedAttributes);
  if (wanted.length > 0 && unwanted.length > 0) return fail(problem('projectionBoth', {}));
  if (wanted.length > 0) return ok(projectionOf('only', wanted, types));
  return ok(unwanted.length > 0 ? projectionOf('without', unwanted, types) : undefined);
}

const namesIn = (parameter: string | readonly string[] | undefined): readonly string[] =>
  (typeof parameter === 'string' ? parameter.split(',') : (parameter ?? []))
    .map((name) => name.trim())
    .filter((name) => name !== '');

const projectionOf = (
  mode: Projection['mode'],
  names: readonly string[],
  types: readonly ResourceType[],
): Projection => ({
  mode,
  selections: new Map(types.map((type) => [type.name, select(mode, names, type)])),
});

type Tree = Map<string, Selection>;

/**
 * `only` holds what is always returned too, and never what is never returned; `without` holds what
 * is hidden anyway, and spares what is always returned (RFC 7643 §7, `returned`).
 */
function select(
  mode: Projection['mode'],
  names: readonly string[],
  type: ResourceType,
): ReadonlyMap<string, Selection> {
  const tree: Tree = new Map();
  // `schemas` and `id` come first, as in every example of the RFCs
  for (const path of mode === 'only' ? alwaysPaths(type) : hiddenPaths(type)) plant(tree, path);
  for (const name of names) for (const path of pathsOf(name, type, mode)) plant(tree, path);
  return tree;
}

/** Where in a resource's JSON a name leads: several places for the URN of the base schema. */
function pathsOf(
  name: string,
  type: ResourceType,
  mode: Projection['mode'],
): readonly (readonly string[])[] {
  const extension = extensionNamed(type, name);
  const below = (attributes: readonly Attribute[]): readonly (readonly string[])[] =>
    attributes.filter(isMeant[mode]).flatMap((each) => wholeOf(each, mode));
  if (extension) {
    const { id, attributes } = extension;
    return attributes.every(isPlain) ? [[id]] : below(attributes).map((path) => [id, ...path]);
  }
  if (isBaseSchema(type, name)) return below(type.schema.attributes);
  const ref = parseAttribute(name);
  const found = ref && findAttribute(type, ref);
  if (!found) return [];
  const { attribute, sub, extension: urn } = found;
  const spared = mode === 'only' ? 'never' : 'always';
  if (attribute.returned === spared || sub?.returned === spared) return [];
  const home = urn === undefined ? [] : [urn];
  if (!sub) return wholeOf(attribute, mode).map((path) => [...home, ...path]);
  const parts = mode === 'only' ? (attribute.subAttributes ?? []).filter(isAlways) : [];
  return [sub, ...parts].map((part) => [...home, attribute.name, part.name]);
}

const isAlways = ({ returned }: Attribute): boolean => returned === 'always';

/** What naming a whole means: showing what is shown unasked, or leaving out what can be. */
const isMeant = {
  only: (one: Attribute) => isShown(one),
  without: (one: Attribute) => !isAlways(one),
};

/** True for an attribute without a rule of its own, nor a part with one. */
const isPlain = ({ returned, subAttributes = [] }: Attribute): boolean =>
  returned === 'default' && subAttributes.every(isPlain);

/** An attribute as a whole; part by part, where some of its parts follow a rule of their own. */
function wholeOf(
  { name, subAttributes = [] }: Attribute,
  mode: Projection['mode'],
): readonly (readonly string[])[] {
  if (subAttributes.every(isPlain)) return [[name]];
  return subAttributes.filter(isMeant[mode]).map((part) => [name, part.name]);
}

/** Adds a path to a tree; what is chosen whole stays whole. */
function plant(tree: Tree, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const branch = tree.get(name);
  if (branch === true) return;
  if (rest.length === 0) {
    tree.set(name, true);
    return;
  }
  const grown: Tree = new Map(branch ?? []);
  plant(grown, rest);
  tree.set(name, grown);
}

const alwaysBy = new WeakMap<ResourceType, readonly (readonly string[])[]>();

/** What every answer shows: `id`, `schemas`, and whatever a schema says is always returned. */
function alwaysPaths(type: ResourceType): readonly (readonly string[])[] {
  const found = alwaysBy.get(type) ?? [
    ...[...commonAttributes, ...type.schema.attributes].filter(isAlways).map(({ name }) => [name]),
    ...type.extensions.flatMap(({ schema }) =>
      schema.attributes.filter(isAlways).map(({ name }) => [schema.id, name]),
    ),
  ];
  alwaysBy.set(type, found);
  return found;
}

const isShown = ({ returned }: Attribute): boolean =>
  returned === 'default' || returned === 'always';

const hiddenBy = new WeakMap<ResourceType, readonly (readonly string[])[]>();

/** What no answer shows unasked: `returned` is never, or request. */
function hiddenPaths(type: ResourceType): readonly (readonly string[])[] {
  let hidden = hiddenBy.get(type);
  if (!hidden) {
    const extended = type.extensions.flatMap(({ schema }) =>
      hiddenIn(schema.attributes).map((path) => [schema.id, ...path]),
    );
    hidden = [...hiddenIn(type.schema.attributes), ...extended];
    hiddenBy.set(type, hidden);
  }
  return hidden;
}

const hiddenIn = (attributes: readonly Attribute[]): readonly (readonly string[])[] =>
  attributes.flatMap((attribute) =>
    isShown(attribute)
      ? hiddenIn(attribute.subAttributes ?? []).map((path) => [attribute.name, ...path])
      : [[attribute.name]],
  );

const defaults = new WeakMap<ResourceType, ReadonlyMap<string, Selection>>();

function hiddenByDefault(type: ResourceType): ReadonlyMap<string, Selection> {
  let hidden = defaults.get(type);
  if (!hidden) defaults.set(type, (hidden = select('without', [], type)));
  return hidden;
}

/**
 * The resource as a client may see it: `id` and `schemas` always, a password never; `meta` like any
 * other attribute. Parts are shared with the resource given.
 */
export function project(
  resource: JsonObject,
  type: ResourceType,
  projection?: Projection,
): JsonObject {
  const selection = projection?.selections.get(type.name);
  if (!projection || !selection) return omit(resource, hiddenByDefault(type));
  return projection.mode === 'only' ? pick(resource, selection) : omit(resource, selection);
}

/** True unless nothing of an attribute (or extension, by URN) will be left by `project`. */
export function shows(projection: Projection | undefined, type: string, name: string): boolean {
  const selection = projection?.selections.get(type);
  if (!projection || !selection) return true;
  return projection.mode === 'only' ? selection.has(name) : selection.get(name) !== true;
}

function pick(object: JsonObject, selection: ReadonlyMap<string, Selection>): JsonObject {
  const picked: Record<string, Json> = {};
  for (const [name, branch] of selection) {
    const value = part(object[name], branch, pick);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

function omit(object: JsonObject, selection: ReadonlyMap<string, Selection>): JsonObject {
  if (!hasAny(object, selection)) return object;
  const rest: Record<string, Json | undefined> = {};
  for (const name of Object.keys(object)) {
    const branch = selection.get(name);
    if (branch === true) continue;
    const left = branch ? part(object[name], branch, omit) : object[name];
    if (left !== undefined) rest[name] = left;
  }
  return rest;
}

function hasAny(object: JsonObject, selection: ReadonlyMap<string, Selection>): boolean {
  for (const name of selection.keys()) if (object[name] !== undefined) return true;
  return false;
}

/** Applies a choice to a value, element by element; what nothing is left of is undefined. */
function part(
  value: Json | undefined,
  branch: Selection,
  apply: (object: JsonObject, selection: ReadonlyMap<string, Selection>) => JsonObject,
): Json | undefined {
  if (branch === true) return value;
  if (isList(value)) {
    const parts = value.flatMap((element) => part(element, branch, apply) ?? []);
    return parts.length === 0 ? undefined : parts;
  }
  if (!isObject(value)) return undefined;
  const result = apply(value, branch);
  return Object.keys(result).length === 0 ? undefined : result;
}

/**
 * What the answer to a write shows: attributes that are returned on request only when the body
 * speaks of them (RFC 7643 §7, `request`). Undefined when the type has none, or the body none of
 * them. `body` is a resource or a PatchOp.
 */
export function projectionOfWrite(body: JsonObject, type: ResourceType): Projection | undefined {
  const onRequest = requestPaths(type);
  if (onRequest.length === 0) return undefined;
  const words = wordsIn(body, new Set());
  const spoken = onRequest.filter((path) => path.every((word) => words.has(word.toLowerCase())));
  if (spoken.length === 0) return undefined;
  const tree: Tree = new Map();
  for (const path of hiddenPaths(type)) if (!spoken.includes(path)) plant(tree, path);
  return { mode: 'without', selections: new Map([[type.name, tree]]) };
}

const requestBy = new WeakMap<ResourceType, readonly (readonly string[])[]>();

/** The hidden paths that are hidden only until they are asked for. */
function requestPaths(type: ResourceType): readonly (readonly string[])[] {
  const found = requestBy.get(type) ?? hiddenPaths(type).filter((path) => isOnRequest(type, path));
  requestBy.set(type, found);
  return found;
}

function isOnRequest(type: ResourceType, path: readonly string[]): boolean {
  const extension = extensionNamed(type, path[0]!);
  const [name, sub] = extension ? path.slice(1) : path;
  const found = findAttribute(type, {
    ...(extension ? { schema: extension.id } : { schema: type.schema.id }),
    name: name!, // a hidden path names an attribute
    ...(sub === undefined ? {} : { sub }),
  });
  return (found?.sub ?? found?.attribute)?.returned === 'request';
}

/** Every name in a body, in small letters: keys, and the words of PATCH paths. */
function wordsIn(value: Json | undefined, words: Set<string>): ReadonlySet<string> {
  if (isList(value)) for (const element of value) wordsIn(element, words);
  if (!isObject(value)) return words;
  for (const [key, part] of Object.entries(value)) {
    words.add(key.toLowerCase());
    if (key.toLowerCase() === 'path' && typeof part === 'string') addPath(part, words);
    wordsIn(part, words);
  }
  return words;
}

function addPath(path: string, words: Set<string>): void {
  const plain = path.replace(/\[.*\]/, '').toLowerCase();
  const colon = plain.lastIndexOf(':');
  if (colon > 0) words.add(plain.slice(0, colon));
  for (const word of plain.slice(colon + 1).split('.')) words.add(word);
}
