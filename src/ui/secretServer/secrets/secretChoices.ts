// Lists what a form about secrets offers: templates and policies, those in use first among them.
import type { Vault } from '../../../vault/vault.ts';

const someTemplates = ['Password', 'Web Password', 'Windows Account', 'Unix Account (SSH)'];

/** What a policy of Secret Server may ask for; how they are called is the lab's own. */
const somePolicies = ['Requires approval', 'Checkout', 'Automatic password change'];

/** Templates by letters: those in use, and a few more. */
export const templatesOf = ({ secrets }: Vault): readonly string[] =>
  [
    ...new Set([...secrets.map(({ template }) => template).filter(Boolean), ...someTemplates]),
  ].sort();

/** Policies by letters: those in use, and a few more. */
export const policiesOf = ({ secrets }: Vault): readonly string[] =>
  [...new Set([...secrets.flatMap(({ policy }) => policy ?? []), ...somePolicies])].sort();
