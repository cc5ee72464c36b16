// Tells lab time: a clock that stands, runs at a rate, or jumps; everything that has a date asks it.

/** Something that tells the time, in milliseconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  now(): number;
}

/**
 * The lab clock as data, so that a page and a service worker read the same time from one stored record.
 * While it stands, lab time is `labTime`. While it runs, lab time is `labTime` plus the wall time
 * since `wallTime`, multiplied by `rate` (1 = real time, 60 = a minute a second).
 * All instants are milliseconds since 1970-01-01T00:00:00Z.
 */
export interface ClockState {
  readonly mode: 'standing' | 'running';
  readonly labTime: number;
  readonly wallTime: number;
  readonly rate: number;
}

/** Lab time, in milliseconds, for a clock record read at a moment of wall time. */
export function labTimeAt(state: ClockState, wallTime: number): number {
  if (state.mode === 'standing') return state.labTime;
  const passed = Math.max(0, wallTime - state.wallTime);
  return Math.round(state.labTime + passed * state.rate);
}

/** A clock that stands at an instant (milliseconds). */
export const standingAt = (labTime: number): ClockState => ({
  mode: 'standing',
  labTime,
  wallTime: 0,
  rate: 1,
});

/** Stops a clock where it is now. */
export const stopped = (state: ClockState, wallTime: number): ClockState =>
  standingAt(labTimeAt(state, wallTime));

/** Lets a clock run from where it is, `rate` lab milliseconds for each wall millisecond. */
export const running = (state: ClockState, wallTime: number, rate: number): ClockState => ({
  mode: 'running',
  labTime: labTimeAt(state, wallTime),
  wallTime,
  rate,
});

/** Moves a clock to an instant (milliseconds) and keeps its mode and rate. */
export const jumpedTo = (state: ClockState, wallTime: number, labTime: number): ClockState => ({
  ...state,
  labTime,
  wallTime,
});

/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds (`P30D`, `PT40M`, `P1DT12H`)
 * into milliseconds. Years and months have no fixed length and give undefined, as does any other text.
 */
export function durationMs(text: string): number | undefined {
  const found =
    /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(
      text,
    );
  if (!found || found.slice(2).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0));
  const total =
    (((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60_000 + Math.round(seconds! * 1000);
  return found[1] ? -total : total;
}
