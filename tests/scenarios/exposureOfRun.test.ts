// Checks what a kept run of a story says about exposure, without the story being played again.
import { expect, test } from 'vitest';
import { generic } from '../../src/idp/dialects/generic.ts';
import { exposureOfRun } from '../../src/scenarios/exposureOfRun.ts';
import { joiner } from '../../src/scenarios/joiner.ts';
import { keptRun } from '../../src/scenarios/keptRun.ts';
import { leaver } from '../../src/scenarios/leaver.ts';
import { openStory } from '../../src/scenarios/player.ts';
import type { Scenario } from '../../src/scenarios/story.ts';
import { lengthWords } from '../../src/vault/exposure.ts';
import { openRoom } from './room.ts';

/** Plays a story to its end, and gives the record that it kept. */
async function playedThrough(scenario: Scenario): Promise<unknown> {
  const room = await openRoom(scenario);
  const player = await openStory({ scenario, stage: room, dialect: generic });
  for (let steps = 0; player.view.get().mode !== 'ended' && steps < 60; steps += 1)
    await player.step();
  return room.kept();
}

test('a leaver’s story, played and kept, is one window from HR’s word to the last right', async () => {
  const saved = await playedThrough(leaver);
  const run = keptRun(leaver, saved);
  const found = run.ok ? exposureOfRun(leaver, run.value, true) : undefined;
  expect(found).toMatchObject({
    ...{ id: 'story.leaver', story: 'leaver', kind: 'leaver', measuredFrom: 'HR', isOver: true },
    person: { id: '1042', name: 'Ana Ruiz', userName: 'ana.ruiz@northwind.example' },
    window: { state: 'closed', secrets: ['ora-prod-1', 'ora-prod-2', 'pg-billing'], open: [] },
  });
  expect(lengthWords(found!.window.length)).toMatch(/^40 min \d+ s$/);
  expect(found!.steps[0]).toEqual({
    ...{ at: Date.parse('2026-11-30T09:00:00Z'), says: 'Employment ended', open: 3 },
  });
  expect(found!.steps.at(-1)!.open).toBe(0);
});

test('a story that measures a wait, one that has not begun, and a damaged record are no window', async () => {
  const saved = await playedThrough(joiner);
  const run = keptRun(joiner, saved);
  expect(run.ok && exposureOfRun(joiner, run.value, true)).toBe(undefined);
  expect(keptRun(leaver, saved)).toEqual({
    ok: false,
    trouble: 'The saved run belongs to another story.',
  });
  const old: Scenario = { ...joiner, version: joiner.version + 1 };
  expect(keptRun(old, saved)).toEqual({
    ok: false,
    trouble: 'The story has changed since this run was saved.',
  });
  expect(keptRun(leaver, undefined)).toEqual({ ok: false, trouble: 'The saved run is damaged.' });
});
