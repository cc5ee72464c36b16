// Tests what answers show: returned, attributes, excludedAttributes, at every depth and in any spelling.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { isList, isObject } from '../../src/base/json.ts';
import type { ProjectionParameters } from '../../src/scim/project.ts';
import { project, readProjection } from '../../src/scim/project.ts';
import { groupType, resourceTypes, userType } from '../../src/scim/resourceTypes.ts';
import { core, enterprise, troubleOf, valueOf } from './kit.ts';

const ana: JsonObject = {
  schemas: [core, enterprise],
  id: '1042',
  externalId: 'E1042',
  userName: 'ana',
  name: { givenName: 'Ana', familyName: 'Ruiz' },
  title: 'DBA',
  password: 'fingerprint:00000000',
  emails: [{ value: 'a@x', type: 'work' }, { type: 'home' }],
  groups: [{ value: '7', display: 'SS-DBA' }],
  [enterprise]: { department: 'DBA', division: 'IT', manager: { value: '7', displayName: 'Omar' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const minimum = { schemas: [core, enterprise], id: '1042' };
const besides = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const shown = besides(ana, 'password');

const shows = (parameters: ProjectionParameters): JsonObject =>
  project(ana, userType, valueOf(readProjection(parameters, [userType])));
const only = (attributes: string): JsonObject => shows({ attributes });
const without = (excludedAttributes: string): JsonObject => shows({ excludedAttributes });

test('without parameters everything but the password is shown', () => {
  expect(project(ana, userType)).toEqual(shown);
  expect(shows({})).toEqual(shown);
  expect(shows({ attributes: '' })).toEqual(shown);
  expect(shows({ attributes: ' , ', excludedAttributes: '' })).toEqual(shown);
});

test('a resource without secrets is shown as it is, not copied', () => {
  expect(project(shown, userType)).toBe(shown);
});

test('attributes shows what is named, id and schemas, and nothing else', () => {
  expect(only('userName')).toEqual({ ...minimum, userName: 'ana' });
  expect(only('name')).toEqual({ ...minimum, name: ana.name });
  expect(only('name.givenName')).toEqual({ ...minimum, name: { givenName: 'Ana' } });
  expect(only('name.givenName,name')).toEqual({ ...minimum, name: ana.name });
  expect(only('name,name.givenName')).toEqual({ ...minimum, name: ana.name });
  expect(only('emails.value')).toEqual({ ...minimum, emails: [{ value: 'a@x' }] });
  expect(only('groups')).toEqual({ ...minimum, groups: ana.groups });
  expect(only('meta.version')).toEqual({ ...minimum, meta: { version: 'W/"1"' } });
  expect(only('nickName')).toEqual(minimum);
});

test('names may be in any letter case, with blanks and with URNs', () => {
  const named = { ...minimum, userName: 'ana', name: { givenName: 'Ana' }, title: 'DBA' };
  expect(only(' USERNAME, NAME.givenname ,Title')).toEqual(named);
  expect(only(`${core}:userName,${core.toUpperCase()}:NAME.givenName,${core}:title`)).toEqual(
    named,
  );
  expect(shows({ attributes: ['userName', 'name.givenName', 'title'] })).toEqual(named);
});

test('an extension is named by its URN, whole or in parts', () => {
  expect(only(enterprise)).toEqual({ ...minimum, [enterprise]: ana[enterprise] });
  expect(only(`${enterprise}:department`)).toEqual({
    ...minimum,
    [enterprise]: { department: 'DBA' },
  });
  expect(only(`${enterprise}:manager.value`)).toEqual({
    ...minimum,
    [enterprise]: { manager: { value: '7' } },
  });
  expect(only('department')).toEqual({ ...minimum, [enterprise]: { department: 'DBA' } });
});

test('the URN of the base schema names all its attributes', () => {
  expect(only(core)).toEqual(besides(shown, 'externalId', 'meta', enterprise));
});

test('excludedAttributes takes away what is named only', () => {
  const rest = besides(shown, 'emails');
  expect(without('emails,name.givenName')).toEqual({ ...rest, name: { familyName: 'Ruiz' } });
  expect(without(`${enterprise}:department`)).toEqual({
    ...shown,
    [enterprise]: { division: 'IT', manager: { value: '7', displayName: 'Omar' } },
  });
  expect(without(enterprise)).toEqual(besides(shown, enterprise));
  expect(without('name.givenName,name.familyName')).not.toHaveProperty('name');
  expect(without('nope')).toEqual(shown);
});

test('id and schemas cannot be excluded', () => {
  expect(without('id,schemas')).toEqual(shown);
});

test('a password is shown to nobody, named or not', () => {
  expect(only('password')).toEqual(minimum);
  expect(only(`${core}:PASSWORD,userName`)).toEqual({ ...minimum, userName: 'ana' });
  expect(without('title')).not.toHaveProperty('password');
});

test('unknown and malformed names are passed over', () => {
  expect(only('nope,emails[type eq "work"],name..x,userName')).toEqual({
    ...minimum,
    userName: 'ana',
  });
});

test('both parameters together are refused', () => {
  const both = readProjection({ attributes: 'userName', excludedAttributes: 'title' }, [userType]);
  expect(troubleOf(both)).toMatchObject({ status: 400, code: 'projectionBoth' });
});

test('a name is resolved for each type of a query', () => {
  const projection = valueOf(
    readProjection({ attributes: 'displayName,members.value' }, resourceTypes),
  );
  const group = {
    schemas: ['g'],
    id: '7',
    displayName: 'G',
    members: [{ value: '1', type: 'User' }],
  };
  expect(project(group, groupType, projection)).toEqual({ ...group, members: [{ value: '1' }] });
  expect(project({ ...ana, displayName: 'Ana' }, userType, projection)).toEqual({
    ...minimum,
    displayName: 'Ana',
  });
});

test('any names give a part of the resource with id and schemas, never a password', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'userName',
      'name.givenName',
      'emails.value',
      enterprise,
      core,
      'password',
      'id',
      'schemas',
      'meta',
    ),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(name), fc.boolean(), (names, wanted) => {
      const seen = shows(wanted ? { attributes: names } : { excludedAttributes: names });
      expect(isPartOf(seen, shown)).toBe(true);
      expect(seen).toMatchObject(minimum);
    }),
    { numRuns: 1000 },
  );
});

/** True if everything in one value is in the other too; lists may have lost elements. */
function isPartOf(part: Json | undefined, whole: Json | undefined): boolean {
  if (isList(part))
    return isList(whole) && part.every((one) => whole.some((other) => isPartOf(one, other)));
  if (isObject(part))
    return isObject(whole) && Object.entries(part).every(([key, one]) => isPartOf(one, whole[key]));
  return part === whole;
}
