// Tells the contractor's story: a contract ends at midnight, nobody has to remember, and SCIM has no attribute for the date.
import { groupsFor, northwindRules } from '../idp/assignments.ts';
import { leftBehind, membershipTalks, opensNote, providerHears } from './beats.ts';
import { entries } from './catalogue.ts';
import {
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
  tom,
} from './northwind.ts';
import type { Act, Scenario } from './story.ts';

const subject = { userName: tom.workEmail, name: 'Tom Berg', called: 'Tom' } as const;
const account = { userName: subject.userName, who: subject.name };
const named = { who: subject.name, called: subject.called };
const groups = groupsFor(
  { ...tom, endsAt: '2027-07-01T00:00:00Z' },
  '2027-01-04T09:00:00Z',
  northwindRules,
);
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
      opensNote(
        { id: 'opens', at: '2026-11-30T09:00:00Z', says: 'What Tom can open' },
        subject,
        'opens',
      ),
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
    beats: providerHears({
      at: '2026-12-30T00:15:00Z',
      hears: { says: 'Tom, contract ended', wire: 'C2003, inactive' },
      then: { id: 'disabled-here', says: 'Tom disabled here, waits', wire: 'next cycle 00:40' },
    }),
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
        start: ({ dialect, target }) => dialect.disable(target, account),
      },
    ],
    expects: gone,
  },
  {
    id: 'after',
    title: 'What stays behind',
    description:
      'The account stays, with its group rows and its history. The rows open nothing while it is off, and open again at once when it is switched on.',
    beats: leftBehind({ rows: '2026-12-30T00:41:00Z', seen: '2026-12-30T00:42:00Z' }, subject),
    expects: gone,
  },
  {
    id: 'renewed',
    title: 'The contract is renewed',
    description:
      'A new contract is the same person: active true on the same id, so history stays in one place. The provider adds its groups again, since it cannot know that their rows stayed.',
    choice: {
      asks: 'Contoso may get a new contract.',
      yes: 'Renew it on 4 January',
      no: 'It stays ended',
    },
    beats: [
      {
        kind: 'note',
        id: 'new-contract',
        at: '2027-01-04T09:00:00Z',
        clock: 'jump',
        lane: 'hr',
        says: 'New contract until 30 June',
        wire: 'Contract Contingent Worker',
        settles: true,
      },
      {
        kind: 'talk',
        id: 'enable',
        at: '2027-01-04T09:40:05Z',
        says: 'The provider enables Tom',
        start: ({ dialect, target }) => dialect.enable(target, account),
      },
      ...membershipTalks('join', groups, { ...named, at: '2027-01-04T09:40:09Z' }),
    ],
    expects: atWork,
  },
];

/** Tom Berg's contract ends 30 days from the start; measures how long his right outlives it. */
export const contractor: Scenario = {
  ...entries.contractor,
  version: 2,
  world: 'northwind',
  ...northwindOpening,
  subject,
  measure: {
    lifecycle: 'contractor',
    kind: 'exposure',
    keeps: [],
    axis: {
      starts: 'The contract ends',
      notices: { at: '2026-12-30T00:15:00Z', says: 'Provider notices' },
      ends: 'Secret Server disables Tom',
    },
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
