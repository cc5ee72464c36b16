// Checks what a server says about itself (RFC 7644 §4): the three discovery endpoints and what they promise.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';
import { messageUrn } from '../../scim/messages.ts';
import type { Attribute } from '../../scim/schema.ts';
import { get, query, refused, step, withHeaders } from '../asks.ts';
import { bulkBody, patchBody, type Bench } from '../bench.ts';
import { check, type Check, type Step } from '../check.ts';
import { idOf, resourcesIn, textOf } from '../exchange.ts';
import { errorBody } from '../expect.ts';
import { holds, matches, oneOf, present, told } from '../pattern.ts';
import { lacking, urn } from '../survey.ts';

const endpoints = ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'] as const;
const json = matches('^application/scim\\+json', 'application/scim+json');
const notFound = { status: 404, body: errorBody(404) };
const anonymous = { Authorization: null };
const listed = { schemas: [messageUrn.listResponse] };

const flag = oneOf(true, false);

const each = (make: (path: string) => Step): readonly Step[] => endpoints.map(make);

const configuration: readonly Check[] = [
  check('DSC-01 M 7644 4', 'ServiceProviderConfig is one object of its schema', {
    steps: [
      get('/ServiceProviderConfig', {
        header: { 'Content-Type': json },
        body: { schemas: holds(urn.config), patch: present },
      }),
    ],
  }),
  check('DSC-02 M 7643 5', 'ServiceProviderConfig tells of every feature whether it is there', {
    steps: [
      get('/ServiceProviderConfig', {
        body: {
          ...{ patch: { supported: flag }, sort: { supported: flag }, etag: { supported: flag } },
          changePassword: { supported: flag },
          authenticationSchemes: present,
        },
      }),
    ],
  }),
  check('DSC-03 M 7643 5', 'The limits of filters and bulk jobs are whole numbers', {
    run: async (bench) => {
      const { object } = await bench.get('/ServiceProviderConfig');
      const { filter, bulk } = object;
      limitIn(bench, filter, 'maxResults');
      limitIn(bench, bulk, 'maxOperations');
      limitIn(bench, bulk, 'maxPayloadSize');
    },
  }),
  check('DSC-04 M 7643 5', 'Every way to sign in has a type, a name and a description', {
    run: async (bench) => {
      const { object } = await bench.get('/ServiceProviderConfig');
      const schemes = object['authenticationSchemes'];
      bench.require(isList(schemes), 'a list of authenticationSchemes', told(schemes));
      for (const scheme of isList(schemes) ? schemes : []) {
        const parts = ['type', 'name', 'description'].map((name) => textOf(scheme, name));
        bench.require(!parts.includes(''), 'type, name and description', told(scheme));
      }
    },
  }),
  check('DSC-05 P 7643 5', 'Discovery can be read without a token', {
    steps: each((path) => withHeaders(anonymous, get(path))),
  }),
  check('DSC-06 S 7644 4', 'ServiceProviderConfig has nothing below it', {
    steps: [get('/ServiceProviderConfig/anything', notFound)],
  }),
  check('DSC-07 S 7644 4', 'ServiceProviderConfig has no plural', {
    steps: [get('/ServiceProviderConfigs', notFound)],
  }),
  check(
    'DSC-33 M 7643 5',
    'What ServiceProviderConfig offers works, and a bulk job only if offered',
    {
      run: keepsItsWord,
    },
  ),
  check(
    'DSC-34 S 9865 4',
    'pagination says which ways of paging there are, and how large pages get',
    {
      run: async (bench) => {
        const pagination = (await bench.get('/ServiceProviderConfig')).object['pagination'];
        bench.require(isObject(pagination), 'a pagination object', told(pagination));
        if (isObject(pagination)) lookAtPagination(bench, pagination);
      },
    },
  ),
  check(
    'DSC-35 S 9967 4',
    'securityEvents says whether requests may wait and which events there are',
    {
      run: async (bench) => {
        const events = (await bench.get('/ServiceProviderConfig')).object['securityEvents'];
        if (!isObject(events)) return;
        const { asyncRequest, eventUris } = events;
        const isKnown = ['none', 'long', 'request'].includes(String(asyncRequest).toLowerCase());
        bench.require(isKnown, 'asyncRequest none, long or request', told(asyncRequest));
        const urns = isList(eventUris) ? eventUris : [];
        const isUrn =
          isList(eventUris) && urns.every((each) => /^urn:.+:event:/.test(String(each)));
        bench.require(isUrn, 'eventUris as a list of event URNs', told(eventUris));
      },
    },
  ),
];

