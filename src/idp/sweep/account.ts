// Says what a sweep reads of each account.
import type { Account } from '../../scim/account.ts';
import { enterpriseUrn } from '../mapping.ts';

/** An account as a sweep reads it. */
export type SweptAccount = Account;

/** What a sweep asks for of each User (RFC 7644 §3.9); `id` comes anyway. */
export const sweptAttributes: readonly string[] = [
  'externalId',
  'userName',
  'displayName',
  'title',
  'active',
  'emails',
  `${enterpriseUrn}:department`,
  'meta.version',
];
