// Measures the exposure window: from the HR event to the moment the last secret that should be shut is shut.

/**
 * Which of the secrets at risk a person could open from a moment on, until the next sample.
 * `at` is lab time in milliseconds; `open` are secret ids.
 */
export interface ExposureSample {
  readonly at: number;
  readonly open: readonly string[];
}

/**
 * A window between an HR event and the loss of the last right that should be gone. Instants are lab
 * time in milliseconds. While it is running, `closedAt` is absent and the numbers go up to `now`.
 */
export interface ExposureWindow {
  readonly state: 'none' | 'running' | 'closed';
  readonly openedAt: number;
  readonly closedAt?: number;
  /** Length in milliseconds. */
  readonly length: number;
  /** Secrets that stood open at any time in the window. */
  readonly secrets: readonly string[];
  /** Those still open now. */
  readonly open: readonly string[];
  /** Sum over the secrets of the minutes each stood open, not rounded. */
  readonly secretMinutes: number;
}

/** What a window is measured from: the HR event, the samples since then in order, and lab time now. */
export interface ExposureInput {
  readonly openedAt: number;
  readonly now: number;
  readonly samples: readonly ExposureSample[];
}

/**
 * Measures the window. Samples before `openedAt` count as taken then. If nothing was ever open the
 * state is `none`. A right that comes back after the last one was gone opens the same window again.
 */
export function exposureOf({ openedAt, now, samples }: ExposureInput): ExposureWindow {
  const steps = samples.map((sample) => ({ ...sample, at: Math.max(sample.at, openedAt) }));
  const secrets = [...new Set(steps.flatMap((step) => step.open))];
  const open = steps.at(-1)?.open ?? [];
  const closedAt = open.length === 0 ? lastClosing(steps) : undefined;
  const end = Math.max(openedAt, closedAt ?? (secrets.length ? now : openedAt));
  return {
    state: secrets.length === 0 ? 'none' : closedAt === undefined ? 'running' : 'closed',
    openedAt,
    ...(closedAt !== undefined && { closedAt }),
    length: end - openedAt,
    secrets,
    open,
    secretMinutes: secretMinutesIn(steps, end),
  };
}

/** When the last open secret was shut: the first of the empty samples at the end, if any was open before. */
function lastClosing(steps: readonly ExposureSample[]): number | undefined {
  const lastOpen = steps.findLastIndex((step) => step.open.length > 0);
  return lastOpen < 0 ? undefined : steps[lastOpen + 1]?.at;
}

function secretMinutesIn(steps: readonly ExposureSample[], end: number): number {
  const spans = steps.map((step, at) => {
    const until = Math.min(steps[at + 1]?.at ?? end, end);
    return Math.max(0, until - step.at) * step.open.length;
  });
  return spans.reduce((sum, span) => sum + span, 0) / 60_000;
}

/**
 * What the same work takes another way. `length` is in milliseconds; `assumption` says in a few words
 * what the lab assumes for it.
 */
export interface Baseline {
  readonly name: string;
  readonly length: number;
  readonly assumption: string;
}

/**
 * The alternative without waiting: HR tells the provider at once, and the provider sends at once, in
 * 50 seconds. An assumption of the lab, shown as one.
 */
export const onDemand: Baseline = {
  name: 'on demand',
  length: 50_000,
  assumption: 'HR tells the provider at once',
};

/** A length of time in words, exact to the second, in hours up to two days: `40 min 8 s`, `26 h 10 min`, `2 d 9 h`, `0 s`. */
export function lengthWords(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / 1000));
  const days = total < 2 * 86_400 ? 0 : Math.floor(total / 86_400);
  const parts = [
    [days, 'd'],
    [Math.floor((total - days * 86_400) / 3600), 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length ? words.join(' ') : '0 s';
}