function limitIn(bench: Bench, part: Json | undefined, name: string): void {
  const options: JsonObject = isObject(part) ? part : {};
  bench.require(typeof options['supported'] === 'boolean', `${name} beside supported`, told(part));
  if (options['supported'] !== true) return; // a limit of what is not there says nothing
  const limit = options[name];
  bench.require(Number.isInteger(limit) && Number(limit) > 0, `${name} above 0`, told(limit));
}

function lookAtPagination(bench: Bench, pagination: JsonObject): void {
  const { cursor, index, defaultPaginationMethod: method } = pagination;
  bench.require(typeof cursor === 'boolean', 'cursor true or false', told(cursor));
  bench.require(typeof index === 'boolean', 'index true or false', told(index));
  const isMethod = method === undefined || method === 'cursor' || method === 'index';
  bench.require(isMethod, 'defaultPaginationMethod cursor or index', told(method));
  for (const name of ['defaultPageSize', 'maxPageSize', 'cursorTimeout']) {
    const size = pagination[name];
    const isSize = size === undefined || (Number.isInteger(size) && Number(size) > 0);
    bench.require(isSize, `${name} a whole number above 0`, told(size));
  }
}

/** Tries each feature that has a flag. */
async function keepsItsWord(bench: Bench): Promise<void> {
  const offers = (feature: Parameters<typeof lacking>[1]): boolean =>
    lacking(bench.survey, feature) === undefined;
  const made = await bench.user();
  const path = `/Users/${made.id}`;
  if (offers('patch')) {
    const operation = { op: 'replace', path: 'nickName', value: 'N' };
    bench.expect(await bench.patch(path, operation), { status: [200, 204] });
  }
  if (offers('sort'))
    bench.expect(await bench.get('/Users', { sortBy: 'userName', count: 1 }), { status: 200 });
  if (offers('filter'))
    bench.expect(await bench.get('/Users', { filter: `id eq "${made.id}"` }), {
      body: { totalResults: 1 },
    });
  if (offers('etag')) bench.expect(await bench.get(path), { header: { ETag: present } });
  const bulk = await bench.post('/Bulk', bulkBody([{ method: 'DELETE', path: '/Users/none' }]));
  bench.expect(bulk, { status: offers('bulk') ? 200 : [501, 403, 404, 405] });
  if (!offers('patch'))
    bench.expect(await bench.send({ method: 'PATCH', path, body: patchBody([]) }), {
      status: [501, 403, 404, 405],
    });
}

