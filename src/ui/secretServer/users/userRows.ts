// Prepares the users of a tenant for their list: account, department, groups, and how much each can open.
import type { JsonObject } from '../../../base/json.ts';
import { isList, isObject } from '../../../base/json.ts';
import { accessIndex, openCount } from '../../../vault/accessIndex.ts';
import { idOf, isEnabled, nameOf, textOf } from '../../../vault/members.ts';
import type { AccountNote } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import type { RowFilter } from '../list.ts';
import { userRows as directoryRows } from '../../world/rows.ts';

/** A user of the list. `opens` counts secrets; `note` is a few words such as `protected`. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly department: string;
  readonly enabled: boolean;
  /** Locked out after failed logins. */
  readonly locked: boolean;
  readonly kind: AccountNote['kind'] | undefined;
  readonly note: string;
  readonly groups: number;
  readonly opens: number;
  readonly takesLicence: boolean;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The department of a user (RFC 7643 §4.3); empty where there is none. */
export function departmentOf(user: JsonObject): string {
  const extension = user[enterprise];
  return isObject(extension) ? textOf(extension, 'department') : '';
}

/** The primary e-mail address of a user, else the first; empty where there is none. */
export function emailOf(user: JsonObject): string {
  const list = user['emails'];
  const emails = isList(list) ? list.filter(isObject) : [];
  return textOf(emails.find(({ primary }) => primary === true) ?? emails[0] ?? {}, 'value');
}

/** Every user of the tenant, in the order of the directory. */
export function userRows(directory: Directory): readonly UserRow[] {
  const { byUser } = accessIndex(directory.access);
  const kinds = new Map(directory.vault.accounts.map(({ user, kind }) => [user, kind]));
  const locked = new Set(directory.vault.lockedOut);
  const rows = directoryRows(directory.users, directory, undefined);
  return directory.users.map((user, at) => {
    const id = idOf(user);
    const kind = kinds.get(id);
    return {
      id,
      name: nameOf(user),
      userName: textOf(user, 'userName'),
      department: departmentOf(user),
      enabled: isEnabled(user),
      locked: locked.has(id),
      kind,
      note: rows[at]?.note ?? '',
      groups: rows[at]?.groups ?? 0,
      opens: openCount(byUser.get(id)),
      takesLicence: isEnabled(user) && kind !== 'application',
    };
  });
}

/** The choices of the list. */
export const userFilters: readonly RowFilter<UserRow>[] = [
  { id: 'enabled', label: 'Enabled', fits: ({ enabled }) => enabled },
  { id: 'disabled', label: 'Disabled', fits: ({ enabled }) => !enabled },
  { id: 'locked', label: 'Locked', fits: ({ locked }) => locked },
  { id: 'opens', label: 'Can open secrets', fits: ({ opens }) => opens > 0 },
  { id: 'nothing', label: 'Can open nothing', fits: ({ opens }) => opens === 0 },
  { id: 'noted', label: 'Special accounts', fits: ({ kind }) => kind !== undefined },
];
