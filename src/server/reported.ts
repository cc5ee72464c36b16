// Keeps to the users that the connector's reports show where a list has no filter.
import type { StoredResource } from '../store/store.ts';
import type { Call } from './call.ts';
import { mailOf } from './mail.ts';

/**
 * What a list without a filter shows. Delinea's connector reads lists from reports of enabled users
 * that have an e-mail address; what a filter finds does not come from there.
 */
export function reported(
  { profile, trail }: Call,
  resources: readonly StoredResource[],
): readonly StoredResource[] {
  if (profile.listsUsers === 'all') return resources;
  const shown = resources.filter(isReported);
  const hidden = resources.length - shown.length;
  if (hidden > 0)
    trail.note({
      kind: 'warn',
      what: `Left out ${hidden} ${hidden === 1 ? 'user' : 'users'} that no report shows`,
      why: 'The report behind this list holds enabled users with an e-mail address only. A filter finds the others too.',
      source: {
        kind: 'profile',
        profile: profile.id,
        rule: 'Lists hold enabled users with an e-mail address.',
      },
    });
  return shown;
}

const isReported = ({ type, resource }: StoredResource): boolean =>
  type !== 'User' || (resource.active !== false && mailOf(resource) !== undefined);
