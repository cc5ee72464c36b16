// Makes a right server wrong in one way at a time, so that the suite can show that it notices.
import { isList, isObject, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import type { HeaderList, HttpRequest, HttpResponse } from '../../src/http/message.ts';

/** Answers a request. */
export type Answering = (request: HttpRequest) => Promise<HttpResponse>;

/** A way to be wrong: stands before a right server. */
export type Fault = (request: HttpRequest, server: Answering) => Promise<HttpResponse>;

const bodyOf = ({ body }: HttpRequest | HttpResponse): Json | undefined =>
  body === undefined ? undefined : parseJson(body);

const leaveOut = (json: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));

const withBody = (response: HttpResponse, json: Json): HttpResponse => ({
  ...response,
  body: JSON.stringify(json),
});

/** Leaves parameters out of the URL, and out of the body of a search. */
const without =
  (...names: readonly string[]): Fault =>
  (request, server) => {
    const [path, search = ''] = request.url.split('?');
    const kept = search
      .split('&')
      .filter((pair) => pair !== '' && !names.includes(pair.split('=')[0]!.toLowerCase()));
    const url = kept.length > 0 ? `${path!}?${kept.join('&')}` : path!;
    const body = bodyOf(request);
    if (!path!.endsWith('/.search') || !isObject(body)) return server({ ...request, url });
    const rest = Object.entries(body).filter(([name]) => !names.includes(name.toLowerCase()));
    return server({ ...request, url, body: JSON.stringify(Object.fromEntries(rest)) });
  };

/** Changes every JSON body that is answered. */
const answers =
  (change: (body: JsonObject, request: HttpRequest) => Json): Fault =>
  async (request, server) => {
    const response = await server(request);
    const body = bodyOf(response);
    return isObject(body) ? withBody(response, change(body, request)) : response;
  };

/** Changes every resource that is answered, alone or in a list. */
const resources = (change: (resource: JsonObject) => JsonObject): Fault =>
  answers((body) => {
    if (isList(body['Resources']))
      return {
        ...body,
        Resources: body['Resources'].map((each) => (isObject(each) ? change(each) : each)),
      };
    return typeof body['id'] === 'string' || isObject(body['meta']) ? change(body) : body;
  });

const dropping = (...names: readonly string[]): Fault =>
  resources((resource) => leaveOut(resource, ...names));

/** Answers without header fields. */
const withoutHeaders =
  (...names: readonly string[]): Fault =>
  async (request, server) => {
    const response = await server(request);
    const kept: HeaderList = response.headers.filter(
      ([name]) => !names.includes(name.toLowerCase()),
    );
    return { ...response, headers: kept };
  };

const ignoring =
  (method: string, status: number): Fault =>
  async (request, server) => {
    if (request.method !== method) return server(request);
    const read = { method: 'GET', url: request.url, headers: request.headers };
    const before = await server(read);
    if (before.status !== 200) return server(request);
    return status === 204 ? { status, headers: [] } : { ...before, status };
  };

/** Does the operations of a PATCH one by one, so that those before a failure stay. */
const halfDone: Fault = async (request, server) => {
  const body = bodyOf(request);
  const list = isObject(body) ? body['Operations'] : undefined;
  if (request.method !== 'PATCH' || !isObject(body) || !isList(list)) return server(request);
  let answer = await server(request);
  if (answer.status < 400) return answer;
  for (const operation of list) {
    answer = await server({
      ...request,
      body: JSON.stringify({ ...body, Operations: [operation] }),
    });
    if (answer.status >= 400) return answer;
  }
  return answer;
};

/** Changes the operations of PATCH requests, in bulk jobs too. */
const operations =
  (change: (operation: JsonObject) => Json | undefined): Fault =>
  (request, server) => {
    const body = bodyOf(request);
    const list = isObject(body) ? body['Operations'] : undefined;
    if (!isObject(body) || !isList(list)) return server(request);
    const changed = list.flatMap((each) => (isObject(each) ? (change(each) ?? []) : [each]));
    return server({ ...request, body: JSON.stringify({ ...body, Operations: changed }) });
  };

const writes =
  (change: (body: JsonObject) => JsonObject): Fault =>
  (request, server) => {
    const body = bodyOf(request);
    const isWrite =
      ['POST', 'PUT'].includes(request.method) && /\/(Users|Groups)/.test(request.url);
    if (!isWrite || !isObject(body) || request.url.includes('.search')) return server(request);
    return server({ ...request, body: JSON.stringify(change(body)) });
  };

const upper = (value: Json): Json => (typeof value === 'string' ? value.toUpperCase() : value);

