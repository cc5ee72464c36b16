// Checks the learner's turn: right and wrong requests by hand, skipping, giving back, failures, and runs that no longer fit.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { generic } from '../../src/idp/dialects/generic.ts';
import { joiner } from '../../src/scenarios/joiner.ts';
import { leaver } from '../../src/scenarios/leaver.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Player } from '../../src/scenarios/player.ts';
import { windowOf } from '../../src/scenarios/run.ts';
import { sketchOf, solutionOf } from '../../src/scenarios/sketch.ts';
import type { Scenario } from '../../src/scenarios/story.ts';
import { lengthWords } from '../../src/vault/exposure.ts';
import { openRoom } from './room.ts';
import type { LearnersRequest, TestRoom } from './room.ts';

interface Game {
  readonly room: TestRoom;
  readonly player: Player;
}

const patch = (...Operations: readonly JsonObject[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

async function open(scenario: Scenario): Promise<Game> {
  const room = await openRoom(scenario);
  return { room, player: await openStory({ scenario, stage: room, dialect: generic }) };
}

/** Plays until the learner has the turn, or to the end. */
async function untilYourTurn({ player }: Game): Promise<void> {
  await player.play(600);
}

/** Sends as the learner and tells the story. */
async function byHand({ room, player }: Game, request: LearnersRequest): Promise<void> {
  await player.tell(await room.sendAs(request));
}

const dueIn = ({ player }: Game): string => {
  const { turn } = player.view.get();
  return turn?.kind === 'asks' ? turn.ask.wire : 'nothing';
};

test('the joiner played wholly by hand ends as if the provider had played it', async () => {
  const game = await open(joiner);
  await game.player.takeOver();
  await untilYourTurn(game);
  expect(dueIn(game)).toBe('GET /Users?filter=userName eq "ana.ruiz@northwind.example"');
  await byHand(game, { method: 'GET', path: '/Users?filter=externalId eq "E1042"' });
  await byHand(game, { method: 'GET', path: '/Users' });
  expect(dueIn(game)).toBe('POST /Users');
  await byHand(game, {
    method: 'POST',
    path: '/Users',
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ana.ruiz@northwind.example',
      externalId: 'E1042',
      active: true,
    },
  });
  await byHand(game, { method: 'GET', path: '/Groups' });
  await byHand(game, {
    method: 'PATCH',
    path: '/Groups/6',
    body: patch({ op: 'add', path: 'members', value: [{ value: '1042' }] }),
  });
  await byHand(game, { method: 'GET', path: '/Groups?filter=displayName sw "SS-DBA"' });
  await byHand(game, {
    method: 'PATCH',
    path: '/Groups/7',
    body: patch({ op: 'add', value: { members: [{ value: '1042' }] } }),
  });
  expect(dueIn(game)).toBe('nothing');
  await untilYourTurn(game);
  const { mode, run } = game.player.view.get();
  expect(mode).toBe('ended');
  expect(run.mismatches).toEqual([]);
  expect(lengthWords(windowOf(run, 0)!.length)).toBe('40 min 18 s');
  expect(game.room.exchanges.every(({ actor }) => actor === 'You')).toBe(true);
});

test('a request that does not do it is told what was expected, and the story waits', async () => {
  const game = await open(leaver);
  await game.player.takeOver();
  await untilYourTurn(game);
  await byHand(game, { method: 'GET', path: '/Users?filter=userName eq "bob"' });
  expect(game.player.view.get().run.unmet).toEqual([
    'Ana Ruiz is there with the id 1042, but not in this list.',
  ]);
  expect(dueIn(game)).toContain('GET /Users');
  await byHand(game, { method: 'GET', path: '/Users?filter=userName sw "ana"' });
  expect(game.player.view.get().run.unmet).toEqual([]);
  expect(dueIn(game)).toBe('PATCH /Users/1042');
  await byHand(game, {
    method: 'PATCH',
    path: '/Users/1042',
    body: patch({ op: 'replace', path: 'active', value: 'False' }),
  });
  expect(game.player.view.get().run.unmet).toEqual([
    'The server answered 400: nothing was changed, and the story still waits.',
  ]);
  await byHand(game, {
    method: 'PATCH',
    path: '/Users/1042',
    body: patch({ op: 'replace', value: { active: false } }),
  });
  expect(dueIn(game)).toBe('nothing');
  const { run } = game.player.view.get();
  expect(run.stand!.account).toBe('disabled');
  expect(run.lines.filter((line) => line.by === 'you').map((line) => line.wire)).toContain(
    'GET /Users?filter=userName eq "bob"',
  );
});

test('an account that was deleted is not what was needed; skipping goes on and the story says what differs', async () => {
  const game = await open(leaver);
  await game.player.takeOver();
  await untilYourTurn(game);
  await game.player.skip();
  expect(dueIn(game)).toBe('PATCH /Users/1042');
  await byHand(game, { method: 'DELETE', path: '/Users/1042' });
  expect(game.player.view.get().run.unmet[0]).toMatch(/^The account 1042 is gone/);
  await game.player.skip();
  await untilYourTurn(game);
  const { run, mode } = game.player.view.get();
  expect(mode).toBe('ended');
  expect(run.mismatches.map((each) => [each.act, each.says])).toEqual([
    ['request', 'The account should be: disabled. The directory says: no account.'],
    ['by-hand', 'The account should be: disabled. The directory says: no account.'],
  ]);
});

test('given back, the provider goes on by itself', async () => {
  const game = await open(leaver);
  await game.player.takeOver();
  await untilYourTurn(game);
  await game.player.giveBack();
  await game.player.play(600);
  const { mode, run } = game.player.view.get();
  expect([mode, run.mismatches]).toEqual(['ended', []]);
  expect(lengthWords(windowOf(run, 0)!.length)).toBe('40 min 8 s');
});

test('while the learner has the turn, stepping does nothing', async () => {
  const game = await open(leaver);
  await game.player.takeOver();
  await untilYourTurn(game);
  const before = game.player.view.get().run;
  await game.player.step();
  expect(game.player.view.get().run).toEqual(before);
});

test('the turn by hand is kept and resumed', async () => {
  const game = await open(leaver);
  await game.player.takeOver();
  await untilYourTurn(game);
  const saved = game.room.kept();
  const again = await openStory({ scenario: leaver, stage: game.room, dialect: generic, saved });
  expect(again.view.get().byHand).toBe(true);
  expect(again.view.get().run).toEqual(game.player.view.get().run);
});

test('a conversation that fails can be tried again, or left', async () => {
  const game = await open(joiner);
  for (let steps = 0; dueIn(game) !== 'PATCH /Groups/6'; steps += 1) {
    if (steps > 20) throw new Error('Expected the first membership within 20 steps.');
    await game.player.step();
  }
  await game.room.sendAs({ method: 'DELETE', path: '/Groups/6' });
  await game.player.step();
  expect(game.player.view.get().failed).toBe(true);
  expect(game.player.view.get().run.failure).toMatchObject({ status: 404, remedy: 'rematch' });
  await game.player.step();
  await game.player.step();
  expect(game.player.view.get().run.failure!.says).toBe(
    'Secret Server has no group named SS-Users; an administrator has to make it',
  );
  await game.room.sendAs({
    method: 'POST',
    path: '/Groups',
    body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'SS-Users' },
  });
  await game.player.step();
  await game.player.step();
  expect(game.player.view.get().failed).toBe(false);
  await game.player.play(600);
  expect(game.player.view.get().mode).toBe('ended');
});

