// Does one operation of a PATCH to the attribute its path means (RFC 7644 §3.5.2.1 to §3.5.2.3).
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject, sameJson } from '../../base/json.ts';
import { attributeNamed } from '../attributes.ts';
import { elementKey, isPrimary, mergeElement, onlyPrimary, uniqueElements } from '../elements.ts';
import type { FilterNode } from '../filter/node.ts';
import type { Notes } from '../notes.ts';
import { tolerate } from '../notes.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Attribute } from '../schema.ts';
import { readElement, readValue } from '../value.ts';
import { code } from '../words.ts';
import type { Draft } from './draft.ts';
import { isEmpty, withPart } from './draft.ts';
import type { Op } from './operations.ts';
import type { AttributePath } from './path.ts';
import { pathTo } from './path.ts';
import { note, noteMembers, noteSame } from './steps.ts';

/** The copy under change, and the notes of the request. */
export interface Patch {
  readonly draft: Draft;
  readonly notes: Notes;
}

/** One operation on one attribute. */
export interface Action {
  readonly op: Op;
  readonly path: AttributePath;
  readonly value: Json | undefined;
  /** The attribute goes with its whole extension, so that it may, though it is required in it. */
  readonly isWhole?: boolean;
}

/** Does it to the copy. Undefined if it is done; else why it cannot be, with the copy half changed. */
export function act(action: Action, patch: Patch): Problem | undefined {
  const refused = guarded(action.path);
  if (refused) return refused;
  if (action.op === 'remove') return remove(action, patch);
  if (action.path.filter) return assignChosen(action, patch);
  if (action.path.sub) return assignPart(action, patch);
  return assignWhole(action, patch);
}

/** What only the server sets cannot be the target of an operation (RFC 7644 §3.5.2). */
function guarded({ text, attribute, sub }: AttributePath): Problem | undefined {
  if (attribute.name === 'groups' && attribute.mutability === 'readOnly')
    return problem('groupsReadOnly', {});
  const target = sub ?? attribute;
  const isServers =
    attribute.mutability === 'readOnly' || target.mutability === 'readOnly' || target.derived;
  if (!isServers) return undefined;
  return target.mutability === 'immutable'
    ? problem('immutable', { attribute: text })
    : problem('readOnly', { attribute: text });
}

// remove

