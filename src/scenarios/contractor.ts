// Tells the contractor's story: a contract ends at midnight, nobody has to remember, and SCIM has no attribute for the date.
import { directGrants } from '../vault/explain.ts';
import { byHandMonthlyReview } from '../vault/exposure.ts';
import { entries } from './catalogue.ts';
import {
  listWords,
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
  tom,
} from './northwind.ts';
import { openNames, secretsWords, standOf } from './scene.ts';
import type { Act, Scenario } from './story.ts';

const who = 'Tom Berg';
const atWork = { account: 'enabled', opens: opened.contoso } as const;
const gone = { account: 'disabled', opens: [] } as const;

const acts: readonly Act[] = [
  {
    id: 'contract',
    title: 'The contract',
    description:
      'HR knows the last day: 29 December. A SCIM User has no attribute for it, so Secret Server does not know.',
    beats: [
      {
        kind: 'note',
        id: 'recorded',
        at: '2026-11-30T09:00:00Z',
        lane: 'hr',
        says: 'Contract until 29 December',
        wire: 'Contract Contingent Worker',
      },
      {
        kind: 'note',
        id: 'opens',
        at: '2026-11-30T09:00:00Z',
        lane: 'vault',
        says: 'What Tom can open',
        tell: (scene) => {
          const names = openNames(standOf(tom.workEmail, scene));
          return { says: `Tom opens ${secretsWords(names.length)}`, wire: names.join(', ') };
        },
      },
    ],
    expects: atWork,
  },
  {
    id: 'reminder',
    title: 'Two weeks before',
    description:
      'The provider reminds Tom’s manager. She does not answer. Nothing has to be done for the end to come.',
    beats: [
      {
        kind: 'note',
        id: 'reminded',
        at: '2026-12-16T09:00:00Z',
        clock: 'jump',
        lane: 'idp',
        says: 'Kate O’Neil is reminded',
        wire: '14 days left',
      },
    ],
    expects: atWork,
  },
  {
    id: 'end',
    title: 'The contract ends',
    description:
      'Midnight, UTC. From here on Tom should open nothing. HR’s own time zone could make this later; here it is the same.',
    beats: [
      {
        kind: 'note',
        id: 'ended',
        at: '2026-12-30T00:00:00Z',
        clock: 'jump',
        lane: 'hr',
        says: 'Contract ended',
        wire: 'last day 29 December',
        measures: true,
      },
    ],
    expects: atWork,
  },
  {
    id: 'notice',
    title: 'The provider notices',
    description:
      'The identity provider reads HR in the night and disables Tom in its own directory.',
    beats: [
      {
        kind: 'message',
        id: 'asks-hr',
        at: '2026-12-30T00:15:00Z',
        from: 'idp',
        to: 'hr',
        says: 'Who has changed?',
        wire: 'poll, every 15 min',
      },
      {
        kind: 'message',
        id: 'hr-answers',
        at: '2026-12-30T00:15:02Z',
        from: 'hr',
        to: 'idp',
        back: true,
        says: 'Tom, contract ended',
        wire: 'C2003, inactive',
      },
      {
        kind: 'note',
        id: 'disabled-here',
        at: '2026-12-30T00:15:03Z',
        lane: 'idp',
        says: 'Tom disabled here, waits',
        wire: 'next cycle 00:40',
      },
    ],
    expects: atWork,
  },
  {
    id: 'request',
    title: 'The request',
    description: 'The same PATCH as for a leaver: active false. Nobody had to remember.',
    beats: [
      {
        kind: 'talk',
        id: 'disable',
        at: '2026-12-30T00:40:05Z',
        says: 'The provider disables Tom',
        start: ({ dialect, target }) => dialect.disable(target, { userName: tom.workEmail, who }),
      },
    ],
    expects: gone,
  },
  {
    id: 'after',
    title: 'If the contract is renewed',
    description:
      'A new contract means active true on the same id: history stays in one place. Group rows that stayed would open again at once, so check them first.',
    beats: [
      {
        kind: 'note',
        id: 'rows-stay',
        at: '2026-12-30T00:41:00Z',
        lane: 'vault',
        says: 'What stays behind',
        tell: (scene) => {
          const { groups, id = '' } = standOf(tom.workEmail, scene);
          const rows = groups.length + directGrants(scene.vault, id).length;
          return {
            says: `${rows === 1 ? '1 row stays' : `${rows} rows stay`}, opening nothing`,
            wire: groups.join(', '),
          };
        },
      },
      {
        kind: 'note',
        id: 'seen',
        at: '2026-12-30T00:42:00Z',
        lane: 'vault',
        says: 'What Tom has seen',
        tell: (scene) => {
          const names = standOf(tom.workEmail, scene).seen.map(({ name }) => name);
          return {
            says: names.length ? `Tom has seen ${listWords(names)}` : 'Tom has seen no secret',
            wire: 'user audit: expire',
          };
        },
      },
    ],
    expects: gone,
  },
];

/** Tom Berg's contract ends 30 days from the start; measures how long his right outlives it. */
export const contractor: Scenario = {
  ...entries.contractor,
  version: 1,
  world: 'northwind',
  ...northwindOpening,
  subject: { userName: tom.workEmail, name: who, called: 'Tom' },
  measure: {
    kind: 'exposure',
    keeps: [],
    axis: {
      starts: 'The contract ends',
      notices: { at: '2026-12-30T00:15:00Z', says: 'Provider notices' },
      ends: 'Secret Server disables Tom',
    },
    baselines: (openedAt) => [
      {
        name: 'on demand',
        length: 50_000,
        assumption: 'lab assumption: HR tells the provider at once',
      },
      byHandMonthlyReview(openedAt),
    ],
  },
  acts,
  simulated: [
    simulatedTimes,
    simulatedRights,
    simulatedEvents,
    'Which secret Tom has looked at is lab data.',
  ],
  lesson:
    'SCIM carries no end date. The provider has to know it and send active false on the day, on the same account, so that history and renewal stay simple.',
};
