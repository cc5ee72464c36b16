// Lists the features of SCIM: where the RFCs describe each, where it lives in the code, which checks show it, and which policies it takes.

/** A feature of the protocol. */
export interface Feature {
  readonly title: string;
  /** Sections that describe it: `7644 3.5.2`. */
  readonly rfc: readonly string[];
  /** Files it lives in, from the root of the repository. */
  readonly code: readonly string[];
  /** Ids of checks; a star stands for any text. */
  readonly checks: readonly string[];
  /** Ids of the policies that decide what the RFCs leave open. */
  readonly policies: readonly string[];
}

/** Features that belong together, under the name of their part of the protocol. */
export interface FeatureGroup {
  readonly title: string;
  readonly features: readonly Feature[];
}

type Words = string; // several, with blanks between

interface Entry {
  readonly rfc: string;
  readonly code: Words;
  readonly checks: Words;
  readonly policies?: Words;
}

const wordsIn = (text: Words): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const feature = (title: string, { rfc, code, checks, policies = '' }: Entry): Feature => ({
  title,
  rfc: rfc.split(', '),
  code: wordsIn(code).map((path) => `src/${path}`),
  checks: wordsIn(checks),
  policies: wordsIn(policies),
});

const schema: readonly Feature[] = [
  feature('Attributes and their characteristics', {
    rfc: '7643 2.2, 7643 7',
    code: 'scim/schema.ts scim/schemas/attribute.ts scim/value.ts scim/validate.ts',
    checks: 'GEN-* INV-13 DSC-2* INV-03 INV-06 INV-21 INV-22',
    policies: 'string-booleans list-for-single unknown-attribute attribute-twice',
  }),
  feature('Data types', {
    rfc: '7643 2.3',
    code: 'scim/value.ts scim/dateTime.ts scim/filter/compare.ts',
    checks: 'INV-13 USR-24 USR-25 USR-67 FLT-16',
    policies: 'half-character',
  }),
  feature('Multi-valued attributes, type and primary', {
    rfc: '7643 2.4',
    code: 'scim/elements.ts scim/demands.ts',
    checks: 'INV-12 INV-16 USR-22 PAT-43 PAT-44 PAT-86',
    policies: 'two-primaries emails-alike',
  }),
  feature('Unassigned values: null and empty lists', {
    rfc: '7643 2.5',
    code: 'scim/value.ts',
    checks: 'USR-27 FLT-20 INV-09',
    policies: 'null-and-blank filter-null',
  }),
  feature('schemas of resources and messages', {
    rfc: '7643 3',
    code: 'scim/validate.ts scim/messages.ts',
    checks: 'INV-04 INV-07 USR-06 USR-07 USR-08 USR-11',
    policies: 'schemas-missing schemas-unknown schemas-twice extension-unnamed',
  }),
  feature('Common attributes: id, externalId, meta', {
    rfc: '7643 3.1',
    code: 'scim/resourceTypes.ts server/versions.ts server/rendered.ts',
    checks: 'USR-02 USR-03 USR-04 INV-14 INV-23 INV-24 INV-27',
    policies: 'externalId-twice put-id',
  }),
  feature('User', {
    rfc: '7643 4.1',
    code: 'scim/schemas/user.ts scim/prepared.ts scim/secret.ts server/mail.ts',
    checks: 'USR-* GEN-User.*',
    policies: 'user-key userName-form active-left-out inactive-userName put-password',
  }),
  feature('Enterprise User', {
    rfc: '7643 4.3',
    code: 'scim/schemas/enterpriseUser.ts server/references.ts',
    checks: 'USR-06 USR-59* PAT-64 PAT-7* BLK-09',
    policies: 'plain-references dot-after-urn',
  }),
  feature('Group and its members, groups in groups', {
    rfc: '7643 4.2, 7643 4.1.2',
    code: 'scim/schemas/group.ts server/memberships.ts server/references.ts server/settle.ts',
    checks: 'GRP-* GEN-Group.* PROP-05',
    policies:
      'group-names member-unknown groups-nested group-in-itself groups-in-circle membership-probe',
  }),
  feature('Resource types and extensions as data', {
    rfc: '7643 6, 7643 3.3',
    code: 'scim/definitions.ts scim/resourceTypes.ts server/types.ts',
    checks: 'DSC-08 DSC-09 DSC-10 DSC-13',
  }),
  feature('Uniqueness', {
    rfc: '7643 7, 7644 3.3.1',
    code: 'server/unique.ts server/settle.ts',
    checks: 'USR-14 USR-15 USR-42 USR-58 PAT-30 BLK-28',
    policies: 'externalId-twice group-names',
  }),
];

