// Says what every section of the Secret Server console is given.
import type { Directory, Lab, Room } from '../lab.ts';
import type { PaneSizes } from '../sizes.svelte.ts';

/** The panes of the console whose sizes the reader can change. */
export type ConsolePane = 'detail' | 'explanation';

/** What a section shows: a tenant as it stands, and what the address says. */
export interface SectionProps {
  readonly lab: Lab;
  readonly room: Room;
  readonly directory: Directory;
  /** Id of the open thing; empty for none. */
  readonly item: string;
  /** What stands behind the question mark of the address. */
  readonly query: Readonly<Record<string, string>>;
  readonly sizes: PaneSizes<ConsolePane>;
}
