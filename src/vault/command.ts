// Names everything an administrator does by hand in Secret Server, as data: one command, one change that can be undone.
import type { FolderRight, Grantee, PolicyItem, SecretRight } from './vault.ts';

/** Users. Texts are trimmed; a text that is left out stays as it is, an empty one is taken away. */
export type UserDeed =
  | {
      readonly kind: 'createUser';
      readonly userName: string;
      readonly displayName?: string;
      readonly email?: string;
      readonly department?: string;
      /** An application account takes no licence and cannot log in to the console. */
      readonly application?: boolean;
    }
  | {
      readonly kind: 'editUser';
      readonly user: string;
      readonly userName?: string;
      readonly displayName?: string;
      readonly email?: string;
      readonly department?: string;
    }
  | {
      readonly kind: 'enableUser' | 'disableUser' | 'lockUser' | 'unlockUser';
      readonly user: string;
    }
  | {
      /** Protected: no SCIM request may change the account, and nobody may disable it by hand. */
      readonly kind: 'setApplication' | 'setProtected';
      readonly user: string;
      readonly on: boolean;
      /** Why, a whole sentence; the lab writes one if it is left out. */
      readonly note?: string;
    }
  | { readonly kind: 'createPersonalFolder'; readonly user: string };

/** Groups. */
export type GroupDeed =
  | { readonly kind: 'createGroup'; readonly name: string }
  | { readonly kind: 'renameGroup'; readonly group: string; readonly name: string }
  | { readonly kind: 'deleteGroup'; readonly group: string }
  | {
      readonly kind: 'addMembers' | 'removeMembers';
      readonly group: string;
      readonly members: readonly Grantee[];
    }
  | { readonly kind: 'synchroniseGroup'; readonly group: string; readonly domain: string }
  | { readonly kind: 'makeGroupLocal'; readonly group: string };

/**
 * Roles; `setPermissions` gives the whole list. The default role is everybody's: in the lab, an account that
 * was made under another default role has the new one too.
 */
export type RoleDeed =
  | { readonly kind: 'createRole'; readonly name: string; readonly permissions: readonly string[] }
  | { readonly kind: 'renameRole'; readonly role: string; readonly name: string }
  | {
      readonly kind: 'setPermissions';
      readonly role: string;
      readonly permissions: readonly string[];
    }
  | { readonly kind: 'deleteRole' | 'setDefaultRole'; readonly role: string }
  | { readonly kind: 'assignRole' | 'unassignRole'; readonly role: string; readonly to: Grantee };

/** Folders and rights on them; a folder without `parent` lies at the root. Grants are named by their `id`. */
export type FolderDeed =
  | {
      readonly kind: 'createFolder';
      readonly name: string;
      readonly parent?: string;
      /** Left out, it inherits if it has a parent. */
      readonly inherits?: boolean;
      readonly description?: string;
    }
  | {
      readonly kind: 'editFolder';
      readonly folder: string;
      readonly name?: string;
      readonly description?: string;
    }
  | { readonly kind: 'moveFolder'; readonly folder: string; readonly parent?: string }
  | { readonly kind: 'deleteFolder'; readonly folder: string }
  | {
      /**
       * Off: the folder keeps what it inherited as rows of its own, or starts empty. On: its own rows go,
       * and its parent's hold.
       */
      readonly kind: 'setInheritance';
      readonly folder: string;
      readonly inherits: boolean;
      readonly start?: 'copy' | 'empty';
    }
  | {
      readonly kind: 'grantFolder';
      readonly folder: string;
      readonly to: Grantee;
      readonly folderRight: FolderRight;
      readonly secretRight: SecretRight | 'None';
      readonly note?: string;
    }
  | {
      readonly kind: 'changeFolderGrant';
      readonly grant: string;
      readonly folderRight: FolderRight;
      readonly secretRight: SecretRight | 'None';
    }
  | { readonly kind: 'removeFolderGrant'; readonly grant: string }
  /** Takes every row of a user off a folder. */
  | { readonly kind: 'removeGrant'; readonly user: string; readonly folder: string };

/** Secrets and rights on single ones. Lab secrets have no values. */
export type SecretDeed =
  | {
      readonly kind: 'createSecret';
      readonly name: string;
      readonly folder: string;
      readonly template: string;
      readonly policy?: string;
      readonly description?: string;
    }
  | {
      readonly kind: 'editSecret';
      readonly secret: string;
      readonly name?: string;
      readonly template?: string;
      readonly description?: string;
    }
  | { readonly kind: 'moveSecret'; readonly secret: string; readonly folder: string }
  | { readonly kind: 'deleteSecret'; readonly secret: string }
  /** Without `policy`, none holds any more by the secret itself; it is an id or a name. */
  | { readonly kind: 'setSecretPolicy'; readonly secret: string; readonly policy?: string }
  | {
      readonly kind: 'grantSecret';
      readonly secret: string;
      readonly to: Grantee;
      readonly right: SecretRight;
    }
  | { readonly kind: 'changeSecretGrant'; readonly grant: string; readonly right: SecretRight }
  | { readonly kind: 'removeSecretGrant'; readonly grant: string };

/**
 * Secret policies, each named by its id or name; `items` gives the whole list, and an item left out is Not
 * Set. A folder without `policy` has none any more.
 */
export type PolicyDeed =
  | {
      readonly kind: 'createPolicy';
      readonly name: string;
      readonly items: readonly PolicyItem[];
    }
  | {
      readonly kind: 'editPolicy';
      readonly policy: string;
      readonly name?: string;
      readonly items?: readonly PolicyItem[];
    }
  | { readonly kind: 'deletePolicy'; readonly policy: string }
  | { readonly kind: 'setFolderPolicy'; readonly folder: string; readonly policy?: string };

/** The installation as a whole. */
export type SettingDeed =
  | { readonly kind: 'setLicences'; readonly licences: number }
  | { readonly kind: 'switchUnlimitedOn' | 'switchUnlimitedOff'; readonly note: string };

/**
 * What is to be done, and as whom: `as` is the id of a user of the tenant, whose permissions and rights
 * decide; left out, it is the built-in administrator. All ids are those of the directory and the vault.
 */
export type VaultCommand = (
  UserDeed | GroupDeed | RoleDeed | FolderDeed | SecretDeed | PolicyDeed | SettingDeed
) & { readonly as?: string };

/** A command that was carried out. */
export interface Acted {
  /** Names the change in the journal, and for `Room.undo`; absent when all was as wanted already. */
  readonly change?: string;
  /** The id of what was made: user, group, role, folder, secret, policy, or row of rights. */
  readonly made?: string;
}

/** Why a command was not carried out; nothing was changed. */
export interface NotActed {
  /** Whole sentences: what was wrong, that nothing was changed, what to do. */
  readonly text: string;
  /** The field of the command it is about, such as `userName`. */
  readonly field?: string;
  /** The role permission that the acting person lacks. */
  readonly permission?: string;
  /** The rule is the lab's own: no document of Delinea that the lab knows confirms it. */
  readonly simulated?: boolean;
}
