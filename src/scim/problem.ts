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

/** Every problem, by code. The lab's reference shows this table, so each sentence is for learners. */
export const problems = {
  // Filters (GET ?filter=, .search, and the brackets of a PATCH path)
  filterEmpty: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Empty filter',
    sentence: 'The filter is empty.',
    instead: 'Write an attribute, an operator and a value, such as userName eq "ana.ruiz".',
    rfc: '7644 3.4.2.2',
  },
  filterTooLong: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Filter too long',
    sentence: 'The filter has {length} characters; this server reads at most {limit}.',
    instead: 'Ask in several requests.',
    rfc: '7644 3.4.2.2',
  },
  filterTooDeep: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Filter nested too deeply',
    sentence: 'The filter nests parentheses more than {limit} deep.',
    instead: 'Leave out parentheses that group nothing.',
    rfc: '7644 3.4.2.2',
  },
  filterSyntax: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Filter cannot be read',
    sentence: 'The filter needs {expected} at character {position}, and has {seen}.',
    instead: 'A filter looks like userName eq "ana.ruiz" and active eq true.',
    rfc: '7644 3.4.2.2',
  },
  filterOperator: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Unknown operator',
    sentence: "The operator '{operator}' is not supported.",
    instead: 'Use eq, ne, co, sw, ew, gt, ge, lt, le or pr.',
    rfc: '7644 3.4.2.2',
  },
  filterUnquoted: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Value without quotes',
    sentence: 'The value {seen} needs double quotes around it.',
    instead: 'Write {better}.',
    rfc: '7644 3.4.2.2',
  },
  filterOpenString: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Quote left open',
    sentence: 'The text that begins with a quote at character {position} of the filter has no end.',
    instead: 'Close it with a double quote; a quote inside the text is written \\".',
    rfc: '7644 3.4.2.2',
  },
  filterString: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Text with a bad escape',
    sentence: 'The text {seen} is no JSON string.',
    instead: 'A backslash is written \\\\, a quote \\", a line break \\n, any character \\u00e9.',
    rfc: '7644 3.4.2.2',
  },
  filterNot: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'not without parentheses',
    sentence: 'After not, {seen} stands without parentheses.',
    instead: 'Write not (title pr).',
    rfc: '7644 3.4.2.2',
  },
  filterUnknownAttribute: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Unknown attribute in a filter',
    sentence: 'No {type} has an attribute {attribute}.',
    instead: 'See /Schemas for the attributes there are.',
    rfc: '7644 3.4.2.2',
  },
  filterNeedsSub: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Complex attribute compared as a whole',
    sentence: '{attribute} has parts and cannot be compared as a whole.',
    instead: 'Name a part, such as {attribute}.{part}.',
    rfc: '7644 3.4.2.2',
  },
  filterSecret: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Filter on a secret',
    sentence: '{attribute} is never returned, so no filter may ask about it.',
    instead: 'Find the user by userName.',
    rfc: '7643 4.1.1',
  },
  filterNotComplex: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Brackets after a simple attribute',
    sentence: '{attribute} has no parts that brackets could ask about.',
    instead: 'Write {attribute} eq and a value.',
    rfc: '7644 3.4.2.2',
  },
  filterOrder: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'No order for this type',
    sentence: '{attribute} is {kind}, and {operator} has no meaning for it.',
    instead: 'Use eq or ne.',
    rfc: '7644 3.4.2.2',
  },
  filterValue: {
    status: 400,
    scimType: 'invalidFilter',
    title: 'Value of another type in a filter',
    sentence: '{attribute} is {kind}, and {seen} is not.',
    instead: 'Write {attribute} {operator} {example}.',
    rfc: '7644 3.4.2.2',
  },

  // PATCH
  patchSchemas: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Not a PatchOp message',
    sentence: 'The body does not say that it is a PATCH: its schemas are {seen}.',
    instead: 'Send "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"].',
    rfc: '7644 3.5.2',
  },
  patchNoOperations: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'No operations',
    sentence: 'The PATCH has no list of Operations, or an empty one.',
    instead: 'Send at least one operation with op, path and value.',
    rfc: '7644 3.5.2',
  },
  patchTooMany: {
    status: 413,
    title: 'Too many operations',
    sentence: 'The PATCH has {count} operations; this server does at most {limit} at once.',
    instead: 'Send several requests.',
    rfc: '7644 3.12',
  },
  patchOperation: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Operation is no object',
    sentence: 'An operation is a JSON object, not {seen}.',
    instead: 'Write it with op, path and value.',
    rfc: '7644 3.5.2',
  },
  patchOp: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Unknown op',
    sentence: 'The op is {seen}.',
    instead: 'There are add, remove and replace; SCIM has no move, copy or test.',
    rfc: '7644 3.5.2',
  },
  patchNoPath: {
    status: 400,
    scimType: 'noTarget',
    title: 'remove without a path',
    sentence: 'A remove needs a path that says what to remove.',
    instead: 'Name the attribute, such as nickName.',
    rfc: '7644 3.5.2.2',
  },
  patchNoMatch: {
    status: 400,
    scimType: 'noTarget',
    title: 'Nothing matches the path',
    sentence: 'Nothing on this resource matches {path}.',
    instead: 'Add the value first, without brackets in the path.',
    rfc: '7644 3.5.2.3',
  },
  patchNoValue: {
    status: 400,
    scimType: 'invalidValue',
    title: 'No value',
    sentence: 'The {op} has no value.',
    instead: 'Give a value; to clear an attribute, use remove.',
    rfc: '7644 3.5.2.1',
  },
  patchValueObject: {
    status: 400,
    scimType: 'invalidValue',
    title: 'No path and no set of attributes',
    sentence: 'Without a path, the value must be an object of attributes, not {seen}.',
    instead: 'Give a path, or an object such as "displayName": "Ana Ruiz" in braces.',
    rfc: '7644 3.5.2.1',
  },
  patchRemoveValue: {
    status: 400,
    scimType: 'invalidValue',
    title: 'remove with a list of values',
    sentence:
      'By the RFC a remove of {attribute} empties the whole list and has no value; so nothing was removed.',
    instead: 'Remove one with {attribute}[value eq "1042"].',
    rfc: '7644 3.5.2.2',
  },
  readOnly: {
    status: 400,
    scimType: 'mutability',
    title: 'Attribute is readOnly',
    sentence: '{attribute} is readOnly: only the server sets it.',
    instead: 'Leave it out of the request.',
    rfc: '7644 3.5.2',
  },
  groupsReadOnly: {
    status: 400,
    scimType: 'mutability',
    title: 'Membership is changed on the group',
    sentence: "A user's groups are readOnly: they follow from the groups' members.",
    instead: 'PATCH the members of the group.',
    rfc: '7643 4.1.2',
  },
  immutable: {
    status: 400,
    scimType: 'mutability',
    title: 'Attribute is immutable',
    sentence: '{attribute} is immutable: once it has a value, it keeps it.',
    instead: 'Remove the whole element and add another, or leave it as it is.',
    rfc: '7643 2.2',
  },
  requiredRemoved: {
    status: 400,
    scimType: 'mutability',
    title: 'Required attribute removed',
    sentence: '{attribute} is required and cannot be removed.',
    instead: 'Replace it by another value.',
    rfc: '7644 3.5.2.2',
  },
  pathSyntax: {
    status: 400,
    scimType: 'invalidPath',
    title: 'Path cannot be read',
    sentence: 'The path {path} cannot be read: {reason}.',
    instead: 'A path looks like name.familyName or emails[type eq "work"].value.',
    rfc: '7644 3.5.2',
  },
  pathIndex: {
    status: 400,
    scimType: 'invalidPath',
    title: 'Path counts elements',
    sentence: 'The path {path} picks an element by number; SCIM lists have no numbers.',
    instead: 'Pick it by what it holds: {attribute}[type eq "work"].',
    rfc: '7644 3.5.2',
  },
  pathUnknown: {
    status: 400,
    scimType: 'invalidPath',
    title: 'Path to an unknown attribute',
    sentence: 'No {type} has an attribute {attribute}.',
    instead: 'See /Schemas for the attributes there are.',
    rfc: '7644 3.5.2',
  },
  pathNotMany: {
    status: 400,
    scimType: 'invalidPath',
    title: 'Brackets after a single value',
    sentence: '{attribute} holds one value, so brackets have nothing to choose from.',
    instead: 'Leave the brackets out.',
    rfc: '7644 3.5.2',
  },

  // Bodies and values
  bodyMissing: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'No body',
    sentence: 'A {method} needs a body, and this one has none.',
    instead: 'Send a JSON object.',
    rfc: '7644 3.12',
  },
  bodyNotJson: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Body is no JSON',
    sentence: 'The body cannot be read as JSON.',
    instead: 'Look for a missing quote, bracket or comma.',
    rfc: '7644 3.12',
  },
  bodyNotObject: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Body is no object',
    sentence: 'The body must be a JSON object, not {seen}.',
    instead: 'Put the attributes in braces.',
    rfc: '7644 3.12',
  },
  bodyTooDeep: {
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Body nested too deeply',
    sentence: 'The body nests brackets more than {limit} deep.',
    instead: 'A SCIM message needs about ten levels.',
    rfc: '7644 3.12',
  },
  schemasMissing: {
    status: 400,
    scimType: 'invalidValue',
    title: 'No schemas',
    sentence: 'The body does not say which schemas it follows.',
    instead: 'Send "schemas": ["{urn}"].',
    rfc: '7643 3',
  },
  schemasBase: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Base schema missing',
    sentence: 'The schemas of the body do not name the base schema of a {type}.',
    instead: 'Put {urn} among them.',
    rfc: '7643 3.3',
  },
  schemasUnknown: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Unknown schema',
    sentence: 'No {type} follows the schema {urn}.',
    instead: 'See /ResourceTypes for the schemas of each type.',
    rfc: '7643 3',
  },
  required: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Required value missing',
    sentence: '{attribute} is required, and the request gives it no value.',
    instead: 'Give it a value that is not empty.',
    rfc: '7643 7',
  },
  valueType: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Value of another type',
    sentence: '{attribute} takes {kind}, not {seen}.',
    instead: 'Write it as {example}.',
    rfc: '7643 2.3',
  },
  valueList: {
    status: 400,
    scimType: 'invalidValue',
    title: 'List for a single value',
    sentence: '{attribute} holds one value, not a list.',
    instead: 'Send the value without square brackets.',
    rfc: '7643 2.4',
  },
  valueNotList: {
    status: 400,
    scimType: 'invalidValue',
    title: 'No list for a multi-valued attribute',
    sentence: '{attribute} holds several values, so it takes a list, not {seen}.',
    instead: 'Put square brackets around the value.',
    rfc: '7643 2.4',
  },
  twoPrimaries: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Two primary values',
    sentence: 'More than one of {attribute} would be primary.',
    instead: 'Set primary to true on one of them only.',
    rfc: '7643 2.4',
  },

  // Queries
  projectionBoth: {
    status: 400,
    scimType: 'invalidValue',
    title: 'attributes and excludedAttributes together',
    sentence: 'attributes and excludedAttributes exclude each other.',
    instead: 'Use one of them.',
    rfc: '7644 3.9',
  },
  queryNumber: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Parameter is no number',
    sentence: '{parameter} takes a whole number, not {seen}.',
    instead: 'Write {parameter}=10.',
    rfc: '7644 3.4.2.4',
  },
  sortPath: {
    status: 400,
    scimType: 'invalidPath',
    title: 'Cannot sort by this',
    sentence: 'No {type} can be sorted by {attribute}.',
    instead: 'Name an attribute that /Schemas lists, such as userName.',
    rfc: '7644 3.4.2.3',
  },
  sortOrder: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Unknown sort order',
    sentence: 'sortOrder is ascending or descending, not {seen}.',
    instead: 'Leave it out for ascending.',
    rfc: '7644 3.4.2.3',
  },
  tooMany: {
    status: 400,
    scimType: 'tooMany',
    title: 'Too many matches',
    sentence: 'The filter matches {count} resources; this server returns at most {limit}.',
    instead: 'Ask for less, or page with startIndex and count.',
    rfc: '7644 3.12',
  },
  invalidCursor: {
    status: 400,
    scimType: 'invalidCursor',
    title: 'Unknown cursor',
    sentence: 'This server did not hand out the cursor {cursor}.',
    instead: 'Start again with an empty cursor.',
    rfc: '9865 2.1',
  },
  cursorsOff: {
    status: 400,
    scimType: 'invalidCursor',
    title: 'Cursors are switched off',
    sentence: 'This server does not page by cursor.',
    instead: 'Page with startIndex and count.',
    rfc: '9865 2.1',
  },
  expiredCursor: {
    status: 400,
    scimType: 'expiredCursor',
    title: 'Cursor too old',
    sentence: 'The cursor has expired.',
    instead: 'Start again with an empty cursor.',
    rfc: '9865 2.1',
  },
  cursorAndIndex: {
    status: 400,
    scimType: 'invalidValue',
    title: 'cursor and startIndex together',
    sentence: 'cursor and startIndex exclude each other.',
    instead: 'Page with one of them.',
    rfc: '9865 2.4',
  },
  discoveryFilter: {
    status: 403,
    title: 'Discovery takes no filter',
    sentence: '{path} cannot be filtered.',
    instead: 'Read the whole list; it is short.',
    rfc: '7644 4',
  },

  // Resources in the directory
  notFound: {
    status: 404,
    title: 'No such resource',
    sentence: 'There is no {type} with the id {id}.',
    instead: 'Look it up with a filter; ids are case-sensitive and never used again.',
    rfc: '7644 3.12',
  },
  noEndpoint: {
    status: 404,
    title: 'No such endpoint',
    sentence: 'Nothing is at {path}.',
    instead:
      'The endpoints are /Users, /Groups, /ServiceProviderConfig, /ResourceTypes and /Schemas.',
    rfc: '7644 3.2',
  },
  uniqueness: {
    status: 409,
    scimType: 'uniqueness',
    title: 'Value already taken',
    sentence: 'Another {type} already has the {attribute} {value}.',
    instead: 'Look it up with a filter and change that one, or choose another value.',
    rfc: '7644 3.3',
  },
  memberUnknown: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Member does not exist',
    sentence: 'There is no user or group with the id {id}, so it cannot be a member.',
    instead: 'Create it first, and use the id that this server gave it.',
    rfc: '7643 4.2',
  },
  memberSelf: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Group inside itself',
    sentence: 'The group {id} cannot contain itself.',
    instead: 'Leave its own id out of its members.',
    rfc: '7643 4.2',
  },
  memberLoop: {
    status: 400,
    scimType: 'invalidValue',
    title: 'Groups in a circle',
    sentence: 'The group {id} already contains this group, directly or through others.',
    instead: 'Take one of them out first.',
    rfc: '7643 4.2',
  },

  // HTTP
  unauthorized: {
    status: 401,
    title: 'No valid token',
    sentence: '{reason}.',
    instead: 'Send Authorization: Bearer and a token of this tenant.',
    rfc: '7644 2',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    sentence: 'This token may not {what}.',
    instead: 'Ask for a token with that right.',
    rfc: '7644 3.12',
  },
  methodNotAllowed: {
    status: 405,
    title: 'Wrong method here',
    sentence: '{path} does not take {method}.',
    instead: 'It takes {allowed}.',
    rfc: '7644 3.2',
  },
  unsupportedMediaType: {
    status: 415,
    title: 'Unsupported media type',
    sentence: 'The body has the media type {seen}.',
    instead: 'Send application/scim+json or application/json.',
    rfc: '7644 3.8',
  },
  payloadTooLarge: {
    status: 413,
    title: 'Body too large',
    sentence: 'The body has {size} bytes; this server reads at most {limit}.',
    instead: 'Send several smaller requests.',
    rfc: '7644 3.7.4',
  },
  preconditionFailed: {
    status: 412,
    title: 'Version has moved on',
    sentence: 'The resource now has the version {current}; the request asked for {asked}.',
    instead: 'Read it again, make the change on what you read, and send that version.',
    rfc: '7644 3.14',
  },
  notImplemented: {
    status: 501,
    title: 'Not offered here',
    sentence: 'This server does not offer {what}.',
    instead: 'See /ServiceProviderConfig for what it offers.',
    rfc: '7644 3.12',
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

/** Names of the problems in the catalogue. */
export type ProblemCode = keyof typeof problems;

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
}

