// Reads the schemas, extensions and resource types that a tenant defines as JSON (RFC 7643 §6, §7) into types the server can serve.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { isSameUrn } from './attributes.ts';
import { schemasOf } from './discovery.ts';
import { commonAttributes, resourceTypes } from './resourceTypes.ts';
import type { Attribute, AttributeType, ResourceType, Schema } from './schema.ts';

/**
 * Reads `{ "schemas": […], "resourceTypes": […] }`, each element in the form of discovery. A type
 * named `User` or `Group` adds its extensions to the standard one; any other is a type of its own.
 * Gives all types of the tenant, the standard ones first, or everything that is wrong, one sentence
 * each, which begins with the place: `schemas[0].attributes[2].type: …`.
 */
export function readDefinitions(
  definitions: Json,
): Result<readonly ResourceType[], readonly string[]> {
  const mistakes: string[] = [];
  const note: Note = (place, sentence) => void mistakes.push(`${place}: ${sentence}`);
  if (!isObject(definitions)) return fail(['The definitions must be a JSON object.']);
  const top = { place: '', note };
  const names = [...resourceTypes, ...listIn(definitions, 'resourceTypes', top)].map((type) =>
    isObject(type) ? type.name : undefined,
  );
  const schemas = listIn(definitions, 'schemas', top).flatMap((each, at) =>
    readSchema(each, { place: `schemas[${at}]`, note, names }),
  );
  checkSchemas(schemas, note);
  const types = listIn(definitions, 'resourceTypes', top).reduce(
    (known: readonly ResourceType[], each, at) =>
      withType(known, each, { place: `resourceTypes[${at}]`, note, schemas }),
    resourceTypes,
  );
  return mistakes.length > 0 ? fail([...new Set(mistakes)]) : ok(types);
}

const kept = new Map<string, readonly ResourceType[]>();
const mostKept = 16;

/**
 * The types of definitions that were checked before. The same definitions give the very same types,
 * so that what is worked out for a type is worked out once.
 * @throws Error with all mistakes when `readDefinitions` would have refused them.
 */
export function typesDefined(definitions: JsonObject): readonly ResourceType[] {
  const text = JSON.stringify(definitions);
  const known = kept.get(text);
  if (known) return known;
  const read = readDefinitions(definitions);
  if (!read.ok) throw new Error(`Expected definitions without mistakes. ${read.trouble.join(' ')}`);
  if (kept.size >= mostKept) kept.clear();
  kept.set(text, read.value);
  return read.value;
}

/** Writes down a mistake; `place` is where it stands. */
type Note = (place: string, sentence: string) => void;

interface Place {
  readonly place: string;
  readonly note: Note;
}

// — Schemas

interface SchemaPlace extends Place {
  /** Names of all types of the tenant. */
  readonly names: readonly unknown[];
}

function readSchema(json: Json, at: SchemaPlace): readonly Schema[] {
  if (!isObject(json)) return wrong(at, 'expected an object.', []);
  const { place, note } = at;
  const id = textIn(json, 'id', at);
  if (!/^urn:[\w.:-]*\w$/i.test(id))
    note(`${place}.id`, 'expected a URN, such as urn:example:Device.');
  const attributes = listIn(json, 'attributes', at).flatMap((each, index) =>
    readAttribute(each, { place: `${place}.attributes[${index}]`, note }),
  );
  if (attributes.length === 0) note(`${place}.attributes`, 'expected at least one attribute.');
  checkNames(attributes, { place: `${place}.attributes`, note });
  return [
    {
      ...{ id, name: textIn(json, 'name', at), description: optionalText(json, at) },
      attributes: attributes.map((each) => followed(each, at.names)),
    },
  ];
}

function checkSchemas(schemas: readonly Schema[], note: Note): void {
  const known = schemasOf(resourceTypes).map(({ id }) => id);
  for (const { id } of schemas) {
    if (known.some((other) => isSameUrn(other, id))) note('schemas', `${id} is there already.`);
    known.push(id);
  }
}

