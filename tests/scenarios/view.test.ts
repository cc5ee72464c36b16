// Checks what a story's screen works out before it draws: the axis, the words of the measure, access rows, rows of the sequence.
import { expect, test } from 'vitest';
import { leaver } from '../../src/scenarios/leaver.ts';
import { needOf } from '../../src/scenarios/needs.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Stand } from '../../src/scenarios/scene.ts';
import { generic } from '../../src/idp/dialects/generic.ts';
import type { Ask, Intent } from '../../src/idp/conversation.ts';
import { exposureOf } from '../../src/vault/exposure.ts';
import { accessGroups, openWords } from '../../src/ui/scenario/accessRows.ts';
import { axisOf } from '../../src/ui/scenario/axis.ts';
import { measureWords } from '../../src/ui/scenario/measureWords.ts';
import { arrowWire, nextRows, pastRows } from '../../src/ui/scenario/sequenceRows.ts';
import { openRoom } from './room.ts';

const at = (time: string): number => Date.parse(`2026-11-30T${time}Z`);
const starts = { at: at('09:00:00'), says: 'HR ends it' };
const notices = { at: at('09:15:00'), says: 'Provider notices' };
const open = (now: string, closed?: string) =>
  exposureOf({
    openedAt: starts.at,
    now: at(now),
    samples: [
      { at: starts.at, open: ['a', 'b'] },
      ...(closed ? [{ at: at(closed), open: [] }] : []),
    ],
  });

test('before the HR event the axis shows only where it will begin', () => {
  const axis = axisOf({ starts, notices, ends: 'Shut', window: undefined, now: at('08:00:00') });
  expect(axis).toEqual({
    bar: 0,
    end: '10:00',
    marks: [{ at: 0, time: '09:00', says: 'HR ends it', strong: true, place: 'left' }],
  });
});

test('while it runs, the bar grows and the provider’s mark appears in its time', () => {
  const early = axisOf({
    starts,
    notices,
    ends: 'Shut',
    window: open('09:06:00'),
    now: at('09:06:00'),
  });
  expect([early.bar, early.marks.length]).toEqual([10, 1]);
  const later = axisOf({
    starts,
    notices,
    ends: 'Shut',
    window: open('09:30:00'),
    now: at('09:30:00'),
  });
  expect(later.bar).toBe(50);
  expect(later.marks[1]).toEqual({
    at: 25,
    time: '09:15',
    says: 'Provider notices',
    strong: false,
    place: 'middle',
  });
});

test('a closed window ends in a mark with its second', () => {
  const window = open('11:00:00', '09:40:08');
  const { marks, bar } = axisOf({ starts, notices, ends: 'Shut', window, now: at('11:00:00') });
  expect(bar).toBeCloseTo(66.89);
  expect(marks.at(-1)).toMatchObject({ time: '09:40:08', says: 'Shut', strong: true });
});

test('a long window is laid out over whole hours, and its last mark keeps inside', () => {
  const window = open('13:00:00', '11:59:00');
  const { marks, end } = axisOf({ starts, notices, ends: 'Shut', window, now: at('13:00:00') });
  expect([end, marks.at(-1)!.place]).toEqual(['12:00', 'right']);
});

test.each([
  ['exposure', undefined, false, 'Exposure window', 'not open', 'calm'],
  ['exposure', open('09:10:00'), false, 'Exposure window, running', '10 min', 'bad'],
  ['exposure', open('09:10:00'), true, 'Exposure window, still open', '10 min', 'bad'],
  ['exposure', open('10:00:00', '09:40:08'), true, 'Exposure window, closed', '40 min 8 s', 'bad'],
  ['timeToAccess', undefined, false, 'Time to access', 'not begun', 'calm'],
  ['timeToAccess', open('09:10:00'), false, 'Time to access, running', '10 min', 'calm'],
  ['timeToAccess', open('10:00:00', '09:40:08'), true, 'Time to access', '40 min 8 s', 'good'],
] as const)('%s of %o, ended %s', (...[kind, window, hasEnded, label, length, mood]) => {
  expect(measureWords(kind, window, hasEnded)).toMatchObject({ label, length, mood });
});

test('a window in which nothing was open says none', () => {
  const nothing = exposureOf({ openedAt: 0, now: 9, samples: [{ at: 0, open: [] }] });
  expect(measureWords('exposure', nothing, false)).toMatchObject({ length: 'none', mood: 'good' });
});

const right = (name: string, way: string) => ({
  secret: name,
  name,
  folder: '\\IT',
  right: 'View' as const,
  ways: [`${way} → \\IT → View`],
});
const stand = (more: Partial<Stand>): Stand => ({
  account: 'enabled',
  rights: [],
  groups: [],
  licences: 3,
  seen: [],
  ...more,
});

