// Keeps the catalogue of everything a SCIM request can be refused for: code, status, scimType, sentence, RFC section.
import type { Span } from '../base/span.ts';

/** Error keywords of RFC 7644 §3.12 (Table 9) and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/** Why a request was refused, as a value. `detail` is the finished sentence for the learner. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly scimType?: ScimType;
  readonly detail: string;
  readonly rfc: string;
  /** Where in the filter or path text, if it is about one. */
  readonly span?: Span;
  /** Which attribute or operation, e.g. `emails[0].value` or `Operations[1].path`. */
  readonly at?: string;
}

/**
 * One thing that can go wrong. `sentence` says what was seen, `instead` what would work; words in
 * braces are filled in. `rfc` is the number and section that decide.
 */
export interface ProblemEntry {
  readonly status: number;
  readonly scimType?: ScimType;
  readonly title: string;
  readonly sentence: string;
  readonly instead: string;
  readonly rfc: string;
}

/** A 400 with a keyword of RFC 7644 §3.12, Table 9. */
const refusal =
  <Keyword extends ScimType>(scimType: Keyword) =>
  <Section extends string>(rfc: Section) =>
    ({ status: 400, scimType, rfc }) as const;
const invalidFilter = refusal('invalidFilter');
const invalidSyntax = refusal('invalidSyntax');
const invalidValue = refusal('invalidValue');
const invalidPath = refusal('invalidPath');
const noTarget = refusal('noTarget');
const mutability = refusal('mutability');

