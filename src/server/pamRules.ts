// Holds what Secret Server asks of folders, secrets and rights that come through SCIM, beyond their schemas.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { problem, type Problem } from '../scim/problem.ts';
import type { Source } from '../scim/trace.ts';
import { code } from '../scim/words.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { numbered } from '../vault/numbered.ts';
import { foldersBelow, itemsOf, readRights, withItem, type PamType } from '../vault/pam.ts';
import type { Vault } from '../vault/vault.ts';
import type { Call } from './call.ts';
import { refuse, type Refusal } from './reply.ts';
import type { Candidate } from './settle.ts';

/** Where what is told of these resources comes from. */
const modelled: Source = {
  kind: 'simulated',
  note: 'Modelled on draft-grizzle-scim-pam-ext, which expired in 2018 and never became a standard.',
};

const about: Readonly<Record<PamType, readonly [what: string, why: string]>> = {
  Container: [
    'A container is a folder of Secret Server',
    'The secrets in it are its privileged data.',
  ],
  ContainerPermission: [
    'A container permission is a row of rights on a folder',
    'It gives one user or one group its rights there, and on the secrets in it.',
  ],
  PrivilegedData: [
    'Privileged data is a secret of Secret Server',
    'What is secret about it never travels; here are its name and template.',
  ],
  PrivilegedDataPermission: [
    'A privileged data permission is a row of rights on a secret',
    'It stands beside the rights that come from the folder; the way to the folder must be open too.',
  ],
};

/** Says what a resource of this type is in Secret Server, and what it is modelled on. */
export function notePam({ trail }: Call, name: string): void {
  const [what, why] = about[name as PamType]; // the route leads here for these types only
  trail.note({ what, why, source: modelled });
}

/**
 * The resource as the vault will hold it, with rights in Secret Server's words. Problems: 400 for a
 * folder within itself and for rights of nobody or of two, 403 for what is protected, 409 for a name
 * or a row that is there already, 501 for what the cloud connector does not create.
 */
export async function settledPam(
  candidate: Candidate,
  resource: JsonObject,
): Promise<Result<JsonObject, Refusal>> {
  const { call, edit, type } = candidate;
  const name = type.name as PamType; // the caller asks for these types only
  const isSecret = name.startsWith('PrivilegedData');
  if (call.profile.pam === 'containers' && isSecret && !candidate.before)
    return refuse(problem('notImplemented', { what: `creating a ${name} through SCIM` }));
  const vault = await vaultNow(edit);
  const trouble = troubleWith({ ...candidate, resource, vault, name });
  if (trouble) return refuse(trouble);
  const worded = 'rights' in resource ? withRights(call, resource, isSecret) : resource;
  return ok(canonical(worded, { vault, name, id: candidate.id ?? 'new' }));
}

/** A parent of -1 is the root, which no folder stands for. */
export function withoutRoot(resource: JsonObject): JsonObject {
  if (valueIn(resource, 'parent') !== '-1') return resource;
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name !== 'parent'));
}

/** Why something of the vault cannot be deleted; undefined if it can. */
export async function pamKept(edit: Edit, gone: StoredResource): Promise<Problem | undefined> {
  const vault = await vaultNow(edit);
  const name = gone.type as PamType; // the caller asks for these types only
  const closed = protectedFolder(
    vault,
    foldersOf(vault, { name, id: gone.id, resource: gone.resource }),
  );
  if (closed) return closed;
  const isFull =
    vault.folders.some(({ parent }) => parent === gone.id) ||
    vault.secrets.some(({ folder }) => folder === gone.id);
  return name === 'Container' && isFull ? problem('containerInUse', { id: gone.id }) : undefined;
}

const vaultNow = async (edit: Edit): Promise<Vault> =>
  numbered((await edit.document('vault')) as unknown as Vault); // there, since these resources are

const valueIn = (resource: JsonObject, name: string): string | undefined => {
  const reference = resource[name];
  return isObject(reference) && typeof reference.value === 'string' ? reference.value : undefined;
};

interface Wanted {
  readonly vault: Vault;
  readonly name: PamType;
  readonly id: string | undefined;
  readonly resource: JsonObject;
}

type Settling = Wanted & Pick<Candidate, 'before'>;

function troubleWith(wanted: Settling): Problem | undefined {
  const { vault, name, before } = wanted;
  const touched = [
    ...foldersOf(vault, wanted),
    ...(before ? foldersOf(vault, { ...wanted, resource: before }) : []),
  ];
  const closed = protectedFolder(vault, touched);
  if (closed) return closed;
  if (name === 'Container') return troubleWithFolder(wanted);
  return name === 'PrivilegedData' ? undefined : troubleWithRow(wanted);
}

