// Names the panes of a screen for the bottom bar of narrow windows.
import type { IconName } from './parts/icons.ts';

/** One pane that can fill a narrow window; `unread` says it changed while another was shown. */
export interface PaneEntry {
  readonly id: 'task' | 'request' | 'result' | 'world' | 'history' | 'sequence';
  readonly label: string;
  readonly icon: IconName;
  readonly unread?: boolean;
}
