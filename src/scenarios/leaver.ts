// Tells the leaver's story: HR ends Ana's employment, and until one PATCH arrives three production secrets stay open.
import { processOf } from '../idp/people.ts';
import { leftBehind, opensNote, providerHears } from './beats.ts';
import { entries } from './catalogue.ts';
import {
  ana,
  anaAtWork,
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
} from './northwind.ts';
import type { Act, Scenario } from './story.ts';

const subject = anaAtWork;
const leaving = {
  kind: 'terminate',
  at: '2026-11-30T09:00:00Z',
  employeeNumber: ana.employeeNumber,
  effective: '2026-11-30T09:00:00Z',
} as const;
const stillThere = { account: 'enabled', opens: opened.dba } as const;
const gone = { account: 'disabled', opens: [] } as const;

const acts: readonly Act[] = [
  {
    id: 'end',
    title: 'HR ends the employment',
    description: 'Workday, Terminate Employee, effective today.',
    beats: [
      {
        kind: 'note',
        id: 'terminated',
        at: leaving.at,
        lane: 'hr',
        says: 'Employment ended',
        wire: processOf(leaving),
        measures: true,
      },
    ],
    expects: stillThere,
  },
  {
    id: 'notice',
    title: 'The provider notices',
    description:
      'The identity provider reads HR and disables Ana in its own directory. Nothing has reached Secret Server.',
    beats: providerHears({
      at: '2026-11-30T09:15:00Z',
      hears: { says: 'Ana, last day 30 November', wire: 'E1042, terminated' },
      then: { id: 'disabled-here', says: 'Ana disabled here, waits', wire: 'next cycle 09:40' },
    }),
    expects: stillThere,
  },
  {
    id: 'wait',
    title: 'The wait',
    description:
      'Provisioning runs every 40 minutes. Until then Ana still opens 3 production secrets.',
    beats: [
      opensNote(
        { id: 'still-open', at: '2026-11-30T09:30:00Z', says: 'What Ana can still open' },
        subject,
        'still opens',
      ),
    ],
    expects: stillThere,
  },
  {
    id: 'request',
    title: 'The request',
    description:
      'One look-up, one PATCH with active false. The account is off, and every right with it.',
    beats: [
      {
        kind: 'talk',
        id: 'disable',
        at: '2026-11-30T09:40:05Z',
        says: 'The provider disables Ana',
        start: ({ dialect, target }) =>
          dialect.disable(target, { userName: subject.userName, who: subject.name }),
      },
    ],
    expects: gone,
  },
  {
    id: 'by-hand',
    title: 'What SCIM does not do',
    description:
      'The account stays, with its groups and its history: that is the audit trail. Secrets Ana has seen must be changed by hand: run the user audit and expire them.',
    beats: leftBehind({ rows: '2026-11-30T09:41:00Z', seen: '2026-11-30T09:42:00Z' }, subject),
    expects: gone,
  },
];

/** HR ends Ana Ruiz's employment; measures how long her rights outlive it. */
export const leaver: Scenario = {
  ...entries.leaver,
  version: 1,
  world: 'northwind-ana',
  ...northwindOpening,
  subject,
  measure: {
    lifecycle: 'leaver',
    kind: 'exposure',
    keeps: [],
    axis: {
      starts: 'HR ends the employment',
      notices: { at: '2026-11-30T09:15:00Z', says: 'Provider notices' },
      ends: 'Secret Server disables Ana',
    },
  },
  acts,
  simulated: [
    simulatedTimes,
    simulatedRights,
    simulatedEvents,
    'Which secrets Ana has looked at is lab data.',
  ],
  lesson:
    'The request takes a second. The window is the waiting before it: how often the provider asks HR, and how often it provisions.',
};
