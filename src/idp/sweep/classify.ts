// Compares accounts with the people of HR and puts every account into exactly one class, with the reason.
import { unambiguous } from '../../base/pairing.ts';
import { isAtWork, fullName } from '../people.ts';
import type { HrPerson } from '../people.ts';
import type { SweptAccount } from './account.ts';

/** By what an account was found to be a person's, the surest first. */
export type MatchKey = 'externalId' | 'userName' | 'email';

/** An attribute in which account and HR differ; values as people read them. */
export interface Difference {
  readonly attribute: string;
  readonly hr: string;
  readonly account: string;
}

/** An account nobody at HR stands behind, left alone because the operator says so. */
export interface Exemption {
  /** SCIM id of the account. */
  readonly id: string;
  readonly kind: 'service' | 'protected';
  readonly note: string;
}

/** An account that belongs to nobody at HR and is on no list. */
export interface Orphan {
  readonly kind: 'orphan';
  readonly account: SweptAccount;
}

/** What a sweep says of one account. */
export type Finding =
  | Orphan
  | {
      readonly kind: 'service' | 'protected';
      readonly account: SweptAccount;
      readonly note: string;
    }
  | {
      readonly kind: 'matched' | 'drifted';
      readonly account: SweptAccount;
      readonly person: HrPerson;
      readonly by: MatchKey;
      /** Empty where it is matched. */
      readonly differences: readonly Difference[];
    }
  | {
      readonly kind: 'duplicate';
      readonly account: SweptAccount;
      readonly person: HrPerson;
      readonly by: MatchKey;
      /** The account that counts as the person's, and by what it was found. */
      readonly of: SweptAccount;
      readonly ofBy: MatchKey;
    };

/** What came of a sweep: one finding for each account, and the people at work without any. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly missing: readonly HrPerson[];
}

/** What is compared. `at` is the lab instant (ISO 8601) that decides who is at work. */
export interface Compared {
  readonly accounts: readonly SweptAccount[];
  readonly people: readonly HrPerson[];
  readonly exempt: readonly Exemption[];
  readonly at: string;
}

/**
 * Puts each account into one class. Exempt accounts first, whoever they look like; then by externalId
 * (case matters, RFC 7643 §3.1), userName and primary e-mail (case does not). Of several accounts of one
 * person the one with the surest match counts, then the enabled one, then the first; others are duplicates.
 */
export function compare({ accounts, people, exempt, at }: Compared): Comparison {
  const exemptions = new Map(exempt.map((each) => [each.id, each]));
  const claimOf = claimsOn(people);
  const claims = new Map(
    accounts
      .filter(({ id }) => !exemptions.has(id))
      .flatMap((account) => {
        const claim = claimOf(account);
        return claim ? [[account.id, { account, ...claim }] as const] : [];
      }),
  );
  const held = surest([...claims.values()]);
  const findings = accounts.map((account): Finding => {
    const exemption = exemptions.get(account.id);
    if (exemption) return { kind: exemption.kind, account, note: exemption.note };
    const claim = claims.get(account.id);
    return claim
      ? findingOf(claim, held.get(claim.person) ?? claim, at)
      : { kind: 'orphan', account };
  });
  const missing = people.filter((person) => isAtWork(person, at) && !held.has(person));
  return { findings, missing };
}

interface Claim {
  readonly account: SweptAccount;
  readonly person: HrPerson;
  readonly by: MatchKey;
}

function findingOf(claim: Claim, holder: Claim, at: string): Finding {
  if (holder.account.id !== claim.account.id)
    return { ...claim, kind: 'duplicate', of: holder.account, ofBy: holder.by };
  const differences = differencesOf(claim.account, claim.person, at);
  return { ...claim, kind: differences.length > 0 ? 'drifted' : 'matched', differences };
}

/** Who an account belongs to. A value that two people share decides nothing. */
function claimsOn(people: readonly HrPerson[]) {
  const byNumber = unambiguous(people, ({ employeeNumber }) => employeeNumber);
  const byMail = unambiguous(people, ({ workEmail }) => workEmail.toLowerCase());
  const keys: readonly (readonly [MatchKey, (account: SweptAccount) => HrPerson | undefined])[] = [
    ['externalId', ({ externalId }) => byNumber.get(externalId)],
    ['userName', ({ userName }) => byMail.get(userName.toLowerCase())], // the mapping writes the e-mail there
    ['email', ({ email }) => byMail.get(email.toLowerCase())],
  ];
  return (account: SweptAccount): { person: HrPerson; by: MatchKey } | undefined => {
    for (const [by, find] of keys) {
      const person = find(account);
      if (person) return { person, by };
    }
    return undefined;
  };
}

const order: readonly MatchKey[] = ['externalId', 'userName', 'email'];
const rank = ({ by, account }: Claim): number => 2 * order.indexOf(by) + (account.enabled ? 0 : 1);

function surest(claims: readonly Claim[]): ReadonlyMap<HrPerson, Claim> {
  const held = new Map<HrPerson, Claim>();
  for (const claim of claims) {
    const known = held.get(claim.person);
    if (!known || rank(claim) < rank(known)) held.set(claim.person, claim);
  }
  return held;
}

interface Side {
  readonly attribute: string;
  readonly hr: (person: HrPerson, at: string) => string;
  readonly account: (account: SweptAccount) => string;
  /** Letter case decides (RFC 7643 §2.2 `caseExact`). */
  readonly exact?: boolean;
}

const stateWord = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');

/** What the provider's mapping writes and a sweep compares. */
const sides: readonly Side[] = [
  {
    attribute: 'active',
    hr: (person, at) => stateWord(isAtWork(person, at)),
    account: ({ enabled }) => stateWord(enabled),
  },
  {
    attribute: 'externalId',
    hr: ({ employeeNumber }) => employeeNumber,
    account: ({ externalId }) => externalId,
    exact: true,
  },
  {
    attribute: 'userName',
    hr: ({ workEmail }) => workEmail,
    account: ({ userName }) => userName,
  },
  { attribute: 'emails', hr: ({ workEmail }) => workEmail, account: ({ email }) => email },
  {
    attribute: 'displayName',
    hr: fullName,
    account: ({ displayName }) => displayName,
    exact: true,
  },
  { attribute: 'title', hr: ({ job }) => job.title, account: ({ title }) => title, exact: true },
  {
    attribute: 'department',
    hr: ({ job }) => job.department,
    account: ({ department }) => department,
    exact: true,
  },
];

function differencesOf(account: SweptAccount, person: HrPerson, at: string): readonly Difference[] {
  return sides.flatMap(({ attribute, hr, account: has, exact }) => {
    const [wanted, found] = [hr(person, at), has(account)];
    const isSame = exact ? wanted === found : wanted.toLowerCase() === found.toLowerCase();
    return isSame ? [] : [{ attribute, hr: wanted, account: found }];
  });
}
