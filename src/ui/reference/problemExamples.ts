// Holds for each problem of the catalogue a request that meets it, as people type it into the workbench.
import { messageUrn } from '../../scim/messages.ts';
import type { ProblemCode } from '../../scim/problem.ts';
import type { ProfileId } from '../../scim/profile.ts';
import { urn } from '../../conformance/survey.ts';

/** A request that meets a problem in the company Northwind Trust. */
export interface ProblemExample {
  /** Short request text. */
  readonly text: string;
  /** The profile it takes, where the strict one does not have the problem. */
  readonly profile?: ProfileId;
  /** What has to be so, where one request alone does not do: a whole sentence. */
  readonly first?: string;
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
const send = (line: string, body?: unknown): ProblemExample => ({
  text: body === undefined ? line : `${line}\n\n${json(body)}`,
});
const raw = (text: string): ProblemExample => ({ text });
const filter = (text: string): ProblemExample => raw(`GET /Users?filter=${text}`);
const create = (attributes: Readonly<Record<string, unknown>>): ProblemExample =>
  send('POST /Users', { schemas: [urn.user], ...attributes });
const patch = (...Operations: readonly unknown[]): ProblemExample =>
  send('PATCH /Users/1007', { schemas: [messageUrn.patchOp], Operations });
const patchGroup = (...Operations: readonly unknown[]): ProblemExample =>
  send('PATCH /Groups/7', { schemas: [messageUrn.patchOp], Operations });
const bulk = (...Operations: readonly unknown[]): ProblemExample =>
  send('POST /Bulk', { schemas: [messageUrn.bulkRequest], Operations });
const named = (userName: string): Readonly<Record<string, unknown>> => ({
  schemas: [urn.user],
  userName,
});

const aboutFilters = {
  filterEmpty: filter(''),
  filterSyntax: filter('title pr and'),
  filterOperator: filter('userName regex "ana"'),
  filterNotOffered: { ...filter('userName sw "o"'), profile: 'cloud' },
  filterUnquoted: filter('userName eq omar'),
  filterOpenString: filter('userName eq "omar'),
  filterString: filter('userName eq "a\\x"'),
  filterNot: filter('not title pr'),
  filterUnknownAttribute: filter('shoeSize eq 42'),
  filterNeedsSub: filter('name eq "Omar"'),
  filterSecret: filter('password eq "guess"'),
  filterNotComplex: filter('title[value eq "DBA"]'),
  filterOrder: filter('active gt false'),
  filterValue: filter('active eq "true"'),
  filterTooDeep: filter(`${'('.repeat(120)}title pr${')'.repeat(120)}`),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutPatch = {
  patchSchemas: send('PATCH /Users/1007', {
    schemas: [urn.user],
    Operations: [{ op: 'replace', path: 'title', value: 'DBA' }],
  }),
  patchNoOperations: patch(),
  patchOperation: patch('replace'),
  patchOp: patch({ op: 'move', path: 'title', value: 'DBA' }),
  patchNoPath: patch({ op: 'remove' }),
  patchNoMatch: patch({
    op: 'replace',
    path: 'addresses[type eq "home"].locality',
    value: 'Lima',
  }),
  patchNoValue: patch({ op: 'add', path: 'title' }),
  patchValueObject: patch({ op: 'replace', value: 'DBA' }),
  patchRemoveValue: patchGroup({ op: 'remove', path: 'members', value: [{ value: '1007' }] }),
  readOnly: patch({ op: 'replace', path: 'id', value: '7' }),
  groupsReadOnly: patch({ op: 'add', path: 'groups', value: [{ value: '7' }] }),
  immutable: patchGroup({
    op: 'replace',
    path: 'members[value eq "1007"].value',
    value: '1019',
  }),
  requiredRemoved: patch({ op: 'remove', path: 'userName' }),
  pathSyntax: patch({ op: 'replace', path: 'name..givenName', value: 'Omar' }),
  pathIndex: patch({ op: 'replace', path: 'emails[0].value', value: 'omar@northwind.example' }),
  pathUnknown: patch({ op: 'replace', path: 'shoeSize', value: 42 }),
  pathNotMany: patch({ op: 'replace', path: 'title[value eq "DBA"]', value: 'DBA' }),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutBulk = {
  bulkSchemas: send('POST /Bulk', { schemas: [urn.user], Operations: [] }),
  bulkNoOperations: bulk(),
  bulkFailOnErrors: send('POST /Bulk', {
    schemas: [messageUrn.bulkRequest],
    failOnErrors: 'two',
    Operations: [{ method: 'DELETE', path: '/Users/9999' }],
  }),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const addGroup = (id: string, value: string): unknown => ({
  ...{ method: 'PATCH', path: `/Groups/${id}` },
  data: {
    schemas: [messageUrn.patchOp],
    Operations: [{ op: 'add', path: 'members', value: [{ value, type: 'Group' }] }],
  },
});

/** Problems that an operation of a bulk job meets; the job itself is answered with 200. */
const withinBulk = {
  bulkOperation: bulk('DELETE /Users/9999'),
  bulkMethod: bulk({ method: 'GET', path: '/Users/1007' }),
  bulkPath: bulk({ method: 'DELETE' }),
  bulkData: bulk({ method: 'PUT', path: '/Users/1007' }),
  bulkTarget: bulk({ method: 'PUT', path: '/Me', data: named('ana') }),
  bulkIdTwice: bulk(
    { method: 'POST', path: '/Users', bulkId: 'a', data: named('one') },
    { method: 'POST', path: '/Users', bulkId: 'a', data: named('two') },
  ),
  bulkIdUnknown: bulk({
    ...{ method: 'POST', path: '/Groups', bulkId: 'g' },
    data: { schemas: [urn.group], displayName: 'Ops', members: [{ value: 'bulkId:nobody' }] },
  }),
  bulkCircle: bulk(
    {
      ...{ method: 'POST', path: '/Groups', bulkId: 'a' },
      data: { schemas: [urn.group], displayName: 'Day', members: [{ value: 'bulkId:b' }] },
    },
    {
      ...{ method: 'POST', path: '/Groups', bulkId: 'b' },
      data: { schemas: [urn.group], members: [{ value: 'bulkId:a' }] },
    },
  ),
  memberLoop: {
    ...bulk(addGroup('6', '7'), addGroup('7', '6')),
    first:
      'The first operation puts a group into another, so that the second would close a circle.',
  },
  bulkIdFailed: bulk(
    { method: 'POST', path: '/Users', bulkId: 'a', data: named('admin') },
    {
      ...{ method: 'POST', path: '/Groups', bulkId: 'g' },
      data: { schemas: [urn.group], displayName: 'Ops', members: [{ value: 'bulkId:a' }] },
    },
  ),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutBodies = {
  bodyMissing: raw('POST /Users'),
  bodyNotJson: {
    ...raw('POST /Users\n\n{ "userName": "ana" '),
    first: 'The workbench finds the mistake before it sends; other clients learn of it so.',
  },
  bodyHalfCharacter: raw(
    `POST /Users\n\n{ "schemas": ["${urn.user}"], "userName": "ana", "title": "\\ud83d" }`,
  ),
  attributeTwice: raw(
    `POST /Users\n\n{ "schemas": ["${urn.user}"], "userName": "ana", "username": "eva" }`,
  ),
  bodyTooDeep: raw(
    `POST /Users\n\n{ "userName": "ana", "emails": ${'['.repeat(70)}${']'.repeat(70)} }`,
  ),
  bodyNotObject: raw('POST /Users\n\n["ana"]'),
  schemasMissing: send('POST /Users', { userName: 'ana' }),
  schemasBase: send('POST /Users', { schemas: [urn.enterprise], userName: 'ana' }),
  schemasUnknown: send('POST /Users', {
    schemas: [urn.user, 'urn:example:badge:1.0:User'],
    userName: 'ana',
  }),
  required: create({ displayName: 'Ana Ruiz' }),
  valueType: create({ userName: 'ana', active: 'yes' }),
  valueList: create({ userName: 'ana', displayName: ['Ana', 'Ruiz'] }),
  valueNotList: create({ userName: 'ana', emails: 'ana@northwind.example' }),
  twoPrimaries: create({
    userName: 'ana',
    emails: [
      { value: 'ana@northwind.example', type: 'work', primary: true },
      { value: 'ana@home.example', type: 'home', primary: true },
    ],
  }),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutQueries = {
  searchSchemas: send('POST /Users/.search', { schemas: [urn.user], filter: 'title pr' }),
  projectionBoth: raw('GET /Users/1007?attributes=title&excludedAttributes=emails'),
  queryNumber: raw('GET /Users?count=ten'),
  sortPath: raw('GET /Users?sortBy=shoeSize'),
  sortNeedsSub: raw('GET /Users?sortBy=name'),
  sortOrder: raw('GET /Users?sortBy=userName&sortOrder=upwards'),
  invalidCount: raw('GET /Users?cursor&count=5000'),
  invalidCursor: raw('GET /Users?cursor=made-up&count=2'),
  cursorsOff: { ...raw('GET /Users?cursor&count=2'), profile: 'cloud' },
  cursorAndIndex: raw('GET /Users?cursor&startIndex=1'),
  discoveryFilter: raw('GET /Schemas?filter=name eq "User"'),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutResources = {
  notFound: raw('GET /Users/9999'),
  noEndpoint: raw('GET /People'),
  uniqueness: create({ userName: 'admin' }),
  memberUnknown: patchGroup({ op: 'add', path: 'members', value: [{ value: '9999' }] }),
  noSubject: raw('GET /Me'),
  memberSelf: patchGroup({ op: 'add', path: 'members', value: [{ value: '7' }] }),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const onFolders = (line: string, body?: unknown): ProblemExample => ({
  ...send(line, body),
  profile: 'connector',
});

/** Folders and the rights on them, which the strict profile does not serve. */
const aboutFolders = {
  referenceUnknown: onFolders('POST /Containers', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:Container'],
    ...{ name: 'Reports', parent: { value: '9999' } },
  }),
  vaultProtected: onFolders('DELETE /Containers/27'),
  accountProtected: send('DELETE /Users/9002'),
  containerInUse: onFolders('DELETE /Containers/21'),
  containerLoop: onFolders('PATCH /Containers/21', {
    schemas: [messageUrn.patchOp],
    Operations: [{ op: 'replace', path: 'parent', value: { value: '21' } }],
  }),
  granteeOne: onFolders('POST /ContainerPermissions', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission'],
    ...{ container: { value: '21' }, rights: ['view'] },
  }),
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

const aboutHttp = {
  unauthorized: raw('GET /Users\nAuthorization: Bearer wrong'),
  methodNotAllowed: raw('DELETE /Users'),
  unsupportedMediaType: raw('POST /Users\nContent-Type: text/plain\n\n{ "userName": "ana" }'),
  preconditionFailed: {
    ...raw('DELETE /Users/1007\nIf-Match: W/"0"'),
    first: 'The version in If-Match is an old one: somebody changed Omar since it was read.',
  },
  notImplemented: {
    ...bulk({ method: 'DELETE', path: '/Users/9999' }),
    profile: 'cloud',
  },
} as const satisfies Partial<Record<ProblemCode, ProblemExample>>;

/** Examples by code. Problems that no single request meets have none. */
export const problemExamples: Readonly<Partial<Record<ProblemCode, ProblemExample>>> = {
  ...aboutFilters,
  ...aboutPatch,
  ...aboutBulk,
  ...withinBulk,
  ...aboutBodies,
  ...aboutQueries,
  ...aboutResources,
  ...aboutFolders,
  ...aboutHttp,
};

/** How the others are met, and why no request stands here for it: whole sentences by code. */
export const problemCauses: Readonly<Partial<Record<ProblemCode, string>>> = {
  filterTooLong:
    'It takes a filter of more than 100,000 characters, which is too long to show here.',
  patchTooMany: 'It takes a PATCH of more than 1,000 operations, which is too long to show here.',
  bulkTooMany: 'It takes a bulk job of more than 1,000 operations, which is too long to show here.',
  payloadTooLarge: 'It takes a body of more than 1 MiB, which is too long to show here.',
  expiredCursor:
    'It takes two requests with an hour between them: read GET /Users?cursor&count=2, put the lab clock more than an hour forward, and ask for the next page with the nextCursor you got.',
  forbidden:
    'It takes a token with scopes: one that may only read users meets it with POST /Users. The token of the workbench may do everything.',
  personalFolder:
    'It takes a personal folder, which the console makes for a user: then POST /ContainerPermissions for it in the Connector profile.',
  lastAdministrator:
    'It takes a tenant whose other administrators are disabled in the console: then disable the last one.',
  licencesUsed:
    'It takes a tenant whose licences are all in use: the console sets their number. Then POST /Users.',
  groupSynchronised:
    'It takes a group that the console has marked as synchronised with a directory: then PATCH its members.',
  scimOff:
    'It takes a tenant in which SCIM is switched off: in the console, under SCIM, step 1 does that. Any request meets it then.',
  connectorOff:
    'It takes twenty refused requests in a row in the Connector profile, such as GET /Users/9999. The next one meets it, whatever it asks.',
};

/** Codes of problems that are told within the answer to a bulk job. */
export const bulkCodes: readonly string[] = Object.keys(withinBulk);
