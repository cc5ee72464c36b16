// Keeps what SCIM must leave alone in Secret Server: protected accounts, groups of a directory, the last administrator, licences.
import { sameJson, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { Edit } from '../store/store.ts';
import { isEnabled, nameOf } from '../vault/members.ts';
import {
  freeLicences,
  givesKeys,
  isApplication,
  isOutOfScim,
  isProtected,
  keyLost,
  keysHeld,
} from '../vault/rules.ts';
import { membersMovedBy } from '../vault/touched.ts';
import type { Vault } from '../vault/vault.ts';
import type { Call } from './call.ts';
import { vaultOf } from './effects.ts';
import { ancestorsOf, memberships } from './memberships.ts';

/** A write about to be done to a user or group; without `after` it is deleted. */
type Turn = Pick<Change, 'resourceType' | 'id' | 'before' | 'after'>;

/**
 * Why Secret Server does not let a write happen; undefined if it does. Problems: 403 for protected
 * accounts, for the last administrator and where no licence is left, 400 for a synchronised group.
 */
export async function guarded(call: Call, edit: Edit, turn: Turn): Promise<Problem | undefined> {
  if (turn.resourceType !== 'User' && turn.resourceType !== 'Group') return undefined;
  const vault = await vaultOf(edit);
  const found =
    turn.resourceType === 'User'
      ? ((await userTrouble(edit, turn, vault)) ?? (await keysLost(edit, turn, vault)))
      : (groupTrouble(turn, vault) ?? (await keysLost(edit, turn, vault)));
  if (found?.code === 'licencesUsed' || found?.code === 'lastAdministrator')
    call.trail.note({
      kind: 'warn',
      what: found.code === 'licencesUsed' ? 'No licence is left' : 'An administrator must be left',
      why: 'What Secret Server answers here is not documented, so the lab refuses, and nothing is half done.',
      source: { kind: 'simulated', note: 'The rule is the lab’s own.' },
    });
  return found;
}

/** More licences than a directory of the lab can have users: nobody need count them. */
const plenty = 1_000_000;

async function userTrouble(
  edit: Edit,
  { id, before, after }: Turn,
  vault: Vault,
): Promise<Problem | undefined> {
  if (before && isOutOfScim(vault, id))
    return problem('accountProtected', { name: nameOf(before) });
  const takes = after && isEnabled(after) && !(before && isEnabled(before));
  if (!takes || isApplication(vault, id)) return undefined;
  if (vault.licences <= 0 || vault.licences >= plenty) return undefined;
  const users = await edit.all('User');
  if (users.length < vault.licences) return undefined; // most often, and then nobody need count
  const free = freeLicences(
    users.map(({ resource }) => resource),
    vault,
  );
  return free === 0 ? problem('licencesUsed', { licences: vault.licences }) : undefined;
}

function groupTrouble(turn: Turn, vault: Vault): Problem | undefined {
  const { id, before, after } = turn;
  const source = vault.synchronised?.find(({ group }) => group === id);
  if (source && before) {
    const [attribute] = ['members', 'displayName'].filter(
      (each) => !sameJson(before[each], after?.[each]),
    );
    const data = { name: nameOf(before), domain: source.domain, attribute: attribute ?? 'members' };
    if (!after || attribute) return problem('groupSynchronised', data, { at: data.attribute });
  }
  if (!vault.accounts.some(({ kind }) => kind === 'breakGlass')) return undefined;
  const { joined, left } = membersMovedBy({ ...turn, kind: 'replace' });
  const moved = [...joined, ...left].find(
    (each) => each.kind === 'user' && isProtected(vault, each.id),
  );
  return moved && problem('accountProtected', { name: moved.id }, { at: 'members' });
}

/** Only who gives key permissions, or has them, can be the last: nobody else is looked at. */
async function keysLost(edit: Edit, turn: Turn, vault: Vault): Promise<Problem | undefined> {
  const { resourceType: type, id, before, after } = turn;
  if (!before || !isLess(turn)) return undefined;
  const above = await ancestorsOf({ type, id }, await memberships(edit, 1));
  const groups = [...above.map(({ group }) => group.id), ...(type === 'Group' ? [id] : [])];
  if (!givesKeys(vault, { user: type === 'User' ? id : undefined, groups })) return undefined;
  const all = async (name: string): Promise<readonly JsonObject[]> =>
    (await edit.all(name)).map(({ resource }) => resource);
  const now = { users: await all('User'), groups: await all('Group') };
  const turned = (list: readonly JsonObject[]): readonly JsonObject[] =>
    list.flatMap((each) => (each.id !== id ? [each] : after ? [after] : []));
  const then =
    type === 'User' ? { ...now, users: turned(now.users) } : { ...now, groups: turned(now.groups) };
  const permission = keyLost(keysHeld(now, vault), keysHeld(then, vault));
  return permission === undefined ? undefined : problem('lastAdministrator', { permission });
}

/** A user that goes or is disabled, or a group that goes or loses members. */
function isLess(turn: Turn): boolean {
  const { resourceType, before = {}, after } = turn;
  if (!after) return true;
  if (resourceType === 'User') return isEnabled(before) && !isEnabled(after);
  return membersMovedBy({ ...turn, kind: 'replace' }).left.length > 0;
}
