// Lists the rules that hold for every answer of a SCIM server, whatever was asked.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import { messageUrn } from '../scim/messages.ts';
import type { Attribute } from '../scim/schema.ts';
import { resourcesIn, textOf, type Seen } from './exchange.ts';
import { isUnassigned, told } from './pattern.ts';
import type { CheckInfo } from './result.ts';
import { lacking, typeOfResource, type Survey, type SurveyedType } from './survey.ts';
import { misfit } from './values.ts';

/** A resource within an answer, with its type where discovery knows it. */
interface Shown {
  readonly resource: JsonObject;
  readonly type: SurveyedType | undefined;
}

/** What a rule looks at besides the answer itself. */
export interface About {
  readonly survey: Survey;
  readonly token: string;
  /** The resources the answer shows. */
  readonly shown: readonly Shown[];
  /** The answer is one resource, not a list or another message. */
  readonly isSingle: boolean;
  /** The request chose attributes, so the resources need not be whole. */
  readonly isProjected: boolean;
}

/** What breaks a rule, in words; undefined if nothing does, `elsewhere` if the rule says nothing about the answer. */
type Breach = string | undefined | 'elsewhere';

/** A rule for every answer. */
export interface Rule extends CheckInfo {
  breach(answer: Seen, about: About): Breach;
}

/** Takes an answer apart for the rules. */
export function about(
  answer: Seen,
  known: { readonly survey: Survey; readonly token: string },
): About {
  const resources = answer.status < 300 ? shownIn(answer) : [];
  return {
    ...known,
    shown: resources.map((resource) => ({
      resource,
      type: typeOfResource(known.survey, resource),
    })),
    isSingle: answer.status < 300 && isObject(answer.json) && !isMessage(answer.json),
    isProjected:
      /[?&](excludedA|a)ttributes=/i.test(answer.request.url) ||
      (/\/\.search$/.test(answer.request.url) &&
        /"(excludedA|a)ttributes"/i.test(answer.request.body ?? '')),
  };
}

function isMessage(body: JsonObject): boolean {
  const schemas = body['schemas'];
  return isList(schemas) && schemas.some((each) => String(each).startsWith(messages));
}

const messages = 'urn:ietf:params:scim:api:';

function shownIn({ json, object }: Seen): readonly JsonObject[] {
  if (!isObject(json)) return [];
  return isMessage(object) ? resourcesIn(object) : [object];
}

const elsewhere = 'elsewhere';

/** A rule about each resource of an answer. */
const ofEach =
  (look: (shown: Shown, about: About) => string | undefined) =>
  (_: Seen, known: About): Breach => {
    if (known.shown.length === 0) return elsewhere;
    for (const each of known.shown) {
      const breach = look(each, known);
      if (breach !== undefined) return breach;
    }
    return undefined;
  };

/** A rule about each resource of a type that discovery knows: users, groups and the like. */
const ofTyped = (
  look: (shown: Shown & { readonly type: SurveyedType }, known: About) => string | undefined,
): Rule['breach'] =>
  ofEach(({ resource, type }, known) => (type ? look({ resource, type }, known) : undefined));

type Stamp = `INV-${string} ${CheckInfo['level']} ${number} ${string}`;

function rule(stamp: Stamp, title: string, breach: Rule['breach']): Rule {
  const [id, level, ...rfc] = stamp.split(' ');
  return { id: id!, level: level as CheckInfo['level'], rfc: rfc.join(' '), title, breach }; // the stamp's type proves it
}

