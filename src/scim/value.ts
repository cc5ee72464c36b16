// Reads one value of a body as its attribute's schema wants it: type, letter case of names, what is unassigned.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import { attributeNamed } from './attributes.ts';
import { instantOf } from './dateTime.ts';
import { hasPrimary, isPrimary, onlyPrimary, uniqueElements } from './elements.ts';
import type { Notes } from './notes.ts';
import { ignore, tolerate } from './notes.ts';
import { isName, isTellable, prepared } from './prepared.ts';
import { problem } from './problem.ts';
import type { Attribute } from './schema.ts';
import { fingerprint } from './secret.ts';
import { rfc } from './trace.ts';
import { code, typeWords, wordForValue } from './words.ts';

/** Where a value stands, and how it is read. */
export interface Place {
  /** Dotted, for sentences: `emails[0].value`. */
  readonly path: string;
  readonly notes: Notes;
  /**
   * The value changes parts of what is there (PATCH): one element may stand without a list, required
   * parts may be missing, and parts to be cleared are kept as null.
   */
  readonly partial?: boolean;
}

/**
 * Reads the value of an attribute. Undefined if it is unassigned: null, [] and "" are no values
 * (RFC 7643 §2.5; §3.4.2.2 of RFC 7644 calls only what is non-empty present). Also undefined after
 * a problem, which is then among the notes.
 */
export function readValue(
  attribute: Attribute,
  value: Json | undefined,
  place: Place,
): Json | undefined {
  if (value === null || value === undefined) return undefined;
  return attribute.multiValued
    ? readList(attribute, value, place)
    : readElement(attribute, unwrapped(value, place), place);
}

/** Reads a multi-valued attribute: each element once, one primary at most. */
function readList(attribute: Attribute, value: Json, place: Place): Json | undefined {
  const { path, notes } = place;
  const wraps = place.partial || (isPlainReference(attribute, value) && readsPlain(notes));
  if (!isList(value) && !wraps) {
    const data = { attribute: path, seen: wordForValue(attribute, value) };
    notes.problems.push(problem('valueNotList', data, { at: path }));
    return undefined;
  }
  const elements: Json[] = [];
  const whole = { path, notes };
  for (const [at, element] of (isList(value) ? value : [value]).entries()) {
    const read =
      element === null
        ? undefined
        : readElement(
            attribute,
            element,
            isList(value) ? { ...whole, path: `${path}[${at}]` } : whole,
          );
    if (read !== undefined) elements.push(read);
  }
  const unique = uniqueElements(attribute, elements);
  return unique.length === 0 ? undefined : oneOf(attribute, unique, place);
}

/** Primary true MUST appear no more than once (RFC 7643 §2.4). */
function oneOf(
  attribute: Attribute,
  elements: readonly Json[],
  { path, notes }: Place,
): readonly Json[] {
  if (!hasPrimary(attribute) || elements.filter(isPrimary).length < 2) return elements;
  if (notes.profile.severalPrimaries === 'keepFirst') {
    tolerate(
      notes,
      `Kept \`primary\` on the first of ${code(path)} only`,
      'one primary, the first',
    );
    return onlyPrimary(elements, elements.findIndex(isPrimary));
  }
  notes.problems.push(problem('twoPrimaries', { attribute: path }, { at: path }));
  return elements;
}

/** A list for a single value: one element is unwrapped in lenient profiles (Entra ID sends managers so). */
function unwrapped(value: Json, { path, notes }: Place): Json | undefined {
  if (!isList(value)) return value;
  if (notes.profile.unwrapsSingleLists && value.length < 2) {
    tolerate(
      notes,
      `Took the value of ${code(path)} out of its list`,
      'a list of one is its element',
    );
    return value[0] ?? undefined;
  }
  notes.problems.push(problem('valueList', { attribute: path }, { at: path }));
  return undefined;
}

/** Reads one value: the only one of an attribute, or one element of several. */
export function readElement(
  attribute: Attribute,
  value: Json | undefined,
  place: Place,
): Json | undefined {
  if (value === undefined) return undefined;
  return attribute.type === 'complex'
    ? readComplex(attribute, value, place)
    : readSimple(attribute, value, place);
}

/** Reads an object: declared names restored, unknown and readOnly parts left aside. */
function readComplex(attribute: Attribute, value: Json, place: Place): Json | undefined {
  if (!isObject(value)) return readPlainReference(attribute, value, place);
  const read: Record<string, Json> = {};
  const { path, notes, partial } = place;
  for (const key of Object.keys(value)) {
    const part = value[key];
    const sub = attributeNamed(attribute.subAttributes, key);
    if (!sub || sub.mutability === 'readOnly' || sub.derived) {
      ignorePart(sub, { path: `${path}.${key}`, value: part, notes });
      continue;
    }
    if (Object.hasOwn(read, sub.name)) {
      const at = `${path}.${sub.name}`;
      notes.problems.push(problem('attributeTwice', { attribute: at }, { at }));
    }
    const result = readValue(sub, part, { ...place, path: `${path}.${sub.name}` });
    if (result !== undefined) read[sub.name] = result;
    else if (partial) read[sub.name] = null;
  }
  if (!partial) demandParts(attribute, read, place);
  return Object.keys(read).length === 0 ? undefined : read;
}

