// Reads an account out of a SCIM User: the few attributes by which people tell whose it is, and whether two are alike.
import { isList, isObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';

/** An account as it is compared; what it has not is an empty text. */
export interface Account {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  /** The primary e-mail, else the first (RFC 7643 §4.1.2). */
  readonly email: string;
  readonly enabled: boolean;
  /** The ETag (RFC 7644 §3.14); empty where the server keeps none. */
  readonly version: string;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A User as an account; undefined if it has no id. An account is enabled unless `active` says false. */
export function accountOf(user: JsonObject): Account | undefined {
  const id = text(user['id']);
  if (id === '') return undefined;
  return {
    id,
    userName: text(user['userName']),
    externalId: text(user['externalId']),
    displayName: text(user['displayName']),
    title: text(user['title']),
    department: text(inside(user[enterprise], 'department')),
    email: emailOf(user['emails']),
    enabled: user['active'] !== false,
    version: text(inside(user['meta'], 'version')),
  };
}

/** How an account is called: displayName, else userName, else id. */
export const accountName = ({ displayName, userName, id }: Account): string =>
  displayName || userName || id;

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const inside = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) ? value[name] : undefined;

function emailOf(emails: Json | undefined): string {
  const all = isList(emails) ? emails.filter(isObject) : [];
  const first = all.find(({ primary }) => primary === true) ?? all[0];
  return text(first?.['value']);
}