/** Keywords that RFC 7644 §3.12 and RFC 9865 §2.1 register. */
const keywords: readonly string[] = [
  ...['invalidFilter', 'tooMany', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath'],
  ...['noTarget', 'invalidValue', 'invalidVers', 'sensitive'],
  ...['invalidCursor', 'expiredCursor', 'invalidCount'],
];

const isRefusal = ({ status, request }: Seen): boolean =>
  status >= 400 && request.method !== 'HEAD';

const aboutErrors: readonly Rule[] = [
  rule('INV-01 M 7644 3.12', 'An error is told as an Error with its status', (answer) => {
    if (!isRefusal(answer)) return elsewhere;
    const { schemas, status } = answer.object;
    const isError = isList(schemas) && schemas.includes(messageUrn.error);
    if (!isError) return `${answer.status} with schemas ${told(schemas)}`;
    return status === String(answer.status)
      ? undefined
      : `${answer.status} with status ${told(status)}`;
  }),
  rule('INV-08 S 7644 3.12', 'Nothing is answered with 5xx but 501', ({ status }) =>
    status >= 500 && status !== 501 ? String(status) : undefined,
  ),
  rule('INV-10 S 7644 3.12', 'The scimType of an error is a registered keyword', (answer) => {
    const { scimType } = answer.object;
    if (!isRefusal(answer) || scimType === undefined) return elsewhere;
    return keywords.includes(String(scimType)) ? undefined : told(scimType);
  }),
  rule('INV-17 M 7644 2', '401 says in WWW-Authenticate how to sign in', (answer) => {
    if (answer.status !== 401) return elsewhere;
    return answer.header('WWW-Authenticate') ? undefined : 'no WWW-Authenticate';
  }),
  rule('INV-19 M 9110 15.5.6', '405 says in Allow which methods there are', (answer) => {
    if (answer.status !== 405) return elsewhere;
    return answer.header('Allow') === undefined ? 'no Allow' : undefined;
  }),
  rule('INV-29 P 9110 10.2.3', '429 and 503 say in Retry-After when to come again', (answer) => {
    if (answer.status !== 429 && answer.status !== 503) return elsewhere;
    const when = answer.header('Retry-After') ?? 'no Retry-After';
    return /^\d+$/.test(when) || !Number.isNaN(Date.parse(when)) ? undefined : when;
  }),
  rule('INV-20 S 7644 7.4', 'No answer gives the token away', ({ response }, { token }) =>
    token !== '' && response.body?.includes(token) ? 'the token in the body' : undefined,
  ),
];

const aboutBodies: readonly Rule[] = [
  rule('INV-02 M 7644 3.8', 'A body is one JSON object of a SCIM or JSON media type', (answer) => {
    if (!answer.response.body) return elsewhere;
    const type = answer.header('Content-Type') ?? 'none';
    if (!/^application\/(scim\+)?json(;\s*charset="?utf-8"?)?$/i.test(type))
      return `the Content-Type ${type}`;
    return isObject(answer.json) ? undefined : 'no JSON object';
  }),
  rule('INV-18 M 9110 15.3.5', '204 and 304 have no body', ({ status, response }) => {
    if (status !== 204 && status !== 304) return elsewhere;
    return response.body ? 'a body' : undefined;
  }),
  rule('INV-11 M 7644 3.4.2', 'A list says how many it holds and counts right', (answer) => {
    const { schemas } = answer.object;
    if (!isList(schemas) || !schemas.includes(messageUrn.listResponse)) return elsewhere;
    return listBreach(answer.object);
  }),
  rule('INV-14 M 7643 3.1', 'Content-Location is meta.location', (answer, { isSingle }) => {
    const given = answer.header('Content-Location');
    const own = textOf(answer.object['meta'], 'location');
    if (!isSingle || given === undefined || own === '') return elsewhere;
    return given === own ? undefined : `${given} beside ${own}`;
  }),
  rule('INV-15 M 7644 3.3', '201 names the place in Location and meta.location', (answer) => {
    if (answer.status !== 201 || !isObject(answer.json)) return elsewhere;
    const given = answer.header('Location');
    const meta = answer.object['meta'];
    if (given === undefined) return 'no Location';
    if (!isObject(meta)) return undefined; // the request asked for less
    return given === meta['location'] ? undefined : `${given} beside ${told(meta['location'])}`;
  }),
  rule('INV-05 M 7643 3.1', 'The ETag of a resource is its meta.version', (answer, known) => {
    const version = textOf(answer.object['meta'], 'version');
    const tag = answer.header('ETag');
    if (!known.isSingle || (version === '' && tag === undefined)) return elsewhere;
    if (version === '') return elsewhere; // the answer shows a part, or the server keeps it in the header
    return tag === version ? undefined : `ETag ${tag ?? 'missing'} beside ${version}`;
  }),
  rule('INV-28 M 7644 3.14', 'Where ETags are offered, each resource has one', (answer, known) => {
    const type = known.isSingle && known.shown[0]?.type;
    if (!type || lacking(known.survey, 'etag') !== undefined) return elsewhere;
    return answer.header('ETag') ? undefined : 'no ETag';
  }),
];

function listBreach(body: JsonObject): string | undefined {
  const resources = body['Resources'] ?? [];
  if (!isList(resources)) return `Resources ${told(resources)}`;
  const { totalResults: total, itemsPerPage } = body;
  if (itemsPerPage !== undefined && itemsPerPage !== resources.length)
    return `itemsPerPage ${told(itemsPerPage)} with ${resources.length} resources`;
  if (total === undefined && isByCursor(body)) return undefined; // RFC 9865 §2 lets it out
  if (!Number.isInteger(total) || Number(total) < resources.length)
    return `totalResults ${told(total)} with ${resources.length} resources`;
  return resources.length < Number(total) && resources.length > 0 ? partBreach(body) : undefined;
}

const isByCursor = (body: JsonObject): boolean => 'nextCursor' in body || 'previousCursor' in body;

/** A part of the results says which part (RFC 7644 §3.4.2). */
function partBreach(body: JsonObject): string | undefined {
  if (body['itemsPerPage'] === undefined) return 'part of the results without itemsPerPage';
  return body['startIndex'] === undefined && !isByCursor(body)
    ? 'part of the results without startIndex or cursor'
    : undefined;
}

const aboutResources: readonly Rule[] = [
  rule(
    'INV-04 M 7643 3.1',
    'Each resource has an id and a list of schemas',
    ofTyped(({ resource }) => {
      if (textOf(resource, 'id') === '') return `the id ${told(resource['id'])}`;
      return isUnassigned(resource['schemas']) ? 'no schemas' : undefined;
    }),
  ),
  rule(
    'INV-23 M 7643 3.1',
    'No id holds the word bulkId',
    ofTyped(({ resource }) => {
      const id = textOf(resource, 'id');
      return id.includes('bulkId') ? id : undefined;
    }),
  ),
  rule(
    'INV-07 M 7643 3',
    'schemas names the schemas of the type, each once',
    ofTyped(({ resource, type }) => schemasBreach(resource, type)),
  ),
  rule(
    'INV-27 M 7644 3.3.1',
    'meta.resourceType is the type of the endpoint',
    ofTyped(({ resource, type }) => {
      const named = isObject(resource['meta']) ? resource['meta']['resourceType'] : undefined;
      return named === undefined || named === type.name ? undefined : told(named);
    }),
  ),
  rule(
    'INV-24 M 7643 3.1',
    'meta.lastModified is not before meta.created',
    ofTyped(({ resource }) => {
      const created = textOf(resource['meta'], 'created');
      const modified = textOf(resource['meta'], 'lastModified');
      return Date.parse(modified) < Date.parse(created)
        ? `${modified} before ${created}`
        : undefined;
    }),
  ),
  rule(
    'INV-21 M 7643 7',
    'Required attributes that are always returned are there',
    ofTyped(({ resource, type }) => {
      const always = type.schema.attributes.filter(({ returned }) => returned === 'always');
      const missing = always.find((each) => each.required && isUnassigned(resource[each.name]));
      return missing && `no ${missing.name}`;
    }),
  ),
  rule(
    'INV-22 M 7643 7',
    'Required attributes have a value',
    ofTyped(({ resource, type }, { isProjected }) => {
      if (isProjected) return undefined;
      const missing = type.schema.attributes.find(
        (each) => each.required && each.returned === 'default' && isUnassigned(resource[each.name]),
      );
      return missing && `no ${missing.name}`;
    }),
  ),
];

function schemasBreach(resource: JsonObject, type: SurveyedType): string | undefined {
  const listed = isList(resource['schemas']) ? resource['schemas'].map(String) : [];
  const known = [type.schema, ...type.extensions].map(({ id }) => id.toLowerCase());
  const folded = listed.map((each) => each.toLowerCase());
  if (new Set(folded).size < folded.length) return `a schema twice: ${told(listed)}`;
  const foreign = folded.find((each) => !known.includes(each));
  if (foreign !== undefined) return foreign;
  const unlisted = Object.keys(resource).find(
    (key) => /^urn:/i.test(key) && !folded.includes(key.toLowerCase()),
  );
  return unlisted && `${unlisted} without its URN in schemas`;
}

/** The attributes of a resource by the schemas it follows; undefined for what no schema describes. */
function attributesFor({ resource, type }: Shown, { survey }: About): readonly Attribute[] {
  if (type) return type.schema.attributes;
  const listed = isList(resource['schemas']) ? resource['schemas'] : [];
  return survey.schemas.find(({ id }) => listed.includes(id))?.attributes ?? [];
}

/** Each part of a resource with the attributes that may stand in it: the core, and each extension. */
function partsOf(
  shown: Shown,
  known: About,
): readonly { readonly part: JsonObject; readonly attributes: readonly Attribute[] }[] {
  const { resource, type } = shown;
  const extensions = (type?.extensions ?? []).flatMap(({ id, attributes }) => {
    const part = resource[id];
    return isObject(part) ? [{ part, attributes }] : [];
  });
  const core = Object.fromEntries(
    Object.entries(resource).filter(
      ([key]) => !/^urn:/i.test(key) && !common.includes(key.toLowerCase()),
    ),
  );
  return [{ part: core, attributes: attributesFor(shown, known) }, ...extensions];
}

const common: readonly string[] = ['schemas', 'id', 'externalid', 'meta'];
const metaParts: readonly string[] = [
  ...['resourceType', 'created', 'lastModified', 'location', 'version'],
];

/** Walks every value of a resource that a schema describes, and stops at the first that is not as it should be. */
function walk(
  shown: Shown,
  known: About,
  look: (value: Json, attribute: Attribute, path: string) => string | undefined,
): string | undefined {
  for (const { part, attributes } of partsOf(shown, known))
    for (const attribute of attributes) {
      const value = part[attribute.name];
      if (value === undefined) continue;
      const found = walkValue({ value, attribute, path: attribute.name }, look);
      if (found !== undefined) return found;
    }
  return undefined;
}

function walkValue(
  of: { readonly value: Json; readonly attribute: Attribute; readonly path: string },
  look: (value: Json, attribute: Attribute, path: string) => string | undefined,
): string | undefined {
  const { value, attribute, path } = of;
  const own = look(value, attribute, path);
  if (own !== undefined) return own;
  for (const element of isList(value) ? value : [value])
    for (const sub of attribute.subAttributes ?? []) {
      const part = isObject(element) ? element[sub.name] : undefined;
      if (part === undefined) continue;
      const found = walkValue({ value: part, attribute: sub, path: `${path}.${sub.name}` }, look);
      if (found !== undefined) return found;
    }
  return undefined;
}

const aboutValues: readonly Rule[] = [
  rule(
    'INV-03 M 7643 7',
    'What is never returned is never shown',
    ofEach((shown, known) =>
      walk(shown, known, (_, { returned }, path) => (returned === 'never' ? path : undefined)),
    ),
  ),
  rule(
    'INV-06 S 7643 7',
    'Resources have only attributes that /Schemas declares',
    ofEach((shown, known) => undeclared(shown, known)),
  ),
  rule(
    'INV-12 M 7643 2.4',
    'At most one value of a list is primary',
    ofEach((shown, known) =>
      walk(shown, known, (value, _, path) =>
        isList(value) && value.filter(isPrimary).length > 1 ? `two in ${path}` : undefined,
      ),
    ),
  ),
  rule(
    'INV-13 M 7643 2.3',
    'Values have the types that /Schemas declares',
    ofEach((shown, known) =>
      walk(shown, known, (value, attribute, path) => {
        const why = value === null ? undefined : misfit(value, attribute);
        return why && `${path}: ${why}`;
      }),
    ),
  ),
  rule(
    'INV-16 S 7643 2.4',
    'No value stands twice in a list under the same type',
    ofEach((shown, known) =>
      walk(shown, known, (value, _, path) => {
        const twice = isList(value) && repeated(value);
        return twice ? `${path}: ${twice}` : undefined;
      }),
    ),
  ),
  rule(
    'INV-09 P 7643 2.5',
    'What has no value is left out rather than null',
    ofEach(({ resource }) => {
      const empty = nullIn(resource, '');
      return empty && `null at ${empty}`;
    }),
  ),
];

const isPrimary = (element: Json): boolean => isObject(element) && element['primary'] === true;

/** A value that stands twice under one type; addresses and the like without a `value` are left aside. */
function repeated(list: readonly Json[]): string | undefined {
  const keys = list.flatMap((element) =>
    isObject(element) && element['value'] !== undefined
      ? [JSON.stringify([element['type'] ?? null, element['value']])]
      : [],
  );
  return keys.find((key, at) => keys.indexOf(key) < at);
}

function nullIn(value: Json | undefined, path: string): string | undefined {
  if (value === null) return path;
  if (typeof value !== 'object') return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = nullIn(part as Json, path === '' ? key : `${path}.${key}`); // an entry of JSON is JSON
    if (found !== undefined) return found;
  }
  return undefined;
}

