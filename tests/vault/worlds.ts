// Makes random worlds with everything a vault knows: nested groups, inheritance, protected and personal folders, the mode.
import fc from 'fast-check';
import type { People } from '../../src/vault/members.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, user, vault } from './sample.ts';

const [users, groups, folders, secrets] = [4, 5, 6, 8];
const grantee = fc.record({ kind: fc.constantFrom('group', 'user' as const), id: fc.nat(4) });
const role = fc.constantFrom('1', '2');

/** Nested groups (in circles too), folders that inherit, protected and personal ones, rights on secrets, the mode. */
export const world = fc.record({
  active: fc.array(fc.boolean(), { minLength: users, maxLength: users }),
  members: fc.array(fc.tuple(fc.nat(groups - 1), grantee), { maxLength: 16 }),
  folders: fc.array(
    fc.record({
      parent: fc.option(fc.nat(folders - 1)),
      inherits: fc.boolean(),
      protected: fc.oneof(
        { weight: 4, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      personalOf: fc.oneof(
        { weight: 5, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.nat(users - 1) },
      ),
    }),
    { minLength: folders, maxLength: folders },
  ),
  grants: fc.array(
    fc.record({
      folder: fc.nat(folders - 1),
      to: grantee,
      folderRight: fc.constantFrom('View', 'Edit', 'Add Secret', 'Owner' as const),
      secretRight: fc.constantFrom('None', 'List', 'View', 'Edit', 'Owner' as const),
    }),
    { maxLength: 14 },
  ),
  secrets: fc.array(fc.nat(folders), { minLength: secrets, maxLength: secrets }),
  secretGrants: fc.array(
    fc.record({
      secret: fc.nat(secrets - 1),
      to: grantee,
      right: fc.constantFrom('List', 'View', 'Edit', 'Owner' as const),
    }),
    { maxLength: 6 },
  ),
  mode: fc.boolean(),
  defaultRole: fc.constantFrom('2', '2', '2', '1'),
  roleOfGroup: fc.array(fc.tuple(fc.nat(groups - 1), role), { maxLength: 3 }),
  roleOfUser: fc.array(fc.tuple(fc.nat(users - 1), role), { maxLength: 2 }),
  lockedOut: fc.uniqueArray(fc.nat(users - 1), { maxLength: 2 }),
});
/** What fast-check makes. */
export type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** The world as directory and vault. */
export function built(any: World): { readonly people: People; readonly of: Vault } {
  const memberOf = ({ kind, id }: { kind: string; id: number }) =>
    `${kind === 'group' ? 'g' : 'u'}${id}`;
  const tree = any.folders.map(({ parent, inherits, protected: shut, personalOf }, id) =>
    // a parent with a lower number only; circles have a test of their own
    folder(`${id}`, parent !== null && parent < id ? `${parent}` : undefined, {
      ...{ inherits, protected: shut },
      ...(personalOf === undefined ? {} : { personalOf: `${personalOf}` }),
    }),
  );
  const rows = any.grants.map(({ folder: on, to, folderRight, secretRight }) =>
    grant(`${on}`, memberOf(to), { folderRight, secretRight }),
  );
  const of: Vault = {
    ...vault(tree, rows),
    roles: [
      { id: '1', name: 'Administrator', permissions: ['Unlimited Administrator'] },
      { id: '2', name: 'User', permissions: ['View Secret'] },
    ],
    defaultRole: any.defaultRole,
    roleOfGroup: any.roleOfGroup.map(([to, its]) => ({ group: `${to}`, role: its })),
    roleOfUser: any.roleOfUser.map(([to, its]) => ({ user: `${to}`, role: its })),
    // the number after the last folder is no folder: such a secret lies in none
    secrets: any.secrets.map((on, id) => ({
      ...{ id: `s${id}`, name: `secret ${id}`, template: 'Password' },
      folder: on === folders ? '' : `${on}`,
    })),
    secretGrants: any.secretGrants.map(({ secret, to, right }, id) => ({
      ...{ id: `${id}`, secret: `s${secret}`, right },
      to: { kind: to.kind, id: `${to.id}` },
    })),
    lockedOut: any.lockedOut.map(String),
    ...(any.mode
      ? { unlimited: { since: '2026-11-30T09:00:00Z', by: '0', note: 'A drill.' } }
      : {}),
  };
  const people = {
    users: any.active.map((on, id) => user(`${id}`, { active: on })),
    groups: Array.from({ length: groups }, (_, id) =>
      group(`${id}`, ...any.members.filter(([to]) => to === id).map(([, what]) => memberOf(what))),
    ),
  };
  return { people, of };
}