/**
 * Makes a problem from its entry: `problem('filterOperator', { operator: 'regex' })`. Its detail is
 * the sentence and what works instead.
 */
export function problem<Code extends ProblemCode>(
  code: Code,
  data: ProblemData<Code>,
  where: Where = {},
): Problem {
  const { status, scimType, sentence, instead, rfc }: ProblemEntry = problems[code];
  const filled = `${sentence} ${instead}`.replace(
    /\{(\w+)\}/g,
    (_, name: string) =>
      shortened(String((data as Readonly<Record<string, string | number>>)[name])), // keys proven above
  );
  return { code, status, ...(scimType && { scimType }), detail: filled, rfc, ...where };
}

/**
 * A client may send anything, a novel for a path; a sentence quotes only its beginning, and no
 * backtick, which would begin or end a piece of code on the screen.
 */
const shortened = (text: string): string =>
  (text.length > 160 ? `${text.slice(0, 157)}…` : text).replaceAll('`', "'");

/** Puts a problem into a PATCH operation (0-based): `Operation 2: …`, at `Operations[1].path`. */
export const inOperation = (found: Problem, index: number, field?: string): Problem => ({
  ...found,
  detail: `Operation ${index + 1}: ${found.detail}`,
  at: `Operations[${index}]${field === undefined ? '' : `.${field}`}`,
});
