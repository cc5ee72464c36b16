// Creates, edits and deletes secret policies by hand, and lets one hold on the secrets of a folder.
import { sameJson, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import type { NotActed, PolicyDeed } from '../../vault/command.ts';
import { assignedTo, policyItems } from '../../vault/policies.ts';
import type { PolicyItem, SecretPolicy } from '../../vault/vault.ts';
import {
  alike,
  allowed,
  folderIn,
  mayOnFolder,
  named,
  no,
  plan,
  policyIn,
  putPart,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

type Of<Kind extends PolicyDeed['kind']> = Extract<PolicyDeed, { readonly kind: Kind }>;
type Answer = Result<Plan, NotActed>;

/** Plans what is done to a policy, and which one holds on a folder. */
export function planPolicy(desk: Desk, deed: PolicyDeed): Answer | Promise<Answer> {
  if (deed.kind === 'setFolderPolicy') return setFolderPolicy(desk, deed);
  const may = allowed(desk, 'Administer Secret Policy');
  if (!may.ok) return may;
  if (deed.kind === 'createPolicy') return createPolicy(desk, deed);
  const found = policyIn(desk, deed.policy);
  if (!found.ok) return found;
  return deed.kind === 'editPolicy'
    ? editPolicy(desk, found.value, deed)
    : deletePolicy(desk, found.value);
}

async function createPolicy(desk: Desk, deed: Of<'createPolicy'>): Promise<Answer> {
  const name = freeName(desk, deed.name);
  if (!name.ok) return name;
  const items = itemsFrom(deed.items);
  if (!items.ok) return items;
  const id = await desk.nextId('VaultPolicy');
  return plan([putPart('VaultPolicy', id, { name: name.value, items: items.value })], id);
}

function freeName({ vault }: Desk, text: string, own?: SecretPolicy): Result<string, NotActed> {
  const name = named(text, 'name');
  if (!name.ok) return name;
  const other = vault.policies?.find((each) => each !== own && alike(each.name, name.value));
  return other
    ? no(`There is a policy ${other.name} already.`, 'Choose another name.', { field: 'name' })
    : name;
}

const known: readonly string[] = policyItems;

/** Each item once, in the order of the list; what is Not Set is left out. */
function itemsFrom(items: readonly PolicyItem[]): Result<readonly PolicyItem[], NotActed> {
  const strange = items.find(({ name }) => !known.includes(name));
  if (strange)
    return no(`The lab knows no policy item ${strange.name}.`, 'Choose from the list.', {
      ...{ field: 'items', simulated: true },
    });
  return ok(
    known.flatMap((name) => {
      const item = items.find((each) => each.name === name);
      if (!item || item.setting === 'Not Set') return [];
      return [{ name, setting: item.setting, value: item.value }];
    }),
  );
}

function editPolicy(desk: Desk, policy: SecretPolicy, deed: Of<'editPolicy'>): Answer {
  const name = freeName(desk, deed.name ?? policy.name, policy);
  if (!name.ok) return name;
  const items = itemsFrom(deed.items ?? policy.items);
  if (!items.ok) return items;
  const after = { ...policy, name: name.value, items: items.value };
  if (sameJson(plain(after), plain(policy))) return plan([]);
  return plan([putPart('VaultPolicy', policy.id, after), ...keptBy(desk, policy, after.name)]);
}

const plain = (policy: SecretPolicy): JsonObject => policy as unknown as JsonObject; // plain data

/** Secrets of older data that name the policy by its old name name it by its id from now on. */
const keptBy = ({ vault }: Desk, policy: SecretPolicy, name: string): readonly Write[] =>
  name === policy.name
    ? []
    : assignedTo(policy, vault)
        .secrets.filter((secret) => secret.policy !== policy.id)
        .map((secret) => putPart('VaultSecret', secret.id, { ...secret, policy: policy.id }));

function deletePolicy({ vault }: Desk, policy: SecretPolicy): Answer {
  const { secrets, folders } = assignedTo(policy, vault);
  const count = (found: readonly unknown[], one: string): readonly string[] =>
    found.length === 0 ? [] : [found.length === 1 ? `1 ${one}` : `${found.length} ${one}s`];
  const users = [...count(secrets, 'secret'), ...count(folders, 'folder')].join(' and ');
  if (users !== '')
    return no(
      `The policy ${policy.name} is assigned to ${users}.`,
      'Give them another policy, or none, first.',
      { field: 'policy', simulated: true },
    );
  return plan([{ type: 'VaultPolicy', id: policy.id }]);
}

function setFolderPolicy(desk: Desk, { folder: id, policy: text = '' }: Of<'setFolderPolicy'>) {
  const may = allowed(desk, 'Assign Secret Policy');
  if (!may.ok) return may;
  const found = folderIn(desk, id);
  if (!found.ok) return found;
  const owns = mayOnFolder(desk, found.value, 'Owner');
  if (!owns.ok) return owns;
  const { policy: old, ...rest } = found.value;
  if (text.trim() === '') return plan(old === undefined ? [] : [putPart('VaultFolder', id, rest)]);
  const policy = policyIn(desk, text.trim());
  if (!policy.ok) return policy;
  if (policy.value.id === old) return plan([]);
  return plan([putPart('VaultFolder', id, { ...rest, policy: policy.value.id })]);
}
