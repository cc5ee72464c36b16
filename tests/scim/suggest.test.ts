// Suggests attributes for names that no schema has.
import { expect, test } from 'vitest';
import { compileFilter } from '../../src/scim/filter/compile.ts';
import { parseFilter } from '../../src/scim/filter/parse.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import { hintFor } from '../../src/scim/suggest.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test.each<[string, string]>([
  ['usrName', 'Did you mean userName? '],
  ['emial', 'Did you mean emails? '],
  ['tytle', 'Did you mean title? '],
  ['tytel', ''], // of five letters, one may be wrong, or two swapped
  ['emials', 'Did you mean emails? '],
  ['dispalyName', 'Did you mean displayName? '],
  ['employeNumber', `Did you mean ${enterprise}:employeeNumber? `],
  ['givenName', 'Did you mean name.givenName? '],
  ['familyname', 'Did you mean name.familyName? '],
  ['lastModified', ''], // no part of an attribute of the schema itself
  ['value', ''],
  ['type', ''],
  ['shoeSize', ''],
  ['', ''],
  ['x'.repeat(5000), ''],
])('for %j: %j', (name, hint) => {
  expect(hintFor({ name }, [userType])).toBe(hint);
});

test('a part is looked for in its attribute', () => {
  expect(hintFor({ name: 'name', sub: 'givenNam' }, [userType])).toBe(
    'Did you mean name.givenName? ',
  );
  expect(hintFor({ name: 'emails', sub: 'vlaue' }, [userType])).toBe('Did you mean emails.value? ');
  expect(hintFor({ name: 'valeu' }, { parts: userType.schema.attributes[1]!.subAttributes! })).toBe(
    '',
  );
});

test('a query over several types suggests what any of them has', () => {
  expect(hintFor({ name: 'membres' }, [userType, groupType])).toBe('Did you mean members? ');
});

test('a filter says it', () => {
  const filter = parseFilter('usrName eq "ana"');
  if (!filter.ok) throw new Error(filter.trouble.detail);
  const compiled = compileFilter({
    ...{ filter: filter.value, types: [userType], profile: profiles.strict },
  });
  expect(compiled).toMatchObject({
    ok: false,
    trouble: {
      detail:
        'No User has an attribute usrName. Did you mean userName? See /Schemas for the attributes there are.',
    },
  });
});
