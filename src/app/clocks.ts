// Reads and moves the lab clock of a world; it is a record, so every tab and the worker tell the same time.
import { jumpedTo, labTimeAt, running, stopped, type ClockState } from '../base/clock.ts';
import type { Live } from '../base/live.ts';
import type { Store } from '../store/store.ts';
import { followed } from './followed.ts';
import { asClock, asRecord, keyOf } from './places.ts';

/** A world's clock. All instants are milliseconds. */
export interface WorldClock {
  readonly state: Live<ClockState>;
  now(): number;
  stand(): Promise<void>;
  run(rate: number): Promise<void>;
  jumpTo(labTime: number): Promise<void>;
}

/** What a clock is read from: the store, and the wall clock in milliseconds. */
export interface ClockSource {
  readonly store: Store;
  readonly wall: () => number;
}

/**
 * The clock of a world that has been seeded.
 * @throws Error if the world has no clock.
 */
export async function worldClock({ store, wall }: ClockSource, world: string): Promise<WorldClock> {
  const key = keyOf.clock(world);
  const load = async (): Promise<ClockState> => {
    const record = await store.records.get(key);
    if (!record) throw new Error(`Expected the world ${world} to have a clock.`);
    return asClock(record);
  };
  const state = await followed({ load, watch: (changed) => watchRecord(store, key, changed) });
  const change = async (move: (state: ClockState, wall: number) => ClockState): Promise<void> => {
    await store.records.update(key, (old) =>
      asRecord(move(old ? asClock(old) : state.get(), wall())),
    );
    await state.refresh();
  };
  return {
    state,
    now: () => labTimeAt(state.get(), wall()),
    stand: () => change(stopped),
    run: (rate) => change((old, at) => running(old, at, rate)),
    jumpTo: (labTime) => change((old, at) => jumpedTo(old, at, labTime)),
  };
}

/** Calls back when a record may have changed, in any tab; returns the stop function. */
export const watchRecord = (store: Store, key: string, changed: () => void): (() => void) =>
  store.watch((touched) => {
    if (touched.kind === 'everything' || (touched.kind === 'record' && touched.key === key))
      changed();
  });
