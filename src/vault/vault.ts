// Describes Secret Server's own world as data: roles, folders, secrets, who was given what, and what follows from it.

/** Rights on a secret, weakest first. List shows the name only; View opens the secret. */
export type SecretRight = 'List' | 'View' | 'Edit' | 'Owner';

/** Rights on a folder, as Secret Server names them. */
export type FolderRight = 'View' | 'Edit' | 'Add Secret' | 'Owner';

/** A role with its named permissions; roles come to people through the default role or their groups. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

/**
 * A folder. With `inherits` it has its parent's grants and none of its own. `path` is
 * `\IT\Databases\Prod`; a step of it that is no folder of the vault (`\IT`) is open to look
 * through. A protected folder opens by a direct grant on itself only: no group, no inheritance.
 */
export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parent?: string;
  readonly inherits: boolean;
  readonly protected: boolean;
  readonly description?: string;
  /**
   * The user (SCIM id) whose personal folder it is. It has no grants and cannot be shared: it opens to
   * that user as Owner, and to others in Unlimited Administration Mode only.
   */
  readonly personalOf?: string;
  /** The id of the policy that holds on the secrets in it; not on those in folders below (the lab's rule). */
  readonly policy?: string;
}

/** Whom a right is given to: a group or, by hand, one person (SCIM ids). */
export interface Grantee {
  readonly kind: 'group' | 'user';
  readonly id: string;
}

/** A row of folder permissions. `id` is a small number as text; a row without one has yet to get it. */
export interface FolderGrant {
  readonly id?: string;
  readonly folder: string;
  readonly to: Grantee;
  readonly folderRight: FolderRight;
  readonly secretRight: SecretRight | 'None';
  /** Who gave it and why, for grants made by hand: a whole sentence. */
  readonly note?: string;
}

/** A right given on one secret, beside those that come from its folder. */
export interface SecretGrant {
  readonly id: string;
  readonly secret: string;
  readonly to: Grantee;
  readonly right: SecretRight;
}

/** A secret: a credential in a folder, or in none (""). Lab secrets have names and templates, never values. */
export interface Secret {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly template: string;
  /**
   * The id of a policy, or its name. A name that no policy has is all that older data knows of it:
   * nothing holds by it.
   */
  readonly policy?: string;
  readonly description?: string;
}

/** How a policy treats one of its items. */
export type PolicySetting = 'Not Set' | 'Default' | 'Enforced';

/**
 * An item of a secret policy, `Checkout` for one, and whether it is on or off where the policy holds. In
 * the vault, an item that is Not Set is left out.
 */
export interface PolicyItem {
  readonly name: string;
  readonly setting: PolicySetting;
  readonly value: boolean;
}

/** A secret policy; it holds on the secrets and folders that name it. */
export interface SecretPolicy {
  readonly id: string;
  readonly name: string;
  readonly items: readonly PolicyItem[];
}

/** What Secret Server knows of an account beside its SCIM resource. */
export interface AccountNote {
  readonly user: string;
  readonly kind: 'application' | 'breakGlass' | 'builtIn' | 'orphan' | 'contractor';
  readonly note: string;
  /** When a contract ends, an ISO 8601 instant. */
  readonly ends?: string;
}

/** A look at a secret that Secret Server's audit has kept; `at` is an ISO 8601 instant. Lab data. */
export interface SecretView {
  readonly user: string;
  readonly secret: string;
  readonly at: string;
}

/** A group that a directory such as Active Directory feeds: its members cannot be edited through SCIM. */
export interface SynchronisedGroup {
  readonly group: string;
  /** The domain it comes from, `northwind.example` for one. */
  readonly domain: string;
}

/**
 * Unlimited Administration Mode while it is on: whoever holds the permission Unlimited Administrator opens
 * everything. `by` is the user (SCIM id) who switched it on, which takes a permission of its own; `since`
 * is an ISO 8601 instant.
 */
export interface UnlimitedMode {
  readonly since: string;
  readonly by: string;
  /** Why, in the words of whoever did: Secret Server asks for a note. */
  readonly note: string;
}

/** The vault of one tenant: plain data, kept as the tenant's document `vault`. */
export interface Vault {
  readonly roles: readonly Role[];
  readonly defaultRole: string;
  readonly roleOfGroup: readonly { readonly group: string; readonly role: string }[];
  /** Roles given to single people by hand (SCIM ids); left out while there are none. */
  readonly roleOfUser?: readonly { readonly user: string; readonly role: string }[];
  readonly folders: readonly Folder[];
  readonly grants: readonly FolderGrant[];
  /** Rights on single secrets; left out while there are none. */
  readonly secretGrants?: readonly SecretGrant[];
  readonly secrets: readonly Secret[];
  /** Secret policies; left out while there are none. */
  readonly policies?: readonly SecretPolicy[];
  readonly accounts: readonly AccountNote[];
  readonly licences: number;
  /** Who has opened which secret: what a leaver knows stays known, whatever SCIM does. */
  readonly views?: readonly SecretView[];
  /** Users (SCIM ids) locked out after failed logins: they cannot log in, and keep their rights and licence. */
  readonly lockedOut?: readonly string[];
  readonly synchronised?: readonly SynchronisedGroup[];
  /** Absent while the mode is off. */
  readonly unlimited?: UnlimitedMode;
}

/**
 * One way a right comes about: through a chain of groups or by hand, on a folder, perhaps inherited below
 * it; because the folder is the person's own; or because Unlimited Administration Mode is on.
 */
export interface GrantPath {
  readonly kind: 'group' | 'direct' | 'personal' | 'unlimited';
  /** Group ids from the person's own group to the one that has the grant; empty without one. */
  readonly groups: readonly string[];
  /** The folder the grant stands on; the secret's own folder inherits from it if they differ. */
  readonly grantedOn: string;
  readonly right: SecretRight;
  /** The grant stands on the secret itself; `grantedOn` is the secret's folder. */
  readonly onSecret?: true;
}

/** What one person can do with one secret, and every path that gives it; `right` is the strongest. */
export interface Access {
  readonly user: string;
  readonly secret: string;
  readonly right: SecretRight;
  readonly paths: readonly GrantPath[];
}

/** Everything everybody can do, computed from directory and vault; ordered by user, then secret. */
export interface AccessGraph {
  /** All of it. Worked out when it is first read, which takes a while in a large company. */
  readonly access: readonly Access[];
  /** What one person can do; nothing for an unknown or disabled one. Costs no more than that person. */
  of(user: string): readonly Access[];
  /** SCIM ids of everybody the graph is about, with rights or without. */
  users(): readonly string[];
}

/** A person's access before and after something happened. Only secrets whose right differs are listed. */
export interface AccessChange {
  readonly user: string;
  readonly userName: string;
  readonly displayName: string;
  /** How many secrets the person could open (View or more) before and after. */
  readonly opensBefore: number;
  readonly opensAfter: number;
  readonly secrets: readonly {
    readonly secret: string;
    readonly name: string;
    readonly before?: SecretRight;
    readonly after?: SecretRight;
    /** The ways by which the right came before. Records of older versions have none. */
    readonly pathsBefore?: readonly GrantPath[];
  }[];
}

/** An event in Secret Server's own words, e.g. `User Disabled` for `ana.ruiz@northwind.example`. */
export interface VaultEvent {
  readonly name: string;
  readonly subject: string;
  readonly detail: string;
}
