// Lists, for each profile, the checks its documents depart from, each with the reason.
import type { ProfileId } from '../scim/profile.ts';

/** A profile with departures of its own; strict is what the suite describes. */
export type Profiled = ProfileId;

/** Reasons by id of check. */
export type Departures = Readonly<Record<string, string>>;

/** The departures of each profile. */
export const departures: Readonly<Record<Profiled, Departures>> = {
  strict: {},
  lenient: {},
  connector: {},
  cloud: {},
};
