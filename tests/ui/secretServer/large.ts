// Makes a directory of the size the console must stay usable at: 10,000 people, 500 groups, 2,000 folders and secrets.
import type { Directory } from '../../../src/ui/lab.ts';
import { largeCompany as large } from '../../vault/large.ts';
import { directoryOf } from './kit.ts';

/** The large company as the screens get it. */
export function largeCompany(): Directory {
  const { users, groups, vault } = large(10_000);
  return directoryOf(users, groups, vault);
}
