// Says how the outcomes of checks look and are called.
import type { Outcome } from '../../conformance/result.ts';
import type { IconName } from '../parts/icons.ts';

/** How a check ended, or that it was not run. */
export type Ended = Outcome['kind'] | 'waiting';

/** The sign of each outcome, the words a reader hears, and its colour. */
export const signs: Readonly<
  Record<Ended, { readonly icon: IconName; readonly words: string; readonly tone: string }>
> = {
  failed: { icon: 'circle-x', words: 'failed', tone: 'bad' },
  passed: { icon: 'circle-check', words: 'passed', tone: 'ok' },
  departs: { icon: 'shield', words: 'departs by policy', tone: 'chg' },
  notApplicable: { icon: 'info', words: 'not applicable', tone: 'dim' },
  waiting: { icon: 'circle-dashed', words: 'not run', tone: 'dim' },
};

/** What the list can be narrowed to. */
export const ends: readonly { readonly id: Ended | ''; readonly label: string }[] = [
  { id: '', label: 'All' },
  { id: 'failed', label: 'Failed' },
  { id: 'passed', label: 'Passed' },
  { id: 'departs', label: 'Departs' },
  { id: 'notApplicable', label: 'Not applicable' },
];