test('without an account, groups fail in words and the story says what is missing', async () => {
  const game = await open(joiner);
  for (let steps = 0; game.player.view.get().act?.id !== 'account'; steps += 1) {
    if (steps > 20) throw new Error('Expected the account act within 20 steps.');
    await game.player.step();
  }
  const blocked = {
    method: 'POST',
    path: '/Users',
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ana.ruiz@northwind.example',
    },
  };
  await game.player.step();
  await game.player.step();
  await game.room.sendAs(blocked);
  await game.player.step();
  // the 409 leads to another look, which finds the account and links it
  expect(game.room.exchanges.at(-1)!.response.status).toBe(409);
  await game.player.step();
  await game.player.step();
  expect(game.player.view.get().run.facts.account).toBe('linked');
});

test('a stage that cannot send is told, and the step can be played again', async () => {
  const game = await open(leaver);
  for (let steps = 0; dueIn(game) === 'nothing'; steps += 1) {
    if (steps > 20) throw new Error('Expected a request within 20 steps.');
    await game.player.step();
  }
  game.room.refuse('The lab is starting; nothing was sent.');
  await game.player.step();
  expect(game.player.view.get().run.trouble).toBe('The lab is starting; nothing was sent.');
  game.room.refuse(undefined);
  await game.player.step();
  expect(game.player.view.get().run.trouble).toBeUndefined();
  expect(dueIn(game)).toBe('PATCH /Users/1042');
});

