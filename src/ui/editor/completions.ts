// Suggests what could be written at a place in a request: methods, addresses, headers, schema URNs, attributes.
import type { Span } from '../../base/span.ts';
import { knownMethods } from '../../http/requestText.ts';
import { messageUrn } from '../../scim/messages.ts';
import type { Attribute } from '../../scim/schema.ts';
import type { TenantView } from '../lab.ts';
import { attributesAt, pathsOf, sameName, schemasOf, typeOfTarget } from './attributesOf.ts';
import { characteristics } from './describe.ts';
import { jsonPlaceAt } from './jsonPlace.ts';
import { requestPlaceAt } from './requestPlace.ts';

/** One suggestion. `insert` replaces the span of the whole answer. */
export interface Completion {
  readonly kind: 'method' | 'path' | 'header' | 'value' | 'attribute';
  readonly label: string;
  readonly insert: string;
  readonly detail?: string;
  readonly about?: string;
}

/** Suggestions, and the stretch of text they replace. */
export interface Completions {
  readonly span: Span;
  readonly items: readonly Completion[];
}

/** What could stand at `offset` (UTF-16, 0-based); an empty list where nothing is known. */
export function completionsAt(text: string, offset: number, tenant: TenantView): Completions {
  const place = requestPlaceAt(text, offset);
  const span = (start: number): Span => ({ start, end: offset });
  switch (place.kind) {
    case 'method':
      return { span: span(place.start), items: knownMethods.map(methodItem) };
    case 'target':
      return targetItems(place.written, offset);
    case 'headerName':
      return { span: span(place.start), items: headerNames.map(headerItem) };
    case 'headerValue':
      return { span: span(place.start), items: headerValues(place.name, tenant) };
    case 'body':
      return bodyItems(text, offset, place);
  }
}

const methodAbout: Readonly<Record<string, string>> = {
  GET: 'reads',
  POST: 'creates',
  PUT: 'replaces as a whole',
  PATCH: 'changes parts',
  DELETE: 'removes',
  HEAD: 'reads the headers only',
  OPTIONS: 'asks what is allowed',
};

const methodItem = (method: string): Completion => ({
  kind: 'method',
  label: method,
  insert: `${method} `,
  detail: methodAbout[method] ?? '',
});

const addresses: readonly (readonly [path: string, detail: string])[] = [
  ['/Users', 'everybody, or a new person'],
  ['/Users?filter=userName eq ""', 'find one person'],
  ['/Users?startIndex=1&count=3', 'one page'],
  ['/Groups', 'all groups, or a new one'],
  ['/Groups?excludedAttributes=members', 'groups without their members'],
  ['/Users/.search', 'find people by POST'],
  ['/Me', 'the user a token acts for'],
  ['/ServiceProviderConfig', 'what the server can do'],
  ['/ResourceTypes', 'kinds of resources'],
  ['/Schemas', 'their attributes'],
];

const parameters: readonly (readonly [name: string, detail: string])[] = [
  ['filter=', 'which resources'],
  ['attributes=', 'only these attributes'],
  ['excludedAttributes=', 'all but these attributes'],
  ['startIndex=', 'first result, counted from 1'],
  ['count=', 'results on a page'],
  ['cursor=', 'page by cursor; empty for the first page'],
  ['sortBy=', 'order by this attribute'],
  ['sortOrder=', 'ascending or descending'],
];

