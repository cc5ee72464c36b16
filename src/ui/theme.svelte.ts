// Keeps the theme: the system's own, light or dark; the page's first script reads the same key before first paint.
import { MediaQuery } from 'svelte/reactivity';

/** What the reader chose. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'scim-lab-theme';
const systemDark = new MediaQuery('prefers-color-scheme: dark', false);
let choice = $state<ThemeChoice>(kept());

function kept(): ThemeChoice {
  try {
    const word = localStorage.getItem(key);
    return word === 'light' || word === 'dark' ? word : 'system';
  } catch {
    return 'system'; // site data is blocked
  }
}

/** The theme as chosen and as shown. */
export const theme = {
  get choice(): ThemeChoice {
    return choice;
  },
  get dark(): boolean {
    return choice === 'system' ? systemDark.current : choice === 'dark';
  },
};

/** Chooses a theme, shows it at once and keeps it for the next visit. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  const root = document.documentElement;
  if (next === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = next;
  try {
    if (next === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // site data is blocked: the choice holds until the page is left
  }
}

/** Turns light into dark and dark into light. */
export const flipTheme = (): void => chooseTheme(theme.dark ? 'light' : 'dark');
