// Lays the lines of a run, and the beats still to come, out as rows of the sequence.
import type { Turn } from '../../idp/conversation.ts';
import { dueAt } from '../../scenarios/perform.ts';
import type { Line, Run, Tone } from '../../scenarios/run.ts';
import { lanes } from '../../scenarios/story.ts';
import type { Beat, Lane, Scenario } from '../../scenarios/story.ts';
import { dayText, timeText } from '../instants.ts';

/** One row. Lanes are counted from 0; a note has the same lane twice. */
export interface SequenceRow {
  readonly key: string;
  readonly state: 'past' | 'next';
  /** Step the row belongs to; 0 for what is still to come. */
  readonly step: number;
  readonly at: number;
  readonly time: string;
  /** The day, where it is another one than the row before; else empty. */
  readonly day: string;
  readonly kind: 'note' | 'arrow';
  readonly from: number;
  readonly to: number;
  readonly back: boolean;
  readonly says: string;
  readonly wire: string;
  readonly tone: Tone;
  readonly byYou: boolean;
  readonly exchange: string | undefined;
  readonly tag: Line['tag'];
}

/** The lane's place from the left. */
const placeOf = (lane: Lane): number => lanes.indexOf(lane);

/** Rows of what has happened, oldest first. */
export function pastRows(run: Run): readonly SequenceRow[] {
  return run.lines.map((line, at, all) => ({
    key: `past-${at}`,
    day: newDay(line.at, all[at - 1]?.at),
    state: 'past',
    step: line.step,
    at: line.at,
    time: timeText(line.at),
    ...ends(line.place),
    says: line.says,
    wire: line.wire ?? '',
    tone: line.tone,
    byYou: line.by === 'you',
    exchange: line.exchange,
    tag: line.tag,
  }));
}

const newDay = (at: number, before: number | undefined): string =>
  before === undefined || dayText(at) === dayText(before) ? '' : dayText(at);

const ends = (place: Line['place']): Pick<SequenceRow, 'kind' | 'from' | 'to' | 'back'> =>
  place.kind === 'note'
    ? { kind: 'note', from: placeOf(place.lane), to: placeOf(place.lane), back: false }
    : {
        kind: 'arrow',
        from: placeOf(place.from),
        to: placeOf(place.to),
        back: place.back,
      };

/** Where a story stands: what has happened, the act and beat that are due, and the request that is due in it. */
export interface Standpoint {
  readonly run: Run;
  readonly actIndex: number;
  readonly beat?: Beat | undefined;
  readonly turn?: Turn | undefined;
}

/** Rows of what is still to come, the due one first: words only, nothing has been sent. */
export function nextRows(
  scenario: Scenario,
  { run, actIndex, beat, turn }: Standpoint,
): readonly SequenceRow[] {
  // What is behind a choice that is still to be made may never come.
  const open = scenario.acts.findIndex((act, at) => at > actIndex && act.choice);
  const acts = scenario.acts.slice(actIndex, open < 0 ? undefined : open);
  const beats = acts.flatMap((act) => act.beats);
  const due = beats.indexOf(beat!);
  const left = due < 0 ? [] : beats.slice(due);
  const start = Date.parse(scenario.clock);
  const latest = run.lines.at(-1)?.at ?? 0;
  return left.map((each) => {
    const at = each === beat ? dueAt(each, run, latest) : Math.max(latest, Date.parse(each.at));
    return nextRow(each, { start, at, turn: each === beat ? turn : undefined });
  });
}

function nextRow(
  beat: Beat,
  {
    start,
    at,
    turn,
  }: { readonly start: number; readonly at: number; readonly turn: Turn | undefined },
): SequenceRow {
  const isSameDay = dayText(at) === dayText(start);
  return {
    key: `next-${beat.id}`,
    state: 'next',
    step: 0,
    at,
    time: isSameDay ? timeText(at) : dayText(at),
    day: '',
    ...endsOfBeat(beat),
    says: turn?.kind === 'asks' ? turn.ask.says : beat.says,
    wire: wireOfBeat(beat, turn),
    tone: 'plain',
    byYou: false,
    exchange: undefined,
    tag: undefined,
  };
}

function endsOfBeat(beat: Beat): Pick<SequenceRow, 'kind' | 'from' | 'to' | 'back'> {
  if (beat.kind === 'note') return ends({ kind: 'note', lane: beat.lane });
  if (beat.kind === 'hand') return ends({ kind: 'note', lane: 'vault' });
  if (beat.kind === 'talk') return ends({ kind: 'arrow', from: 'idp', to: 'scim', back: false });
  return ends({ kind: 'arrow', from: beat.from, to: beat.to, back: beat.back === true });
}

/** A request as it fits an arrow: without the value of its query, which the list and the step show whole. */
export const arrowWire = (wire: string): string => wire.replace(/\?([^=&]+)=.*$/s, '?$1=…');

function wireOfBeat(beat: Beat, turn: Turn | undefined): string {
  if (turn?.kind === 'asks') return turn.ask.wire;
  return beat.kind === 'talk' || beat.kind === 'hand' ? '' : (beat.wire ?? '');
}
