// Works out how long the same withdrawal of access takes by hand, from assumptions that the learner can set.
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { lengthWords, type Baseline } from './exposure.ts';

/** Who a window is about, as far as work by hand goes: a joiner waits, the others leave something behind. */
export type LifecycleKind = 'joiner' | 'mover' | 'leaver' | 'contractor';

/**
 * What is assumed of work by hand. Times of work are minutes of working time; the working day is in UTC,
 * as the lab clock is.
 */
export interface Assumptions {
  /** From HR's word to the ticket. */
  readonly ticketMinutes: number;
  /** How long the ticket waits until somebody takes it up. */
  readonly queueMinutes: number;
  /** How long one system takes, and how many there are. */
  readonly handlingMinutes: number;
  readonly systems: number;
  /** `09:00`; `24:00` is the end of a day. */
  readonly dayStarts: string;
  readonly dayEnds: string;
  /** People work on Saturday and Sunday too. */
  readonly everyDay: boolean;
  /** Of a hundred tickets, so many are never written. */
  readonly forgottenPercent: number;
  /** A review of all accounts, which finds what was forgotten, comes every so many months. */
  readonly reviewMonths: number;
  /** The end of a contract causes no ticket: nobody has to do anything on that day. */
  readonly contractsForgotten: boolean;
}

/** Where what is assumed is kept on the shelf: one record for all tenants and stories. */
export const assumptionsKey = 'exposure/by-hand';

/** What the lab assumes until somebody knows better. */
export const usualAssumptions: Assumptions = {
  ...{ ticketMinutes: 120, queueMinutes: 480, handlingMinutes: 10, systems: 1 },
  ...{ dayStarts: '09:00', dayEnds: '17:00', everyDay: false },
  ...{ forgottenPercent: 10, reviewMonths: 1, contractsForgotten: true },
};

/** A field of a form in which assumptions are set. `why` gives the reason for the usual value. */
export interface AssumptionField {
  readonly id: keyof Assumptions;
  readonly kind: 'number' | 'time' | 'check';
  readonly label: string;
  /** What a number counts, and its limits. */
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly why: string;
}

/** The fields in the order of the work. */
export const assumptionFields: readonly AssumptionField[] = [
  {
    ...{ id: 'ticketMinutes', kind: 'number', label: 'Ticket after HR’s word' },
    ...{ unit: 'minutes of work', least: 0, most: 14_400 },
    why: 'Two hours: the manager hears of it and writes a ticket the same day.',
  },
  {
    ...{ id: 'queueMinutes', kind: 'number', label: 'Waits in the queue' },
    ...{ unit: 'minutes of work', least: 0, most: 14_400 },
    why: 'One working day of eight hours: a usual promise for a ticket that is not urgent.',
  },
  {
    ...{ id: 'handlingMinutes', kind: 'number', label: 'Handling, for each system' },
    ...{ unit: 'minutes of work', least: 0, most: 1440 },
    why: 'Ten minutes: log in, find the account, switch it off, write it into the ticket.',
  },
  {
    ...{ id: 'systems', kind: 'number', label: 'Systems' },
    ...{ unit: 'done one after another', least: 1, most: 100 },
    why: 'One, because only this Secret Server is compared. Test and standby copies make more.',
  },
  {
    ...{ id: 'dayStarts', kind: 'time', label: 'Work begins' },
    why: 'Nine o’clock, in UTC as the lab clock.',
  },
  {
    ...{ id: 'dayEnds', kind: 'time', label: 'Work ends' },
    why: 'Five o’clock: the eight hours of one desk. 00:00 to 24:00 is a desk that never closes.',
  },
  {
    ...{ id: 'everyDay', kind: 'check', label: 'People work at weekends too' },
    why: 'No: who leaves on a Friday is a ticket of Monday.',
  },
  {
    ...{ id: 'forgottenPercent', kind: 'number', label: 'Forgotten' },
    ...{ unit: 'of 100 tickets', least: 0, most: 100 },
    why: 'Ten in a hundred, a guess: look into the last review for a number of your own.',
  },
  {
    ...{ id: 'reviewMonths', kind: 'number', label: 'A review finds them every' },
    ...{ unit: 'months', least: 1, most: 12 },
    why: 'Each month, on the first working day. Many companies review once a quarter: write 3.',
  },
  {
    ...{
      id: 'contractsForgotten',
      kind: 'check',
      label: 'Nobody writes a ticket when a contract ends',
    },
    why: 'Yes: on that day nobody does anything, so the next review finds it.',
  },
];

/**
 * Reads what stands in the form, or a kept record: numbers as numbers or digits, times as `09:00`. The
 * trouble has a sentence for each field that is wrong.
 */
export function readAssumptions(
  draft: Readonly<Record<string, unknown>>,
): Result<Assumptions, Readonly<Partial<Record<keyof Assumptions, string>>>> {
  const read = assumptionFields.map(
    (field) => [field.id, readField(field, draft[field.id])] as const,
  );
  const wrong = read.flatMap(([id, result]) => (result.ok ? [] : [[id, result.trouble] as const]));
  if (wrong.length > 0) return fail(Object.fromEntries(wrong));
  const values = Object.fromEntries(read.map(([id, result]) => [id, result.ok && result.value]));
  const assumed = values as unknown as Assumptions; // a field each, of its own kind
  if (minuteOf(assumed.dayEnds) - minuteOf(assumed.dayStarts) < 60)
    return fail({ dayEnds: 'The working day must end at least one hour after it begins.' });
  return ok(assumed);
}

