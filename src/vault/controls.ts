// Says in the lab's own words what three well-known frameworks ask about access, which family of cases answers it, and what no journal can show.
import type { ControlFamily } from './evidence.ts';

/** A framework that auditors work by. */
export type Framework = 'SOC 2' | 'ISO/IEC 27001:2022' | 'PCI DSS 4.0';

/** The frameworks in the order they are named. */
export const frameworks: readonly Framework[] = ['SOC 2', 'ISO/IEC 27001:2022', 'PCI DSS 4.0'];

/** What one framework asks: clauses, and a whole sentence. */
export interface Clause {
  readonly framework: Framework;
  readonly clauses: string;
  readonly asks: string;
}

/** A family of controls. */
export interface Control {
  readonly family: ControlFamily;
  readonly title: string;
  /** What is asked, and how the cases answer it: whole sentences. */
  readonly asks: string;
  readonly answers: string;
  /** One for each framework. */
  readonly clauses: readonly Clause[];
  /** What an auditor has to ask somebody else for: whole sentences. */
  readonly cannot: readonly string[];
}

const clause = (framework: Framework, clauses: string, asks: string): Clause => ({
  framework,
  clauses,
  asks,
});

const hrUnknown =
  'When HR decided: no request says so. Somebody who knows can say it under Exposure, and the window begins there.';
const notHere =
  'Other systems, and what came before this tenant’s journal: only this Secret Server is here.';

/** The families in the order of a working life. */
export const controls: readonly Control[] = [
  {
    family: 'provisioning',
    title: 'Access given',
    asks: 'Is access given to named people, on somebody’s authority, and no more than the job needs?',
    answers:
      'Each case is one account made or enabled, with who asked for it, through which request, and what it can open afterwards.',
    clauses: [
      clause(
        'SOC 2',
        'CC6.2',
        'Users are registered and authorised before they get credentials and access.',
      ),
      clause(
        'ISO/IEC 27001:2022',
        'A.5.16, A.5.18 and A.8.2',
        'Identities are managed all their life, rights are given by a rule, and privileged ones are few and known.',
      ),
      clause(
        'PCI DSS 4.0',
        '7.2.2, 7.2.3 and 8.2.4',
        'Access follows the job with the least rights, somebody entitled approves it, and an account gets what was approved and no more.',
      ),
    ],
    cannot: [
      'Who approved it: the journal knows the token that asked, not the person or the ticket behind it.',
      'Whether the job needs it: which group belongs to which job is decided in the identity provider.',
      notHere,
    ],
  },
  {
    family: 'change',
    title: 'Access changed',
    asks: 'When somebody changes jobs, do the rights of the old one go?',
    answers:
      'Each case is what changed for one person within a day. The window is how long rights of the old job stood open, also where a right given by hand kept them open for days.',
    clauses: [
      clause(
        'SOC 2',
        'CC6.3',
        'Access is changed and removed as roles change, with least privilege and separation of duties.',
      ),
      clause(
        'ISO/IEC 27001:2022',
        'A.5.18',
        'Rights are reviewed, and changed when somebody’s work changes.',
      ),
      clause(
        'PCI DSS 4.0',
        '7.2.4 and 8.2.4',
        'All accounts and their rights are reviewed at least every six months, and each change of an account is authorised.',
      ),
    ],
    cannot: [
      hrUnknown,
      'Why it changed: a move, a review and a correction look alike.',
      'That a review took place: what it would look at stands in the reports, that somebody did stands nowhere.',
      notHere,
    ],
  },
  {
    family: 'removal',
    title: 'Access removed',
    asks: 'When somebody leaves, is access withdrawn at once, and all of it?',
    answers:
      'Each case is one account disabled. The window goes from HR’s word, the end of a contract or the first step to the moment nothing was open any more; an account enabled again within a day opens it again.',
    clauses: [
      clause(
        'SOC 2',
        'CC6.2 and CC6.3',
        'Credentials and access go when nobody is entitled to them any more.',
      ),
      clause(
        'ISO/IEC 27001:2022',
        'A.5.18',
        'Rights are withdrawn when employment or contract ends.',
      ),
      clause(
        'PCI DSS 4.0',
        '8.2.5 and 8.2.6',
        'Access of who has left is revoked at once, and accounts idle for 90 days are disabled.',
      ),
    ],
    cannot: [
      hrUnknown,
      'Who should have gone and did not: contracts that have ended stand under Exposure, accounts that HR does not know under Orphans, idle ones in the report on logins.',
      'What somebody knows by heart: secrets seen before leaving stand in the User Audit Report, and changing them is work by hand.',
      notHere,
    ],
  },
];
