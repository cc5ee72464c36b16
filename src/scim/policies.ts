// Publishes what the server does where the RFCs leave a choice, profile by profile, with the rule it rests on.
import type { Profile, ProfileId } from './profile.ts';
import { profiles } from './profiles.ts';

/** One open point and what each profile does about it. */
export interface Policy {
  /** A short name, unique in the table. */
  readonly id: string;
  readonly area: Area;
  readonly topic: string;
  /** The field of the profile that decides, where the profiles differ. */
  readonly field?: keyof Profile;
  /** What happens, in whole sentences. */
  readonly texts: Readonly<Record<ProfileId, string>>;
  /** The section that leaves the choice or decides, `7644 3.5.2.3`, or a document of the vendor. */
  readonly source: string;
}

/** The part of the protocol that a policy is about, in the order they are shown. */
export type Area =
  | 'Discovery'
  | 'Bodies'
  | 'Users'
  | 'Groups'
  | 'PATCH'
  | 'PUT and DELETE'
  | 'Filters'
  | 'Lists'
  | 'Bulk'
  | 'Vault'
  | 'HTTP';

type Row = readonly [id: string, topic: string, source: string, text: string];

type Placeless = Omit<Policy, 'area'>;

const inArea = (area: Area, ...rows: readonly Placeless[]): readonly Policy[] =>
  rows.map((row) => ({ ...row, area }));

/** Rows on which all profiles agree. */
const alike = (...rows: readonly Row[]): readonly Placeless[] =>
  rows.map(([id, topic, source, text]) => ({
    ...{ id, topic, source },
    texts: { strict: text, lenient: text, connector: text, cloud: text },
  }));

/** What each value of a field means; the texts of a row follow from the profiles themselves. */
function decided(
  field: keyof Profile,
  [id, topic, source]: readonly [id: string, topic: string, source: string],
  meanings: Readonly<Record<string, string>>,
): Placeless {
  const textFor = (profile: ProfileId): string => {
    const text = meanings[String(profiles[profile][field])];
    if (text === undefined) throw new Error(`Expected a text for ${field} of ${profile}.`);
    return text;
  };
  const texts = {
    strict: textFor('strict'),
    lenient: textFor('lenient'),
    connector: textFor('connector'),
    cloud: textFor('cloud'),
  };
  return { id, topic, field, source, texts };
}

const connectorGuide = 'Delinea, SCIM Connector for Secret Server';
const cloudGuide = 'Delinea, SCIM Cloud Connector';

const discovery = inArea(
  'Discovery',
  ...alike(
    ['discovery-token', 'Discovery without a token', '7643 5', 'It is readable by anybody.'],
    ['discovery-filter', 'A filter on /Schemas or /ResourceTypes', '7644 4', '403.'],
    ['discovery-write', 'Writing to discovery', '7644 4', '405 with Allow.'],
  ),
);

const bodies = inArea(
  'Bodies',
  decided(
    'readsStringBooleans',
    ['string-booleans', 'Booleans as strings: "True", "false"', '7643 2.3.2'],
    {
      false: '400 invalidValue, in bodies and in PATCH values.',
      true: 'They are read as booleans in any letter case, in roles[].primary and the like too.',
    },
  ),
  decided('unwrapsSingleLists', ['list-for-single', 'A list for a single value', '7643 2.4'], {
    false: '400 invalidValue.',
    true: 'A list of one is its element, of a manager too; a longer one is 400.',
  }),
  decided(
    'readsPlainReferences',
    ['plain-references', 'A member or manager as a plain string', '7643 4.3'],
    {
      false: '400 invalidValue; a manager as "" too.',
      true: 'It is read as the value; lists of strings too. A manager as "" is removed.',
    },
  ),
  decided('missingSchemas', ['schemas-missing', 'schemas left out', '7643 3'], {
    refuse: '400: invalidValue of a resource, invalidSyntax of a message.',
    assume: 'The base schema, or the message, is taken for granted.',
  }),
  decided('unknownSchemas', ['schemas-unknown', 'A schema nobody knows', '7643 3'], {
    refuse: '400 invalidValue.',
    drop: 'It is left out, and its data with it.',
  }),
  decided(
    'severalPrimaries',
    ['two-primaries', 'Several values with primary true in one request', '7643 2.4'],
    { refuse: '400 invalidValue.', keepFirst: 'The first keeps it, the others lose it.' },
  ),
  ...alike(
    ['schemas-twice', 'One schema twice in schemas', '7643 3', 'It counts once.'],
    [
      'extension-unnamed',
      'Data of an extension that schemas does not name',
      '7643 3',
      'The data is taken and the URN added.',
    ],
    [
      'attribute-twice',
      'One attribute under two names that differ in letter case',
      '7643 2.1',
      '400 invalidSyntax. Of the very same name twice the last counts, as JSON is commonly read.',
    ],
    [
      'half-character',
      'A surrogate that stands alone in a text',
      '7643 2.3.1',
      '400 invalidSyntax, as UTF-8 cannot write it.',
    ],
    ['unknown-attribute', 'Attributes that no schema has', '7643 2.1', 'They are passed over.'],
    [
      'null-and-blank',
      'null, [] and ""',
      '7643 2.5',
      'They are no values; no answer ever shows them.',
    ],
  ),
);