/** The kept assumptions; a record that is damaged, or none, gives the usual ones. */
export function keptAssumptions(record: JsonObject | undefined): Assumptions {
  const read = readAssumptions({ ...usualAssumptions, ...record });
  return read.ok ? read.value : usualAssumptions;
}

function readField(
  field: AssumptionField,
  value: unknown,
): Result<number | string | boolean, string> {
  if (field.kind === 'check')
    return typeof value === 'boolean' ? ok(value) : fail('Choose yes or no.');
  if (field.kind === 'time')
    return typeof value === 'string' && isTime(value)
      ? ok(value)
      : fail('Write a time such as 09:00; 24:00 is the end of the day.');
  return readNumber(field, value);
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

function readNumber(
  { least = 0, most = 0 }: AssumptionField,
  value: unknown,
): Result<number, string> {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most
    ? ok(number)
    : fail(`Write a whole number from ${least} to ${most}.`);
}

/** What the work takes by hand. Lengths in milliseconds from HR's word to the last right gone. */
export interface ByHand {
  /** Where somebody remembers. Of a contract that nobody remembers, the same as `forgotten`. */
  readonly usual: number;
  /** Where nobody does, and the review finds it. */
  readonly forgotten: number;
  /** On average over many people. */
  readonly mean: number;
  /** Says in a few words what is assumed. */
  readonly assumption: string;
}

/** How long it takes by hand from HR's word at `openedAt` (lab milliseconds). */
export function byHandFrom(kind: LifecycleKind, openedAt: number, assumed: Assumptions): ByHand {
  const work = assumed.handlingMinutes * assumed.systems;
  const written = afterWork(openedAt, assumed.ticketMinutes, assumed);
  const taken = afterWork(written, assumed.queueMinutes, assumed);
  const done = afterWork(taken, work, assumed);
  const noTicket = kind === 'contractor' && assumed.contractsForgotten;
  const review = afterWork(reviewAfter(noTicket ? openedAt : done, assumed), work, assumed);
  const forgotten = review - openedAt;
  const usual = noTicket ? forgotten : done - openedAt;
  const share = noTicket ? 0 : assumed.forgottenPercent / 100;
  return {
    ...{ usual, forgotten, mean: (1 - share) * usual + share * forgotten },
    assumption: noTicket ? reviewWords(assumed) : ticketWords(assumed),
  };
}

/** The same as a line to compare with. */
export const byHandBaseline = (
  kind: LifecycleKind,
  openedAt: number,
  assumed: Assumptions,
): Baseline => {
  const { usual, assumption } = byHandFrom(kind, openedAt, assumed);
  return { name: 'by hand', length: usual, assumption };
};

const minutes = (count: number): string => lengthWords(count * 60_000);

function ticketWords(assumed: Assumptions): string {
  const { ticketMinutes, queueMinutes, handlingMinutes, systems } = assumed;
  const work = minutes(handlingMinutes * systems);
  const done = systems > 1 ? `${work} for ${systems} systems` : `${work} to do it`;
  return `ticket after ${minutes(ticketMinutes)}, ${minutes(queueMinutes)} in the queue, ${done}`;
}

const reviewWords = ({ reviewMonths }: Assumptions): string =>
  reviewMonths === 1
    ? 'nobody remembers, the monthly review finds it'
    : `nobody remembers, the review every ${reviewMonths} months finds it`;

// — Working time

const day = 86_400_000;
const minute = 60_000;

/** Minutes after midnight. */
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

type WorkingDay = Pick<Assumptions, 'dayStarts' | 'dayEnds' | 'everyDay'>;

/** The moment when so many minutes of working time have passed since `from` (lab milliseconds). */
export function afterWork(from: number, work: number, hours: WorkingDay): number {
  let left = work * minute;
  let at = nextOpen(from, hours);
  for (;;) {
    const closes = midnightOf(at) + minuteOf(hours.dayEnds) * minute;
    if (at + left <= closes) return at + left;
    left -= closes - at;
    at = nextOpen(closes, hours);
  }
}

const midnightOf = (at: number): number => Math.floor(at / day) * day;

/** The first moment at or after `from` when people work. */
function nextOpen(from: number, { dayStarts, dayEnds, everyDay }: WorkingDay): number {
  const midnight = midnightOf(from);
  const weekday = new Date(midnight).getUTCDay();
  const isWorkday = everyDay || (weekday > 0 && weekday < 6);
  if (isWorkday && from < midnight + minuteOf(dayEnds) * minute)
    return Math.max(from, midnight + minuteOf(dayStarts) * minute);
  return nextOpen(midnight + day, { dayStarts, dayEnds, everyDay });
}

/** When the first review after a moment begins: the first working day of a month that has one. */
function reviewAfter(at: number, assumed: Assumptions): number {
  const then = new Date(at);
  let month = then.getUTCFullYear() * 12 + then.getUTCMonth();
  for (;;) {
    const begins = nextOpen(Date.UTC(Math.floor(month / 12), month % 12, 1), assumed);
    if (month % assumed.reviewMonths === 0 && begins > at) return begins;
    month += 1;
  }
}