function undeclared(shown: Shown, known: About): string | undefined {
  const { resource, type } = shown;
  if (attributesFor(shown, known).length === 0) return undefined; // nothing is known of it
  for (const { part, attributes } of partsOf(shown, known)) {
    const found = undeclaredIn(part, attributes);
    if (found !== undefined) return found;
  }
  const containers = (type?.extensions ?? []).map(({ id }) => id.toLowerCase());
  const foreign = Object.keys(resource).find(
    (key) => /^urn:/i.test(key) && !containers.includes(key.toLowerCase()),
  );
  const meta = isObject(resource['meta']) ? Object.keys(resource['meta']) : [];
  const strange = meta.find((key) => !metaParts.includes(key));
  return foreign ?? (strange && `meta.${strange}`);
}

function undeclaredIn(part: JsonObject, attributes: readonly Attribute[]): string | undefined {
  for (const [key, value] of Object.entries(part)) {
    const attribute = attributes.find(({ name }) => name.toLowerCase() === key.toLowerCase());
    if (!attribute) return key;
    if (key === 'subAttributes') continue; // schemas describe themselves, and that has no end
    for (const element of isList(value) ? value : [value]) {
      if (!isObject(element) || !attribute.subAttributes) continue;
      const found = undeclaredIn(element, attribute.subAttributes);
      if (found !== undefined) return `${key}.${found}`;
    }
  }
  return undefined;
}

/** Every rule, in the order of their numbers. */
export const rules: readonly Rule[] = [
  ...aboutErrors,
  ...aboutBodies,
  ...aboutResources,
  ...aboutValues,
].toSorted((left, right) => left.id.localeCompare(right.id, 'en'));