const users = inArea(
  'Users',
  decided('userKey', ['user-key', 'What tells users apart', connectorGuide], {
    userName: 'The userName. One that is taken is 409 uniqueness.',
    email:
      'The primary e-mail: one that is taken is 409. If only the userName is taken, the account is created with the e-mail as its userName.',
  }),
  ...alike(
    ['active-left-out', 'A create without active', '7643 4.1.1', 'The account is active.'],
    [
      'inactive-userName',
      'The userName of an inactive user',
      '7643 4.1.1',
      'It stays taken: nobody else can have it.',
    ],
    [
      'userName-form',
      'A userName with wide letters, or accents apart from their letters',
      '7644 5',
      'It is kept and compared in its one form: narrow, accents joined. One with control characters, or with blanks at its ends, is 400 invalidValue.',
    ],
    ['externalId-twice', 'Two resources with one externalId', '7643 3.1', 'Both are kept.'],
    [
      'emails-alike',
      'Two e-mails of one type',
      '7643 2.4',
      'Both are kept; the same value and type twice is one, after a PATCH too.',
    ],
  ),
);

const groups = inArea(
  'Groups',
  decided('duplicateGroupNames', ['group-names', 'Two groups with one displayName', '7643 4.2'], {
    allow: 'Both are kept.',
    refuse: '409 uniqueness.',
  }),
  ...alike(
    [
      'member-unknown',
      'A member that does not exist',
      '7643 4.2',
      '400 invalidValue, so a user is created before a group lists it.',
    ],
    [
      'groups-nested',
      'Groups in groups',
      '7643 4.1.2',
      'They are supported; a user shows direct and indirect groups.',
    ],
    ['group-in-itself', 'A group in itself', '7643 4.2', '400 invalidValue.'],
    [
      'groups-in-circle',
      'Two groups in each other',
      '7643 4.2',
      '400 invalidValue when a request would close the circle; a bulk request that creates both is done, as the RFC asks.',
    ],
    [
      'membership-probe',
      'A filter by id and members',
      '7644 3.4.2.2',
      'It finds the group if it lists that member.',
    ],
  ),
);

