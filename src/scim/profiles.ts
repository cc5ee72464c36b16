// Holds the four profiles a tenant can have: every policy of each, as data.
import type { Profile, ProfileId } from './profile.ts';

const strict: Profile = {
  id: 'strict',
  title: 'Strict RFC',
  summary: 'RFC 7643 and RFC 7644 to the letter.',
  readsStringBooleans: false,
  unmatchedFilter: 'noTarget',
  removesListedMembers: false,
  readsPlainReferences: false,
  expandsPathKeys: false,
  unwrapsSingleLists: false,
  readsDotAfterUrn: false,
  missingSchemas: 'refuse',
  unknownSchemas: 'refuse',
  identityInValue: 'refuse',
  severalPrimaries: 'refuse',
  emptyPatch: 'refuse',
  forgivesUrls: false,
  duplicateGroupNames: 'allow',
  readsNumbersAsText: false,
  pam: 'none',
  listsUsers: 'all',
  filters: 'all',
  errorTexts: 'lab',
  deleteUser: 'erase',
  cursors: true,
  securityEvents: 'full',
  bulk: true,
  userKey: 'userName',
};

const lenient: Profile = {
  id: 'lenient',
  title: 'Lenient',
  summary: 'The RFC, and the dialects that Entra ID, Okta and OneLogin really send.',
  readsStringBooleans: true,
  unmatchedFilter: 'create',
  removesListedMembers: true,
  readsPlainReferences: true,
  expandsPathKeys: true,
  unwrapsSingleLists: true,
  readsDotAfterUrn: true,
  missingSchemas: 'assume',
  unknownSchemas: 'drop',
  identityInValue: 'ignore',
  severalPrimaries: 'keepFirst',
  emptyPatch: 'accept',
  forgivesUrls: true,
  duplicateGroupNames: 'refuse',
  readsNumbersAsText: false,
  pam: 'none',
  listsUsers: 'all',
  filters: 'all',
  errorTexts: 'lab',
  deleteUser: 'erase',
  cursors: true,
  securityEvents: 'notice',
  bulk: true,
  userKey: 'userName',
};

// Delinea documents neither paging by cursor nor security events, which RFC 9865 and RFC 9967 brought
// in October 2025 and later, for either connector.

// Delinea documents: DELETE disables, users are known by primary e-mail, lists come from reports that
// leave some users out, the connector switches itself off after 20 errors, bulk takes up to 1,000
// operations.
const connector: Profile = {
  ...lenient,
  id: 'connector',
  title: 'SCIM Connector',
  summary: "Delinea's connector for Secret Server on premises: it disables where others delete.",
  deleteUser: 'disable',
  readsNumbersAsText: true,
  pam: 'all',
  listsUsers: 'reported',
  errorTexts: 'connector',
  cursors: false,
  securityEvents: 'off',
  userKey: 'email',
  errorThreshold: 20,
};

// Delinea documents: DELETE erases for good, no /Bulk, filters with eq and and, OAuth 2.0
// client credentials at this path of the platform's host.
const cloud: Profile = {
  ...lenient,
  id: 'cloud',
  title: 'SCIM Cloud Connector',
  summary: "Delinea's connector on the Delinea Platform: it deletes for good and takes no bulk.",
  cursors: false,
  securityEvents: 'off',
  bulk: false,
  pam: 'containers',
  filters: 'equality',
  tokenPath: '/identity/api/oauth2/token/xpmplatform',
};

/** The profiles by id. */
export const profiles: Readonly<Record<ProfileId, Profile>> = {
  strict,
  lenient,
  connector,
  cloud,
};
