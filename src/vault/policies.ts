// Says which items of secret policies hold on a secret, and whether each comes from the secret itself or from its folder.
import type { PolicyItem, Secret, SecretPolicy, Vault } from './vault.ts';

/** The items of a policy that Delinea's documents name; the product has more. */
export const policyItems = ['Require Approval', 'Checkout', 'Auto Change'] as const;

/** The policy with this id, else the one with this name, as older data names it; undefined for none. */
export const policyOf = (
  { policies = [] }: Vault,
  text: string | undefined,
): SecretPolicy | undefined =>
  policies.find(({ id }) => id === text) ?? policies.find(({ name }) => name === text);

/** What a policy is called that something names by id or name; empty for none. */
export const policyName = (vault: Vault, text = ''): string => policyOf(vault, text)?.name ?? text;

/** An item that holds on a secret, and through which policy. */
export interface HeldItem extends PolicyItem {
  readonly policy: SecretPolicy;
  readonly from: 'secret' | 'folder';
}

/**
 * The items that hold on a secret. What the folder's policy enforces holds before all else, then the
 * secret's own policy, then what the folder's sets as a default. Delinea's documents that the lab knows
 * do not say which of two policies wins, so this rule is the lab's own.
 */
export function itemsOn({ policy, folder }: Secret, vault: Vault): readonly HeldItem[] {
  const own = heldBy(policyOf(vault, policy), 'secret');
  const above = vault.folders.find(({ id }) => id === folder)?.policy;
  const given = heldBy(policyOf(vault, above), 'folder');
  const enforced = given.filter(({ setting }) => setting === 'Enforced');
  const held = new Map([...given, ...own, ...enforced].map((each) => [each.name, each]));
  return [...held.values()].sort((one, other) => placeOf(one) - placeOf(other));
}

const heldBy = (policy: SecretPolicy | undefined, from: HeldItem['from']): readonly HeldItem[] =>
  (policy?.items ?? [])
    .filter(({ setting }) => setting !== 'Not Set')
    .map((item) => ({ ...item, policy: policy!, from })); // there are items of it

const names: readonly string[] = policyItems;
const placeOf = ({ name }: HeldItem): number => (names.indexOf(name) + names.length) % names.length;

/** What names a policy: secrets, also by its name, and folders. */
export function assignedTo(
  policy: SecretPolicy,
  vault: Vault,
): { readonly secrets: readonly Secret[]; readonly folders: Vault['folders'] } {
  return {
    secrets: vault.secrets.filter((each) => policyOf(vault, each.policy) === policy),
    folders: vault.folders.filter((each) => policyOf(vault, each.policy) === policy),
  };
}
