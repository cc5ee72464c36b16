// Names the policies a tenant's server follows where RFC 7643 and 7644 leave a choice; a profile is data.
import type { EventMode } from './events.ts';

/** The four profiles a tenant can have. */
export type ProfileId = 'strict' | 'lenient' | 'connector' | 'cloud';

/**
 * A profile: one policy per open point. Every tolerance that is used leaves a `warn` step in the
 * trace that names its rule. Source: the policy tables of the conformance reference, and Delinea's
 * documents for `connector` and `cloud`.
 */
export interface Profile {
  readonly id: ProfileId;
  readonly title: string;
  readonly summary: string;
  /** "True" and "false" as strings are read as booleans, in bodies and filters. */
  readonly readsStringBooleans: boolean;
  /** What a filtered add or replace does that matches nothing: refuse, or make the element. */
  readonly unmatchedFilter: 'noTarget' | 'create';
  /** `remove` of `members` with a value list removes only those. */
  readonly removesListedMembers: boolean;
  /** A member or manager as a plain string (and a manager as a list of one) is read as its `value`. */
  readonly readsPlainReferences: boolean;
  /** Dotted, URN and bracketed keys in a PATCH value without path are read as paths. */
  readonly expandsPathKeys: boolean;
  /** A list of one element for a single-valued attribute is unwrapped. */
  readonly unwrapsSingleLists: boolean;
  /** A dot after the schema URN in a path is read as a colon. */
  readonly readsDotAfterUrn: boolean;
  /** Schemas left out of a body: refuse it, or take the base schema (or PatchOp) for granted. */
  readonly missingSchemas: 'refuse' | 'assume';
  /** What a schema URN does that the server does not know: refuse, or drop it with its data. */
  readonly unknownSchemas: 'refuse' | 'drop';
  /** `id` and `meta` in a PATCH value without path: refuse as readOnly, or leave them aside. */
  readonly identityInValue: 'refuse' | 'ignore';
  /** Several values with primary true in one request: refuse, or keep it on the first. */
  readonly severalPrimaries: 'refuse' | 'keepFirst';
  /** A PATCH with no operations: refuse, or answer with nothing changed. */
  readonly emptyPatch: 'refuse' | 'accept';
  /** Stray `?` and `&` at the end of a URL, and parameter names in another letter case, are forgiven. */
  readonly forgivesUrls: boolean;
  /** Whether two groups may have the same displayName. */
  readonly duplicateGroupNames: 'allow' | 'refuse';
  /** What DELETE of a user does: erase the resource, or disable the account and hide it from SCIM. */
  readonly deleteUser: 'erase' | 'disable';
  /** Whether lists can be paged by cursor (RFC 9865). */
  readonly cursors: boolean;
  /** How much security events tell of a change (RFC 9967). */
  readonly securityEvents: EventMode;
  /** Whether `/Bulk` is offered. */
  readonly bulk: boolean;
  /** Which users a list without a filter shows: all, or those in the connector's reports: enabled, with an e-mail. */
  readonly listsUsers: 'all' | 'reported';
  /** How much of the filter grammar is offered: all of it, or `eq` and `and` only. */
  readonly filters: 'all' | 'equality';
  /** Numbers without quotes are read as text where an attribute is text: `container eq 27`. */
  readonly readsNumbersAsText: boolean;
  /** Which resources of privileged access are offered: none, all, or none to create but containers and their rights. */
  readonly pam: 'none' | 'all' | 'containers';
  /** How the `detail` of an Error is worded: in the lab's sentences, or as Delinea's connector words it. */
  readonly errorTexts: 'lab' | 'connector';
  /** What names a user to Secret Server: userName, or the primary e-mail (Delinea's connector). */
  readonly userKey: 'userName' | 'email';
  /** Path of the token endpoint at the tenant's host (OAuth 2.0 client credentials); absent: there is none. */
  readonly tokenPath?: string;
  /** After so many errors in a row the connector switches itself off; absent: never. */
  readonly errorThreshold?: number;
}
