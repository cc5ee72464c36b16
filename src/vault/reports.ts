// Lists the reports: Secret Server's built-in ones that fit an access review, and two of the lab's own.
import type { Report } from './report.ts';
import {
  groupMembership,
  notLoggedIn,
  roleAssignments,
  rolePermissions,
  userAudit,
} from './reportsOfAccounts.ts';
import { folderActivity, unlimitedBehavior, usersActivity } from './reportsOfActivity.ts';
import {
  beyondScim,
  folderPermissions,
  foldersOfUser,
  mismatch,
  secretsOfUser,
  whoSees,
} from './reportsOfRights.ts';

/** The reports, those of Secret Server first. */
export const reports: readonly Report[] = [
  secretsOfUser,
  foldersOfUser,
  folderPermissions,
  groupMembership,
  roleAssignments,
  rolePermissions,
  notLoggedIn,
  mismatch,
  userAudit,
  usersActivity,
  folderActivity,
  unlimitedBehavior,
  whoSees,
  beyondScim,
];

/** The built-in reports that the lab has no data for, and why: a whole sentence. */
export const missingReports: readonly { readonly name: string; readonly why: string }[] = [
  {
    name: 'Failed login attempts',
    why: 'Nobody logs in here, so nobody fails to; who is locked out stands in Users.',
  },
];