const types: readonly AttributeType[] = [
  ...(['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const),
  'complex',
];

function readAttribute(json: Json, at: Place, isPart = false): readonly Attribute[] {
  if (!isObject(json)) return wrong(at, 'expected an object.', []);
  const name = textIn(json, 'name', at);
  if (!/^(\$ref|[A-Za-z][\w-]*)$/.test(name) || (name === '$ref' && !isPart))
    at.note(`${at.place}.name`, 'expected a letter, then letters, digits, - or _ (RFC 7643 §2.1).');
  if (name in {}) at.note(`${at.place}.name`, `${name} is a name every object has in JavaScript.`);
  const type = wordIn(json, 'type', { at, words: types, otherwise: 'string' });
  const mutability = wordIn(json, 'mutability', {
    at,
    words: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
    otherwise: 'readWrite',
  });
  const returned = wordIn(json, 'returned', {
    at,
    words: ['always', 'never', 'default', 'request'],
    otherwise: 'default',
  });
  return [
    {
      ...{ name, type, mutability, description: optionalText(json, at) },
      multiValued: flagIn(json, 'multiValued', at),
      required: flagIn(json, 'required', at),
      // binary and references are case-exact by nature (RFC 7643 §2.3.6, §2.3.7)
      caseExact: type === 'binary' || type === 'reference' || flagIn(json, 'caseExact', at),
      // what is writeOnly is never returned (RFC 7643 §7)
      returned: mutability === 'writeOnly' ? 'never' : returned,
      uniqueness: wordIn(json, 'uniqueness', {
        at,
        words: ['none', 'server', 'global'],
        otherwise: 'none',
      }),
      ...lists(json, type, at),
      ...parts(json, type, { at, isPart }),
    },
  ];
}

/** canonicalValues, and the referenceTypes that a reference must have (RFC 7643 §7). */
function lists(
  json: JsonObject,
  type: AttributeType,
  at: Place,
): Pick<Attribute, 'canonicalValues' | 'referenceTypes'> {
  const canonicalValues = textsIn(json, 'canonicalValues', at);
  const referenceTypes = textsIn(json, 'referenceTypes', at);
  if (type === 'reference' && referenceTypes.length === 0)
    at.note(`${at.place}.referenceTypes`, 'a reference says what it may refer to.');
  return {
    ...(canonicalValues.length > 0 ? { canonicalValues } : {}),
    ...(referenceTypes.length > 0 ? { referenceTypes } : {}),
  };
}

/** Complex attributes have parts, and parts have none (RFC 7643 §2.3.8). */
function parts(
  json: JsonObject,
  type: AttributeType,
  { at, isPart }: { readonly at: Place; readonly isPart: boolean },
): Pick<Attribute, 'subAttributes'> {
  const place = `${at.place}.subAttributes`;
  if (type !== 'complex') return {};
  if (isPart) return wrong({ ...at, place }, 'a part of an attribute has no parts itself.', {});
  const subAttributes = listIn(json, 'subAttributes', at).flatMap((each, index) =>
    readAttribute(each, { place: `${place}[${index}]`, note: at.note }, true),
  );
  if (subAttributes.length === 0) at.note(place, 'a complex attribute has at least one part.');
  checkNames(subAttributes, { place, note: at.note });
  return { subAttributes };
}

/** Names are compared without letter case (RFC 7643 §2.1). */
function checkNames(attributes: readonly Attribute[], { place, note }: Place): void {
  const seen = new Set<string>();
  for (const { name } of attributes) {
    if (seen.has(name.toLowerCase())) note(place, `${name} is there twice.`);
    seen.add(name.toLowerCase());
  }
}

// — Resource types

interface TypePlace extends Place {
  readonly schemas: readonly Schema[];
}

function withType(
  known: readonly ResourceType[],
  json: Json,
  at: TypePlace,
): readonly ResourceType[] {
  if (!isObject(json)) return wrong(at, 'expected an object.', known);
  const name = textIn(json, 'name', at);
  const extensions = readExtensions(json, at);
  const standard = resourceTypes.find((each) => each.name === name);
  if (!standard) return [...known, ...readType(json, { ...at, known, extensions })];
  const grown = (type: ResourceType): ResourceType => ({
    ...type,
    extensions: [...type.extensions, ...extensions],
  });
  return known.map((type) => (type.name === name ? grown(type) : type));
}

/** Endpoints that mean something already, and a name the server uses for what it hides. */
const taken = {
  endpoints: ['bulk', 'me', 'schemas', 'resourcetypes', 'serviceproviderconfig', '.search'],
  names: ['DisabledUser'],
};

function readType(
  json: JsonObject,
  at: TypePlace & {
    readonly known: readonly ResourceType[];
    readonly extensions: ResourceType['extensions'];
  },
): readonly ResourceType[] {
  const { place, note, known, extensions } = at;
  const name = textIn(json, 'name', at);
  const endpoint = textIn(json, 'endpoint', at).replace(/^\/?/, '/');
  if (!/^[A-Za-z]\w*$/.test(name) || taken.names.includes(name))
    note(`${place}.name`, 'expected a word of letters and digits that is not in use.');
  if (known.some((other) => other.name === name)) note(`${place}.name`, `${name} is there twice.`);
  const others = [...known.map((other) => other.endpoint.slice(1)), ...taken.endpoints];
  if (!/^\/[A-Za-z]\w*$/.test(endpoint) || others.some((other) => isSameUrn(`/${other}`, endpoint)))
    note(`${place}.endpoint`, 'expected a path of one word that is not in use, such as /Devices.');
  const schema = schemaNamed(textIn(json, 'schema', at), { ...at, place: `${place}.schema` });
  if (!schema) return [];
  const reserved = schema.attributes.find(({ name: each }) =>
    commonAttributes.some((common) => isSameUrn(common.name, each)),
  );
  if (reserved) note(`${place}.schema`, `${reserved.name} is an attribute of every resource.`);
  return [{ name, endpoint, description: optionalText(json, at), schema, extensions }];
}

function readExtensions(json: JsonObject, at: TypePlace): ResourceType['extensions'] {
  const seen: string[] = [];
  return listIn(json, 'schemaExtensions', at).flatMap((each, index) => {
    const place = `${at.place}.schemaExtensions[${index}]`;
    if (!isObject(each)) return wrong({ ...at, place }, 'expected an object.', []);
    const schema = schemaNamed(textIn(each, 'schema', { ...at, place }), { ...at, place });
    if (!schema) return [];
    if (seen.includes(schema.id)) at.note(place, `${schema.id} is there twice.`);
    seen.push(schema.id);
    return [{ schema, required: flagIn(each, 'required', { ...at, place }) }];
  });
}

function schemaNamed(urn: string, { place, note, schemas }: TypePlace): Schema | undefined {
  const found = schemas.find(({ id }) => isSameUrn(id, urn));
  if (!found) note(place, `no schema of these definitions has the id ${urn || '(none)'}.`);
  return found;
}

/**
 * An attribute with a `$ref` beside its `value`, to types the tenant has: the server works the
 * address out from the id, and the label too.
 */
function followed(attribute: Attribute, names: readonly unknown[]): Attribute {
  const { subAttributes } = attribute;
  const ref = subAttributes?.find(({ name }) => name === '$ref');
  const isOurs = ref?.referenceTypes?.every((name) => names.includes(name));
  if (!isOurs || !subAttributes?.some(({ name }) => name === 'value')) return attribute;
  return {
    ...attribute,
    subAttributes: subAttributes.map((part) =>
      part === ref || /^display(Name)?$/.test(part.name)
        ? { ...part, mutability: 'readOnly', derived: true }
        : part,
    ),
  };
}

// — Parts of JSON

function wrong<Value>({ place, note }: Place, sentence: string, instead: Value): Value {
  note(place, sentence);
  return instead;
}

const inPlace = ({ place }: Place, name: string): string =>
  place === '' ? name : `${place}.${name}`;

function textIn(json: JsonObject, name: string, at: Place): string {
  const value = json[name];
  if (typeof value === 'string' && value !== '') return value;
  return wrong({ ...at, place: inPlace(at, name) }, 'expected a text.', '');
}

function optionalText(json: JsonObject, at: Place): string {
  const { description } = json;
  if (description === undefined) return '';
  if (typeof description === 'string') return description;
  return wrong({ ...at, place: inPlace(at, 'description') }, 'expected a text.', '');
}

function flagIn(json: JsonObject, name: string, at: Place): boolean {
  const value = json[name];
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  return wrong({ ...at, place: inPlace(at, name) }, 'expected true or false.', false);
}

function wordIn<Word extends string>(
  json: JsonObject,
  name: string,
  of: { readonly at: Place; readonly words: readonly Word[]; readonly otherwise: Word },
): Word {
  const value = json[name];
  const { at, words, otherwise } = of;
  if (value === undefined) return otherwise;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  return wrong(
    { ...at, place: inPlace(at, name) },
    `expected one of ${words.join(', ')}.`,
    otherwise,
  );
}

function listIn(json: JsonObject, name: string, at: Place): readonly Json[] {
  const value = json[name];
  if (value === undefined) return [];
  return isList(value) ? value : wrong({ ...at, place: inPlace(at, name) }, 'expected a list.', []);
}

function textsIn(json: JsonObject, name: string, at: Place): readonly string[] {
  return listIn(json, name, at).flatMap((each) =>
    typeof each === 'string'
      ? [each]
      : wrong({ ...at, place: inPlace(at, name) }, 'expected a list of texts.', []),
  );
}
