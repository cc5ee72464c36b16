// Checks which items of secret policies hold on a secret, and where each comes from.
import { expect, test } from 'vitest';
import { assignedTo, itemsOn, policyName, policyOf } from '../../src/vault/policies.ts';
import type { PolicySetting, SecretPolicy, Vault } from '../../src/vault/vault.ts';
import { northwind } from './sample.ts';

const policy = (
  id: string,
  name: string,
  items: Readonly<Record<string, PolicySetting>>,
): SecretPolicy => ({
  ...{ id, name },
  items: Object.entries(items).map(([item, setting]) => ({ name: item, setting, value: true })),
});

const own = policy('1', 'Own', { Checkout: 'Default', 'Auto Change': 'Enforced' });
const above = policy('2', 'Above', {
  'Auto Change': 'Default',
  Checkout: 'Enforced',
  'Require Approval': 'Default',
});
const blank = policy('3', 'Blank', { Checkout: 'Not Set' });

/** The items on a secret whose own policy and folder's policy are these. */
function held(mine: string | undefined, folders: string | undefined): readonly string[] {
  const vault: Vault = {
    ...northwind.vault,
    policies: [own, above, blank],
    folders: northwind.vault.folders.map((each) =>
      each.id === '24' && folders !== undefined ? { ...each, policy: folders } : each,
    ),
  };
  const secret = { id: '309', name: 'swift-alliance', folder: '24', template: 'Web Password' };
  return itemsOn({ ...secret, ...(mine !== undefined && { policy: mine }) }, vault).map(
    ({ name, setting, policy: { name: whose }, from }) => `${name} ${setting} ${whose} ${from}`,
  );
}

test('without a policy nothing holds, and an item that is Not Set holds nothing', () => {
  expect([held(undefined, undefined), held('3', '3')]).toEqual([[], []]);
});

test('a secret has the items of its own policy, and those of its folder', () => {
  expect(held('1', undefined)).toEqual([
    'Checkout Default Own secret',
    'Auto Change Enforced Own secret',
  ]);
  expect(held(undefined, '2')).toEqual([
    'Require Approval Default Above folder',
    'Checkout Enforced Above folder',
    'Auto Change Default Above folder',
  ]);
});

test('its own policy wins over the folder’s, but for what that enforces', () => {
  expect(held('1', '2')).toEqual([
    'Require Approval Default Above folder',
    'Checkout Enforced Above folder',
    'Auto Change Enforced Own secret',
  ]);
});

test('older data names a policy by its name; one that no policy has holds nothing', () => {
  expect(held('Own', undefined)).toEqual(held('1', undefined));
  expect(held('Long gone', undefined)).toEqual([]);
  const vault: Vault = { ...northwind.vault, policies: [own] };
  expect([policyOf(vault, 'Long gone'), policyName(vault, 'Long gone')]).toEqual([
    undefined,
    'Long gone',
  ]);
  expect([policyName(vault, '1'), policyName(vault)]).toEqual(['Own', '']);
});

test('what a policy is assigned to is found by id and by name', () => {
  const { vault } = northwind;
  const secrets = vault.secrets.map((each) =>
    each.id === '309' ? { ...each, policy: 'Requires approval' } : each,
  );
  const found = assignedTo(policyOf(vault, '1')!, { ...vault, secrets });
  expect(found.secrets.map(({ id }) => id)).toEqual(['309', '310']);
  expect(found.folders).toEqual([]);
});
