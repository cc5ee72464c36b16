// Gathers the whole suite for a server: the checks of every group, and those made from its own schemas.
import type { Check } from '../check.ts';
import type { Survey } from '../survey.ts';
import { bulkChecks } from './bulk.ts';
import { dialectChecks } from './dialects.ts';
import { discoveryChecks } from './discovery.ts';
import { filterChecks } from './filters.ts';
import { generatedChecks } from './generated.ts';
import { groupChecks } from './groups.ts';
import { httpChecks } from './http.ts';
import { pagingChecks } from './paging.ts';
import { patchChecks } from './patching.ts';
import { projectionChecks } from './projection.ts';
import { propertyChecks } from './properties.ts';
import { userChecks } from './users.ts';
import { vaultChecks } from './vault.ts';

/** The checks that are the same for every server. */
export const fixedChecks: readonly Check[] = [
  ...discoveryChecks,
  ...userChecks,
  ...groupChecks,
  ...filterChecks,
  ...patchChecks,
  ...pagingChecks,
  ...projectionChecks,
  ...bulkChecks,
  ...httpChecks,
  ...vaultChecks,
  ...dialectChecks,
  ...propertyChecks,
];

/** Every check for a server, in the order they run. */
export const allChecks = (survey: Survey): readonly Check[] => [
  ...fixedChecks,
  ...generatedChecks(survey),
];
