// Lists the names that Delinea's documents confirm, so that every other name on screen can be marked as the lab's own.

/** Roles of an installation of Secret Server 10 and 11; others are made by administrators. */
const roles: ReadonlySet<string> = new Set(['Administrator', 'User', 'Read-Only User']);

/** Role permissions of Delinea's list that matter to provisioning; the list has about 110. */
const permissions: ReadonlySet<string> = new Set([
  ...['Add Secret', 'Administer Configuration Unlimited Admin', 'Administer Folders'],
  ...['Administer Create Application Accounts', 'Administer Create Users', 'Administer Groups'],
  ...['Administer Event Subscriptions', 'Administer Reports', 'Administer Role Assignment'],
  ...['Administer Role Permissions', 'Administer Secret Policy', 'Administer Secret Templates'],
  ...['Administer Users', 'Assign Secret Policy', 'Bypass SAML Login', 'Copy Secret'],
  ...['Create Root Folders', 'Delete Secret', 'Edit Secret', 'Own Group', 'Own Secret', 'Own User'],
  ...['Personal Folders', 'Session Recording Auditor', 'Unlimited Administrator'],
  ...['Unrestricted by Teams', 'User Audit Expire Secrets', 'View Advanced Secret Options'],
  ...['View Folders', 'View Group Roles', 'View Groups', 'View Roles', 'View Secret'],
  ...['View Secret Audit', 'View User Audit Report', 'View Users', 'Web Services Impersonate'],
]);

/** True for a role that comes with the product. */
export const isProductRole = (name: string): boolean => roles.has(name);

/** True for a permission that Delinea's documents name. */
export const isProductPermission = (name: string): boolean => permissions.has(name);

/** The permissions that Delinea's documents name, by letters. */
export const productPermissions: readonly string[] = [...permissions].sort();

/**
 * Names of events in the audit that Delinea's documents confirm: those one can subscribe to, of users,
 * roles, folders, secrets and the mode. Every other name in the audit is the lab's own.
 */
export const confirmedEvents: readonly string[] = [
  ...['User Create', 'User Disabled', 'User Enable', 'User Edit'],
  ...['Added to Group', 'Removed From Group', 'Assigned User or Group', 'Unassigned User or Group'],
  ...['Folder Create', 'Folder Delete', 'Folder Edit Permissions', 'Folder Secret Policy Change'],
  ...['Secret View', 'Secret Edit'],
  ...['Role Create', 'Role Edit', 'Role Permission Added', 'Role Permission Removed'],
  ...['User Lockout', 'Unlimited Administrator Enable', 'Unlimited Administrator Disable'],
];

/** True for an event that Delinea's documents name. */
export const isProductEvent = (name: string): boolean => confirmedEvents.includes(name);
