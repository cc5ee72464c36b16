// Says whether an event of the audit is about one person, one group or one folder with those below it.
import { isObject, type JsonObject } from '../base/json.ts';
import type { AuditEvent } from './audit.ts';
import { grantRemoved } from './byHand.ts';
import { textOf } from './members.ts';
import type { Subject } from './subscriptions.ts';
import type { Vault } from './vault.ts';

/** Whether an event fits. */
export type SubjectTest = (event: AuditEvent) => boolean;

/** The test of a subject; without one, every event fits. */
export function subjectOf(about: Subject | undefined, vault: Vault): SubjectTest {
  if (!about) return () => true;
  const { kind, id } = about;
  if (kind === 'user') return ({ people }) => people.includes(id);
  if (kind === 'group') return (event) => groupsOf(event).includes(id);
  const folders = foldersFrom(id, vault);
  return (event) => foldersOf(event, vault).some((folder) => folders.has(folder));
}

/** The resource of an event before and after. */
const statesOf = ({ change }: AuditEvent): readonly JsonObject[] =>
  [change?.before, change?.after].flatMap((state) => (state ? [state] : []));

const valueOf = (state: JsonObject, name: string): string => {
  const reference = state[name];
  return isObject(reference) ? textOf(reference, 'value') : textOf(state, name);
};

/** Groups that an event names: the group itself, or the one a row of rights or roles is for. */
function groupsOf(event: AuditEvent): readonly string[] {
  const { change } = event;
  if (change?.resourceType === 'Group') return [change.id];
  return statesOf(event).flatMap((state) => {
    const { to } = state;
    const granted = isObject(to) && to['kind'] === 'group' ? [textOf(to, 'id')] : [];
    return [...granted, valueOf(state, 'group')];
  });
}

/** Folders that an event names: the folder itself, or the one a secret or a row of rights stands in. */
function foldersOf(event: AuditEvent, vault: Vault): readonly string[] {
  const { change } = event;
  if (!change) return [];
  if (change.resourceType === 'Container' || change.resourceType === 'VaultFolder')
    return [change.id];
  const folderOf = (secret: string): string =>
    vault.secrets.find(({ id }) => id === secret)?.folder ?? '';
  const removed = grantRemoved(change);
  return [
    ...(removed ? [removed.folder] : []),
    ...(change.resourceType === 'PrivilegedData' ? [folderOf(change.id)] : []),
    ...statesOf(event).flatMap((state) => [
      valueOf(state, 'container'),
      valueOf(state, 'folder'),
      folderOf(valueOf(state, 'privilegedData')),
      folderOf(valueOf(state, 'secret')),
    ]),
  ];
}

/** A folder and all below it. */
function foldersFrom(id: string, { folders }: Vault): ReadonlySet<string> {
  const found = new Set([id]);
  for (const each of found)
    // a set that grows while it is walked visits what was added
    for (const folder of folders) if (folder.parent === each) found.add(folder.id);
  return found;
}
