// Does random work in a tenant: people and groups that come, change and go, rights given and taken, undone now and then.
import fc from 'fast-check';
import { act } from '../../src/app/command/act.ts';
import { undo } from '../../src/app/undo.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import type { Bench } from '../server/kit.ts';
import { anyCommand } from './commands.ts';

/** One thing done in a tenant; requests that are refused change nothing, and that is fine. */
export type Deed = (lab: Bench) => Promise<unknown>;

const users = ['1007', '1019', '1033', '1051', '2003', '9001', '9002', '1042', '1043'];
const groups = ['6', '7', '8', '9', '11', '12', '14', '15'];
const user = fc.constantFrom(...users);
const group = fc.constantFrom(...groups);

const pam = (type: string) => [`urn:ietf:params:scim:schemas:pam:1.0:${type}`];
const folder = fc.constantFrom('21', '23', '24', '28', '29');

const deed = fc.oneof(
  fc.nat(30).map(
    (n): Deed =>
      (lab) =>
        lab.post('/Users', {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: `new${n}@northwind.example`,
          emails: [{ value: `new${n}@northwind.example`, primary: true }],
          active: n % 5 > 0,
        }),
  ),
  fc.tuple(user, fc.boolean()).map(
    ([id, value]): Deed =>
      (lab) =>
        lab.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value }]),
  ),
  fc.tuple(user, fc.nat(3)).map(
    ([id, n]): Deed =>
      (lab) =>
        lab.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: `Title ${n}` }]),
  ),
  user.map(
    (id): Deed =>
      (lab) =>
        lab.remove(`/Users/${id}`),
  ),
  fc.tuple(group, user).map(
    ([id, value]): Deed =>
      (lab) =>
        lab.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }]),
  ),
  fc.tuple(group, user).map(
    ([id, value]): Deed =>
      (lab) =>
        lab.patch(`/Groups/${id}`, [{ op: 'remove', path: `members[value eq "${value}"]` }]),
  ),
  fc.tuple(group, group).map(
    ([id, value]): Deed =>
      (lab) =>
        lab.patch(`/Groups/${id}`, [
          { op: 'add', path: 'members', value: [{ value, type: 'Group' }] },
        ]),
  ),
  fc.tuple(fc.nat(9), fc.subarray(users)).map(
    ([n, members]): Deed =>
      (lab) =>
        lab.group(`Team ${n}`, ...members).catch(() => undefined),
  ),
  group.map(
    (id): Deed =>
      (lab) =>
        lab.remove(`/Groups/${id}`),
  ),
  fc.tuple(fc.nat(9), fc.option(folder)).map(
    ([n, parent]): Deed =>
      (lab) =>
        lab.post('/Containers', {
          schemas: pam('Container'),
          name: `Folder ${n}`,
          ...(parent === null ? {} : { parent: { value: parent } }),
        }),
  ),
  folder.map(
    (id): Deed =>
      (lab) =>
        lab.remove(`/Containers/${id}`),
  ),
  fc
    .tuple(
      folder,
      fc.oneof(
        user.map((value) => ({ user: { value } })),
        group.map((value) => ({ group: { value } })),
      ),
      fc.constantFrom('View', 'Owner', 'Add Secret'),
    )
    .map(
      ([value, whom, right]): Deed =>
        (lab) =>
          lab.post('/ContainerPermissions', {
            schemas: pam('ContainerPermission'),
            container: { value },
            ...whom,
            rights: [right],
          }),
    ),
  fc.integer({ min: 1, max: 30 }).map(
    (id): Deed =>
      (lab) =>
        lab.remove(`/ContainerPermissions/${id}`),
  ),
  ...[1, 2, 3, 4].map(() =>
    anyCommand.map((command): Deed => async ({ store, tenant }) => {
      const exchange = `vault-${(await store.journal(tenant.id)).length}`;
      await act(store, { tenant: tenant.id, command, exchange, at: '2026-11-30T09:00:00Z' });
    }),
  ),
  fc.nat(12).map((back): Deed => async ({ store, tenant }) => {
    const journal = await store.journal(tenant.id);
    const exchange = journal.at(-1 - back)?.exchange ?? 'none';
    const cause = { exchange: `undo-${exchange}`, actor: 'You', at: '2026-11-30T09:00:00Z' };
    await undo(store, { tenant: tenant.id, exchange, cause });
  }),
);

/** A profile and what is done in a tenant of it. */
export const randomWork = fc.record({
  profile: fc.constantFrom<ProfileId>('strict', 'lenient', 'connector', 'cloud'),
  deeds: fc.array(deed, { minLength: 1, maxLength: 14 }),
});