/** Every problem, by code. The lab's reference shows this table, so each sentence is for learners. */
export const problems = {
  // Filters (GET ?filter=, .search, and the brackets of a PATCH path)
  filterEmpty: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Empty filter',
    sentence: 'The filter is empty.',
    instead: 'Write an attribute, an operator and a value, such as userName eq "ana.ruiz".',
  },
  filterTooLong: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Filter too long',
    sentence: 'The filter has {length} characters; this server reads at most {limit}.',
    instead: 'Ask in several requests.',
  },
  filterTooDeep: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Filter nested too deeply',
    sentence: 'The filter nests parentheses more than {limit} deep.',
    instead: 'Leave out parentheses that group nothing.',
  },
  filterSyntax: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Filter cannot be read',
    sentence: 'The filter needs {expected} at character {position}, and has {seen}.',
    instead: 'A filter looks like userName eq "ana.ruiz" and active eq true.',
  },
  filterOperator: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Unknown operator',
    sentence: "The operator '{operator}' is not supported.",
    instead: 'Use eq, ne, co, sw, ew, gt, ge, lt, le or pr.',
  },
  filterNotOffered: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Part of the filter language that is not offered',
    sentence: 'This server takes eq and and in a filter, and nothing else; it has {operator}.',
    instead: 'Look for a userName, an externalId or emails[type eq "work"].value with eq.',
  },
  filterUnquoted: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Value without quotes',
    sentence: 'The value {seen} needs double quotes around it.',
    instead: 'Write {better}.',
  },
  filterOpenString: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Quote left open',
    sentence: 'The text that begins with a quote at character {position} of the filter has no end.',
    instead: 'Close it with a double quote; a quote inside the text is written \\".',
  },
  filterString: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Text with a bad escape',
    sentence: 'The text {seen} is no JSON string.',
    instead: 'A backslash is written \\\\, a quote \\", a line break \\n, any character \\u00e9.',
  },
  filterNot: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'not without parentheses',
    sentence: 'After not, {seen} stands without parentheses.',
    instead: 'Write not (title pr).',
  },
  filterUnknownAttribute: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Unknown attribute in a filter',
    sentence: 'No {type} has an attribute {attribute}.',
    instead: 'See /Schemas for the attributes there are.',
  },
  filterNeedsSub: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Complex attribute compared as a whole',
    sentence: '{attribute} has parts and cannot be compared as a whole.',
    instead: 'Name a part, such as {attribute}.{part}.',
  },
  filterSecret: {
    ...invalidFilter('7643 4.1.1'),
    title: 'Filter on a secret',
    sentence: '{attribute} is never returned, so no filter may ask about it.',
    instead: 'Find the user by userName.',
  },
  filterNotComplex: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Brackets after a simple attribute',
    sentence: '{attribute} has no parts that brackets could ask about.',
    instead: 'Write {attribute} eq and a value.',
  },
  filterOrder: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'No order for this type',
    sentence: '{attribute} is {kind}, and {operator} has no meaning for it.',
    instead: 'Use eq or ne.',
  },
  filterValue: {
    ...invalidFilter('7644 3.4.2.2'),
    title: 'Value of another type in a filter',
    sentence: '{attribute} is {kind}, and {seen} is not.',
    instead: 'Write {attribute} {operator} {example}.',
  },

  // PATCH
  patchSchemas: {
    ...invalidSyntax('7644 3.5.2'),
    title: 'Not a PatchOp message',
    sentence: 'The body does not say that it is a PATCH: its schemas are {seen}.',
    instead: 'Send "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"].',
  },
  patchNoOperations: {
    ...invalidSyntax('7644 3.5.2'),
    title: 'No operations',
    sentence: 'The PATCH has no list of Operations, or an empty one.',
    instead: 'Send at least one operation with op, path and value.',
  },
  patchTooMany: {
    status: 413,
    rfc: '7644 3.12',
    title: 'Too many operations',
    sentence: 'The PATCH has {count} operations; this server does at most {limit} at once.',
    instead: 'Send several requests.',
  },
  patchOperation: {
    ...invalidSyntax('7644 3.5.2'),
    title: 'Operation is no object',
    sentence: 'An operation is a JSON object, not {seen}.',
    instead: 'Write it with op, path and value.',
  },
  patchOp: {
    ...invalidSyntax('7644 3.5.2'),
    title: 'Unknown op',
    sentence: 'The op is {seen}.',
    instead: 'There are add, remove and replace; SCIM has no move, copy or test.',
  },
  patchNoPath: {
    ...noTarget('7644 3.5.2.2'),
    title: 'remove without a path',
    sentence: 'A remove needs a path that says what to remove.',
    instead: 'Name the attribute, such as nickName.',
  },
  patchNoMatch: {
    ...noTarget('7644 3.5.2.3'),
    title: 'Nothing matches the path',
    sentence: 'Nothing on this resource matches {path}.',
    instead: 'Add the value first, without brackets in the path.',
  },
  patchNoValue: {
    ...invalidValue('7644 3.5.2.1'),
    title: 'No value',
    sentence: 'The {op} has no value.',
    instead: 'Give a value; to clear an attribute, use remove.',
  },
  patchValueObject: {
    ...invalidValue('7644 3.5.2.1'),
    title: 'No path and no set of attributes',
    sentence: 'Without a path, the value must be an object of attributes, not {seen}.',
    instead: 'Give a path, or an object such as "displayName": "Ana Ruiz" in braces.',
  },
  patchRemoveValue: {
    ...invalidValue('7644 3.5.2.2'),
    title: 'remove with a list of values',
    sentence:
      'By the RFC a remove of {attribute} empties the whole list and has no value; so nothing was removed.',
    instead: 'Remove one with {attribute}[value eq "1042"].',
  },
  readOnly: {
    ...mutability('7644 3.5.2'),
    title: 'Attribute is readOnly',
    sentence: '{attribute} is readOnly: only the server sets it.',
    instead: 'Leave it out of the request.',
  },
  groupsReadOnly: {
    ...mutability('7643 4.1.2'),
    title: 'Membership is changed on the group',
    sentence: "A user's groups are readOnly: they follow from the groups' members.",
    instead: 'PATCH the members of the group.',
  },
  immutable: {
    ...mutability('7643 2.2'),
    title: 'Attribute is immutable',
    sentence: '{attribute} is immutable: once it has a value, it keeps it.',
    instead: 'Remove the whole element and add another, or leave it as it is.',
  },
  requiredRemoved: {
    ...mutability('7644 3.5.2.2'),
    title: 'Required attribute removed',
    sentence: '{attribute} is required and cannot be removed.',
    instead: 'Replace it by another value.',
  },
  pathSyntax: {
    ...invalidPath('7644 3.5.2'),
    title: 'Path cannot be read',
    sentence: 'The path {path} cannot be read: {reason}.',
    instead: 'A path looks like name.familyName or emails[type eq "work"].value.',
  },
  pathIndex: {
    ...invalidPath('7644 3.5.2'),
    title: 'Path counts elements',
    sentence: 'The path {path} picks an element by number; SCIM lists have no numbers.',
    instead: 'Pick it by what it holds: {attribute}[type eq "work"].',
  },
  pathUnknown: {
    ...invalidPath('7644 3.5.2'),
    title: 'Path to an unknown attribute',
    sentence: 'No {type} has an attribute {attribute}.',
    instead: 'See /Schemas for the attributes there are.',
  },
  pathNotMany: {
    ...invalidPath('7644 3.5.2'),
    title: 'Brackets after a single value',
    sentence: '{attribute} holds one value, so brackets have nothing to choose from.',
    instead: 'Leave the brackets out.',
  },

  // Bulk
  bulkSchemas: {
    ...invalidSyntax('7644 3.7'),
    title: 'Not a BulkRequest message',
    sentence: 'The body does not say that it is a bulk request: its schemas are {seen}.',
    instead: 'Send "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"].',
  },
  bulkNoOperations: {
    ...invalidSyntax('7644 3.7'),
    title: 'No bulk operations',
    sentence: 'The bulk request has no list of Operations, or an empty one.',
    instead: 'Send at least one operation with method, path and, but for DELETE, data.',
  },
  bulkTooMany: {
    status: 413,
    rfc: '7644 3.7.4',
    title: 'Too many bulk operations',
    sentence:
      'The bulk request has {count} operations; this server does at most {limit} at once (maxOperations).',
    instead: 'Send several requests.',
  },
  bulkFailOnErrors: {
    ...invalidValue('7644 3.7'),
    title: 'failOnErrors is no count',
    sentence: 'failOnErrors counts errors, from 1 on, and {seen} is no such count.',
    instead: 'Leave it out to have every operation tried.',
  },
  bulkOperation: {
    ...invalidSyntax('7644 3.7'),
    title: 'Bulk operation is no object',
    sentence: 'A bulk operation is a JSON object, not {seen}.',
    instead: 'Write it with method, path and data.',
  },
  bulkMethod: {
    ...invalidSyntax('7644 3.7'),
    title: 'Method that bulk does not know',
    sentence: 'The method of the operation is {seen}.',
    instead: 'There are POST, PUT, PATCH and DELETE, in capitals.',
  },
  bulkPath: {
    ...invalidSyntax('7644 3.7'),
    title: 'Bulk operation without a path',
    sentence: 'The operation needs a path, and has {seen}.',
    instead: 'Write /Users for a POST, /Users/1042 for anything else.',
  },
  bulkData: {
    ...invalidSyntax('7644 3.7'),
    title: 'Bulk operation without data',
    sentence: 'A {method} needs data, and this operation has none.',
    instead: 'Put into data what would be the body of the single request.',
  },
  bulkTarget: {
    ...invalidValue('7644 3.7'),
    title: 'Not within a bulk request',
    sentence: '{path} cannot be used within a bulk request.',
    instead: 'Only resources can: /Users, /Groups, and each of them by id.',
  },
  bulkIdTwice: {
    ...invalidValue('7644 3.7'),
    title: 'bulkId used twice',
    sentence: 'An operation before this one has the bulkId {bulkId} already.',
    instead: 'Give each POST a bulkId of its own.',
  },
  bulkIdUnknown: {
    ...invalidValue('7644 3.7.2'),
    title: 'Reference to an unknown bulkId',
    sentence: 'No POST of this request has the bulkId {bulkId}.',
    instead: 'Refer to one that has, or to the id of a resource that exists.',
  },
  bulkIdFailed: {
    status: 409,
    rfc: '7644 3.7.2',
    title: 'Reference to an operation that failed',
    sentence: 'The operation with the bulkId {bulkId} failed, so there is nothing to refer to.',
    instead: 'Put that one right, and send both again.',
  },
  bulkCircle: {
    status: 409,
    rfc: '7644 3.7.1',
    title: 'Circle with a failed operation',
    sentence:
      'This operation and operation {number} need each other, and that one failed, so neither was done.',
    instead: 'Put that one right, and send both again.',
  },

  // Bodies and values
  bodyMissing: {
    ...invalidSyntax('7644 3.12'),
    title: 'No body',
    sentence: 'A {method} needs a body, and this one has none.',
    instead: 'Send a JSON object.',
  },
  bodyNotJson: {
    ...invalidSyntax('7644 3.12'),
    title: 'Body is no JSON',
    sentence: 'The body cannot be read as JSON.',
    instead: 'Look for a missing quote, bracket or comma.',
  },
  bodyHalfCharacter: {
    ...invalidSyntax('7643 2.3.1'),
    title: 'Half a character',
    sentence:
      'A text of the body has half a character: a surrogate, such as \\ud83d, that stands alone.',
    instead: 'Write both halves, or the character itself.',
  },
  attributeTwice: {
    ...invalidSyntax('7643 2.1'),
    title: 'Attribute given twice',
    sentence: 'The body gives {attribute} twice, under names that differ in letter case only.',
    instead: 'Give it once; letter case makes no other attribute.',
  },
  bodyNotObject: {
    ...invalidSyntax('7644 3.12'),
    title: 'Body is no object',
    sentence: 'The body must be a JSON object, not {seen}.',
    instead: 'Put the attributes in braces.',
  },
  bodyTooDeep: {
    ...invalidSyntax('7644 3.12'),
    title: 'Body nested too deeply',
    sentence: 'The body nests brackets more than {limit} deep.',
    instead: 'A SCIM message needs about ten levels.',
  },
  schemasMissing: {
    ...invalidValue('7643 3'),
    title: 'No schemas',
    sentence: 'The body does not say which schemas it follows.',
    instead: 'Send "schemas": ["{urn}"].',
  },
  schemasBase: {
    ...invalidValue('7643 3.3'),
    title: 'Base schema missing',
    sentence: 'The schemas of the body do not name the base schema of a {type}.',
    instead: 'Put {urn} among them.',
  },
  schemasUnknown: {
    ...invalidValue('7643 3'),
    title: 'Unknown schema',
    sentence: 'No {type} follows the schema {urn}.',
    instead: 'See /ResourceTypes for the schemas of each type.',
  },
  required: {
    ...invalidValue('7643 7'),
    title: 'Required value missing',
    sentence: '{attribute} is required, and the request gives it no value.',
    instead: 'Give it a value that is not empty.',
  },
  valueType: {
    ...invalidValue('7643 2.3'),
    title: 'Value of another type',
    sentence: '{attribute} takes {kind}, not {seen}.',
    instead: 'Write it as {example}.',
  },
  valueList: {
    ...invalidValue('7643 2.4'),
    title: 'List for a single value',
    sentence: '{attribute} holds one value, not a list.',
    instead: 'Send the value without square brackets.',
  },
  valueNotList: {
    ...invalidValue('7643 2.4'),
    title: 'No list for a multi-valued attribute',
    sentence: '{attribute} holds several values, so it takes a list, not {seen}.',
    instead: 'Put square brackets around the value.',
  },
  twoPrimaries: {
    ...invalidValue('7643 2.4'),
    title: 'Two primary values',
    sentence: 'More than one of {attribute} would be primary.',
    instead: 'Set primary to true on one of them only.',
  },

  // Queries
  searchSchemas: {
    ...invalidSyntax('7644 3.4.3'),
    title: 'Not a SearchRequest message',
    sentence: 'The body does not say that it is a search: its schemas are {seen}.',
    instead: 'Send "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"].',
  },
  projectionBoth: {
    ...invalidValue('7644 3.9'),
    title: 'attributes and excludedAttributes together',
    sentence: 'attributes and excludedAttributes exclude each other.',
    instead: 'Use one of them.',
  },
  queryNumber: {
    ...invalidValue('7644 3.4.2.4'),
    title: 'Parameter is no number',
    sentence: '{parameter} takes a whole number, not {seen}.',
    instead: 'Write {parameter}=10.',
  },
  sortPath: {
    ...invalidPath('7644 3.4.2.3'),
    title: 'Cannot sort by this',
    sentence: 'No {type} can be sorted by {attribute}.',
    instead: 'Name an attribute that /Schemas lists, such as userName.',
  },
  sortNeedsSub: {
    ...invalidPath('7644 3.4.2.3'),
    title: 'Sorted by an attribute with parts',
    sentence: '{attribute} has parts, and no order as a whole.',
    instead: 'Name a part, such as {attribute}.{part}.',
  },
  sortOrder: {
    ...invalidValue('7644 3.4.2.3'),
    title: 'Unknown sort order',
    sentence: 'sortOrder is ascending or descending, not {seen}.',
    instead: 'Leave it out for ascending.',
  },
  invalidCursor: {
    status: 400,
    scimType: 'invalidCursor',
    rfc: '9865 2.1',
    title: 'Unknown cursor',
    sentence: 'This server did not hand out the cursor {cursor} for this query and token.',
    instead: 'Leave all but the cursor as it was, or start again with an empty cursor.',
  },
  cursorsOff: {
    status: 400,
    scimType: 'invalidCursor',
    rfc: '9865 2.1',
    title: 'Cursors are switched off',
    sentence: 'This server does not page by cursor.',
    instead: 'Page with startIndex and count.',
  },
  expiredCursor: {
    status: 400,
    scimType: 'expiredCursor',
    rfc: '9865 2.1',
    title: 'Cursor too old',
    sentence: 'The cursor has expired: it was good for {seconds} seconds.',
    instead: 'Start again with an empty cursor.',
  },
  invalidCount: {
    status: 400,
    scimType: 'invalidCount',
    rfc: '9865 2.1',
    title: 'Count does not fit the cursor',
    sentence:
      'With a cursor, count is a whole number from 0 to {limit}, and stays what it was on the first page; this request has {seen}.',
    instead: 'Leave count as it was, or start again with an empty cursor.',
  },
  cursorAndIndex: {
    ...invalidValue('9865 2.4'),
    title: 'cursor and startIndex together',
    sentence: 'cursor and startIndex exclude each other.',
    instead: 'Page with one of them.',
  },
  discoveryFilter: {
    status: 403,
    rfc: '7644 4',
    title: 'Discovery takes no filter',
    sentence: '{path} cannot be filtered.',
    instead: 'Read the whole list; it is short.',
  },

  // Resources in the directory
  notFound: {
    status: 404,
    rfc: '7644 3.12',
    title: 'No such resource',
    sentence: 'There is no {type} with the id {id}.',
    instead: 'Look it up with a filter; ids are case-sensitive and never used again.',
  },
  noEndpoint: {
    status: 404,
    rfc: '7644 3.2',
    title: 'No such endpoint',
    sentence: 'Nothing is at {path}.',
    instead: 'The endpoints are {endpoints}, /ServiceProviderConfig, /ResourceTypes and /Schemas.',
  },
  uniqueness: {
    status: 409,
    scimType: 'uniqueness',
    rfc: '7644 3.3',
    title: 'Value already taken',
    sentence: 'Another {type} already has the {attribute} {value}.',
    instead: 'Look it up with a filter and change that one, or choose another value.',
  },
  referenceUnknown: {
    ...invalidValue('7643 2.3.7'),
    title: 'Reference to what does not exist',
    sentence: 'There is no {types} with the id {id}, so {attribute} cannot refer to it.',
    instead: 'Create it first, and use the id that this server gave it.',
  },
  vaultProtected: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Folder is protected',
    sentence: 'The folder {path} is protected: SCIM changes neither it nor who may open it.',
    instead: 'Do it in Secret Server, under dual control.',
  },
  personalFolder: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Personal folder',
    sentence: 'The folder {path} is a personal folder: it has one owner and cannot be shared.',
    instead: 'Use another folder.',
  },
  accountProtected: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Account is protected',
    sentence: 'The account {name} is protected: SCIM never manages it.',
    instead: 'Leave it out of provisioning, and change it in Secret Server.',
  },
  lastAdministrator: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Last administrator',
    sentence: 'After this, nobody who can log in would have the role permission {permission}.',
    instead: 'Give it to another account first.',
  },
  licencesUsed: {
    status: 403,
    rfc: '7644 3.12',
    title: 'No licence left',
    sentence:
      'No licence is left: all {licences} are in use (simulated: Delinea documents no answer).',
    instead: 'Disable an account that nobody needs, or raise the number in Secret Server.',
  },
  groupSynchronised: {
    ...mutability('7644 3.12'),
    title: 'Group comes from a directory',
    sentence: 'The group {name} is synchronised with {domain}, so SCIM cannot change it.',
    instead: 'Change it in that directory.',
  },
  containerInUse: {
    status: 409,
    rfc: '7644 3.12',
    title: 'Folder is not empty',
    sentence: 'The container {id} holds secrets or other containers.',
    instead: 'Move them elsewhere first.',
  },
  containerLoop: {
    ...invalidValue('7643 2.3.7'),
    title: 'Folder inside itself',
    sentence: 'The container {id} is this one or lies within it, so it cannot be its parent.',
    instead: 'Choose another parent, or none.',
  },
  granteeOne: {
    ...invalidValue('7643 2.3.7'),
    title: 'Rights of nobody, or of two',
    sentence: 'A row of rights is about one user or one group, not both and not neither.',
    instead: 'Give user or group, and make another row for the other.',
  },
  memberUnknown: {
    ...invalidValue('7643 4.2'),
    title: 'Member does not exist',
    sentence: 'There is no user or group with the id {id}, so it cannot be a member.',
    instead: 'Create it first, and use the id that this server gave it.',
  },
  memberSelf: {
    ...invalidValue('7643 4.2'),
    title: 'Group inside itself',
    sentence: 'The group {id} cannot contain itself.',
    instead: 'Leave its own id out of its members.',
  },
  memberLoop: {
    ...invalidValue('7643 4.2'),
    title: 'Groups in a circle',
    sentence: 'The group {id} already contains this group, directly or through others.',
    instead: 'Take one of them out first.',
  },

  // HTTP
  unauthorized: {
    status: 401,
    rfc: '7644 2',
    title: 'No valid token',
    sentence: '{reason}.',
    instead: 'Send Authorization: Bearer and a token of this tenant.',
  },
  forbidden: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Not allowed',
    sentence: 'The token {token} may not {what}: that needs the scope {scope}.',
    instead: 'Use a token that has it.',
  },
  noSubject: {
    status: 404,
    rfc: '7644 3.11',
    title: 'No user behind this token',
    sentence: '/Me is the user a token acts for, and the token {token} acts for none.',
    instead: 'Use the token of a user, or the address of a user, such as /Users/1007.',
  },
  connectorOff: {
    status: 403,
    rfc: '7644 3.12',
    title: 'Connector switched off',
    sentence:
      'The SCIM Connector switched itself off at {since}, after {limit} errors in a row, and answers nothing.',
    instead: 'Put right what caused them, then have an administrator switch it on again.',
  },
  scimOff: {
    status: 403,
    rfc: '7644 3.12',
    title: 'SCIM switched off',
    sentence: 'SCIM is switched off in {tenant}, so it answers no SCIM request.',
    instead: 'Have an administrator enable SCIM in Secret Server.',
  },
  methodNotAllowed: {
    status: 405,
    rfc: '7644 3.2',
    title: 'Wrong method here',
    sentence: '{path} does not take {method}.',
    instead: 'It takes {allowed}.',
  },
  unsupportedMediaType: {
    status: 415,
    rfc: '7644 3.8',
    title: 'Unsupported media type',
    sentence: 'The body has the media type {seen}.',
    instead: 'Send application/scim+json or application/json.',
  },
  payloadTooLarge: {
    status: 413,
    rfc: '7644 3.7.4',
    title: 'Body too large',
    sentence: 'The body has {size} bytes; this server reads at most {limit} (maxPayloadSize).',
    instead: 'Send several smaller requests.',
  },
  preconditionFailed: {
    status: 412,
    rfc: '7644 3.14',
    title: 'Version has moved on',
    sentence: 'The resource now has the version {current}; the request asked for {asked}.',
    instead: 'Read it again, make the change on what you read, and send that version.',
  },
  notImplemented: {
    status: 501,
    rfc: '7644 3.12',
    title: 'Not offered here',
    sentence: 'This server does not offer {what}.',
    instead: 'See /ServiceProviderConfig for what it offers.',
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

/** Names of the problems in the catalogue. */
export type ProblemCode = keyof typeof problems;

/** What a problem is called in the trace. */
export const titleOf = (code: string): string =>
  code in problems ? problems[code as ProblemCode].title : 'Refused';

type Slots<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;
type SlotsOf<Code extends ProblemCode> =
  Slots<(typeof problems)[Code]['sentence']> | Slots<(typeof problems)[Code]['instead']>;

/** What fills the braces of a problem's sentences; a missing or wrong key does not compile. */
export type ProblemData<Code extends ProblemCode> = [SlotsOf<Code>] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [Name in SlotsOf<Code>]: string | number };