/** A path in a PATCH without its filter: `emails[type eq "work"].value` is taken for `emails`. */
const blunt = (path: string): string => path.replace(/\[.*$/s, '');

const filterIn = (url: string): string =>
  decodeURIComponent(/[?&]filter=([^&]*)/.exec(url)?.[1]?.replaceAll('+', '%20') ?? '');

const filtering =
  (change: (filter: string) => string): Fault =>
  (request, server) => {
    const filter = filterIn(request.url);
    if (filter === '') return server(request);
    const url = request.url.replace(
      /([?&]filter=)[^&]*/,
      `$1${encodeURIComponent(change(filter))}`,
    );
    return server({ ...request, url });
  };

/** Changes each attribute that /Schemas describes. */
const describing = (change: (attribute: JsonObject) => JsonObject): Fault => {
  const changed = (schema: Json): Json =>
    isObject(schema) && isList(schema['attributes'])
      ? {
          ...schema,
          attributes: schema['attributes'].map((each) => (isObject(each) ? change(each) : each)),
        }
      : schema;
  return answers((body, { url }) => {
    if (!url.includes('/Schemas')) return body;
    return isList(body['Resources'])
      ? { ...body, Resources: body['Resources'].map(changed) }
      : changed(body);
  });
};

const refusing =
  (isRefused: (request: HttpRequest) => boolean, status = 400): Fault =>
  (request, server) =>
    isRefused(request) ? Promise.resolve({ status, headers: [], body: '{}' }) : server(request);

const hasHeader = ({ headers }: HttpRequest, name: string, value?: RegExp): boolean =>
  headers.some(([key, text]) => key === name && (value?.test(text) ?? true));

/** Every fault by name. */
export const faults: Readonly<Record<string, Fault>> = {
  'refusals are accepted': async (request, server) => {
    const response = await server(request);
    if (response.status < 400) return response;
    const status = request.method === 'POST' ? 201 : 200;
    return { status, headers: response.headers, body: '{"id":"x"}' };
  },
  'refusals have other statuses': async (request, server) => {
    const response = await server(request);
    return response.status < 400 ? response : { ...response, status: 418 };
  },
  'refusals have no keyword and no words': async (request, server) => {
    const response = await server(request);
    if (response.status < 400) return response;
    return withBody(response, { schemas: ['x'], status: response.status, scimType: 'odd' });
  },
  'filters are ignored': without('filter'),
  'filters mind every letter': filtering((filter) => filter.replace(/ eq "/g, ' eq "x')),
  'not is overlooked': filtering((filter) => filter.replace(/not ?\(/gi, '(')),
  'or is taken for and': filtering((filter) => filter.replace(/ or /gi, ' and ')),
  'and is taken for or': filtering((filter) => filter.replace(/ and /gi, ' or ')),
  'parentheses are overlooked': filtering((filter) => filter.replace(/[()]/g, '')),
  'brackets are taken apart': filtering((filter) =>
    filter.replace(/(\w+)\[(\w+) eq ("[^"]*") and (\w+) /g, '$1.$2 eq $3 and $1.$4 '),
  ),
  'order is reversed in comparisons': filtering((filter) =>
    filter.replace(
      / (gt|ge|lt|le) /g,
      (_, word: string) => ({ gt: ' lt ', ge: ' le ', lt: ' gt ', le: ' ge ' })[word] ?? '',
    ),
  ),
  'URNs are cut off': filtering((filter) => filter.replace(/urn:[\w:.]+:(\w)/g, 'no$1')),
  'PATCH is ignored': ignoring('PATCH', 204),
  'PUT is ignored': ignoring('PUT', 200),
  'DELETE is ignored': ignoring('DELETE', 204),
  'projections are ignored': without('attributes', 'excludedattributes'),
  'pages are ignored': without('count', 'startindex', 'cursor'),
  'cursors are ignored': without('cursor'),
  'order is ignored': without('sortby', 'sortorder'),
  'conditions are ignored': (request, server) =>
    server({ ...request, headers: request.headers.filter(([name]) => !/^if-/i.test(name)) }),
  'everybody may come in': (request, server) =>
    server({
      ...request,
      headers: [
        ...request.headers.filter(([name]) => name !== 'Authorization'),
        ['Authorization', 'Bearer lab-conformance'],
      ],
    }),
  'headers are missing': withoutHeaders(
    ...['etag', 'location', 'content-location', 'www-authenticate', 'allow', 'content-type'],
  ),
  'bodies are plain text': async (request, server) => {
    const response = await server(request);
    const headers: HeaderList = response.headers.map(([name, value]) =>
      name === 'Content-Type' ? [name, 'text/plain'] : [name, value],
    );
    return { ...response, headers };
  },
  'meta never changes': resources((resource) => ({
    ...resource,
    meta: {
      ...(isObject(resource['meta']) ? resource['meta'] : {}),
      version: 'W/"1"',
      created: '2026-01-01T00:00:00Z',
      lastModified: '2025-01-01T00:00:00Z',
    },
  })),
  'meta is missing': dropping('meta'),
  'schemas are missing': dropping('schemas'),
  'groups are missing': dropping('groups'),
  'members are missing': dropping('members'),
  'names and titles are missing': dropping(
    ...['name', 'title', 'displayName', 'nickName', 'emails', 'externalId', 'active'],
  ),
  'extensions are missing': dropping('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'),
  'texts come back in capitals': resources((resource) =>
    Object.fromEntries(
      Object.entries(resource).map(([name, value]) => [
        name,
        name === 'id' || value === undefined ? value : upper(value),
      ]),
    ),
  ),
  'more comes back than was asked for': resources((resource) => ({
    ...resource,
    ...{ title: 'Extra', shoeSize: 42, nickName: null, password: 'Secret' },
    emails: [
      { value: 'a@d.example', primary: true, type: 'work' },
      { value: 'a@d.example', primary: true, type: 'work' },
      { value: 7 },
    ],
    meta: { resourceType: 'Nope', location: 'nowhere', version: '7', colour: 'red' },
  })),
  'ids are new each time': (() => {
    let count = 0;
    return answers((body, { url }) =>
      /\/(Users|Groups)/.test(url) && typeof body['id'] === 'string'
        ? { ...body, id: `bulkId-${(count += 1)}` }
        : body,
    );
  })(),
  'lists count wrong': answers((body) =>
    'totalResults' in body
      ? { ...body, totalResults: Number(body['totalResults']) + 1, startIndex: 9, itemsPerPage: 9 }
      : body,
  ),
  'lists repeat the first': answers((body) =>
    isList(body['Resources']) && body['Resources'].length > 0
      ? { ...body, Resources: body['Resources'].map((_, __, all) => all[0]!) }
      : body,
  ),
  'lists are turned round': answers((body) =>
    isList(body['Resources']) ? { ...body, Resources: body['Resources'].toReversed() } : body,
  ),
  'every page says there is another': answers((body) =>
    isList(body['Resources'])
      ? { ...body, nextCursor: 'not a cursor', previousCursor: 'nor this' }
      : body,
  ),
  'PATCH is not all or nothing': halfDone,
  'operations come in another order': (request, server) => {
    const body = bodyOf(request);
    const list = isObject(body) ? body['Operations'] : undefined;
    if (!isObject(body) || !isList(list)) return server(request);
    const turned = { ...body, Operations: list.toReversed() };
    return server({ ...request, body: JSON.stringify(turned) });
  },
  'add replaces': operations((each) => (each['op'] === 'add' ? { ...each, op: 'replace' } : each)),
  'replace adds': operations((each) => (each['op'] === 'replace' ? { ...each, op: 'add' } : each)),
  'remove is skipped': operations((each) => (each['op'] === 'remove' ? undefined : each)),
  'filters in paths are overlooked': operations((each) =>
    typeof each['path'] === 'string' ? { ...each, path: blunt(each['path']) } : each,
  ),
  'one operation does': operations(
    (() => {
      let at = 0;
      return (each) => ((at += 1) % 2 === 0 ? undefined : each);
    })(),
  ),
  'only the name is stored': writes((body) => {
    const { schemas, userName, displayName } = body;
    return {
      schemas: schemas ?? [],
      ...(userName !== undefined && { userName }),
      ...(displayName !== undefined && { displayName }),
    };
  }),
  'nothing conflicts': writes((body) =>
    'userName' in body && typeof body['userName'] === 'string'
      ? { ...body, userName: `${body['userName']}-${Math.floor(Object.keys(body).length * 7919)}` }
      : body,
  ),
  'bulk references are not resolved': (request, server) =>
    request.url.endsWith('/Bulk') && request.body !== undefined
      ? server({ ...request, body: request.body.replaceAll('"bulkId:', '"bulkid-') })
      : server(request),
  'bulk knows no limits': (request, server) => {
    const body = bodyOf(request);
    if (!request.url.endsWith('/Bulk') || !isObject(body)) return server(request);
    const rest = leaveOut(body, 'failOnErrors');
    const list = isList(rest['Operations']) ? rest['Operations'].slice(0, 500) : rest['Operations'];
    const sent = list === undefined ? rest : { ...rest, Operations: list };
    return server({ ...request, body: JSON.stringify(sent).replace(/x{1000,}/g, 'x') });
  },
  'bulk tells little': answers((body, { url }) =>
    url.endsWith('/Bulk') && isList(body['Operations'])
      ? { ...body, Operations: body['Operations'].map(() => ({ status: '200', method: 'POST' })) }
      : body,
  ),
  'discovery tells little': answers((body, { url }) => {
    if (url.endsWith('/ServiceProviderConfig'))
      return { schemas: ['x'], bulk: { supported: 'yes' }, pagination: { cursor: 'perhaps' } };
    if (url.includes('/ResourceTypes'))
      return { ...body, Resources: [{ name: 'User' }], schema: 'x' };
    return body;
  }),
  'schemas have other names': answers((body, { url }) => {
    const wrong = (schema: Json): Json =>
      isObject(schema)
        ? { ...schema, id: `urn:ietf:params:scim:api:${String(schema['id'])}` }
        : schema;
    if (!url.includes('/Schemas')) return body;
    return isList(body['Resources'])
      ? { ...body, Resources: body['Resources'].map(wrong), itemsPerPage: 1 }
      : wrong(body);
  }),
  'attributes are described wrongly': describing((attribute) => ({
    ...attribute,
    ...{ name: `${String(attribute['name'])}!`, required: true, returned: 'default' },
    mutability: attribute['mutability'] === 'writeOnly' ? 'writeOnly' : 'readOnly',
    ...(isList(attribute['subAttributes']) && {
      subAttributes: attribute['subAttributes'].map((each) =>
        isObject(each) ? { ...each, type: 'complex' } : each,
      ),
    }),
  })),
  'attributes are described in odd words': describing((attribute) => ({
    ...leaveOut(attribute, 'description'),
    mutability: 'sometimes',
  })),
  'what is always returned is not': (request, server) =>
    describing((attribute) =>
      attribute['name'] === 'userName' ? { ...attribute, returned: 'always' } : attribute,
    )(request, (passed) => dropping('userName')(passed, server)),
  'events are announced in odd words': answers((body, { url }) =>
    url.endsWith('/ServiceProviderConfig')
      ? { ...body, securityEvents: { asyncRequest: 'perhaps', eventUris: 'some' } }
      : body,
  ),
  'limits are not kept': answers((body, { url }) =>
    url.endsWith('/ServiceProviderConfig')
      ? { ...body, filter: { supported: true, maxResults: 1 } }
      : body,
  ),
  'discovery needs a token': refusing(
    (request) => /\/(Serv|Res|Schem)/.test(request.url) && !hasHeader(request, 'Authorization'),
    401,
  ),
  'discovery takes no parameters': refusing(
    ({ url }) => /\/(Serv|Res|Schem)/.test(url) && url.includes('?'),
  ),
  'sorting is refused': refusing(({ url }) => url.includes('sortBy=')),
  'searches are refused': refusing(({ url }) => url.includes('.search')),
  'JSON is refused': refusing(
    (request) => hasHeader(request, 'Content-Type', /^application\/json/i),
    415,
  ),
  'a slash at the end is refused': refusing(({ url }) => url.endsWith('/'), 404),
  'the server is busy, and does not say how long': refusing(({ method }) => method === 'PUT', 429),
  'nothing can be created': refusing(({ method }) => method === 'POST', 403),
  'the configuration promises too much': answers((body, { url }) =>
    url.endsWith('/ServiceProviderConfig')
      ? { ...body, bulk: { supported: false }, pagination: { cursor: false, index: true } }
      : body,
  ),
  'the server falls over': async (request, server) => {
    const response = await server(request);
    const isWrong = response.status >= 400 && response.status !== 401;
    return isWrong ? { status: 500, headers: [], body: 'oops' } : response;
  },
  'secrets are repeated': async (request, server) => {
    const response = await server(request);
    if (response.status < 400) return response;
    const words = `${request.url} ${request.body ?? ''} ${request.headers.join()}`;
    return withBody(response, {
      ...(bodyOf(response) as JsonObject),
      detail: decodeURIComponent(words.replace(/%(?![0-9a-f]{2})/gi, '%25')),
    });
  },
  'unknown things are found': async (request, server) => {
    const response = await server(request);
    return response.status === 404 ? { status: 200, headers: [], body: '{"id":"x"}' } : response;
  },
  '/Me is somebody else': async (request, server) =>
    server(
      request.url.endsWith('/Me')
        ? { ...request, url: request.url.replace('/Me', '/Users/1007') }
        : request,
    ),
  'HEAD has a body': async (request, server) => {
    const response = await server(request);
    return request.method === 'HEAD' || response.status === 204 || response.status === 304
      ? { ...response, body: '{}' }
      : response;
  },
};
