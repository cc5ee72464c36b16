// Lists the dialects the lab's providers speak; the contract suite runs over every one of them.
import type { Dialect } from './dialect.ts';
import { generic } from './generic.ts';

/** Every dialect, the plain one first. */
export const dialects: readonly Dialect[] = [generic];