const discovery: readonly Feature[] = [
  feature('ServiceProviderConfig', {
    rfc: '7643 5, 7644 4',
    code: 'scim/discovery.ts server/discovery.ts scim/limits.ts',
    checks: 'DSC-0* DSC-33 DSC-34',
    policies: 'discovery-token discovery-write',
  }),
  feature('ResourceTypes and Schemas', {
    rfc: '7643 6, 7643 7, 7644 4',
    code: 'scim/discovery.ts server/discovery.ts scim/schemas/discovery.ts',
    checks: 'DSC-08 DSC-1* DSC-2* DSC-3*',
    policies: 'discovery-filter',
  }),
];

const reading: readonly Feature[] = [
  feature('GET of one resource', {
    rfc: '7644 3.4.1',
    code: 'server/retrieve.ts server/resourceReply.ts',
    checks: 'USR-30 USR-32 USR-60 USR-61',
  }),
  feature('Lists, of one type and of all', {
    rfc: '7644 3.4.2, 7644 3.4.2.1',
    code: 'server/list.ts server/find.ts server/asked.ts',
    checks: 'USR-33 USR-34 PAG-* INV-11',
    policies: 'listed-users loose-urls',
  }),
  feature('Filters', {
    rfc: '7644 3.4.2.2',
    code: 'scim/filter/parse.ts scim/filter/compile.ts scim/filter/compare.ts scim/filter/lookup.ts',
    checks: 'FLT-* GEN-*-filter PROP-04*',
    policies: `filter-grammar filter-booleans filter-unknown filter-not filter-unquoted filter-loose
      filter-null filter-empty-text filter-date-text filter-brackets filter-numbers`,
  }),
  feature('Sorting', {
    rfc: '7644 3.4.2.3',
    code: 'scim/sort.ts server/find.ts',
    checks: 'SRT-*',
    policies: 'sort-unknown sort-order sort-long',
  }),
  feature('Pages by index', {
    rfc: '7644 3.4.2.4',
    code: 'server/page.ts server/list.ts',
    checks: 'PAG-*',
    policies: 'page-limit count-words count-negative',
  }),
  feature('Pages by cursor', {
    rfc: '9865 2, 9865 4',
    code: 'server/cursor.ts server/seal.ts server/page.ts',
    checks: 'CUR-* DSC-34',
    policies: 'cursors cursor-and-index cursor-count cursor-bound',
  }),
  feature('Searches by POST', {
    rfc: '7644 3.4.3, 9865 3',
    code: 'server/searchBody.ts server/list.ts',
    checks: 'SRC-*',
  }),
  feature('Chosen attributes', {
    rfc: '7644 3.9, 7644 3.10',
    code: 'scim/project.ts scim/attributes.ts',
    checks: 'PRJ-* GEN-*-projection',
    policies: 'projection-both projection-empty projection-brackets',
  }),
];

const writing: readonly Feature[] = [
  feature('POST', {
    rfc: '7644 3.3',
    code: 'server/write.ts server/perform.ts scim/validate.ts',
    checks: 'USR-01 USR-02 USR-03 USR-05 USR-17 USR-36 INV-15',
    policies: 'active-left-out',
  }),
  feature('PUT', {
    rfc: '7644 3.5.1',
    code: 'server/write.ts server/perform.ts scim/validate.ts',
    checks: 'USR-35 USR-35b USR-37 USR-38 USR-39 USR-4* USR-51',
    policies: 'put-active put-left-out put-members put-password put-id put-twice',
  }),
  feature('PATCH: the message, all or nothing', {
    rfc: '7644 3.5.2',
    code: 'scim/patch/operations.ts scim/patch/apply.ts scim/patch/draft.ts',
    checks: 'PAT-0* PAT-10 PAT-26 PAT-28 PAT-29 PAT-8* PROP-06',
    policies: 'empty-patch op-case long-patch id-in-value patch-unknown-key',
  }),
  feature('PATCH: paths', {
    rfc: '7644 3.5.2',
    code: 'scim/patch/path.ts scim/patch/target.ts',
    checks: 'PAT-34 PAT-35 PAT-36 PAT-38 PAT-39 PAT-6* PAT-37 PAT-38d',
    policies: 'path-keys dot-after-urn',
  }),
  feature('PATCH: add', {
    rfc: '7644 3.5.2.1',
    code: 'scim/patch/target.ts scim/patch/keyedList.ts',
    checks:
      'PAT-11 PAT-12 PAT-13 PAT-14 PAT-18 PAT-19 PAT-40 PAT-51 GEN-*-add PAT-41 PAT-42 PAT-46 PAT-48 PAT-51d PAT-52',
    policies: 'unmatched-filter',
  }),
  feature('PATCH: remove', {
    rfc: '7644 3.5.2.2',
    code: 'scim/patch/target.ts scim/patch/keyedList.ts',
    checks:
      'PAT-21 PAT-22 PAT-23 PAT-24 PAT-25 PAT-53 PAT-54 PAT-55 PAT-56 GEN-*-remove PAT-57 PAT-58',
    policies: 'remove-listed remove-unmatched remove-unassigned extension-emptied',
  }),
  feature('PATCH: replace', {
    rfc: '7644 3.5.2.3',
    code: 'scim/patch/target.ts',
    checks:
      'PAT-15 PAT-16 PAT-17 PAT-44 PAT-45 PAT-47 PAT-49 PAT-50 GEN-*-replace PAT-20 PAT-31 PAT-32* PAT-33 PAT-47b PAT-50d PAT-59',
    policies: 'unmatched-filter replace-complex replace-every',
  }),
  feature('DELETE', {
    rfc: '7644 3.6',
    code: 'server/remove.ts server/write.ts',
    checks: 'USR-50 USR-52 USR-53 USR-54 USR-57 LIF-05',
    policies: 'delete-user delete-member',
  }),
  feature('Bulk jobs', {
    rfc: '7644 3.7',
    code: 'scim/bulk/message.ts server/bulk.ts server/bulkTask.ts',
    checks: 'BLK-*',
    policies: 'bulk bulk-patch bulk-method bulk-url bulk-errors bulk-no-errors bulk-id',
  }),
  feature('bulkId, forward and in circles', {
    rfc: '7644 3.7.1, 7644 3.7.2',
    code: 'scim/bulk/order.ts scim/bulk/references.ts server/bulkGroup.ts',
    checks: 'BLK-03 BLK-04 BLK-05 BLK-06 BLK-07 BLK-08 BLK-10 BLK-13',
    policies: 'bulk-circle',
  }),
];

