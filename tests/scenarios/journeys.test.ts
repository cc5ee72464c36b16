// Replays every story to its end against the real server: expected access at each act, numbers, and resuming anywhere.
import { describe, expect, test } from 'vitest';
import { generic } from '../../src/idp/dialects/generic.ts';
import { scenarios } from '../../src/scenarios/all.ts';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { contractor } from '../../src/scenarios/contractor.ts';
import { joiner } from '../../src/scenarios/joiner.ts';
import { leaver } from '../../src/scenarios/leaver.ts';
import { mover } from '../../src/scenarios/mover.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Player, PlayerView } from '../../src/scenarios/player.ts';
import { windowOf } from '../../src/scenarios/run.ts';
import type { Run } from '../../src/scenarios/run.ts';
import { openNames } from '../../src/scenarios/scene.ts';
import type { Scenario } from '../../src/scenarios/story.ts';
import { lengthWords } from '../../src/vault/exposure.ts';
import { openRoom } from './room.ts';
import type { TestRoom } from './room.ts';

interface Played {
  readonly room: TestRoom;
  readonly player: Player;
  readonly run: Run;
}

/** Steps a story to its end, taking up every act that is a choice; `each` sees every resting place. */
async function playThrough(
  scenario: Scenario,
  each: (view: PlayerView, room: TestRoom) => void = () => undefined,
): Promise<Played> {
  const room = await openRoom(scenario);
  const player = await openStory({ scenario, stage: room, dialect: generic });
  await stepToEnd(player, (view) => each(view, room));
  return { room, player, run: player.view.get().run };
}

async function stepToEnd(
  player: Player,
  each: (view: PlayerView) => void = () => undefined,
): Promise<void> {
  for (let steps = 0; player.view.get().mode !== 'ended'; steps += 1) {
    if (steps > 60) throw new Error('Expected the story to end within 60 steps.');
    each(player.view.get());
    if (player.view.get().choice) await player.choose(true);
    else await player.step();
  }
}

/** Plays a story to its end by itself, taking up every act that is a choice. */
async function playToEnd(player: Player): Promise<void> {
  for (let stops = 0; player.view.get().mode !== 'ended' && stops < 5; stops += 1) {
    await player.play(60);
    if (player.view.get().choice) await player.choose(true);
  }
}

const wires = (room: TestRoom): readonly string[] =>
  room.exchanges.map(({ request, response }) => {
    const path = decodeURIComponent(request.url.slice(room.target.baseUrl.length));
    return `${request.method} ${path} ${response.status}`;
  });

describe.each(scenarios)('$id', (scenario) => {
  test('plays to its end, and every act leaves the access it promises', async () => {
    const { run, room } = await playThrough(scenario);
    expect(run.mismatches).toEqual([]);
    expect(run.failure).toBeUndefined();
    expect(run.trouble).toBeUndefined();
    expect(room.exchanges.every(({ response }) => response.status < 300)).toBe(true);
    expect(room.exchanges.every(({ actor }) => actor === 'Northwind IdP')).toBe(true);
    const last = scenario.acts.at(-1)!.expects;
    expect(openNames(run.stand!)).toEqual(expect.arrayContaining([...last.opens]));
    expect(run.stand!.account).toBe(last.account);
  });

  test('has a title, plain words and an expectation for every act, and unique names', () => {
    const names = scenario.acts.flatMap((act) => [act.id, ...act.beats.map((beat) => beat.id)]);
    for (const act of scenario.acts) {
      expect(act.description).toMatch(/^[A-Z].*\.$/);
      expect(act.beats.length).toBeGreaterThan(0);
      expect(new Set(act.beats.map((beat) => beat.id)).size).toBe(act.beats.length);
    }
    expect(new Set(scenario.acts.map((act) => act.id)).size).toBe(scenario.acts.length);
    expect(names.every((name) => /^[\w-]+$/.test(name))).toBe(true);
    expect(scenario.simulated.length).toBeGreaterThan(0);
  });

  test('times never go back', async () => {
    const { run } = await playThrough(scenario);
    const times = run.lines.map((line) => line.at);
    expect(times).toEqual([...times].sort((left, right) => left - right));
    const planned = scenario.acts.flatMap((act) => act.beats.map((beat) => Date.parse(beat.at)));
    expect(planned).toEqual([...planned].sort((left, right) => left - right));
  });

  test('a run kept at any step is resumed to the same end', async () => {
    const records: { kept: unknown; sent: number }[] = [];
    const whole = await playThrough(scenario, (_, room) =>
      records.push({ kept: room.kept(), sent: room.exchanges.length }),
    );
    for (const { kept, sent } of records.slice(1)) {
      const room = await openRoom(scenario);
      // the same room up to that step: the same requests, at the same lab times
      for (const past of whole.room.exchanges.slice(0, sent)) {
        await room.jumpTo(Date.parse(past.at));
        await room.send(past.request);
      }
      const player = await openStory({ scenario, stage: room, dialect: generic, saved: kept });
      expect(player.view.get().notice).toBeUndefined();
      await stepToEnd(player);
      expect(player.view.get().run).toEqual(whole.run);
    }
  });

  test('playing gives the same run as stepping', async () => {
    const stepped = await playThrough(scenario);
    const room = await openRoom(scenario);
    const player = await openStory({ scenario, stage: room, dialect: generic });
    await playToEnd(player);
    expect(player.view.get().mode).toBe('ended');
    expect(player.view.get().run).toEqual(stepped.run);
    expect(room.runs.length).toBeGreaterThan(0);
    expect(room.runs.every(([, rate]) => rate === 60)).toBe(true);
  });

  test('going back to the start makes room and run new', async () => {
    const { player, room } = await playThrough(scenario);
    const first = player.view.get().run;
    await player.restart();
    expect(player.view.get().mode).toBe('resting');
    expect(player.view.get().run.steps).toBe(0);
    expect(room.exchanges).toEqual([]);
    expect(room.kept()).toBeUndefined();
    expect(room.now()).toBe(Date.parse(scenario.clock));
    await stepToEnd(player);
    expect(player.view.get().run).toEqual(first);
  });
});