const patch = inArea(
  'PATCH',
  decided(
    'unmatchedFilter',
    ['unmatched-filter', 'add or replace by a filter that matches nothing', '7644 3.5.2.3'],
    {
      noTarget: '400 noTarget.',
      create:
        'The element is made from the eq terms of the filter and the value; it is not made primary.',
    },
  ),
  decided(
    'removesListedMembers',
    ['remove-listed', 'remove of members with a list of values', '7644 3.5.2.2'],
    { false: '400 invalidValue; nobody is removed.', true: 'Only those listed are removed.' },
  ),
  decided(
    'expandsPathKeys',
    ['path-keys', 'name.familyName and the like as a key of a value', '7644 3.5.2.3'],
    {
      false: 'It is no name of an attribute, so it is passed over.',
      true: 'It is read as a path; keys with a URN or brackets too.',
    },
  ),
  decided(
    'readsDotAfterUrn',
    ['dot-after-urn', 'A dot between the URN of a schema and an attribute', '7644 3.10'],
    { false: '400 invalidPath.', true: 'It is read as a colon.' },
  ),
  decided(
    'identityInValue',
    ['id-in-value', 'id or meta in a value without a path', '7644 3.5.2'],
    { refuse: '400 mutability.', ignore: 'They are passed over.' },
  ),
  decided('emptyPatch', ['empty-patch', 'No operations at all', '7644 3.5.2'], {
    refuse: '400 invalidSyntax.',
    accept: 'Success, and nothing changed.',
  }),
  ...alike(
    ['op-case', 'op in another letter case', '7643 2.1', 'It is applied.'],
    [
      'remove-unmatched',
      'remove by a filter that matches nothing',
      '7644 3.5.2.2',
      'Success, and nothing changed.',
    ],
    [
      'remove-unassigned',
      'remove of an attribute without a value',
      '7644 3.5.2.2',
      'Success, and nothing changed.',
    ],
    ['patch-unknown-key', 'Unknown keys in a value', '7644 3.5.2', 'They are passed over.'],
    [
      'replace-complex',
      'replace of a complex attribute',
      '7644 3.5.2.3',
      'It is merged: parts that are not named stay.',
    ],
    [
      'replace-every',
      'replace of emails.display without a filter',
      '7644 3.5.2.3',
      'It is set on every element.',
    ],
    [
      'extension-emptied',
      'The last attribute of an extension is removed',
      '7644 3.5.2.2',
      'The extension is gone, and its URN with it.',
    ],
    ['long-patch', 'A very long PATCH', '7644 3.12', 'Up to 1,000 operations; more is 413.'],
  ),
);

const putAndDelete = inArea(
  'PUT and DELETE',
  decided('deleteUser', ['delete-user', 'DELETE of a user', connectorGuide], {
    erase: 'It is gone for good.',
    disable: 'The account is disabled and hidden; the userName and e-mail stay taken.',
  }),
  ...alike(
    ['delete-member', 'DELETE of what groups list', '7643 4.2', 'It leaves every group.'],
    ['put-active', 'PUT without active', '7644 3.5.1', 'It stays as it was.'],
    ['put-left-out', 'PUT without other attributes', '7644 3.5.1', 'They are cleared.'],
    ['put-members', 'PUT without members', '7644 3.5.1', 'The group is empty.'],
    ['put-password', 'PUT without password', '7644 3.5.1', 'It is kept.'],
    ['put-id', 'PUT with another id', '7643 3.1', 'It is passed over.'],
    [
      'put-twice',
      'The same PUT twice',
      '7644 3.5.1',
      'The second changes nothing, lastModified neither.',
    ],
  ),
);

const filters = inArea(
  'Filters',
  decided(
    'readsNumbersAsText',
    ['filter-numbers', 'A number where an attribute is text: container eq 27', connectorGuide],
    { false: '400 invalidFilter.', true: 'It is read as text.' },
  ),
  decided('filters', ['filter-grammar', 'How much of the language', cloudGuide], {
    all: 'All of it.',
    equality: 'eq and and; anything else is 400 invalidFilter.',
  }),
  decided('readsStringBooleans', ['filter-booleans', 'active eq "true"', '7644 3.4.2.2'], {
    false: '400 invalidFilter.',
    true: 'It is read as a boolean.',
  }),
  ...alike(
    [
      'filter-unknown',
      'An unknown attribute',
      '7644 3.4.2.2',
      '400 invalidFilter, under not too. At the root, what only another type has is without a value.',
    ],
    ['filter-not', 'not without parentheses', '7644 3.4.2.2', '400 invalidFilter.'],
    ['filter-unquoted', 'Text without quotes', '7644 3.4.2.2', '400 invalidFilter.'],
    [
      'filter-loose',
      'Single quotes; blanks and tabs',
      '7644 3.4.2.2',
      'Single quotes are 400; blanks may be more than one.',
    ],
    ['filter-null', 'eq null and ne null', '7643 2.5', 'Without, or with, a value.'],
    ['filter-empty-text', 'sw "" and co ""', '7644 3.4.2.2', 'Every value there is.'],
    ['filter-date-text', 'sw on a date', '7644 3.4.2.2', 'It compares the text.'],
    [
      'filter-brackets',
      'name[…], and emails[…].value',
      '7644 3.4.2.2',
      'Both are understood; all is asked of one element.',
    ],
  ),
);

