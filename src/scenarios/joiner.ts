// Tells the joiner's story: HR hires Ana, the provider creates her account and her groups, and three secrets open.
import { groupsFor, northwindRules } from '../idp/assignments.ts';
import { scimUserOf } from '../idp/mapping.ts';
import { processOf } from '../idp/people.ts';
import { membershipTalks, opensNote, providerHears } from './beats.ts';
import { entries } from './catalogue.ts';
import {
  ana,
  anaAtWork,
  listWords,
  managers,
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
} from './northwind.ts';
import type { Act, Scenario } from './story.ts';

const { name: who, called } = anaAtWork;
const hiring = { kind: 'hire', at: '2026-11-30T09:00:00Z', person: ana } as const;
const groups = groupsFor(ana, hiring.at, northwindRules);

const acts: readonly Act[] = [
  {
    id: 'hire',
    title: 'HR hires Ana',
    description: 'Workday, Hire Employee: Ana Ruiz, E1042, database administrator, starts today.',
    beats: [
      {
        kind: 'note',
        id: 'hired',
        at: hiring.at,
        lane: 'hr',
        says: 'Ana is hired',
        wire: processOf(hiring),
        measures: true,
      },
    ],
    expects: { account: 'none', opens: [] },
  },
  {
    id: 'notice',
    title: 'The provider notices',
    description:
      'The identity provider reads HR and makes Ana a person of its own. Its rules say which groups she belongs to. Nothing has reached Secret Server.',
    beats: providerHears({
      at: '2026-11-30T09:15:00Z',
      hears: { says: 'Ana, new, Database Services', wire: 'manager E1007' },
      then: { id: 'assigned', says: `Rules say: ${listWords(groups)}`, wire: 'next cycle 09:40' },
    }),
    expects: { account: 'none', opens: [] },
  },
  {
    id: 'account',
    title: 'The account',
    description:
      'The provider looks whether Ana is there already, asks for the id of her manager, and creates the account. An account alone opens nothing.',
    beats: [
      {
        kind: 'talk',
        id: 'provision',
        at: '2026-11-30T09:40:05Z',
        says: 'The provider creates Ana',
        start: ({ dialect, target }) =>
          dialect.provision(target, {
            user: scimUserOf(ana, { active: true }),
            who,
            manager: managers.E1007,
          }),
      },
    ],
    expects: { account: 'enabled', opens: [] },
  },
  {
    id: 'groups',
    title: 'The groups',
    description:
      'Each group is found by its name, then Ana is added as a member. With SS-DBA-Prod come the rights.',
    beats: membershipTalks('join', groups, { who, called, at: '2026-11-30T09:40:11Z' }),
    expects: { account: 'enabled', opens: opened.dba },
  },
  {
    id: 'day-one',
    title: 'Day one',
    description:
      'Ana signs in. Nobody in the vault team has done anything by hand, and every step is in the audit.',
    beats: [
      opensNote(
        { id: 'opens', at: '2026-11-30T09:41:00Z', says: 'What Ana can open' },
        anaAtWork,
        'can open',
      ),
    ],
    expects: { account: 'enabled', opens: opened.dba },
  },
];

/** HR hires Ana Ruiz; ends with who can open which secret. */
export const joiner: Scenario = {
  ...entries.joiner,
  version: 1,
  world: 'northwind',
  ...northwindOpening,
  subject: anaAtWork,
  measure: {
    lifecycle: 'joiner',
    kind: 'timeToAccess',
    needs: opened.dba,
    axis: {
      starts: 'HR hires Ana',
      notices: { at: '2026-11-30T09:15:00Z', says: 'Provider notices' },
      ends: 'Ana can work',
    },
  },
  acts,
  simulated: [simulatedTimes, simulatedRights, simulatedEvents],
  lesson:
    'An account opens nothing. Membership of a group does, because the group has a right on a folder.',
};
