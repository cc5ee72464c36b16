// Lists the pages of the top bar.
import type { IconName } from '../parts/icons.ts';

/** A page of the top bar; `id` is the screen it opens. */
export interface Page {
  readonly id:
    'home' | 'learn' | 'scenarios' | 'workbench' | 'secret-server' | 'reference' | 'settings';
  readonly label: string;
  readonly href: string;
  readonly icon: IconName;
}

/** The pages that exist, in the order of the bar; Settings stands apart at its end. */
export const pages: readonly Page[] = [
  { id: 'home', label: 'Start', href: '#/', icon: 'flag' },
  { id: 'learn', label: 'Learn', href: '#/learn', icon: 'book-open' },
  { id: 'scenarios', label: 'Scenarios', href: '#/scenarios', icon: 'route' },
  { id: 'workbench', label: 'Workbench', href: '#/workbench', icon: 'panel-top' },
  { id: 'secret-server', label: 'Secret Server', href: '#/secret-server', icon: 'lock' },
  { id: 'reference', label: 'Reference', href: '#/reference', icon: 'list' },
];

/** Places within the reference that the palette goes to as well. */
export const referencePlaces: readonly { readonly label: string; readonly href: string }[] = [
  { label: 'Conformance of this server', href: '#/conformance' },
  { label: 'Features of SCIM', href: '#/reference/features' },
  { label: 'Clauses of the RFCs', href: '#/reference/clauses' },
  { label: 'Policies of the profiles', href: '#/reference/policies' },
  { label: 'Problems a request can meet', href: '#/reference/problems' },
  { label: 'Schemas and attributes', href: '#/reference/schemas' },
  { label: 'Filter tester', href: '#/reference/filter' },
  { label: 'Security events', href: '#/reference/events' },
];

/** The page of settings. */
export const settingsPage: Page = {
  id: 'settings',
  label: 'Settings',
  href: '#/settings',
  icon: 'shield',
};