test('the catalogue lists the stories in their order', () => {
  expect(catalogue.map(({ id }) => id)).toEqual(scenarios.map(({ id }) => id));
  for (const entry of catalogue)
    expect(scenarios.find(({ id }) => id === entry.id)).toMatchObject(entry);
});

test('the joiner sends what a careful client sends', async () => {
  const { room, run } = await playThrough(joiner);
  expect(wires(room)).toEqual([
    'GET /Users?filter=userName eq "ana.ruiz@northwind.example" 200',
    'GET /Users?filter=externalId eq "E1007" 200',
    'POST /Users 201',
    'GET /Groups?filter=displayName eq "SS-Users"&excludedAttributes=members 200',
    'PATCH /Groups/6 200',
    'GET /Groups?filter=displayName eq "SS-DBA-Prod"&excludedAttributes=members 200',
    'PATCH /Groups/7 200',
  ]);
  expect(run.facts).toEqual({ userId: '1042', account: 'created', groupId: '7' });
  const waited = windowOf(run, 0)!;
  expect([waited.state, lengthWords(waited.length)]).toEqual(['closed', '40 min 18 s']);
  expect(run.stand!.rights[0]!.ways).toEqual(['SS-DBA-Prod → \\IT\\Databases\\Prod → View']);
});

test('the leaver’s three secrets stand open for 40 minutes and 8 seconds', async () => {
  const { room, run } = await playThrough(leaver);
  expect(wires(room)).toEqual([
    'GET /Users?filter=userName eq "ana.ruiz@northwind.example" 200',
    'PATCH /Users/1042 200',
  ]);
  const exposed = windowOf(run, 0)!;
  expect([exposed.state, lengthWords(exposed.length), exposed.secrets.length]).toEqual([
    'closed',
    '40 min 8 s',
    3,
  ]);
  expect(exposed.secretMinutes).toBeCloseTo(120.4);
  expect(run.before!.licences - run.stand!.licences).toBe(1);
  expect(run.stand!.groups).toEqual(['SS-Users', 'SS-DBA-Prod']);
  expect(run.stand!.seen.map(({ name }) => name)).toEqual(['ora-prod-1', 'pg-billing']);
});

test('the leaver’s lines read like the story', async () => {
  const { run } = await playThrough(leaver);
  expect(run.lines.map((line) => [line.step, line.says, line.tag?.text])).toEqual([
    [1, 'Employment ended', '3 secrets open'],
    [2, 'Who has changed?', undefined],
    [3, 'Ana, last day 30 November', undefined],
    [4, 'Ana disabled here, waits', undefined],
    [5, 'Ana still opens 3 secrets', undefined],
    [6, 'Look for Ana Ruiz', undefined],
    [6, 'One match: 1042', undefined],
    [7, 'Disable Ana Ruiz', undefined],
    [7, 'Account off', undefined],
    [7, 'Rights computed: nothing', undefined],
    [7, 'Done', 'nothing open'],
    [8, '2 rows stay, opening nothing', undefined],
    [9, 'Ana has seen ora-prod-1 and pg-billing', undefined],
  ]);
});

