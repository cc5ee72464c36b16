// Names what the stories of Northwind Trust share: its people, lanes, times, and the words for them.
import type { Facts } from '../idp/conversation.ts';
import type { HrPerson, Job } from '../idp/people.ts';
import type { Lane, Scenario } from './story.ts';

/** Ana Ruiz as HR hires her: a database administrator from 30 November 2026, nine o'clock. */
export const ana: HrPerson = {
  employeeNumber: 'E1042',
  kind: 'employee',
  givenName: 'Ana',
  familyName: 'Ruiz',
  workEmail: 'ana.ruiz@northwind.example',
  phone: 'tel:+44-20-7946-0142',
  organization: 'Northwind Trust',
  job: {
    title: 'Database Administrator',
    division: 'Technology',
    department: 'Database Services',
    costCenter: '4100',
    manager: 'E1007',
  },
  startsAt: '2026-11-30T09:00:00Z',
};

/** Ana as the stories watch her. */
export const anaAtWork = {
  userName: ana.workEmail,
  name: 'Ana Ruiz',
  called: 'Ana',
} as const satisfies Scenario['subject'];

/** Ana's job after her move to the network. */
export const networkJob: Job = {
  title: 'Network Engineer',
  division: 'Technology',
  department: 'Network Operations',
  costCenter: '4200',
  manager: 'E1064',
};

/** Managers by employee number, as sentences call them. */
export const managers = {
  E1007: { externalId: 'E1007', who: 'Omar Haddad' },
  E1064: { externalId: 'E1064', who: "Kate O'Neil" },
} as const;

/** Tom Berg of Contoso; his contract ends with 29 December 2026. */
export const tom: HrPerson = {
  employeeNumber: 'C2003',
  kind: 'contractor',
  givenName: 'Tom',
  familyName: 'Berg',
  workEmail: 'tom.berg@contoso.example',
  phone: 'tel:+44-20-7946-0203',
  organization: 'Contoso',
  job: {
    title: 'Jump Host Engineer',
    division: 'Technology',
    department: 'Vendors',
    costCenter: '4290',
    manager: 'E1064',
  },
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: '2026-12-30T00:00:00Z',
};

/** The four lanes, as Northwind calls them. */
export const northwindLanes: Readonly<
  Record<Lane, { readonly name: string; readonly role: string }>
> = {
  hr: { name: 'Workday', role: 'HR' },
  idp: { name: 'Northwind IdP', role: 'provider, SCIM client' },
  scim: { name: 'SCIM endpoint', role: 'SCIM server' },
  vault: { name: 'Secret Server', role: 'vault' },
};

/** The secrets that the stories' groups open, by name. */
export const opened = {
  dba: ['ora-prod-1', 'ora-prod-2', 'pg-billing'],
  network: ['core-sw-01', 'fw-edge-01', 'vpn-gw'],
  contoso: ['contoso-jump'],
} as const;

/** What every story of Northwind invents. */
export const simulatedTimes =
  'The provider asks HR every 15 minutes and provisions every 40 minutes: lab times.';
export const simulatedRights =
  'Which group opens which folder, and gives which role, is lab configuration; Delinea documents no such mapping.';
export const simulatedEvents =
  'Event names are those of Secret Server; which request causes which event is the lab’s table.';

/** The SCIM id the story has found out; a talk with `needsAccount` is only started when there is one. */
export function accountIn(facts: Facts): string {
  if (facts.userId === undefined)
    throw new Error('Expected an account id in a conversation that needs one.');
  return facts.userId;
}

/** What all stories of Northwind open with. */
export const northwindOpening = {
  clock: '2026-11-30T09:00:00Z',
  profile: 'strict',
  lanes: northwindLanes,
} as const satisfies Partial<Scenario>;

/** `a, b and c`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