function targetItems(written: string, offset: number): Completions {
  const parameter = /[?&](\w*)$/.exec(written);
  if (parameter)
    return {
      span: { start: offset - parameter[1]!.length, end: offset },
      items: parameters.map(([name, detail]) => ({
        kind: 'path',
        label: name,
        insert: name,
        detail,
      })),
    };
  const name =
    /(?:filter=(?:.*\s(?:and|or|not)\s*\(?)?|[aA]ttributes=(?:[\w.]+,)*|sortBy=)([\w.]*)$/.exec(
      written,
    );
  if (name)
    return {
      span: { start: offset - name[1]!.length, end: offset },
      items: pathsOf(typeOfTarget(written)).map((each) => attributeItem(each, each.name)),
    };
  const operator = /filter=(?:.*\s(?:and|or|not)\s*\(?)?[\w.]+ (\w*)$/.exec(written);
  if (operator)
    return {
      span: { start: offset - operator[1]!.length, end: offset },
      items: operators.map(([word, detail]) => ({
        kind: 'value',
        label: word,
        insert: `${word} `,
        detail,
      })),
    };
  return {
    span: { start: offset - written.length, end: offset },
    items: written.includes('?')
      ? []
      : addresses.map(([path, detail]) => ({ kind: 'path', label: path, insert: path, detail })),
  };
}

const operators: readonly (readonly [word: string, detail: string])[] = [
  ['eq', 'equal'],
  ['ne', 'not equal'],
  ['co', 'contains'],
  ['sw', 'starts with'],
  ['ew', 'ends with'],
  ['pr', 'has a value'],
  ['gt', 'greater than'],
  ['ge', 'greater or equal'],
  ['lt', 'less than'],
  ['le', 'less or equal'],
];

const headerNames: readonly (readonly [name: string, detail: string])[] = [
  ['Authorization', 'who you are'],
  ['Content-Type', 'what the body is'],
  ['Accept', 'what you can read'],
  ['If-Match', 'only if the version is still this one'],
  ['If-None-Match', 'only if the version is another one'],
  ['Host', 'which server'],
];

const headerItem = ([name, detail]: readonly [string, string]): Completion => ({
  kind: 'header',
  label: name,
  insert: `${name}: `,
  detail,
});

function headerValues(name: string, tenant: TenantView): readonly Completion[] {
  if (name.toLowerCase() === 'authorization') return tokenValues(tenant);
  const values: Readonly<Record<string, readonly string[]>> = {
    'content-type': ['application/scim+json', 'application/json'],
    accept: ['application/scim+json', 'application/json'],
    'if-match': ['W/"1"', '*'],
    'if-none-match': ['W/"1"', '*'],
    host: [tenant.baseUrl.split('/')[2] ?? ''],
  };
  return (values[name.toLowerCase()] ?? []).map((value) => ({
    kind: 'value',
    label: value,
    insert: value,
  }));
}

/** The tenant's tokens, each with whose it is and what it is limited to. */
function tokenValues({ token, tokens }: TenantView): readonly Completion[] {
  const own = { value: token, holder: 'You', scopes: undefined };
  return (tokens ?? [own]).map(({ value, holder, scopes }) => ({
    kind: 'value',
    label: `Bearer ${value}`,
    insert: `Bearer ${value}`,
    detail: [holder, ...(scopes ?? [])].join(' '),
  }));
}

function bodyItems(
  text: string,
  offset: number,
  around: { readonly bodyStart: number; readonly method: string; readonly target: string },
): Completions {
  const type = typeOfTarget(around.target);
  const place = jsonPlaceAt(text.slice(around.bodyStart), offset - around.bodyStart);
  const span = { start: around.bodyStart + place.start, end: offset };
  const level = attributesAt({ method: around.method, type, path: place.path });
  const quote = (value: string): string => (place.inString ? value : JSON.stringify(value));
  if (place.at === 'name')
    return {
      span,
      items: level
        .filter(({ mutability }) => mutability !== 'readOnly')
        .map((each) => attributeItem(each, quote(each.name))),
    };
  const words = valueWords(place.name ?? '', { method: around.method, type, level });
  return {
    span,
    items: words.map((value) => ({
      kind: 'value',
      label: String(value),
      insert: typeof value === 'string' ? quote(value) : String(value),
    })),
  };
}

function valueWords(
  name: string,
  {
    method,
    type,
    level,
  }: {
    readonly method: string;
    readonly type: ReturnType<typeof typeOfTarget>;
    readonly level: readonly Attribute[];
  },
): readonly (string | boolean)[] {
  if (sameName(name, 'schemas'))
    return method === 'PATCH' ? [messageUrn.patchOp] : schemasOf(type).map(({ id }) => id);
  if (method === 'PATCH' && name === 'path') return pathsOf(type).map((each) => each.name);
  const found = level.find((each) => sameName(each.name, name));
  if (found?.type === 'boolean') return [true, false];
  return found?.canonicalValues ?? [];
}

const attributeItem = (each: Attribute, insert: string): Completion => ({
  kind: 'attribute',
  label: each.name,
  insert,
  detail: characteristics(each),
  about: each.description,
});