/** The folders that a resource is about: itself, the one it is in, those of its secrets. */
function foldersOf(vault: Vault, { name, id, resource }: Omit<Wanted, 'vault'>): readonly string[] {
  const folderOf = (secret: string | undefined): string =>
    vault.secrets.find((each) => each.id === secret)?.folder ?? '';
  switch (name) {
    case 'Container': {
      const data = isList(resource.privilegedData) ? resource.privilegedData : [];
      const moved = data.map((each) => folderOf(isObject(each) ? String(each.value) : undefined));
      return [id ?? '', valueIn(resource, 'parent') ?? '', ...moved];
    }
    case 'ContainerPermission':
      return [valueIn(resource, 'container') ?? ''];
    case 'PrivilegedData':
      return [folderOf(id)];
    case 'PrivilegedDataPermission':
      return [folderOf(valueIn(resource, 'privilegedData'))];
  }
}

/** Why SCIM keeps its hands off one of these folders; undefined if it need not. */
function protectedFolder(vault: Vault, ids: readonly string[]): Problem | undefined {
  const found = vault.folders.find(
    (folder) => (folder.protected || folder.personalOf !== undefined) && ids.includes(folder.id),
  );
  return (
    found && problem(found.protected ? 'vaultProtected' : 'personalFolder', { path: found.path })
  );
}

function troubleWithFolder({ vault, id, resource }: Settling): Problem | undefined {
  const parent = valueIn(resource, 'parent');
  if (id !== undefined && parent !== undefined && foldersBelow(id, vault).has(parent))
    return problem('containerLoop', { id: parent }, { at: 'parent' });
  const name = String(resource.name);
  if (name.includes('\\')) return problem('valueType', backslashed(name), { at: 'name' });
  const isTaken = vault.folders.some(
    (folder) =>
      folder.id !== id &&
      folder.parent === parent &&
      folder.name.toLowerCase() === name.toLowerCase(),
  );
  const data = { type: 'container in the same folder', attribute: 'name', value: name };
  return isTaken ? problem('uniqueness', data, { at: 'name' }) : undefined;
}

/** Paths part folders by backslashes, so a name with one would be a path. */
const backslashed = (name: string) => ({
  ...{ attribute: 'name', kind: 'a name without a backslash', seen: JSON.stringify(name) },
  example: JSON.stringify(name.replaceAll('\\', '-')),
});

/** A row is about one user or one group, and there is one for each on a folder or secret. */
function troubleWithRow({ vault, name, id, resource }: Settling): Problem | undefined {
  const whom = (['user', 'group'] as const).filter((each) => valueIn(resource, each));
  const [kind] = whom;
  if (!kind || whom.length > 1) return problem('granteeOne', {}, { at: 'user' });
  const where = name === 'ContainerPermission' ? 'container' : 'privilegedData';
  const isAlike = (content: JsonObject): boolean =>
    valueIn(content, where) === valueIn(resource, where) &&
    valueIn(content, kind) === valueIn(resource, kind);
  const other = itemsOf(vault, name).find((item) => item.id !== id && isAlike(item.content));
  const value = valueIn(resource, kind) ?? '';
  const data = { type: `row of rights on this ${where}`, attribute: kind, value };
  return other && problem('uniqueness', data, { at: kind });
}

/** The rights as one word; Delinea documents that a word nobody knows becomes View. */
function withRights(call: Call, resource: JsonObject, isSecret: boolean): JsonObject {
  const given = isList(resource.rights) ? resource.rights.map(String) : [];
  const { right, unknown } = readRights(given, isSecret ? 'PrivilegedData' : 'Container');
  if (unknown.length > 0)
    call.trail.note({
      kind: 'warn',
      what: `Read the right ${code(unknown.join(', '))} as \`View\``,
      why: 'Secret Server has no such right, and an unknown one becomes View.',
      source: { kind: 'profile', profile: call.profile.id, rule: 'An unknown right becomes View.' },
    });
  return { ...resource, rights: [right] };
}

/** What the vault will show of the resource, once it is in it. */
function canonical(
  resource: JsonObject,
  { vault, name, id }: Omit<Wanted, 'resource' | 'id'> & { readonly id: string },
): JsonObject {
  const put = withItem(vault, { type: name, id, content: resource, nextId: () => '0' });
  const content = itemsOf(put, name).find((item) => item.id === id)?.content;
  const { schemas, externalId, meta } = resource;
  return {
    ...(schemas === undefined ? {} : { schemas }),
    ...(resource.id === undefined ? {} : { id: resource.id }),
    ...(externalId === undefined ? {} : { externalId }),
    ...content,
    ...(meta === undefined ? {} : { meta }),
  };
}