const resourceTypes: readonly Check[] = [
  check('DSC-08 M 7644 4', 'ResourceTypes lists User at /Users and Group at /Groups', {
    needs: ['groups'],
    steps: [
      get('/ResourceTypes', {
        body: {
          ...listed,
          Resources: holds(
            { name: 'User', endpoint: matches('/?Users$', '/Users'), schema: urn.user },
            { name: 'Group', endpoint: matches('/?Groups$', '/Groups'), schema: urn.group },
          ),
        },
      }),
    ],
  }),
  check('DSC-09 M 7643 6', 'Every resource type has a name, an endpoint and a schema', {
    run: async (bench) => {
      for (const type of resourcesIn((await bench.get('/ResourceTypes')).object)) {
        const parts = ['name', 'endpoint', 'schema'].map((name) => textOf(type, name));
        bench.require(!parts.includes(''), 'name, endpoint and schema', told(type));
        const { schemas } = type;
        const isType = isList(schemas) && schemas.includes(urn.resourceType);
        bench.require(isType, `schemas with ${urn.resourceType}`, told(schemas));
      }
    },
  }),
  check('DSC-10 M 7643 6', 'The schemas of a resource type can be read, its extensions too', {
    run: async (bench) => {
      for (const type of resourcesIn((await bench.get('/ResourceTypes')).object)) {
        const extensions = isList(type['schemaExtensions']) ? type['schemaExtensions'] : [];
        for (const part of [type, ...extensions]) {
          const id = textOf(part, 'schema');
          const answer = await bench.get(`/Schemas/${encodeURIComponent(id)}`);
          bench.expect(answer, { status: 200, body: { id } });
        }
        const flags = extensions.map((each) => isObject(each) && each['required']);
        const areFlags = flags.every((each) => typeof each === 'boolean');
        bench.require(areFlags, 'required true or false on each extension', told(extensions));
      }
    },
  }),
  check('DSC-11 S 7644 4', 'Each resource type can be read by its name', {
    run: async (bench) => {
      for (const type of resourcesIn((await bench.get('/ResourceTypes')).object)) {
        const name = textOf(type, 'id') || textOf(type, 'name');
        const answer = await bench.get(`/ResourceTypes/${encodeURIComponent(name)}`);
        bench.expect(answer, { status: 200, body: { name: textOf(type, 'name') } });
      }
    },
  }),
  check('DSC-12 M 7644 3.12', 'An unknown resource type is not found', {
    steps: [get('/ResourceTypes/Nope', notFound)],
  }),
  check('DSC-13 M 7643 6', 'The endpoint of each resource type answers', {
    run: async (bench) => {
      for (const { endpoint } of bench.survey.types)
        bench.expect(await bench.get(endpoint, { count: 1 }), {
          status: [200, 403, 501],
          body: {},
        });
    },
  }),
];

