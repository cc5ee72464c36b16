// Lets the provider's token expire in the middle of every story: it says so in a sentence, nothing is half done, and it goes on once the token is good.
import { expect, test } from 'vitest';
import { generic } from '../../src/idp/dialects/generic.ts';
import { scenarios } from '../../src/scenarios/all.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Stage } from '../../src/scenarios/stage.ts';
import { openRoom } from './room.ts';

/** Longer than a token of the lab lives, in milliseconds. */
const longer = 731 * 86_400_000;

test.each(scenarios)(
  '$id says that the token has expired, and when, and ends well with a good one',
  async (scenario) => {
    const room = await openRoom(scenario);
    let count = 0;
    const stage: Stage = {
      ...room,
      async send(request) {
        count += 1;
        if (count !== 2) return room.send(request);
        const at = room.now();
        await room.jumpTo(at + longer);
        const sent = await room.send(request);
        await room.jumpTo(at);
        return sent;
      },
    };
    const player = await openStory({ scenario, stage, dialect: generic });
    const said: string[] = [];
    while (player.view.get().mode !== 'ended' && said.length < 5) {
      const before = JSON.stringify(await room.scene());
      if (player.view.get().choice) await player.choose(true);
      else await player.step();
      const { failure } = player.view.get().run;
      if (!failure) continue;
      said.push(failure.says);
      expect(room.exchanges.at(-1)).toMatchObject({ response: { status: 401 }, changes: [] });
      expect(JSON.stringify(await room.scene())).toBe(before);
    }
    expect(said).toEqual([
      expect.stringMatching(
        /: the token is not accepted; everything stops until it is renewed\. The answer says: The token expired at \d{4}-\d\d-\d\dT[\d:.]+Z\./,
      ),
    ]);
    expect(player.view.get().run.mismatches).toEqual([]);
  },
);
