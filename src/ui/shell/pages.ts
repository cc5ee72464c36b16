// Lists the pages of the top bar.
import type { IconName } from '../parts/icons.ts';

/** A page of the top bar; `id` is the screen it opens. */
export interface Page {
  readonly id: 'home' | 'learn' | 'scenarios' | 'workbench' | 'settings';
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
];

/** The page of settings. */
export const settingsPage: Page = {
  id: 'settings',
  label: 'Settings',
  href: '#/settings',
  icon: 'shield',
};
