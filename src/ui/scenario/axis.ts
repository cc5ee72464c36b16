// Lays a measured time out along its axis: where the bar ends, where the marks stand, which hours are shown.
import type { ExposureWindow } from '../../vault/exposure.ts';
import { timeText } from '../instants.ts';

/** A mark on the axis; `at` is a percentage of its width. */
export interface AxisMark {
  readonly at: number;
  readonly time: string;
  readonly says: string;
  readonly strong: boolean;
  readonly place: 'left' | 'middle' | 'right';
}

/** The axis of a measured time. Percentages of its width. */
export interface Axis {
  /** Length of the bar. */
  readonly bar: number;
  readonly marks: readonly AxisMark[];
  /** The hour the axis ends with. */
  readonly end: string;
}

/** What stands along it: instants in milliseconds; a window that has not opened yet is planned only. */
export interface AxisInput {
  readonly starts: { readonly at: number; readonly says: string };
  readonly notices: { readonly at: number; readonly says: string };
  readonly ends: string;
  readonly window: ExposureWindow | undefined;
  readonly now: number;
}

const hour = 3_600_000;

/** Lays the axis out over at least one hour, in whole hours. */
export function axisOf({ starts, notices, ends, window, now }: AxisInput): Axis {
  const until = window ? starts.at + window.length : starts.at;
  const span = Math.max(1, Math.ceil((until - starts.at + 1) / hour)) * hour;
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - starts.at) / span) * 100));
  const noticed = window !== undefined && now >= notices.at;
  const closedAt = window?.closedAt;
  return {
    bar: share(until),
    end: shortTime(starts.at + span),
    marks: [
      { at: 0, time: shortTime(starts.at), says: starts.says, strong: true, place: 'left' },
      ...(noticed && hasRoom(share(notices.at))
        ? [
            markAt({
              at: share(notices.at),
              instant: notices.at,
              says: notices.says,
              strong: false,
            }),
          ]
        : []),
      ...(closedAt === undefined
        ? []
        : [markAt({ at: share(closedAt), instant: closedAt, says: ends, strong: true })]),
    ],
  };
}

/** Between the words at both ends of the axis there must be room for those of a mark, on a telephone too. */
const hasRoom = (at: number): boolean => at >= 16 && at < 90;

const markAt = (mark: {
  readonly at: number;
  readonly instant: number;
  readonly says: string;
  readonly strong: boolean;
}): AxisMark => ({
  at: mark.at,
  time: mark.strong ? timeText(mark.instant) : shortTime(mark.instant),
  says: mark.says,
  strong: mark.strong,
  place: mark.at > 85 ? 'right' : 'middle',
});

/** `09:40` for a whole minute, else with seconds. */
const shortTime = (at: number): string =>
  at % 60_000 === 0 ? timeText(at).slice(0, 5) : timeText(at);
