// Carries out what an administrator does by hand in Secret Server: judged first, then written and journalled in one transaction.
import type { JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { groupType, userType } from '../../scim/resourceTypes.ts';
import { freshId } from '../../server/versions.ts';
import { vaultStore } from '../../server/vaultStore.ts';
import type { Cause, Edit, Store } from '../../store/store.ts';
import type { Acted, NotActed, VaultCommand } from '../../vault/command.ts';
import { idOf, textOf, type People } from '../../vault/members.ts';
import { numbered } from '../../vault/numbered.ts';
import { isPart, withPart, withoutPart } from '../../vault/parts.ts';
import { keyLost, keysHeld } from '../../vault/rules.ts';
import type { Vault } from '../../vault/vault.ts';
import { actorIn, no, type Desk, type Plan, type Planned, type Write } from './desk.ts';
import { planFolder } from './folders.ts';
import { planGroup } from './groups.ts';
import { planPolicy } from './policies.ts';
import { planRole } from './roles.ts';
import { planSecret } from './secrets.ts';
import { planSetting } from './settings.ts';
import { planUser } from './users.ts';

/** The command, and under which name it is journalled. `at` is lab time, ISO 8601. */
export interface Order {
  readonly tenant: string;
  readonly command: VaultCommand;
  readonly exchange: string;
  readonly at: string;
}

/** Carries a command out, all of it or nothing. The journal names the learner, and whom they acted as. */
export async function act(given: Store, order: Order): Promise<Result<Acted, NotActed>> {
  const store = vaultStore(given);
  const { tenant, command, exchange, at } = order;
  const cause: Cause = { exchange, actor: await actorFor(store, tenant, command.as), at };
  return store.write(tenant, cause, (edit) => carryOut(edit, order));
}

async function actorFor(store: Store, tenant: string, as: string | undefined): Promise<string> {
  if (as === undefined) return 'You';
  const user = await store.read(tenant, (view) => view.get('User', as));
  return `You as ${textOf(user?.resource ?? {}, 'userName') || as}`;
}

type Look = Pick<Edit, 'all' | 'document'>;

const all = async (view: Look, type: string): Promise<readonly JsonObject[]> =>
  (await view.all(type)).map(({ resource }) => resource);

const vaultIn = async (view: Look): Promise<Vault> =>
  numbered((await view.document('vault')) as unknown as Vault); // put there by seedOf, as a vault

async function carryOut(edit: Edit, order: Order): Promise<Result<Acted, NotActed>> {
  const [users, groups] = [await all(edit, 'User'), await all(edit, 'Group')];
  const vault = await vaultIn(edit);
  const actor = actorIn({ users, groups, vault }, order.command.as);
  if (!actor.ok) return actor;
  const hidden = await all(edit, 'DisabledUser');
  const desk: Desk = {
    ...{ users, groups, vault, hidden, at: order.at },
    ...actor.value,
    nextId: (type) => nextId(edit, type),
  };
  // the table gives each kind the planner that takes it
  const planned = await planners[order.command.kind](desk, order.command as never);
  if (!planned.ok) return planned;
  const kept = keepsKeys(desk, planned.value);
  if (!kept.ok) return kept;
  for (const { type, id, resource } of planned.value.writes)
    if (resource) await edit.put(type, { ...resource, id });
    else await edit.delete(type, id);
  const { writes, made } = planned.value;
  return ok({
    ...(writes.length > 0 ? { change: order.exchange } : {}),
    ...(made === undefined ? {} : { made }),
  });
}

const nextId = (edit: Edit, type: Parameters<Desk['nextId']>[0]): Promise<string> =>
  type === 'User' || type === 'Group'
    ? freshId(edit, type === 'User' ? userType : groupType)
    : edit.nextId(type);

/** Who plans a command, by what it is about. */
const planners: Readonly<Record<VaultCommand['kind'], (desk: Desk, deed: never) => Planned>> = {
  createUser: planUser,
  editUser: planUser,
  enableUser: planUser,
  disableUser: planUser,
  lockUser: planUser,
  unlockUser: planUser,
  setApplication: planUser,
  setProtected: planUser,
  createPersonalFolder: planUser,
  createGroup: planGroup,
  renameGroup: planGroup,
  deleteGroup: planGroup,
  addMembers: planGroup,
  removeMembers: planGroup,
  synchroniseGroup: planGroup,
  makeGroupLocal: planGroup,
  createRole: planRole,
  renameRole: planRole,
  setPermissions: planRole,
  deleteRole: planRole,
  setDefaultRole: planRole,
  assignRole: planRole,
  unassignRole: planRole,
  createFolder: planFolder,
  editFolder: planFolder,
  moveFolder: planFolder,
  deleteFolder: planFolder,
  setInheritance: planFolder,
  grantFolder: planFolder,
  changeFolderGrant: planFolder,
  removeFolderGrant: planFolder,
  removeGrant: planFolder,
  createSecret: planSecret,
  editSecret: planSecret,
  moveSecret: planSecret,
  deleteSecret: planSecret,
  setSecretPolicy: planSecret,
  grantSecret: planSecret,
  changeSecretGrant: planSecret,
  removeSecretGrant: planSecret,
  createPolicy: planPolicy,
  editPolicy: planPolicy,
  deletePolicy: planPolicy,
  setFolderPolicy: planPolicy,
  setLicences: planSetting,
  switchUnlimitedOn: planSetting,
  switchUnlimitedOff: planSetting,
};

/** Refused if nobody would be left who can administer users, roles or what roles permit. */
function keepsKeys(desk: Desk, { writes }: Plan): Result<void, NotActed> {
  const lost = keyLost(keysHeld(desk, desk.vault), keysAfter(desk, writes));
  if (lost === undefined) return ok(undefined);
  return no(
    `Nobody who can log in would have the role permission ${lost} any more.`,
    'Give it to another enabled account first: an installation keeps at least one administrator.',
  );
}

function keysAfter(desk: Desk, writes: readonly Write[]): ReadonlySet<string> {
  const after: People = {
    users: turnedBy(desk.users, 'User', writes),
    groups: turnedBy(desk.groups, 'Group', writes),
  };
  const vault = writes.reduce((before, { type, id, resource }) => {
    if (!isPart(type)) return before;
    return resource
      ? withPart(before, type, { part: { ...resource, id } })
      : withoutPart(before, type, id);
  }, desk.vault);
  return keysHeld(after, vault);
}

function turnedBy(
  before: readonly JsonObject[],
  type: 'User' | 'Group',
  writes: readonly Write[],
): readonly JsonObject[] {
  const turned = new Map(
    writes.filter((each) => each.type === type).map((each) => [each.id, each.resource]),
  );
  const known = new Set(before.map(idOf));
  const added = [...turned].flatMap(([id, resource]) =>
    resource && !known.has(id) ? [resource] : [],
  );
  const kept = before.flatMap((each) => {
    const now = turned.has(idOf(each)) ? turned.get(idOf(each)) : each;
    return now ? [now] : [];
  });
  return [...kept, ...added];
}
