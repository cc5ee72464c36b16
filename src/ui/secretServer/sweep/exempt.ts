// Proposes which accounts a sweep leaves alone, from what Secret Server's own notes say of them.
import type { Exemption } from '../../../idp/sweep/classify.ts';
import { assertNever } from '../../../base/assertNever.ts';
import type { AccountNote, Vault } from '../../../vault/vault.ts';

/**
 * The accounts that work for programs, stand by for emergencies or came with the product. SCIM has no
 * attribute that says so, so the identity provider cannot know: an operator must confirm the list.
 */
export const proposedExemptions = ({ accounts }: Vault): readonly Exemption[] =>
  accounts.flatMap(({ user, kind, note }) => {
    const exempt = exemptKind(kind);
    return exempt ? [{ id: user, kind: exempt, note }] : [];
  });

function exemptKind(kind: AccountNote['kind']): Exemption['kind'] | undefined {
  switch (kind) {
    case 'application':
      return 'service';
    case 'breakGlass':
    case 'builtIn':
      return 'protected';
    case 'orphan': // a note is no proof: the sweep finds out itself
    case 'contractor':
      return undefined;
    default:
      return assertNever(kind);
  }
}
