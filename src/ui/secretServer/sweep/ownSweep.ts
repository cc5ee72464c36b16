// Says what of the sweep the lab invents, as a source that stands beside it.
import type { Source } from '../../../scim/trace.ts';

/** HR's list of people. */
export const ownPeople: Source = {
  kind: 'simulated',
  note: 'The people of HR are data of the lab: they stand in for what an identity provider has. The sweep itself is real: it knows accounts only from the answers to its requests.',
};