const schemas: readonly Check[] = [
  check('DSC-15 M 7644 4', 'Schemas lists every schema at once', {
    needs: ['groups', 'enterprise'],
    run: async (bench) => {
      const answer = await bench.get('/Schemas');
      const count = resourcesIn(answer.object).length;
      const known = [{ id: urn.user }, { id: urn.group }, { id: urn.enterprise }];
      bench.expect(answer, {
        status: 200,
        body: { ...listed, totalResults: count, Resources: holds(...known) },
      });
    },
  }),
  check('DSC-15b S 7644 3.4.2', 'itemsPerPage, where given, counts the schemas', {
    run: async (bench) => {
      const { object } = await bench.get('/Schemas');
      const count = resourcesIn(object).length;
      const { itemsPerPage = count } = object;
      bench.require(itemsPerPage === count, `itemsPerPage ${count}`, told(itemsPerPage));
    },
  }),
  check('DSC-16 S 7643 7', 'The schemas of discovery itself are listed too', {
    steps: [
      get('/Schemas', {
        body: {
          Resources: holds({ id: urn.schema }, { id: urn.resourceType }, { id: urn.config }),
        },
      }),
    ],
  }),
  check('DSC-17 M 7644 4', 'Each schema can be read by its URN', { run: readEach((id) => id) }),
  check('DSC-17b S 7643 2.1', 'A schema is found by its URN in any letter case', {
    run: readEach((id) => id.toUpperCase().replace(/^URN/, 'urn')),
  }),
  check('DSC-18 M 7644 3.12', 'An unknown schema is not found', {
    steps: [get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:Nope', notFound)],
  }),
  check('DSC-19 M 7643 4.1.1', 'userName is required, unique and free in letter case', {
    run: described('userName', {
      ...{ type: 'string', multiValued: false, required: true, caseExact: false },
      ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'server' },
    }),
  }),
  check('DSC-20 M 7643 4.1.2', 'Groups of a user are described as readOnly', {
    needs: ['groups'],
    run: described('groups', { type: 'complex', multiValued: true, mutability: 'readOnly' }),
  }),
  check('DSC-21 M 7643 4.1.1', 'password is writeOnly and never returned', {
    run: described('password', { mutability: 'writeOnly', returned: 'never' }),
  }),
  check('DSC-22 M 7644 3.1', 'The schemas of messages are not listed', {
    run: async (bench) => {
      const ids = resourcesIn((await bench.get('/Schemas')).object).map(idOf);
      const message = ids.find((id) => id.startsWith('urn:ietf:params:scim:api:'));
      bench.require(message === undefined, 'no schema of a message', message ?? '');
    },
  }),
  check('DSC-23 M 7643 2.1', 'The names of attributes are words that SCIM allows', {
    run: ofEveryAttribute((attribute) =>
      /^\$?[A-Za-z][\w$-]*$/.test(attribute.name) ? undefined : attribute.name,
    ),
  }),
  check('DSC-24 M 7643 7', 'An attribute that is readOnly is not required of clients', {
    run: ofEveryAttribute(({ required, mutability, name }) =>
      required && mutability === 'readOnly' && name !== 'id' ? `${name} is both` : undefined,
    ),
  }),
  check('DSC-25 M 7643 7', 'What is writeOnly is never returned', {
    run: ofEveryAttribute(({ mutability, returned, name }) =>
      mutability === 'writeOnly' && returned !== 'never' ? `${name}: ${returned}` : undefined,
    ),
  }),
  check('DSC-26 M 7643 7', 'Complex attributes have sub-attributes, and others have none', {
    run: ofEveryAttribute(({ type, subAttributes, name }) =>
      (type === 'complex') === (subAttributes !== undefined) ? undefined : `${name} of ${type}`,
    ),
  }),
  check('DSC-26b S 7643 7', 'Every attribute tells what it is for and how it behaves', {
    run: async (bench) => {
      for (const schema of resourcesIn(bench.survey.schemaList)) {
        const found = unsaid(schema['attributes']);
        bench.require(
          found === undefined,
          'every characteristic',
          `${idOf(schema)} ${found ?? ''}`,
        );
      }
    },
  }),
  check('DSC-27 M 7643 7', 'No sub-attribute of a resource is complex', {
    run: async (bench) => {
      const homes = bench.survey.types.flatMap(({ schema, extensions }) => [schema, ...extensions]);
      for (const { attributes } of homes)
        for (const { name, subAttributes = [] } of attributes) {
          const deep = subAttributes.find(({ type }) => type === 'complex');
          bench.require(!deep, 'simple sub-attributes', `${name}.${deep?.name ?? ''}`);
        }
    },
  }),
  check('DSC-28 S 7643 3.1', 'Common attributes can be filtered although no schema lists them', {
    needs: ['filter'],
    cast: true,
    steps: [
      query('/Users', { filter: 'id eq "{ana.id}"' }, { finds: ['ana'] }),
      query('/Users', { filter: 'externalId eq "{ana.externalId}"' }, { finds: ['ana'] }),
      query(
        '/Users',
        { filter: 'meta.created eq "{ana.meta.created}" and id eq "{ana.id}"' },
        {
          finds: ['ana'],
        },
      ),
      query(
        '/Users',
        { filter: `schemas eq "${urn.user}" and id eq "{ana.id}"` },
        {
          finds: ['ana'],
        },
      ),
    ],
  }),
  check('DSC-29 M 7643 7', 'The characteristics of attributes are words of RFC 7643', {
    run: async (bench) => {
      for (const schema of resourcesIn(bench.survey.schemaList)) {
        const found = strangeWord(schema['attributes']);
        bench.require(found === undefined, 'words of RFC 7643', `${idOf(schema)} ${found ?? ''}`);
      }
    },
  }),
  check('DSC-30 S 7644 4', 'Schemas and ResourceTypes take no filter', {
    steps: ['/Schemas', '/ResourceTypes'].map((path) =>
      query(path, { filter: 'name eq "User"' }, { status: 403, body: errorBody(403) }),
    ),
  }),
  check('DSC-31 M 7644 4', 'Paging and sorting are ignored by discovery', {
    run: async (bench) => {
      const whole = resourcesIn((await bench.get('/Schemas')).object).map(idOf);
      const asked = await bench.get('/Schemas', { count: 1, startIndex: 2, sortBy: 'name' });
      bench.expect(asked, { status: 200 });
      const ids = resourcesIn(asked.object).map(idOf);
      bench.require(ids.join() === whole.join(), 'the whole list', ids.join(', '));
    },
  }),
  check('DSC-32 S 7644 3.9', 'Schemas may be asked for chosen attributes', {
    steps: [query('/Schemas', { attributes: 'id' })],
  }),
  check('DSC-36 P 7644 4', 'Discovery cannot be written', {
    steps: endpoints.flatMap((path) =>
      ['POST', 'PUT', 'PATCH', 'DELETE'].map((method) =>
        step(
          { method, path, ...(method !== 'DELETE' && { body: {} }) },
          refused(undefined, [403, 404, 405, 501]),
        ),
      ),
    ),
  }),
];