const lists = inArea(
  'Lists',
  decided('listsUsers', ['listed-users', 'Users in a list without a filter', connectorGuide], {
    all: 'All of them.',
    reported: 'Those in its reports: enabled, with an e-mail address. A filter finds the others.',
  }),
  decided('cursors', ['cursors', 'Paging by cursor', '9865 2'], {
    true: 'It is offered; without a cursor a list is paged by index.',
    false: '400 invalidCursor.',
  }),
  ...alike(
    ['cursor-and-index', 'cursor and startIndex together', '9865 2.4', '400 invalidValue.'],
    [
      'cursor-count',
      'With a cursor, another count than on the first page, or one above the limit',
      '9865 2.1',
      '400 invalidCount; below 0 is read as 0, and left out it is as before.',
    ],
    [
      'cursor-bound',
      'A cursor with another query or another token',
      '9865 5.2',
      '400 invalidCursor, as for one that was made up. It is good for an hour.',
    ],
    [
      'page-limit',
      'More matches than filter.maxResults',
      '7644 3.4.2.4',
      'No page holds more; totalResults counts all.',
    ],
    ['count-words', 'count or startIndex that is no number', '7644 3.4.2.4', '400 invalidValue.'],
    ['count-negative', 'count below 0; startIndex below 1', '7644 3.4.2.4', 'Read as 0; as 1.'],
    ['sort-unknown', 'sortBy of an unknown attribute', '7644 3.4.2.3', '400 invalidPath.'],
    [
      'sort-long',
      'Order of texts that are alike in their first 256 characters',
      '7644 3.4.2.3',
      'They count as equal, so that cursors stay short.',
    ],
    ['sort-order', 'Another sortOrder', '7644 3.4.2.3', '400 invalidValue.'],
    [
      'projection-both',
      'attributes and excludedAttributes together',
      '7644 3.9',
      '400 invalidValue.',
    ],
    ['projection-empty', 'attributes without a name', '7644 3.9', 'As if it were left out.'],
    [
      'projection-brackets',
      'A name with brackets in attributes',
      '7644 3.9',
      'It names nothing, so it is passed over.',
    ],
  ),
);

const bulk = inArea(
  'Bulk',
  decided('bulk', ['bulk', 'POST /Bulk', '7644 3.7'], {
    true: 'Up to 1,000 operations and 1 MiB; more is 413.',
    false: '501.',
  }),
  decided(
    'missingSchemas',
    ['bulk-patch', 'Operations of a PATCH without the message around them', '7644 3.7'],
    { refuse: '400 for that operation.', assume: 'They are taken.' },
  ),
  ...alike(
    ['bulk-method', 'A method in small letters', '7644 3.7', '400 for that operation.'],
    [
      'bulk-errors',
      'failOnErrors is reached',
      '7644 3.7',
      'Later operations are not tried and not in the answer.',
    ],
    ['bulk-no-errors', 'failOnErrors of 0 or less', '7644 3.7', '400 invalidValue.'],
    [
      'bulk-circle',
      'Operations that refer to each other',
      '7644 3.7.1',
      'They are done as one, or fail together.',
    ],
    ['bulk-id', 'A POST without bulkId', '7644 3.7', 'It is done, and the trace says so.'],
  ),
);

const vault = inArea(
  'Vault',
  decided('pam', ['pam', 'Containers, privileged data, and the rights on them', connectorGuide], {
    none: 'There are none.',
    all: 'Folders, secrets and rights can be read and changed.',
    containers:
      'Folders and their rights can be read and changed; secrets can be read and moved, and 501 answers who would create one, or a right on one.',
  }),
  ...alike(
    [
      'rights-unknown',
      'A right that Secret Server does not have',
      connectorGuide,
      'It becomes View.',
    ],
    ['root-container', 'A container without a parent, or with -1', connectorGuide, 'The root.'],
    [
      'protected-container',
      'A folder for emergencies, and the rights on it',
      'Delinea, Unlimited Administration Mode',
      'They can be read; 403 answers who would change them.',
    ],
    [
      'container-name',
      'A container whose name has a backslash',
      "The lab's own choice",
      '400 invalidValue, since paths part folders by backslashes.',
    ],
    [
      'full-container',
      'DELETE of a folder with something in it',
      "The lab's own choice",
      '409, since no document says what becomes of it.',
    ],
  ),
);

