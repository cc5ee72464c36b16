// Lists, for each profile, the checks that its documents depart from, each with the reason.
import type { ProfileId } from '../scim/profile.ts';
import { isMeant } from './ids.ts';
import type { CheckInfo } from './result.ts';

/** Checks that do not apply to a profile, and why. */
export interface Departure {
  /** Ids; a star stands for any text. */
  readonly ids: readonly string[];
  /** A whole sentence. */
  readonly reason: string;
}

const because = (reason: string, ...ids: readonly string[]): Departure => ({ ids, reason });

/** What the lenient profile tolerates, so that it cannot refuse it. */
const tolerated: readonly Departure[] = [
  because('It drops schemas that it does not know, with their data.', 'USR-08'),
  because(
    'It takes the schema of a resource or message for granted where none is named.',
    ...['USR-11', 'PAT-05', 'SRC-04', 'BLK-26'],
  ),
  because('Two groups cannot share a displayName.', 'GRP-05'),
  because(
    'It reads a member or manager given as plain text, and "" as none.',
    ...['GRP-07', 'PAT-72', 'PAT-73'],
  ),
  because('A remove of members with a list removes only the listed.', 'GRP-25'),
  because('It reads booleans given as text.', ...['FLT-13', 'PAT-32']),
  because('A PATCH without operations changes nothing.', 'PAT-02b'),
  because(
    'A filter in a path that matches nothing makes the element, as Entra ID expects.',
    ...['PAT-50', 'PAT-51'],
  ),
  because('A dot after a schema URN is read as a colon.', 'PAT-38'),
  because('Keys with dots in a value without a path are read as paths.', 'PAT-76'),
  because('A list of one is read as its element.', 'PAT-77'),
];

/** What Delinea documents of the SCIM Connector. */
const connector: readonly Departure[] = [
  ...tolerated,
  because(
    'DELETE disables the account, so its userName stays taken.',
    ...['USR-52', 'LIF-05', 'LIF-06'],
  ),
  because(
    'A userName that is taken is replaced by the e-mail; only a taken e-mail is a conflict.',
    'OKF-03',
  ),
  because('Its documented error text repeats the filter.', 'SEC-04'),
];

/** What Delinea documents of the SCIM Cloud Connector. */
const cloud: readonly Departure[] = [
  ...tolerated,
  because(
    'A filter takes eq and and, nothing else.',
    ...['USR-27', 'FLT-04', 'FLT-05', 'FLT-06', 'FLT-08', 'FLT-09', 'FLT-10', 'FLT-11', 'FLT-16'],
    ...['FLT-17', 'FLT-19', 'FLT-20', 'FLT-21', 'FLT-22', 'FLT-23', 'FLT-24', 'FLT-25', 'FLT-26'],
    ...['FLT-28', 'FLT-30', 'FLT-31', 'FLT-32', 'FLT-33', 'FLT-34', 'FLT-36', 'FLT-44'],
    ...['PAT-82', 'ENF-13', 'PROP-04', 'PROP-04b', 'GEN-*-filter'],
  ),
];

const departures: Readonly<Record<ProfileId, readonly Departure[]>> = {
  strict: [],
  lenient: tolerated,
  connector,
  cloud,
};

/** The departures of a profile. */
export const departuresOf = (profile: ProfileId): readonly Departure[] => departures[profile];

/** Why a check does not apply to a profile; undefined if it does. */
export const departureFrom = (
  { id }: Pick<CheckInfo, 'id'>,
  profile: ProfileId,
): string | undefined =>
  departures[profile].find(({ ids }) => ids.some((form) => isMeant(form, id)))?.reason;