const around: readonly Feature[] = [
  feature('Endpoints and methods', {
    rfc: '7644 3.2, 7644 3.13',
    code: 'server/route.ts',
    checks: 'ERR-02 ERR-11 ERR-13 ERR-14 ERR-16 ERR-17 USR-55 USR-56 INV-19 INV-18',
    policies: 'version-path options',
  }),
  feature('Media types and bodies', {
    rfc: '7644 3.8, 7644 8.1',
    code: 'server/body.ts http/jsonMistake.ts',
    checks: 'ERR-03 ERR-04 ERR-05 ERR-06 ERR-07 ERR-1* INV-02 ERR-08 ERR-09 ERR-21 ERR-22',
    policies: 'media-type accept',
  }),
  feature('Errors', {
    rfc: '7644 3.12',
    code: 'scim/problem.ts scim/messages.ts server/wording.ts scim/connectorTexts.ts',
    checks: 'ERR-01 ERR-15 ERR-20 INV-01 INV-08 INV-10',
    policies: 'error-texts threshold',
  }),
  feature('Too many requests (429), and other faults on purpose', {
    rfc: '7644 3.12, 9110 10.2.3',
    code: 'http/fault.ts wire/faults.ts',
    checks: 'INV-29',
  }),
  feature('Versions and conditions', {
    rfc: '7644 3.14, 9110 13',
    code: 'server/conditions.ts server/versions.ts',
    checks: 'ETG-* INV-05 INV-28',
    policies: 'if-none-match no-if-match by-date derived-etag',
  }),
  feature('/Me', {
    rfc: '7644 3.11',
    code: 'server/admit.ts',
    checks: 'ME-*',
    policies: 'me',
  }),
  feature('Tokens and scopes', {
    rfc: '7644 2, 6750 3.1, 6749 4.4, 6749 5',
    code: 'server/authenticate.ts server/tokenCheck.ts server/tokenEndpoint.ts server/scopes.ts server/admit.ts',
    checks: 'SEC-* INV-17 INV-20',
    policies: 'tokens token-refused token-endpoint scim-off scopes',
  }),
  feature('Security events', {
    rfc: '9967 2, 9967 4',
    code: 'scim/events.ts server/signals.ts scim/schemas/discovery.ts',
    checks: 'DSC-35',
    policies: 'security-events',
  }),
  feature('Requests that need not wait', {
    rfc: '9967 2.5.1',
    code: 'server/respond.ts scim/discovery.ts',
    checks: 'EVT-*',
  }),
  feature('Folders and secrets as resources (an expired draft)', {
    rfc: '7643 6',
    code: 'scim/pamTypes.ts server/pam.ts server/pamRules.ts server/vaultStore.ts vault/pam.ts',
    checks: 'VLT-*',
    policies: 'pam rights-unknown root-container protected-container container-name full-container',
  }),
  feature('Dialects of identity providers', {
    rfc: '7644 3.5.2',
    code: 'scim/profiles.ts scim/profile.ts scim/patch/operations.ts idp/dialects/all.ts',
    checks: 'OKF-* ENF-* GGF-* LIF-*',
  }),
];

/** Every feature, by part of the protocol. */
export const featureGroups: readonly FeatureGroup[] = [
  { title: 'Schema and resources', features: schema },
  { title: 'Discovery', features: discovery },
  { title: 'Reading', features: reading },
  { title: 'Writing', features: writing },
  { title: 'HTTP, security and beyond', features: around },
];