const http = inArea(
  'HTTP',
  decided(
    'forgivesUrls',
    ['loose-urls', 'Stray ? and &; parameters in another letter case', '7644 3.4.2'],
    { false: 'They are parameters nobody knows.', true: 'They are forgiven.' },
  ),
  decided('errorTexts', ['error-texts', 'The words of an Error', connectorGuide], {
    lab: "The lab's own sentences.",
    connector: "The connector's, where its documents give them; the trace explains in the lab's.",
  }),
  decided('errorThreshold', ['threshold', 'Many errors in a row', connectorGuide], {
    undefined: 'Each is answered.',
    20: 'After 20 the connector answers 403 to everything until it is switched on again.',
  }),
  decided('tokenPath', ['token-endpoint', 'Where access tokens are fetched', cloudGuide], {
    undefined: 'Nowhere: tokens are generated in Secret Server.',
    '/identity/api/oauth2/token/xpmplatform':
      'At /identity/api/oauth2/token/xpmplatform of its host, by client credentials, for 3600 seconds; its errors are those of RFC 6749. Tokens generated in Secret Server do as well.',
  }),
  decided('securityEvents', ['security-events', 'Security events of changes', '9967 2.4'], {
    off: 'There are none.',
    notice: 'Each change is told by notice: the names of the attributes that changed.',
    full: 'Each change is told in full, one with more than 100 parts by notice. No request is answered later.',
  }),
  ...alike(
    ['if-none-match', 'If-None-Match: * on a GET', '9110 13.1.2', '304.'],
    ['no-if-match', 'A write without If-Match', '7644 3.14', 'It is done.'],
    ['by-date', 'Conditions by date', '9110 13.1.3', 'They are passed over.'],
    [
      'derived-etag',
      'The ETag of a user whose groups changed',
      '7644 3.14',
      'It stays: the user itself did not change.',
    ],
    ['media-type', 'A body of another media type or charset', '7644 3.8', '415.'],
    [
      'accept',
      'Accept: text/html',
      '7644 3.8',
      'The answer is application/scim+json all the same.',
    ],
    [
      'bulk-url',
      'A whole URL below the base URL as the path of a bulk operation',
      '7644 3.7',
      'It is read as the path behind the base URL.',
    ],
    ['version-path', '/v2 in the path', '7644 3.13', '404: the base URL has no versions.'],
    [
      'me',
      '/Me',
      '7644 3.11',
      'The user the token acts for, with its real Location; 404 for a token that acts for nobody. Not within bulk, and it has no .search.',
    ],
    [
      'scopes',
      'A token whose scopes do not hold it',
      '7644 3.12',
      '403, with the scope that is missing; a query of the root shows the types it may read.',
    ],
    ['options', 'OPTIONS', '9110 9.3.7', '204 with Allow at every endpoint, also without a token.'],
    [
      'tokens',
      'The token',
      '7644 2',
      'A bearer token of the tenant, good for as long as it was generated for; 730 days where the lab brings it.',
    ],
    [
      'token-refused',
      'A token that is not accepted',
      '6750 3.1',
      '401; detail and error_description say whether it is unknown, expired, replaced, revoked, or has something in it that came along when it was pasted.',
    ],
    [
      'scim-off',
      'Any request while SCIM is off',
      "The lab's own choice",
      '403, also for discovery and without a token.',
    ],
  ),
);

/** Every policy, in the order of the areas. */
export const policies: readonly Policy[] = [
  ...discovery,
  ...bodies,
  ...users,
  ...groups,
  ...patch,
  ...putAndDelete,
  ...filters,
  ...lists,
  ...bulk,
  ...vault,
  ...http,
];
