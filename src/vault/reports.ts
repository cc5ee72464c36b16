// Lists the reports: Secret Server's built-in ones that fit an access review, and two of the lab's own.
import type { Report } from './report.ts';
import {
  groupMembership,
  notLoggedIn,
  roleAssignments,
  rolePermissions,
  userAudit,
} from './reportsOfAccounts.ts';
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
  whoSees,
  beyondScim,
];

/** Names of built-in reports that the lab has no data for. */
export const missingReports: readonly string[] = [
  'Failed login attempts',
  'Unlimited Administrator Behavior',
];
