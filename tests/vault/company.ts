// Makes random small companies: people, nested groups, folders that inherit or not, rights by group and by hand.
import fc from 'fast-check';
import type { People } from '../../src/vault/members.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, user, vault } from './sample.ts';

/** A company of up to five people, four groups and four folders with grants anywhere. */
export const company = fc.record({
  active: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  members: fc.array(fc.tuple(fc.nat(3), fc.boolean(), fc.nat(4)), { maxLength: 14 }),
  folders: fc.array(fc.tuple(fc.option(fc.nat(3)), fc.boolean(), fc.boolean()), {
    minLength: 4,
    maxLength: 4,
  }),
  grants: fc.array(
    fc.record({
      folder: fc.nat(3),
      group: fc.boolean(),
      to: fc.nat(4),
      folderRight: fc.constantFrom('View', 'Edit', 'Add Secret', 'Owner' as const),
      secretRight: fc.constantFrom('None', 'List', 'View', 'Edit', 'Owner' as const),
    }),
    { maxLength: 10 },
  ),
});
/** What fast-check makes. */
export type Company = typeof company extends fc.Arbitrary<infer Value> ? Value : never;

/** The company as directory and vault; people have the ids 0 to 4, groups and folders 0 to 3. */
export function built({ active, members, folders, grants }: Company): {
  people: People;
  of: Vault;
} {
  const users = active.map((on, id) => user(`${id}`, { active: on }));
  const groups = [0, 1, 2, 3].map((id) => {
    const inside = members.filter(([where]) => where === id);
    return group(`${id}`, ...inside.map(([, isGroup, what]) => `${isGroup ? 'g' : 'u'}${what}`));
  });
  const tree = folders.map(([parent, inherits, isProtected], id) =>
    // a parent with a lower number only: no circles
    folder(`${id}`, parent !== null && parent < id ? `${parent}` : undefined, {
      inherits,
      protected: isProtected,
    }),
  );
  const rows = grants.map((row) =>
    grant(`${row.folder}`, `${row.group ? 'g' : 'u'}${row.to}`, {
      folderRight: row.folderRight,
      secretRight: row.secretRight,
    }),
  );
  return { people: { users, groups }, of: vault(tree, rows) };
}