test('the mover’s window closes only when the right given by hand is taken away in Secret Server', async () => {
  const { room, run } = await playThrough(mover, (view) => {
    if (view.beat?.kind !== 'hand') return;
    expect(view.run.lines.at(-1)!.says).toBe('Report finds a direct grant');
    const exposed = windowOf(view.run, Date.parse('2026-11-30T10:00:00Z'))!;
    expect([exposed.state, lengthWords(exposed.length), exposed.open]).toEqual([
      'running',
      '1 h',
      ['ora-prod-1', 'ora-prod-2', 'pg-billing'],
    ]);
  });
  expect(wires(room)).toEqual([
    'GET /Users?filter=userName eq "ana.ruiz@northwind.example" 200',
    'GET /Users?filter=externalId eq "E1064" 200',
    'PATCH /Users/1042 200',
    'GET /Groups?filter=displayName eq "SS-DBA-Prod"&excludedAttributes=members 200',
    'PATCH /Groups/7 200',
    'GET /Groups?filter=displayName eq "SS-Net-Ops"&excludedAttributes=members 200',
    'PATCH /Groups/9 200',
  ]);
  const exposed = windowOf(run, Date.parse('2026-11-30T12:00:00Z'))!;
  expect([exposed.state, lengthWords(exposed.length)]).toEqual(['closed', '2 h 10 min']);
  const last = run.lines.at(-1)!;
  expect([last.says, last.wire, last.tag?.text]).toEqual([
    'Administrator removes the grant',
    '\\IT\\Databases\\Prod: View',
    '3 secrets open',
  ]);
  expect(run.stand!.groups).toEqual(['SS-Users', 'SS-Net-Ops']);
  const scene = await room.scene();
  const ana = scene.users.find((user) => user['id'] === '1042')!;
  expect(ana).toMatchObject({
    title: 'Network Engineer',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      department: 'Network Operations',
      manager: { value: '1064' },
    },
  });
});

test('the contractor’s window opens at midnight a month later', async () => {
  const { run, room } = await playThrough(contractor);
  const exposed = windowOf(run, 0)!;
  expect(new Date(exposed.openedAt).toISOString()).toBe('2026-12-30T00:00:00.000Z');
  expect([exposed.state, lengthWords(exposed.length), exposed.secrets]).toEqual([
    'closed',
    '40 min 8 s',
    ['contoso-jump'],
  ]);
  expect(room.exchanges[1]!.response.body).toContain('"active":false');
});

test('a renewed contract switches the same account on, and what opens then is no exposure', async () => {
  const { run, room } = await playThrough(contractor);
  expect(wires(room).slice(2)).toEqual([
    'GET /Users?filter=userName eq "tom.berg@contoso.example" 200',
    'PATCH /Users/2003 200',
    'GET /Groups?filter=displayName eq "SS-Users"&excludedAttributes=members 200',
    'PATCH /Groups/6 200',
    'GET /Groups?filter=displayName eq "SS-Vendors-Contoso"&excludedAttributes=members 200',
    'PATCH /Groups/13 200',
  ]);
  expect(room.exchanges.at(-1)!.changes).toEqual([]); // its row had stayed
  const tag = run.lines.findLast((line) => line.tag)!.tag;
  expect(tag).toEqual({ text: '1 secret open', tone: 'ok' });
});

test('a choice waits until it is made, and can end the story', async () => {
  const room = await openRoom(contractor);
  const player = await openStory({ scenario: contractor, stage: room, dialect: generic });
  await player.play(60);
  const { choice, mode, beat } = player.view.get();
  expect([choice?.yes, mode, beat]).toEqual(['Renew it on 4 January', 'resting', undefined]);
  const { steps } = player.view.get().run;
  await player.step();
  await player.play(60);
  expect(player.view.get().run.steps).toBe(steps);
  await player.choose(false);
  const ended = player.view.get();
  expect([ended.mode, ended.run.steps, ended.run.stand?.account]).toEqual([
    'ended',
    steps,
    'disabled',
  ]);
});

test('a run of thirty days is jumped, not waited for', async () => {
  const room = await openRoom(contractor);
  const player = await openStory({ scenario: contractor, stage: room, dialect: generic });
  await playToEnd(player);
  const days = room.runs.map(([at]) => new Date(at).toISOString().slice(0, 10));
  expect(new Set(days)).toEqual(new Set(['2026-12-30', '2027-01-04']));
});
