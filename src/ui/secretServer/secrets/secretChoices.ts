// Lists what a form about secrets offers: the templates, those in use first among them.
import type { Vault } from '../../../vault/vault.ts';

const someTemplates = ['Password', 'Web Password', 'Windows Account', 'Unix Account (SSH)'];

/** Templates by letters: those in use, and a few more. */
export const templatesOf = ({ secrets }: Vault): readonly string[] =>
  [
    ...new Set([...secrets.map(({ template }) => template).filter(Boolean), ...someTemplates]),
  ].sort();
