// Reads an account out of a SCIM User: the few attributes by which a sweep compares it with the people of HR.
import { isList, isObject } from '../../base/json.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { enterpriseUrn } from '../mapping.ts';

/** An account as a sweep reads it; what it has not is an empty text. */
export interface SweptAccount {
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

/** A User as an account; undefined if it has no id. An account is enabled unless `active` says false. */
export function accountOf(user: JsonObject): SweptAccount | undefined {
  const id = text(user['id']);
  if (id === '') return undefined;
  return {
    id,
    userName: text(user['userName']),
    externalId: text(user['externalId']),
    displayName: text(user['displayName']),
    title: text(user['title']),
    department: text(inside(user[enterpriseUrn], 'department')),
    email: emailOf(user['emails']),
    enabled: user['active'] !== false,
    version: text(inside(user['meta'], 'version')),
  };
}

/** How an account is called: displayName, else userName, else id. */
export const accountName = ({ displayName, userName, id }: SweptAccount): string =>
  displayName || userName || id;

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const inside = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) ? value[name] : undefined;

function emailOf(emails: Json | undefined): string {
  const all = isList(emails) ? emails.filter(isObject) : [];
  const first = all.find(({ primary }) => primary === true) ?? all[0];
  return text(first?.['value']);
}
