// Describes the entries of a menu.
import type { IconName } from './icons.ts';

/** An entry that does something, or a heading between entries. `checked` makes it one of a choice. */
export type MenuItem =
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly detail?: string;
      readonly icon?: IconName;
      readonly checked?: boolean;
      readonly disabled?: boolean;
      readonly run: () => void;
    };
