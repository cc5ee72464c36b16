// Lists the stories, in the order they are offered; the journey tests replay every one of them.
import { contractor } from './contractor.ts';
import { joiner } from './joiner.ts';
import { leaver } from './leaver.ts';
import { mover } from './mover.ts';
import type { Scenario } from './story.ts';

/** Every story of the lab, in the order of the catalogue. */
export const scenarios: readonly Scenario[] = [joiner, mover, leaver, contractor];

/** The story with an id, or undefined. */
export const scenarioNamed = (id: string): Scenario | undefined =>
  scenarios.find((scenario) => scenario.id === id);
