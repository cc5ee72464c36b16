// Names the profiles in the few words that fit a status bar.
import type { ProfileId } from '../../scim/profile.ts';

/** The profile in one or two words. */
export const profileNames: Readonly<Record<ProfileId, string>> = {
  strict: 'strict',
  lenient: 'lenient',
  connector: 'SCIM Connector',
  cloud: 'SCIM Cloud Connector',
};
