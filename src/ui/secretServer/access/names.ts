// Names what the access screen shows, whatever its kind.
import type { GraphKind } from '../../../vault/graph.ts';
import { nameOf } from '../../../vault/members.ts';
import type { Look } from '../look.ts';

/** The name of a thing; of one that is not there, what an earlier look knew, else its id. */
export function nameIn(
  kind: GraphKind,
  id: string,
  looks: Look | readonly (Look | undefined)[],
): string {
  for (const look of 'index' in looks ? [looks] : looks) {
    const found = look && foundIn(kind, id, look);
    if (found) return found;
  }
  return id;
}

function foundIn(kind: GraphKind, id: string, look: Look): string | undefined {
  if (kind === 'folder') return look.folders.get(id)?.path;
  if (kind === 'secret') return look.secrets.get(id)?.name;
  const found = (kind === 'group' ? look.groups : look.users).get(id);
  return found && nameOf(found);
}