function remove(action: Action, patch: Patch): Problem | undefined {
  const { path, value } = action;
  const listed = path.attribute.multiValued && !path.filter && !path.sub && isGiven(value);
  if (listed) return removeListed(action, patch);
  if (path.filter?.key !== undefined && !path.sub) return removeKey(action, patch);
  if (path.filter || (path.sub && path.attribute.multiValued)) return removeChosen(action, patch);
  return path.sub ? putPart(action, patch, undefined) : put(action, patch, undefined);
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null;

/**
 * Entra ID removes members with `path: "members"` and a list of values. By the letter that would
 * empty the list, so the strict profile refuses it rather than do what nobody meant.
 */
function removeListed(action: Action, patch: Patch): Problem | undefined {
  const { path, value } = action;
  const { notes, draft } = patch;
  const { attribute, text } = path;
  if (!notes.profile.removesListedMembers) return problem('patchRemoveValue', { attribute: text });
  const read = readValue(attribute, value, { path: text, notes, partial: true });
  const listed = isList(read) ? read : [];
  tolerate(notes, `Removed only the listed ${code(text)}`, 'remove with a list removes only those');
  const keyed = draft.byKey(path);
  if (keyed) {
    const gone = listed.filter((element) => keyed.remove(elementKey(attribute, element)));
    return noteMembers(action, patch.notes, gone.length);
  }
  const isListed = (element: Json): boolean => listed.some((one) => holds(element, one));
  return putElements(
    action,
    patch,
    elementsOf(action, patch).filter((one) => !isListed(one)),
  );
}

/** True if an element has everything that was listed of it. */
const holds = (element: Json, listed: Json): boolean =>
  isObject(listed) && isObject(element)
    ? Object.entries(listed).every(([part, value]) => sameJson(element[part], value))
    : sameJson(element, listed);

/** `members[value eq "1042"]`: found by its key, however long the list is. */
function removeKey(action: Action, patch: Patch): Problem | undefined {
  const keyed = patch.draft.byKey(action.path);
  if (!keyed) return removeChosen(action, patch);
  return noteMembers(action, patch.notes, keyed.remove(action.path.filter!.key!) ? 1 : 0);
}

function removeChosen(action: Action, patch: Patch): Problem | undefined {
  const { sub } = action.path;
  const chosen = chooser(action.path);
  if (!sub) {
    const left = elementsOf(action, patch).filter((element) => !chosen(element));
    return putElements(action, patch, left);
  }
  return changeChosen(action, patch, (element) => changedPart(element, { sub, value: undefined }));
}

// add and replace

function assignWhole(action: Action, patch: Patch): Problem | undefined {
  const { path, value, op } = action;
  const { notes, draft } = patch;
  const { attribute, text } = path;
  const read =
    attribute.type === 'complex' && !attribute.multiValued && isObject(value)
      ? readElement(attribute, value, { path: text, notes, partial: true })
      : readValue(attribute, value, { path: text, notes, partial: true });
  if (notes.problems.length > 0) return notes.problems[0];
  if (attribute.multiValued)
    return op === 'add' && isList(read) ? append(action, patch, read) : putAll(action, patch, read);
  const old = draft.read(path);
  if (read === undefined && op === 'add') return put(action, patch, old);
  if (!isObject(read)) return put(action, patch, read);
  const next = merged(attribute, isObject(old) ? old : {}, read);
  return 'problem' in next ? next.problem : put(action, patch, next.element);
}

/** Sub-attributes that the value does not name stay as they are (RFC 7644 §3.5.2.3); null clears one. */
function merged(attribute: Attribute, old: JsonObject, next: JsonObject): Changed {
  let element = old;
  for (const [name, value] of Object.entries(next)) {
    const sub = attributeNamed(attribute.subAttributes, name)!; // read by the schema, so it has all of them
    const changed = changedPart(element, { sub, value: isEmpty(value) ? undefined : value });
    if ('problem' in changed) return changed;
    element = changed.element;
  }
  return { element };
}

/** Replace of a whole list; `add` of no value adds nothing. */
function putAll(action: Action, patch: Patch, read: Json | undefined): Problem | undefined {
  if (action.op === 'add') return noteSame(action, patch.notes);
  return put(action, patch, read);
}

/** Adds elements that are not there yet; of one that is, the parts given are put over it. */
function append(action: Action, patch: Patch, added: readonly Json[]): Problem | undefined {
  const { path } = action;
  const keyed = patch.draft.byKey(path);
  if (!keyed) return appendToList(action, patch, added);
  let count = 0;
  for (const element of added) {
    const key = elementKey(path.attribute, element);
    if (keyed.has(key)) continue;
    keyed.append(element, key);
    count++;
  }
  return noteMembers(action, patch.notes, count);
}

function appendToList(action: Action, patch: Patch, added: readonly Json[]): Problem | undefined {
  const { attribute } = action.path;
  const elements = [...elementsOf(action, patch)];
  const places = new Map(elements.map((element, at) => [elementKey(attribute, element), at]));
  let primary: number | undefined;
  for (const element of added) {
    const place = places.get(elementKey(attribute, element)) ?? elements.length;
    const old = elements[place];
    elements[place] = old === undefined ? element : mergeElement(attribute, old, element);
    if (isPrimary(element)) primary = place;
  }
  const list = primary === undefined ? elements : onlyPrimary(elements, primary);
  return putElements(action, patch, list);
}

/** `name.givenName`, or `emails.display` on every element. */
function assignPart(action: Action, patch: Patch): Problem | undefined {
  const { path, value, op } = action;
  const sub = path.sub!; // a path without sub-attribute goes another way
  const { notes } = patch;
  const read = readValue(sub, value, { path: path.text, notes, partial: true });
  if (notes.problems.length > 0) return notes.problems[0];
  if (read === undefined && op === 'add') return noteSame(action, notes);
  if (path.attribute.multiValued) return assignEvery(action, patch, read);
  return putPart(action, patch, read);
}

function assignEvery(action: Action, patch: Patch, value: Json | undefined): Problem | undefined {
  const sub = action.path.sub!; // as above
  return changeChosen(action, patch, (element) => changedPart(element, { sub, value }));
}

/** Sets a part of a single complex attribute; removing the last part removes the attribute. */
function putPart(action: Action, patch: Patch, value: Json | undefined): Problem | undefined {
  const sub = action.path.sub!; // as above
  const old = patch.draft.read(action.path);
  const next = changedPart(isObject(old) ? old : {}, { sub, value });
  return 'problem' in next ? next.problem : put(action, patch, next.element);
}

/** An element as an operation leaves it, or why it cannot. */
type Changed = { readonly element: JsonObject } | { readonly problem: Problem };

/** A part is set, or unassigned by undefined; an immutable one with a value keeps it (RFC 7643 §2.2). */
function changedPart(
  element: JsonObject,
  { sub, value }: { readonly sub: Attribute; readonly value: Json | undefined },
): Changed {
  const old = element[sub.name];
  if (sameJson(old, value)) return { element };
  if (sub.mutability === 'immutable' && old !== undefined)
    return { problem: problem('immutable', { attribute: sub.name }) };
  return { element: withPart(element, sub.name, value) };
}

// paths with brackets

function assignChosen(action: Action, patch: Patch): Problem | undefined {
  const { path, value, op } = action;
  const { attribute, sub, text } = path;
  const { notes } = patch;
  const place = { path: text, notes, partial: op === 'add' || sub !== undefined };
  const read = sub ? readValue(sub, value, place) : readElement(attribute, value, place);
  if (notes.problems.length > 0) return notes.problems[0];
  if (!elementsOf(action, patch).some(chooser(path))) return assignMissing(action, patch, read);
  if (sub) return assignEvery(action, patch, read);
  if (!isObject(read)) return op === 'add' ? noteSame(action, notes) : removeChosen(action, patch);
  return changeChosen(action, patch, (element) =>
    op === 'add'
      ? { element: mergeElement(attribute, element, read) as JsonObject } // two objects give an object
      : replaced(attribute, element, read),
  );
}

/** A replaced element keeps what is immutable, and refuses another value for it. */
function replaced(attribute: Attribute, old: JsonObject, next: JsonObject): Changed {
  let element: JsonObject = next;
  for (const sub of attribute.subAttributes ?? []) {
    const kept = old[sub.name];
    if (sub.mutability !== 'immutable' || kept === undefined) continue;
    const fixed = changedPart({ [sub.name]: kept }, { sub, value: next[sub.name] ?? kept });
    if ('problem' in fixed) return fixed;
    element = { ...element, [sub.name]: kept };
  }
  return { element };
}

/** Nothing matches: noTarget by the RFC; lenient profiles make the element that the filter describes. */
function assignMissing(action: Action, patch: Patch, read: Json | undefined): Problem | undefined {
  const { path } = action;
  const { notes } = patch;
  const { attribute, sub, text, filter } = path;
  const terms = notes.profile.unmatchedFilter === 'create' ? equalities(filter!.node) : undefined;
  if (!terms) return problem('patchNoMatch', { path: text });
  if (read === undefined) return noteSame(action, notes);
  const given = isObject(read) ? read : { [sub!.name]: read }; // a part that is set has a sub-attribute
  const wanted = withPart({ ...terms, ...given }, 'primary', undefined);
  const element = readElement(attribute, wanted, { path: text, notes });
  if (notes.problems.length > 0 || element === undefined) return notes.problems[0];
  const what = `Nothing matches ${code(text)}, so made the element it describes`;
  tolerate(notes, what, 'an unmatched filter makes the element');
  return append({ ...action, path: pathTo(attribute, path.extension) }, patch, [element]);
}

/** What a filter says an element is: its `eq` terms, if it is made of such only. */
function equalities(node: FilterNode): Record<string, Json> | undefined {
  if (node.kind === 'compare' && node.operator === 'eq')
    return { [node.attribute.name.toLowerCase()]: node.value };
  if (node.kind !== 'and') return undefined;
  const parts = node.terms.map(equalities);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}

/** The elements a path chooses: those its filter matches, or all. */
function chooser({ filter }: AttributePath): (element: Json) => boolean {
  if (!filter) return () => true;
  return (element) => filter.matches(isObject(element) ? element : { value: element });
}

/** Changes each chosen element; an element that loses its last part is gone. */
function changeChosen(
  action: Action,
  patch: Patch,
  change: (element: JsonObject) => Changed,
): Problem | undefined {
  const { path } = action;
  const chosen = chooser(path);
  const elements: Json[] = [];
  const primaries: number[] = [];
  let count = 0;
  let moves = false;
  for (const element of elementsOf(action, patch)) {
    if (!chosen(element) || !isObject(element)) {
      elements.push(element);
      continue;
    }
    const changed = change(element);
    if ('problem' in changed) return changed.problem;
    count++;
    if (isEmpty(changed.element)) continue;
    if (isPrimary(changed.element)) primaries.push(elements.length);
    if (isPrimary(changed.element) && !isPrimary(element)) moves = true;
    elements.push(changed.element);
  }
  if (count === 0 && action.op !== 'remove') return problem('patchNoMatch', { path: path.text });
  if (!moves) return putElements(action, patch, uniqueElements(path.attribute, elements));
  if (primaries.length > 1) return problem('twoPrimaries', { attribute: path.attribute.name });
  return putElements(action, patch, onlyPrimary(elements, primaries[0]!));
}

// the copy

const elementsOf = ({ path }: Action, { draft }: Patch): readonly Json[] => {
  const value = draft.read(path);
  return isList(value) ? value : [];
};

function putElements(action: Action, patch: Patch, elements: readonly Json[]): Problem | undefined {
  return put(action, patch, elements.length === 0 ? undefined : elements);
}

/** Puts a value in place, unless it is what stands there, or may not go. */
function put(action: Action, patch: Patch, next: Json | undefined): Problem | undefined {
  const { path, op } = action;
  const { attribute } = path;
  const old = patch.draft.read(path);
  const gone = isEmpty(next);
  if (gone && attribute.required && !action.isWhole)
    return problem(op === 'remove' ? 'requiredRemoved' : 'required', { attribute: path.text });
  if (sameJson(old, gone ? undefined : next)) return noteSame(action, patch.notes);
  if (attribute.mutability === 'immutable' && old !== undefined)
    return problem('immutable', { attribute: path.text });
  patch.draft.write(path, next);
  return note(action, patch.notes, { old, next });
}
