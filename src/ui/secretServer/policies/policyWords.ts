// Says in words how a policy treats its items, and lists the policies a form offers.
import { policyOf } from '../../../vault/policies.ts';
import type { PolicyItem, PolicySetting, Vault } from '../../../vault/vault.ts';

/** The settings of an item. */
export const settingOptions = (['Not Set', 'Default', 'Enforced'] satisfies PolicySetting[]).map(
  (value) => ({ value, label: value }),
);

/** `on, Enforced`. */
export const itemWords = ({ value, setting }: PolicyItem): string =>
  `${value ? 'on' : 'off'}, ${setting}`;

/** Every policy to choose from, none first; a name of older data that no policy has stands last. */
export function policyOptions(
  vault: Vault,
  text: string | undefined,
): readonly { readonly value: string; readonly label: string }[] {
  const policies = (vault.policies ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isStrange = text !== undefined && policyOf(vault, text) === undefined;
  return [
    { value: '', label: 'None' },
    ...policies,
    ...(isStrange ? [{ value: text, label: `${text} (no policy is called so)` }] : []),
  ];
}