function readEach(spell: (id: string) => string): (bench: Bench) => Promise<void> {
  return async (bench) => {
    for (const { id } of bench.survey.schemas) {
      const answer = await bench.get(`/Schemas/${encodeURIComponent(spell(id))}`);
      bench.expect(answer, { status: 200, body: { id } });
    }
  };
}

function described(name: string, characteristics: JsonObject): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const answer = await bench.get(`/Schemas/${urn.user}`);
    bench.expect(answer, {
      status: 200,
      body: { attributes: holds({ name, ...characteristics }) },
    });
  };
}

/** Looks at every attribute and sub-attribute of the resource types. */
function ofEveryAttribute(
  look: (attribute: Attribute) => string | undefined,
): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const { types } = bench.survey;
    bench.require(types.length > 0, 'resource types whose schemas are listed', 'none');
    for (const { schema, extensions } of types)
      for (const home of [schema, ...extensions])
        for (const attribute of home.attributes)
          for (const each of [attribute, ...(attribute.subAttributes ?? [])]) {
            const found = look(each);
            bench.require(
              found === undefined,
              'a description that fits',
              `${home.id} ${found ?? ''}`,
            );
          }
  };
}

/** The first characteristic that a list of attributes leaves out, with the name of the attribute. */
function unsaid(attributes: Json | undefined): string | undefined {
  for (const attribute of isList(attributes) ? attributes.filter(isObject) : []) {
    const { name, type } = attribute;
    const wanted = [
      ...['description', 'required', 'multiValued', 'mutability', 'returned'],
      ...(type === 'string' ? ['caseExact', 'uniqueness'] : []),
      ...(type === 'reference' ? ['referenceTypes'] : []),
    ];
    const missing = wanted.find((each) => attribute[each] === undefined);
    if (missing) return `${String(name)} without ${missing}`;
    const below = unsaid(attribute['subAttributes']);
    if (below) return `${String(name)}.${below}`;
  }
  return undefined;
}

const words: Readonly<Record<string, readonly string[]>> = {
  type: [
    ...['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'],
  ],
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
};

function strangeWord(attributes: Json | undefined): string | undefined {
  for (const attribute of isList(attributes) ? attributes.filter(isObject) : []) {
    for (const [name, known] of Object.entries(words)) {
      const word = attribute[name];
      if (word !== undefined && !known.includes(String(word)))
        return `${textOf(attribute, 'name')} with ${name} ${told(word)}`;
    }
    const below = strangeWord(attribute['subAttributes']);
    if (below) return below;
  }
  return undefined;
}

/** Every check of discovery. */
export const discoveryChecks: readonly Check[] = [...configuration, ...resourceTypes, ...schemas];