test('a pause stops a story that plays', async () => {
  const game = await open(leaver);
  const playing = game.player.play(60);
  await game.player.pause();
  await playing;
  expect(game.player.view.get().mode).toBe('resting');
});

test.each([
  ['of an older version', { version: 0 }, 'The story has changed since this run was saved.'],
  ['of another story', { scenario: 'joiner' }, 'The saved run belongs to another story.'],
  ['without a snapshot', { snapshot: 7 }, 'The saved run is damaged.'],
  [
    'with nonsense inside',
    { snapshot: { status: 'active', value: 'x' } },
    'The saved run is damaged.',
  ],
])('a run %s is refused in words and starts afresh', async (_, change, reason) => {
  const game = await open(leaver);
  await game.player.step();
  const saved = { ...game.room.kept(), ...change };
  const player = await openStory({ scenario: leaver, stage: game.room, dialect: generic, saved });
  expect(player.view.get().notice).toBe(`${reason} It starts from the beginning.`);
  expect(player.view.get().run.steps).toBe(0);
  expect(game.room.kept()).toBeUndefined();
});

test('a run in a state the story no longer has is refused', async () => {
  const game = await open(leaver);
  await game.player.step();
  const text = JSON.stringify(game.room.kept()).replaceAll('"asks-hr"', '"asked-long-ago"');
  const saved: unknown = JSON.parse(text);
  const player = await openStory({ scenario: leaver, stage: game.room, dialect: generic, saved });
  expect(player.view.get().notice).toBe('The saved run is damaged. It starts from the beginning.');
});

test('a run whose room was reset is refused', async () => {
  const game = await open(joiner);
  await game.player.play(600);
  const saved = game.room.kept();
  await game.room.restart();
  const player = await openStory({ scenario: joiner, stage: game.room, dialect: generic, saved });
  expect(player.view.get().notice).toBe(
    'The room of this run was reset. It starts from the beginning.',
  );
});

test.each([['text'], [null], [7], [[]], [{}]])(
  'a run that is %j is refused and nothing is thrown',
  async (saved) => {
    const room = await openRoom(leaver);
    const player = await openStory({ scenario: leaver, stage: room, dialect: generic, saved });
    expect(player.view.get().notice).toBe(
      'The saved run is damaged. It starts from the beginning.',
    );
  },
);

test('sketches leave the thinking blank, solutions show the whole request without a token', async () => {
  const game = await open(joiner);
  const sketches: string[] = [];
  const solutions: string[] = [];
  await game.player.takeOver();
  for (let turns = 0; game.player.view.get().mode !== 'ended'; turns += 1) {
    if (turns > 20) throw new Error('Expected the story to end within 20 turns.');
    await untilYourTurn(game);
    const { turn } = game.player.view.get();
    if (turn?.kind !== 'asks') continue;
    sketches.push(sketchOf(turn.ask));
    solutions.push(solutionOf(turn.ask));
    await game.player.skip();
  }
  expect(sketches).toHaveLength(7);
  expect(sketches.every((text) => text.includes('____'))).toBe(true);
  expect(solutions.some((text) => /Bearer|____/.test(text))).toBe(false);
  expect(sketches[0]).toBe('GET /Users?filter=userName eq "____"');
  expect(solutions[0]).toBe('GET /Users?filter=userName eq "ana.ruiz@northwind.example"');
});
