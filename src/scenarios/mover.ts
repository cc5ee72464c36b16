// Tells the mover's story: Ana goes from databases to the network, one right goes, one comes, and one that nobody sent stays.
import { groupMoves, groupsFor, northwindRules } from '../idp/assignments.ts';
import { updateOperations } from '../idp/mapping.ts';
import { processOf } from '../idp/people.ts';
import { directGrants } from '../vault/explain.ts';
import { membershipTalks, providerHears } from './beats.ts';
import { entries } from './catalogue.ts';
import {
  ana,
  anaAtWork,
  managers,
  networkJob,
  northwindOpening,
  opened,
  simulatedEvents,
  simulatedRights,
  simulatedTimes,
} from './northwind.ts';
import { standOf } from './scene.ts';
import type { Act, Scenario } from './story.ts';

const { name: who, called } = anaAtWork;
const moving = {
  kind: 'changeJob',
  at: '2026-11-30T09:00:00Z',
  employeeNumber: ana.employeeNumber,
  job: networkJob,
} as const;
const moved = { ...ana, job: networkJob };
const facts = { active: true };
const moves = groupMoves(
  groupsFor(ana, moving.at, northwindRules),
  groupsFor(moved, moving.at, northwindRules),
);
const both = [...opened.dba, ...opened.network];
const asBefore = { account: 'enabled', opens: opened.dba } as const;

const acts: readonly Act[] = [
  {
    id: 'change',
    title: 'HR changes the job',
    description:
      'Workday, Change Job: Ana moves from Database Services to Network Operations. Her new manager is Kate O’Neil.',
    beats: [
      {
        kind: 'note',
        id: 'changed',
        at: moving.at,
        lane: 'hr',
        says: 'Job changed',
        wire: processOf(moving),
        measures: true,
      },
    ],
    expects: asBefore,
  },
  {
    id: 'notice',
    title: 'The provider notices',
    description:
      'The rules read the new department: SS-DBA-Prod must go, SS-Net-Ops must come. Nothing has reached Secret Server.',
    beats: providerHears({
      at: '2026-11-30T09:15:00Z',
      hears: { says: 'Ana, Network Operations', wire: 'manager E1064' },
      then: {
        id: 'assigned',
        says: `Leave ${moves.leave.join(', ')}; join ${moves.join.join(', ')}`,
        wire: 'next cycle 09:40',
      },
    }),
    expects: asBefore,
  },
  {
    id: 'profile',
    title: 'The profile',
    description:
      'One PATCH changes title, department, cost center and manager. The manager is sent as an id. None of it changes a right.',
    beats: [
      {
        kind: 'talk',
        id: 'update',
        at: '2026-11-30T09:40:05Z',
        says: 'The provider updates Ana',
        start: ({ dialect, target }) =>
          dialect.update(target, {
            userName: ana.workEmail,
            who,
            operations: updateOperations({ person: ana, facts }, { person: moved, facts }),
            manager: managers.E1064,
          }),
      },
    ],
    expects: asBefore,
  },
  {
    id: 'leave',
    title: 'The old group goes',
    description:
      'This provider takes away before it gives: for a moment Ana should have neither. The other order gives a moment of both. Look at what she still opens.',
    beats: membershipTalks('leave', moves.leave, { who, called, at: '2026-11-30T09:40:11Z' }),
    expects: asBefore,
  },
  {
    id: 'join',
    title: 'The new group comes',
    description: 'SS-Net-Ops opens the network secrets. Ana now opens both sets.',
    beats: membershipTalks('join', moves.join, { who, called, at: '2026-11-30T09:40:15Z' }),
    expects: { account: 'enabled', opens: both },
  },
  {
    id: 'left-over',
    title: 'What is left over',
    description:
      'A right given by hand on the folder is no group membership: no SCIM request takes it away. The report finds it; an administrator has to remove it.',
    beats: [
      {
        kind: 'note',
        id: 'report',
        at: '2026-11-30T09:45:00Z',
        lane: 'vault',
        says: 'Report: What folder permissions exist?',
        tell: (scene) => {
          const { id = '' } = standOf(ana.workEmail, scene);
          const found = directGrants(scene.vault, id);
          const words = found.map(({ folder, right }) => `${folder.path}: ${right}`);
          return found.length
            ? { says: 'Report finds a direct grant', wire: words.join(', ') }
            : { says: 'Report finds no direct grant', wire: 'What folder permissions exist?' };
        },
      },
    ],
    expects: { account: 'enabled', opens: both },
  },
  {
    id: 'by-hand',
    title: 'Removed in Secret Server',
    description:
      'An administrator reads the report and takes the grant off the folder. Only now is the old right gone: the window closes long after the last SCIM request.',
    beats: [
      {
        kind: 'hand',
        id: 'removed',
        at: '2026-11-30T11:10:00Z',
        says: 'The grant by hand goes',
      },
    ],
    expects: { account: 'enabled', opens: opened.network },
  },
];

/** Ana Ruiz changes job; measures how long the old right stays. */
export const mover: Scenario = {
  ...entries.mover,
  version: 2,
  world: 'northwind-mover',
  ...northwindOpening,
  subject: anaAtWork,
  measure: {
    lifecycle: 'mover',
    kind: 'exposure',
    keeps: opened.network,
    axis: {
      starts: 'HR changes the job',
      notices: { at: '2026-11-30T09:15:00Z', says: 'Provider notices' },
      ends: 'The old right is gone',
    },
  },
  acts,
  simulated: [
    simulatedTimes,
    simulatedRights,
    simulatedEvents,
    'The grant by hand is part of this story’s starting world.',
  ],
  lesson:
    'SCIM moves people between groups. A right given to a person by hand is outside its reach: look for those, and give rights to groups only.',
};
