// Tells the leaver's story: HR ends Ana's employment, and until one PATCH arrives three production secrets stay open.
import { processOf } from '../idp/people.ts';
import { directGrants } from '../vault/explain.ts';
import { entries } from './catalogue.ts';
import {
  ana,
  listWords,
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
  usualBaselines,
} from './northwind.ts';
import { openNames, secretsWords, standOf } from './scene.ts';
import type { Act, Scenario } from './story.ts';

const who = 'Ana Ruiz';
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
    beats: [
      {
        kind: 'message',
        id: 'asks-hr',
        at: '2026-11-30T09:15:00Z',
        from: 'idp',
        to: 'hr',
        says: 'Who has changed?',
        wire: 'poll, every 15 min',
      },
      {
        kind: 'message',
        id: 'hr-answers',
        at: '2026-11-30T09:15:02Z',
        from: 'hr',
        to: 'idp',
        back: true,
        says: 'Ana, last day 30 November',
        wire: 'E1042, terminated',
      },
      {
        kind: 'note',
        id: 'disabled-here',
        at: '2026-11-30T09:15:03Z',
        lane: 'idp',
        says: 'Ana disabled here, waits',
        wire: 'next cycle 09:40',
      },
    ],
    expects: stillThere,
  },
  {
    id: 'wait',
    title: 'The wait',
    description:
      'Provisioning runs every 40 minutes. Until then Ana still opens 3 production secrets.',
    beats: [
      {
        kind: 'note',
        id: 'still-open',
        at: '2026-11-30T09:30:00Z',
        lane: 'vault',
        says: 'What Ana can still open',
        tell: (scene) => {
          const names = openNames(standOf(ana.workEmail, scene));
          return { says: `Ana still opens ${secretsWords(names.length)}`, wire: names.join(', ') };
        },
      },
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
        start: ({ dialect, target }) => dialect.disable(target, { userName: ana.workEmail, who }),
      },
    ],
    expects: gone,
  },
  {
    id: 'by-hand',
    title: 'What SCIM does not do',
    description:
      'The account stays, with its groups and its history: that is the audit trail. Secrets Ana has seen must be changed by hand: run the user audit and expire them.',
    beats: [
      {
        kind: 'note',
        id: 'rows-stay',
        at: '2026-11-30T09:41:00Z',
        lane: 'vault',
        says: 'What stays behind',
        tell: (scene) => {
          const { groups, id = '' } = standOf(ana.workEmail, scene);
          const byHand = directGrants(scene.vault, id).length;
          const rows = groups.length + byHand;
          return {
            says: `${rows === 1 ? '1 row stays' : `${rows} rows stay`}, opening nothing`,
            wire: groups.join(', '),
          };
        },
      },
      {
        kind: 'note',
        id: 'seen',
        at: '2026-11-30T09:42:00Z',
        lane: 'vault',
        says: 'What Ana has seen',
        tell: (scene) => {
          const names = standOf(ana.workEmail, scene).seen.map(({ name }) => name);
          return {
            says: names.length ? `Ana has seen ${listWords(names)}` : 'Ana has seen no secret',
            wire: 'user audit: expire',
          };
        },
      },
    ],
    expects: gone,
  },
];

/** HR ends Ana Ruiz's employment; measures how long her rights outlive it. */
export const leaver: Scenario = {
  ...entries.leaver,
  version: 1,
  world: 'northwind-ana',
  ...northwindOpening,
  subject: { userName: ana.workEmail, name: who, called: 'Ana' },
  measure: {
    kind: 'exposure',
    keeps: [],
    axis: {
      starts: 'HR ends the employment',
      notices: { at: '2026-11-30T09:15:00Z', says: 'Provider notices' },
      ends: 'Secret Server disables Ana',
    },
    baselines: usualBaselines,
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
