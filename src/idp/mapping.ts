// Maps a person as HR knows one to a SCIM User (RFC 7643 §4.1, §4.3), by one table that both creating and updating read.
import { isObject, sameJson } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { fullName } from './people.ts';
import type { HrPerson } from './people.ts';

/** Schema URNs of the User and its enterprise extension (RFC 7643 §8.2, §8.3). */
export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What the mapping needs beside HR's record: the manager's SCIM id, once it is known, and whether to enable. */
export interface MappingFacts {
  readonly active: boolean;
  /** A manager is an id of a User in the same service provider (RFC 7643 §4.3), never a name. */
  readonly managerId?: string;
}

/** One row of the mapping: the SCIM path, where its value comes from in words, and the value. */
export interface MappedAttribute {
  /** As a PATCH path (RFC 7644 §3.5.2). */
  readonly path: string;
  readonly source: string;
  readonly value: (person: HrPerson, facts: MappingFacts) => Json | undefined;
  /** The part of a User that holds the value. */
  readonly place: (value: Json) => JsonObject;
}

const simple = (
  path: string,
  source: string,
  value: MappedAttribute['value'],
): MappedAttribute => ({ path, source, value, place: (found) => ({ [path]: found }) });

const inName = (
  part: string,
  source: string,
  value: MappedAttribute['value'],
): MappedAttribute => ({
  path: `name.${part}`,
  source,
  value,
  place: (found) => ({ name: { [part]: found } }),
});

const inEnterprise = (
  name: string,
  source: string,
  value: MappedAttribute['value'],
): MappedAttribute => ({
  path: `${enterpriseUrn}:${name}`,
  source,
  value,
  place: (found) => ({ [enterpriseUrn]: { [name]: found } }),
});

/** The mapping of Northwind's provider, in the order attributes are written. */
export const northwindMapping: readonly MappedAttribute[] = [
  simple('externalId', 'employee number', (person) => person.employeeNumber),
  simple('userName', 'work e-mail', (person) => person.workEmail),
  inName('formatted', 'given and family name', fullName),
  inName('familyName', 'family name', (person) => person.familyName),
  inName('givenName', 'given name', (person) => person.givenName),
  simple('displayName', 'given and family name', fullName),
  simple('title', 'job title', (person) => person.job.title),
  simple('userType', 'kind of worker', (person) =>
    person.kind === 'contractor' ? 'Contractor' : 'Employee',
  ),
  simple('active', 'at work today', (_, facts) => facts.active),
  {
    path: 'emails[type eq "work"].value',
    source: 'work e-mail',
    value: (person) => person.workEmail,
    place: (value) => ({ emails: [{ value, type: 'work', primary: true }] }),
  },
  {
    path: 'phoneNumbers[type eq "work"].value',
    source: 'work phone',
    value: (person) => person.phone,
    place: (value) => ({ phoneNumbers: [{ value, type: 'work' }] }),
  },
  inEnterprise('employeeNumber', 'employee number', (person) => person.employeeNumber),
  inEnterprise('organization', 'company', (person) => person.organization),
  inEnterprise('division', 'division', (person) => person.job.division),
  inEnterprise('department', 'department', (person) => person.job.department),
  inEnterprise('costCenter', 'cost center', (person) => person.job.costCenter),
  {
    path: `${enterpriseUrn}:manager`,
    source: 'manager, by SCIM id',
    value: (_, { managerId }) => (managerId === undefined ? undefined : { value: managerId }),
    place: (value) => ({ [enterpriseUrn]: { manager: value } }),
  },
];

/** The SCIM User of a person, ready for `POST /Users`; what HR does not know is left out. */
export function scimUserOf(person: HrPerson, facts: MappingFacts): JsonObject {
  const parts = northwindMapping.flatMap((row) => {
    const value = row.value(person, facts);
    return value === undefined ? [] : [row.place(value)];
  });
  return parts.reduce(joined, { schemas: [userUrn, enterpriseUrn] });
}

/** Two parts of a User as one; objects of the same name are joined, one level deep. */
function joined(whole: JsonObject, part: JsonObject): JsonObject {
  const merged = Object.entries(part).map(([name, value]): readonly [string, Json | undefined] => {
    const known = whole[name];
    return [name, isObject(known) && isObject(value) ? { ...known, ...value } : value];
  });
  return { ...whole, ...Object.fromEntries(merged) };
}

/** One operation of a PATCH body (RFC 7644 §3.5.2). */
export interface PatchOperation extends JsonObject {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: Json;
}

/** A person together with what the mapping needs about that person. */
export interface Mapped {
  readonly person: HrPerson;
  readonly facts: MappingFacts;
}

/**
 * The PATCH operations that turn one state of a person into another: `replace` where the value
 * differs (RFC 7644 §3.5.2.3: it also adds what was not there), `remove` where it is gone.
 */
export function updateOperations(before: Mapped, after: Mapped): readonly PatchOperation[] {
  return northwindMapping.flatMap(({ path, value }): readonly PatchOperation[] => {
    const was = value(before.person, before.facts);
    const is = value(after.person, after.facts);
    if (sameJson(was, is)) return [];
    return [is === undefined ? { op: 'remove', path } : { op: 'replace', path, value: is }];
  });
}
