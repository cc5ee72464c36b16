// Creates, edits, moves and deletes secrets by hand, gives them policies, and rights on single ones.
import { ok, type Result } from '../../base/result.ts';
import type { NotActed, SecretDeed } from '../../vault/command.ts';
import { nameOf } from '../../vault/members.ts';
import { policyOf } from '../../vault/policies.ts';
import type { Folder, Secret } from '../../vault/vault.ts';
import {
  alike,
  allowed,
  folderIn,
  granteeIn,
  mayOnFolder,
  mayOnSecret,
  named,
  no,
  plan,
  policyIn,
  putPart,
  secretIn,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

type Of<Kind extends SecretDeed['kind']> = Extract<SecretDeed, { readonly kind: Kind }>;
type Answer = Result<Plan, NotActed>;

const permissions = {
  createSecret: 'Add Secret',
  editSecret: 'Edit Secret',
  moveSecret: 'Edit Secret',
  deleteSecret: 'Delete Secret',
  setSecretPolicy: 'Assign Secret Policy',
  grantSecret: 'Own Secret',
  changeSecretGrant: 'Own Secret',
  removeSecretGrant: 'Own Secret',
} as const satisfies Record<SecretDeed['kind'], string>;

/** Plans what is done to a secret or to the rights on it. */
export function planSecret(desk: Desk, deed: SecretDeed): Answer | Promise<Answer> {
  const may = allowed(desk, permissions[deed.kind]);
  if (!may.ok) return may;
  switch (deed.kind) {
    case 'createSecret':
      return createSecret(desk, deed);
    case 'changeSecretGrant':
    case 'removeSecretGrant':
      return turnGrant(desk, deed);
  }
  const found = secretIn(desk, deed.secret);
  if (!found.ok) return found;
  const secret = found.value;
  const isOwners = deed.kind === 'deleteSecret' || deed.kind === 'grantSecret';
  const holds = mayOnSecret(desk, secret, isOwners ? 'Owner' : 'Edit');
  if (!holds.ok) return holds;
  switch (deed.kind) {
    case 'editSecret':
      return editSecret(desk, secret, deed);
    case 'moveSecret':
      return moveSecret(desk, secret, deed.folder);
    case 'deleteSecret':
      return deleteSecret(desk, secret);
    case 'setSecretPolicy':
      return setPolicy(desk, secret, deed.policy);
    case 'grantSecret':
      return grantSecret(desk, secret, deed);
  }
}

async function createSecret(desk: Desk, deed: Of<'createSecret'>): Promise<Answer> {
  const folder = placeFor(desk, deed.folder);
  if (!folder.ok) return folder;
  const name = freeName(desk, deed.name, { folder: folder.value.id });
  if (!name.ok) return name;
  const template = named(deed.template, 'template');
  if (!template.ok) return template;
  const policy = policyFor(desk, deed.policy);
  if (!policy.ok) return policy;
  const description = deed.description?.trim();
  const id = await desk.nextId('PrivilegedData');
  const secret = {
    ...{ name: name.value, folder: folder.value.id, template: template.value },
    ...(policy.value ? { policy: policy.value } : {}),
    ...(description ? { description } : {}),
  };
  return plan([putPart('VaultSecret', id, secret)], id);
}

/** The id of the policy that a new secret is to have; to have one takes a role permission of its own. */
function policyFor(desk: Desk, text = ''): Result<string | undefined, NotActed> {
  if (text.trim() === '') return ok(undefined);
  const may = allowed(desk, permissions.setSecretPolicy);
  if (!may.ok) return may;
  const policy = policyIn(desk, text.trim());
  return policy.ok ? ok(policy.value.id) : policy;
}

/** A folder that the acting person may put a secret into. */
function placeFor(desk: Desk, id: string): Result<Folder, NotActed> {
  const folder = folderIn(desk, id);
  if (!folder.ok) return folder;
  const may = mayOnFolder(desk, folder.value, 'Add Secret');
  return may.ok ? folder : may;
}

function freeName(
  { vault }: Desk,
  text: string,
  { folder, own }: { readonly folder: string; readonly own?: Secret },
): Result<string, NotActed> {
  const name = named(text, 'name');
  if (!name.ok) return name;
  const other = vault.secrets.find(
    (each) => each !== own && each.folder === folder && alike(each.name, name.value),
  );
  return other
    ? no(`There is a secret ${other.name} in this folder already.`, 'Choose another name.', {
        field: 'name',
      })
    : name;
}

const written = (secret: Secret): Write => putPart('VaultSecret', secret.id, secret);

function editSecret(desk: Desk, secret: Secret, deed: Of<'editSecret'>): Answer {
  const name = freeName(desk, deed.name ?? secret.name, { folder: secret.folder, own: secret });
  if (!name.ok) return name;
  const template = named(deed.template ?? secret.template, 'template');
  if (!template.ok) return template;
  const { description: old, ...rest } = secret;
  const description = deed.description?.trim() ?? old;
  const after: Secret = {
    ...rest,
    name: name.value,
    template: template.value,
    ...(description ? { description } : {}),
  };
  const isSame =
    after.name === secret.name &&
    after.template === secret.template &&
    after.description === secret.description;
  return plan(isSame ? [] : [written(after)]);
}

function moveSecret(desk: Desk, secret: Secret, to: string): Answer {
  if (secret.folder === to) return plan([]);
  const folder = placeFor(desk, to);
  if (!folder.ok) return folder;
  const name = freeName(desk, secret.name, { folder: to });
  if (!name.ok) return name;
  return plan([written({ ...secret, folder: to })]);
}

/** A secret goes with the rights on it; looks at it stay known to the audit. */
const deleteSecret = ({ vault }: Desk, { id }: Secret): Answer =>
  plan([
    ...(vault.secretGrants ?? [])
      .filter(({ secret }) => secret === id)
      .map((row): Write => ({ type: 'VaultSecretGrant', id: row.id })),
    { type: 'VaultSecret', id },
  ]);

function setPolicy(desk: Desk, secret: Secret, text = ''): Answer {
  const { policy: old = '', ...rest } = secret;
  const wanted = text.trim();
  if (wanted === old) return plan([]);
  if (wanted === '') return plan([written(rest)]);
  const policy = policyIn(desk, wanted);
  if (!policy.ok) return policy;
  if (policyOf(desk.vault, old) === policy.value) return plan([]);
  return plan([written({ ...rest, policy: policy.value.id })]);
}

// — Rights on single secrets

async function grantSecret(
  desk: Desk,
  secret: Secret,
  { to, right }: Of<'grantSecret'>,
): Promise<Answer> {
  const open = shareable(desk, secret);
  if (!open.ok) return open;
  const whom = granteeIn(desk, to);
  if (!whom.ok) return whom;
  const rows = desk.vault.secretGrants ?? [];
  if (
    rows.some((row) => row.secret === secret.id && row.to.kind === to.kind && row.to.id === to.id)
  )
    return no(
      `${nameOf(whom.value)} has a right on ${secret.name} itself already.`,
      'Change that one.',
      { field: 'to' },
    );
  const id = await desk.nextId('PrivilegedDataPermission');
  return plan([putPart('VaultSecretGrant', id, { secret: secret.id, to: { ...to }, right })], id);
}

/** What lies in a personal folder is its owner's alone; what lies in a protected one, that folder decides. */
function shareable({ vault }: Desk, secret: Secret): Result<void, NotActed> {
  const folder = vault.folders.find(({ id }) => id === secret.folder);
  if (folder?.personalOf === undefined && !folder?.protected) return ok(undefined);
  const what = folder.protected
    ? 'is protected'
    : 'is a personal folder, which has one owner and cannot be shared';
  return no(
    `${secret.name} lies in ${folder.path}, which ${what.replace(/^is /, 'is ')}.`,
    'Move the secret into another folder first.',
    { field: 'secret' },
  );
}

function turnGrant(desk: Desk, deed: Of<'changeSecretGrant' | 'removeSecretGrant'>): Answer {
  const row = desk.vault.secretGrants?.find(({ id }) => id === deed.grant);
  const secret = row ? secretIn(desk, row.secret) : undefined;
  if (!row || !secret?.ok)
    return no(
      'There is no such row of rights; it may be gone already.',
      'Look at the list again.',
      { field: 'grant' },
    );
  const owns = mayOnSecret(desk, secret.value, 'Owner');
  if (!owns.ok) return owns;
  if (deed.kind === 'removeSecretGrant')
    return plan([{ type: 'VaultSecretGrant', id: deed.grant }]);
  return plan(
    row.right === deed.right
      ? []
      : [putPart('VaultSecretGrant', deed.grant, { ...row, right: deed.right })],
  );
}
