// Lets each single request of every story go wrong once, and checks that the story can be tried again and ends well.
import { describe, expect, test } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { generic } from '../../src/idp/dialects/generic.ts';
import { scenarios } from '../../src/scenarios/all.ts';
import { joiner } from '../../src/scenarios/joiner.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Player } from '../../src/scenarios/player.ts';
import type { Sent, Stage } from '../../src/scenarios/stage.ts';
import type { Scenario } from '../../src/scenarios/story.ts';
import { openRoom } from './room.ts';

/** A refusal that the server never saw, or an answer that never came. */
type Fault = Pick<Sent['response'], 'status' | 'headers'> | 'lost';

const pause = (status: number, seconds: string): Fault => ({
  status,
  headers: [['Retry-After', seconds]],
});

/** A story whose request of this number (counted from 0) goes wrong. */
async function faultyStory(scenario: Scenario, fault: Fault, number: number) {
  const room = await openRoom(scenario);
  const times: number[] = [];
  const stage: Stage = {
    ...room,
    async send(request) {
      times.push(room.now());
      if (times.length !== number + 1) return room.send(request);
      if (fault === 'lost') {
        await room.send(request);
        return { ok: false, trouble: 'No answer came.' };
      }
      const at = new Date(room.now()).toISOString();
      const response = { ...fault, body: '{"detail":"Refused."}' };
      const about = { id: 'fault', no: 0, tenant: 'test', actor: 'Northwind IdP', at, ms: 1 };
      return ok({ ...about, request, response, changes: [], access: [], events: [] });
    },
  };
  return { player: await openStory({ scenario, stage, dialect: generic }), times };
}

/** Steps to the end, trying again what failed; gives everything that was said about failures. */
async function stepToEnd(player: Player): Promise<readonly string[]> {
  const said: string[] = [];
  for (let steps = 0; player.view.get().mode !== 'ended'; steps += 1) {
    if (steps > 80) throw new Error('Expected the story to end within 80 steps.');
    if (player.view.get().choice) await player.choose(true);
    else await player.step();
    const { failure, trouble } = player.view.get().run;
    if (failure) said.push(failure.says);
    if (trouble !== undefined) said.push(trouble);
  }
  return said;
}

describe.each(scenarios)('$id', (scenario) => {
  test.each<[string, Fault]>([
    ['429', pause(429, '30')],
    ['503', pause(503, '60')],
    ['500', { status: 500, headers: [] }],
    ['401', { status: 401, headers: [] }],
    ['lost', 'lost'],
  ])(
    'whichever request meets %s, the story says so and ends well when it is tried again',
    async (_, fault) => {
      const plain = await faultyStory(scenario, fault, Infinity);
      await stepToEnd(plain.player);
      expect(plain.times.length).toBeGreaterThan(0);
      for (let number = 0; number < plain.times.length; number += 1) {
        const { player } = await faultyStory(scenario, fault, number);
        const said = await stepToEnd(player);
        expect(said).toHaveLength(1);
        expect(player.view.get().run.mismatches).toEqual([]);
      }
    },
  );
});

test('a provider that was asked for a pause sends again when it is over, by the lab clock', async () => {
  const { player, times } = await faultyStory(joiner, pause(429, '30'), 1);
  await stepToEnd(player);
  expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(30_000);
  expect(times[2]! - times[1]!).toBeLessThan(35_000);
});

test('a date in Retry-After is passed over', async () => {
  const fault = pause(503, 'Mon, 30 Nov 2026 12:00:00 GMT');
  const { player, times } = await faultyStory(joiner, fault, 1);
  await stepToEnd(player);
  expect(times[2]! - times[1]!).toBeLessThan(5_000);
});
