// Says what a provider's dialect must be able to ask of a SCIM server; each dialect asks it in its own way.
import type { JsonObject } from '../../base/json.ts';
import type { Conversation } from '../conversation.ts';
import type { PatchOperation } from '../mapping.ts';

/** Where a provider sends to: the SCIM base URL without a slash at its end, and its bearer token. */
export interface Target {
  readonly baseUrl: string;
  readonly token: string;
}

/** A manager as HR knows one; the SCIM id has to be asked for. */
export interface ManagerReference {
  readonly externalId: string;
  readonly who: string;
}

/** An account that must be there. `user` is the mapped SCIM User without its manager. */
export interface ProvisionTask {
  readonly user: JsonObject;
  readonly who: string;
  readonly manager?: ManagerReference;
}

/** Attributes that must change on an account found by userName. */
export interface UpdateTask {
  readonly userName: string;
  readonly who: string;
  readonly operations: readonly PatchOperation[];
  readonly manager?: ManagerReference;
}

/** An account found by userName. */
export interface AccountTask {
  readonly userName: string;
  readonly who: string;
}

/** A person, by SCIM id, and a group, by displayName. */
export interface MembershipTask {
  readonly userId: string;
  readonly who: string;
  readonly group: string;
}

/** A way in which a dialect departs from the plain RFC request, with reason, source and how sure we are. */
export interface Departure {
  readonly what: string;
  readonly reason: string;
  readonly source: string;
  readonly confidence: 'confirmed' | 'observed' | 'inferred' | 'illustrative';
}

/** A provider's dialect: the same five intents, each as a conversation. */
export interface Dialect {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly departures: readonly Departure[];
  /** Looks whether the account exists; creates it, or links, enables and updates the one found. */
  readonly provision: (target: Target, task: ProvisionTask) => Conversation;
  readonly update: (target: Target, task: UpdateTask) => Conversation;
  /** Switches the account off; an account that is missing or off already is a success. */
  readonly disable: (target: Target, task: AccountTask) => Conversation;
  /** Switches the account on again; a missing account is a failure to be matched anew. */
  readonly enable: (target: Target, task: AccountTask) => Conversation;
  readonly join: (target: Target, task: MembershipTask) => Conversation;
  /** Takes the person out of the group; a group without the person is left as it is. */
  readonly leave: (target: Target, task: MembershipTask) => Conversation;
}