function demandParts(attribute: Attribute, read: JsonObject, { path, notes }: Place): void {
  for (const { name, required } of attribute.subAttributes ?? []) {
    const at = `${path}.${name}`;
    if (required && read[name] === undefined && notes.problems.every((known) => known.at !== at))
      notes.problems.push(problem('required', { attribute: at }, { at }));
  }
}

/** Parts that nobody may set are left aside, not refused: clients send back what they have read. */
function ignorePart(
  sub: Attribute | undefined,
  { path, value, notes }: { path: string; value: Json | undefined; notes: Notes },
): void {
  if (value === null || value === undefined) return;
  ignore(notes, {
    path,
    value,
    why: sub ? 'The server works this out itself.' : 'The schema has no such attribute.',
    source: sub ? rfc('7644', '3.3') : rfc('7643', '2.1'),
  });
}

const readsPlain = ({ profile }: Notes): boolean => profile.readsPlainReferences;

/** A member or manager may be meant by its id alone: such attributes have a `$ref` beside their `value`. */
const isPlainReference = ({ subAttributes }: Attribute, value: Json): boolean =>
  typeof value === 'string' && attributeNamed(subAttributes, '$ref') !== undefined;

function readPlainReference(
  attribute: Attribute,
  value: Json,
  { path, notes, partial }: Place,
): Json | undefined {
  if (isPlainReference(attribute, value) && readsPlain(notes)) {
    tolerate(notes, `Read the text at ${code(path)} as an id`, 'a plain reference is its value');
    if (value !== '') return { value };
    return partial ? { value: null } : undefined; // Entra ID clears a manager with ""
  }
  return wrongType(attribute, value, { path, notes });
}

/** Reads a value without parts by its type (RFC 7643 §2.3). */
function readSimple(attribute: Attribute, value: Json, place: Place): Json | undefined {
  if (attribute.type === 'boolean') return readBoolean(attribute, value, place);
  if (attribute.type === 'integer' || attribute.type === 'decimal') {
    const fits =
      typeof value === 'number' && (attribute.type === 'decimal' || Number.isInteger(value));
    return fits ? value : wrongType(attribute, value, place);
  }
  if (typeof value !== 'string') return wrongType(attribute, value, place);
  if (value === '') return blank(place);
  if (!fitsText(attribute, value)) return wrongType(attribute, value, place);
  if (attribute.mutability === 'writeOnly') return fingerprint(value);
  return isName(attribute) ? readName(value, place) : value;
}

/** Names are prepared before they are compared, so they are kept as they are compared (RFC 7644 §5). */
function readName(value: string, { path, notes }: Place): string {
  const name = prepared(value);
  const kind = 'a name without control characters, and without blanks at its ends';
  if (!isTellable(name)) {
    const seen = JSON.stringify(value);
    const data = { attribute: path, kind, seen, example: '"ana.ruiz"' };
    notes.problems.push(problem('valueType', data, { at: path }));
  } else if (name !== value)
    notes.steps.push({
      kind: 'plain',
      what: `Took ${code(path)} in its one form`,
      why: 'Accents are joined to their letters and wide letters narrowed, so that equal names are equal.',
      source: rfc('7644', '5'),
    });
  return name;
}

/** In a create or PUT a blank is passed over; in a PATCH it clears what is there. */
function blank({ path, notes, partial }: Place): undefined {
  const why = 'A blank is no value.';
  const source = rfc('7643', '2.5');
  if (partial) notes.steps.push({ kind: 'plain', what: `Read \`""\` as no value`, why, source });
  else ignore(notes, { path, value: '', why, source });
  return undefined;
}

/** Entra ID sends "True" and "False" for booleans by default. */
function readBoolean(attribute: Attribute, value: Json, place: Place): Json | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (!place.notes.profile.readsStringBooleans || (word !== 'true' && word !== 'false'))
    return wrongType(attribute, value, place);
  tolerate(
    place.notes,
    `Read the string ${code(JSON.stringify(value))} as the boolean \`${word}\``,
    'strings are read as booleans',
  );
  return word === 'true';
}

// Base64 with or without padding (RFC 4648 §4; RFC 7643 §2.3.6 lets "=" be left out).
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
// What RFC 3986 allows nowhere in a URI, absolute or relative.
const notInUri = /[\s<>"{}|\\^`]/;

function fitsText({ type }: Attribute, text: string): boolean {
  if (type === 'dateTime') return instantOf(text) !== undefined;
  if (type === 'binary') return base64.test(text);
  return type !== 'reference' || !notInUri.test(text);
}

function wrongType(attribute: Attribute, value: Json, { path, notes }: Place): undefined {
  const seen = wordForValue(attribute, value);
  const data = { attribute: path, seen, ...typeWords[attribute.type] };
  notes.problems.push(problem('valueType', data, { at: path }));
  return undefined;
}