/** Where a problem is: in a filter or path text, at an attribute or operation. */
export interface Where {
  readonly span?: Span;
  readonly at?: string;
  /** What somebody may have meant, as a sentence with a blank behind it; stands before what works instead. */
  readonly hint?: string;
}

/**
 * Makes a problem from its entry: `problem('filterOperator', { operator: 'regex' })`. Its detail is
 * the sentence and what works instead.
 */
export function problem<Code extends ProblemCode>(
  code: Code,
  data: ProblemData<Code>,
  { hint = '', ...where }: Where = {},
): Problem {
  const { status, scimType, sentence, instead, rfc }: ProblemEntry = problems[code];
  const filled = `${sentence} ${hint}${instead}`.replace(
    /\{(\w+)\}/g,
    (_, name: string) =>
      shortened(String((data as Readonly<Record<string, string | number>>)[name])), // keys proven above
  );
  const made = { code, status, ...(scimType && { scimType }), detail: filled, rfc, ...where };
  given.set(made, data);
  return made;
}

type Data = Readonly<Record<string, string | number>>;
const given = new WeakMap<Problem, Data>();

/** What filled the braces of a problem's sentences, for whoever words it otherwise. */
export const dataOf = (found: Problem): Data => given.get(found) ?? {};

/**
 * A client may send anything, a novel for a path; a sentence quotes only its beginning, and no
 * backtick, which would begin or end a piece of code on the screen.
 */
const shortened = (text: string): string =>
  (text.length > 160 ? `${text.slice(0, 157)}…` : text).replaceAll('`', "'");

/** Puts a problem into a PATCH operation (0-based): `Operation 2: …`, at `Operations[1].path`. */
export function inOperation(found: Problem, index: number, field?: string): Problem {
  const placed = {
    ...found,
    detail: `Operation ${index + 1}: ${found.detail}`,
    at: `Operations[${index}]${field === undefined ? '' : `.${field}`}`,
  };
  given.set(placed, dataOf(found));
  return placed;
}