test('access is compared under the folder and the way it comes', () => {
  const before = stand({ rights: [right('a', 'G1'), right('b', 'G1')], groups: ['G1'] });
  const now = stand({
    account: 'disabled',
    rights: [right('b', 'direct grant'), right('c', 'G2')],
    groups: ['G2'],
    licences: 2,
  });
  expect(accessGroups(before, now)).toEqual([
    {
      title: '\\IT, by a direct grant',
      simulated: false,
      rows: [{ kind: 'same', name: 'b', code: true, before: 'View', now: 'View' }],
    },
    {
      title: '\\IT, by G2',
      simulated: true,
      rows: [{ kind: 'add', name: 'c', code: true, before: 'none', now: 'View' }],
    },
    {
      title: '\\IT, by G1',
      simulated: true,
      rows: [{ kind: 'del', name: 'a', code: true, before: 'View', now: 'none' }],
    },
    {
      title: 'Account',
      simulated: false,
      rows: [
        { kind: 'chg', name: 'Enabled', code: false, before: 'true', now: 'false' },
        { kind: 'chg', name: 'Licences used', code: false, before: '3', now: '2' },
        { kind: 'chg', name: 'Groups', code: false, before: '1, G1', now: '1, G2, open nothing' },
      ],
    },
  ]);
  expect([openWords(before), openWords(stand({}))]).toEqual(['2 secrets', 'none']);
});

test('the sequence shows what was, then what is to come, the due request in its own words', async () => {
  const room = await openRoom(leaver);
  const player = await openStory({ scenario: leaver, stage: room, dialect: generic });
  for (let step = 0; step < 6; step += 1) await player.step();
  const view = player.view.get();
  const past = pastRows(view.run);
  const next = nextRows(leaver, view);
  expect(past.map(({ time, from, to, step }) => [time, from, to, step])).toEqual([
    ['09:00:00', 0, 0, 1],
    ['09:15:00', 1, 0, 2],
    ['09:15:02', 0, 1, 3],
    ['09:15:03', 1, 1, 4],
    ['09:30:00', 3, 3, 5],
    ['09:40:05', 1, 2, 6],
    ['09:40:06', 2, 1, 6],
  ]);
  expect(next.map(({ time, says, wire }) => [time, says, wire])).toEqual([
    ['09:40:07', 'Disable Ana Ruiz', 'PATCH /Users/1042'], // after the answer before it
    ['09:41:00', 'What stays behind', ''],
    ['09:42:00', 'What Ana has seen', ''],
  ]);
  for (let step = 0; step < 4; step += 1) await player.step();
  expect(nextRows(leaver, player.view.get())).toEqual([]);
});

test('an arrow shows a request without the value of its query', () => {
  expect(arrowWire('GET /Users?filter=userName eq "a"&count=1')).toBe('GET /Users?filter=…');
  expect(arrowWire('PATCH /Users/1042')).toBe('PATCH /Users/1042');
});

const askOf = (intent: Intent): Ask => ({
  method: 'GET',
  url: 'https://x.secretservercloud.com/Users',
  headers: [],
  says: '',
  wire: '',
  intent,
});

test.each<[Intent, string]>([
  [
    { kind: 'findUser', by: 'userName', value: 'a@b', who: 'Ana', person: {} },
    'Ask whether Ana is there: a search of users by userName `a@b`.',
  ],
  [
    { kind: 'findGroup', displayName: 'G' },
    'Find the id of the group `G`: a search by its displayName.',
  ],
  [
    { kind: 'createUser', user: { userName: 'a@b', externalId: 'E1' } },
    'Create an enabled account: userName `a@b`, externalId `E1`.',
  ],
  [
    {
      kind: 'updateUser',
      id: '7',
      user: { title: 'DBA', 'urn:x': { manager: { value: '9' } }, schemas: [] },
    },
    'Change the account `7`: title to `DBA`, manager to `9`. Leave the rest as it is.',
  ],
  [{ kind: 'setActive', id: '7', active: true }, 'Switch the account `7` on.'],
  [
    { kind: 'setActive', id: '7', active: false },
    'Switch the account `7` off. It must stay, with its history.',
  ],
  [
    { kind: 'setMember', group: '6', groupName: 'G', user: '7', present: true },
    'Add the user `7` to the group `6` (G). Nobody else may leave it.',
  ],
  [
    { kind: 'setMember', group: '6', groupName: 'G', user: '7', present: false },
    'Take the user `7` out of the group `6` (G). Nobody else may leave it.',
  ],
])('what is needed is said: %o', (intent, words) => {
  expect(needOf(askOf(intent))).toBe(words);
});
