// Prepares the secrets of a vault for their list: folder, template, policy, and how many people can open each.
import { openCount } from '../../../vault/accessIndex.ts';
import { policyName } from '../../../vault/policies.ts';
import type { Secret } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import type { RowFilter } from '../list.ts';
import { lookAt } from '../look.ts';

/** A secret of the list. `seen` counts people with any right, `open` those who can open it. */
export interface SecretRow {
  readonly secret: Secret;
  readonly folder: string;
  /** The name of its policy, or of its folder's with that said; empty without one. */
  readonly policy: string;
  readonly seen: number;
  readonly open: number;
  /** Somebody can open it by a right given by hand. */
  readonly byHand: boolean;
}

/** Every secret in the vault's order. */
export function secretRows(directory: Directory): readonly SecretRow[] {
  const look = lookAt(directory);
  return directory.vault.secrets.map((secret) => {
    const access = look.index.bySecret.get(secret.id) ?? [];
    const folder = look.folders.get(secret.folder);
    const given = policyName(directory.vault, folder?.policy);
    return {
      secret,
      folder: folder?.path ?? '',
      policy: policyName(directory.vault, secret.policy) || (given && `${given}, by the folder`),
      seen: access.length,
      open: openCount(access),
      byHand: look.byHand.secrets.has(secret.id),
    };
  });
}

/** The choices of the list. */
export const secretFilters: readonly RowFilter<SecretRow>[] = [
  { id: 'open', label: 'Open to somebody', fits: ({ open }) => open > 0 },
  { id: 'nobody', label: 'Open to nobody', fits: ({ open }) => open === 0 },
  { id: 'hand', label: 'Open by hand-given rights', fits: ({ byHand }) => byHand },
  { id: 'policy', label: 'Under a policy', fits: ({ policy }) => policy !== '' },
];
