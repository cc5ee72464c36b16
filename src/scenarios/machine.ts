// Builds the state machine of a story: a state for each act, in it one for each beat, each with its description in plain words.
import { assign, fromPromise, setup } from 'xstate';
import { perform } from './perform.ts';
import type { Cast, Task } from './perform.ts';
import { freshRun, isOver, recorded } from './run.ts';
import type { Performed, Run } from './run.ts';
import type { Sent } from './stage.ts';
import type { Act, Beat, Scenario } from './story.ts';

/**
 * What a story can be told: play the next step; take the learner's own exchange for the request that
 * is due; leave a conversation that failed and go on; take up an act that is a choice, or pass it by.
 */
export type StoryEvent =
  | { readonly type: 'STEP' }
  | { readonly type: 'TELL'; readonly sent: Sent }
  | { readonly type: 'LEAVE' | 'TAKE' | 'PASS' };

/** Names of the states in which a story waits; a run is kept in these only. */
export const restingTag = 'resting';

/** Name of the state in which an act waits for the reader's choice; no beat may be called so. */
export const choiceState = 'the-choice';

/** Name of the state after the last act; no act may be called so. */
export const endState = 'the-end';

// The effect has a name only; the player provides it, and a test another.
const base = setup({
  types: {
    context: {} as Run,
    events: {} as StoryEvent,
    tags: {} as typeof restingTag,
  },
  actors: {
    perform: fromPromise<Performed, Task>(() =>
      Promise.reject(new Error('Expected a story to be given its stage before it is played.')),
    ),
  },
});

/** The machine of a scenario. Give it a stage with `onStage` before it is started. */
export const machineOf = (scenario: Scenario) =>
  base.createMachine({
    id: scenario.id,
    description: scenario.summary,
    context: freshRun(scenario),
    initial: scenario.acts[0]!.id,
    states: {
      ...Object.fromEntries(
        scenario.acts.map((act, at) => [
          act.id,
          actState(scenario, act, scenario.acts[at + 1]?.id ?? endState),
        ]),
      ),
      [endState]: { type: 'final', tags: [restingTag], description: scenario.lesson },
    },
  });

/** The machine of a story, as a type. */
export type StoryMachine = ReturnType<typeof machineOf>;

/** Gives a machine its stage and its dialect: how a step is really played. */
export const onStage = (machine: StoryMachine, cast: Cast): StoryMachine =>
  machine.provide({
    actors: { perform: fromPromise<Performed, Task>(({ input }) => perform(input, cast)) },
  });

function actState(scenario: Scenario, act: Act, next: string) {
  const states = act.beats.map((beat, at) => [
    beat.id,
    beatState(scenario, { act, beat }, act.beats[at + 1]?.id ?? 'done'),
  ]);
  const first = act.beats[0]!.id;
  const behind = `#${scenario.id}.${next}`;
  const choice = act.choice && {
    [choiceState]: {
      description: act.choice.asks,
      tags: [restingTag],
      on: { TAKE: first, PASS: behind },
    },
  };
  return base.createStateConfig({
    description: act.description,
    initial: choice ? choiceState : first,
    states: { ...choice, ...Object.fromEntries(states), done: { type: 'final' } },
    onDone: behind,
  });
}

/** A beat: ready until it is told to step, then doing; a conversation comes back to ready for each request. */
function beatState(
  scenario: Scenario,
  { act, beat }: { readonly act: Act; readonly beat: Beat },
  next: string,
) {
  const where = { scenario, act, beat };
  const path = (state: string): string => `#${scenario.id}.${act.id}.${state}`;
  const after = (run: Run, performed: Performed): Run => recorded(run, performed, where);
  return base.createStateConfig({
    description: beat.says,
    initial: 'ready',
    states: {
      ready: { tags: [restingTag], on: { STEP: 'doing', TELL: 'doing' } },
      failed: {
        tags: [restingTag],
        on: { STEP: 'doing', TELL: 'doing', LEAVE: path(next) },
      },
      doing: {
        invoke: {
          src: 'perform',
          input: ({ context, event }) => ({
            scenario,
            beat,
            run: context,
            ...(event.type === 'TELL' && { byHand: event.sent }),
          }),
          onDone: [
            {
              guard: ({ event }) => goesOn(event.output),
              target: 'ready',
              actions: assign(({ context, event }) => after(context, event.output)),
            },
            {
              guard: ({ event }) => failed(event.output),
              target: 'failed',
              actions: assign(({ context, event }) => after(context, event.output)),
            },
            {
              target: path(next),
              actions: assign(({ context, event }) => after(context, event.output)),
            },
          ],
          onError: {
            target: 'ready',
            actions: assign({ trouble: ({ event }) => troubleOf(event.error) }),
          },
        },
      },
    },
  });
}

/** The conversation asks again, or still waits for what the learner has not done. */
const goesOn = ({ talk }: Performed): boolean =>
  talk?.kind === 'answered' || talk?.kind === 'unmet';

const failed = (performed: Performed): boolean =>
  performed.talk?.kind === 'ended' && !isOver(performed);

const troubleOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The step could not be played.';
