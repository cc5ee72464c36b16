// Lists the sections of the reference, and reads from the address which one is open.
import type { IconName } from '../parts/icons.ts';

/** A section of the reference. */
export interface Section {
  readonly id: 'features' | 'clauses' | 'policies' | 'schemas' | 'problems' | 'filter' | 'events';
  readonly title: string;
  readonly icon: IconName;
  readonly says: string;
}

/** The sections, in the order of the side list. */
export const sections: readonly Section[] = [
  {
    id: 'features',
    title: 'Features',
    icon: 'list',
    says: 'what SCIM is made of, what this server decides about it, and the checks that show it',
  },
  {
    id: 'clauses',
    title: 'Clauses',
    icon: 'scroll-text',
    says: 'every MUST and SHOULD of RFC 7643, 7644 and 9865, and the checks that show it',
  },
  {
    id: 'policies',
    title: 'Policies',
    icon: 'shield',
    says: 'what this server does where the RFCs leave a choice, profile by profile',
  },
  {
    id: 'schemas',
    title: 'Schemas',
    icon: 'table-2',
    says: 'every attribute with its characteristics',
  },
  {
    id: 'problems',
    title: 'Problems',
    icon: 'triangle-alert',
    says: 'everything a request can be refused for, with an example',
  },
  {
    id: 'filter',
    title: 'Filter tester',
    icon: 'filter',
    says: 'how a filter is read, and whom it finds in the present directory',
  },
  {
    id: 'events',
    title: 'Security events',
    icon: 'zap',
    says: 'what others are told of each change',
  },
];

/** The section and the entry within it that an address such as `problems/unknown-op` names; none names the first. */
export function placeIn(path: string): {
  readonly section: Section | undefined;
  readonly named: string;
  readonly entry: string;
} {
  const [named = '', entry = ''] = path.split('/');
  return { section: sections.find(({ id }) => named === '' || id === named), named, entry };
}
