// Prepares exposure windows for the screen and for the files people take away: words, columns, bars and totals.
import type { JsonObject } from '../../../base/json.ts';
import type { StoryCase } from '../../../scenarios/exposureOfRun.ts';
import { lengthWords } from '../../../vault/exposure.ts';
import { byHandFrom, type Assumptions, type ByHand } from '../../../vault/exposureBaseline.ts';
import type { ExposureCase, ExposureTotals } from '../../../vault/exposureCases.ts';
import type { Table } from '../../../vault/table.ts';
import type { Column } from '../list.ts';

/** A case beside the same by hand. */
export interface ExposureRow {
  readonly of: ExposureCase | StoryCase;
  readonly byHand: ByHand;
}

/** The cases as rows. */
export const exposureRows = (
  cases: readonly (ExposureCase | StoryCase)[],
  assumed: Assumptions,
): readonly ExposureRow[] =>
  cases.map((of) => ({ of, byHand: byHandFrom(of.kind, of.window.openedAt, assumed) }));

/** The story a case was played in, if it was. */
export const storyOf = (of: ExposureCase | StoryCase): StoryCase | undefined =>
  'story' in of ? of : undefined;

/** What a window is measured from, in words. */
export const fromWords = {
  HR: 'HR’s word',
  'contract end': 'end of the contract',
  'first step': 'first step',
} as const satisfies Record<ExposureCase['measuredFrom'], string>;

/** `40 min 8 s`, `none`; of one that is open, up to now. */
export const windowText = ({ window }: ExposureCase): string =>
  window.state === 'none' ? 'none' : lengthWords(window.length);

/** What state a window is in, in one word. */
export const stateText = (of: ExposureCase | StoryCase): string =>
  of.window.state === 'running'
    ? (storyOf(of)?.isOver ?? true)
      ? 'still open'
      : 'open so far'
    : { none: 'nothing open', closed: 'closed' }[of.window.state];

/** The colour of a window: one that is open is red, none green. */
export const windowTone = ({ window }: ExposureCase): string =>
  window.state === 'running' ? 'bad' : window.length > 0 ? 'warn' : 'ok';

/** `1 leaver, 2 movers`, in the order leavers, movers, contractors. */
export function kindWords(cases: readonly Pick<ExposureCase, 'kind'>[]): string {
  const kinds = ['leaver', 'mover', 'contractor'] as const;
  return kinds
    .map((kind) => [cases.filter((each) => each.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** `3 secrets, 120 secret-minutes`. */
export function amountWords(secrets: number, secretMinutes: number): string {
  const minutes = Math.round(secretMinutes);
  const of = secrets === 1 ? '1 secret' : `${secrets} secrets`;
  return `${of}, ${minutes.toLocaleString('en')} secret-${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** What the totals say of work by hand. */
export const handWords = ({ byHand, byHandMean }: ExposureTotals): string =>
  Math.round(byHand / 1000) === Math.round(byHandMean / 1000)
    ? lengthWords(byHand)
    : `${lengthWords(byHand)} if nobody is forgotten, ${lengthWords(byHandMean)} on average`;

/** Two lengths as parts of a line of 100, the longer one whole. */
export function shares(one: number, other: number): readonly [number, number] {
  const whole = Math.max(one, other, 1);
  return [(100 * one) / whole, (100 * other) / whole];
}

/** A stretch of a window in which so many secrets stood open; place and width are parts of 100. */
export interface Stretch {
  readonly from: number;
  readonly width: number;
  readonly open: number;
}

/** A window drawn over its own length: its stretches, and where its steps stand. */
export interface Timeline {
  readonly stretches: readonly Stretch[];
  readonly marks: readonly number[];
}

/** Lays a window out from its beginning to its last step, or to now while it is open. */
export function timelineOf({ window, opening, steps }: ExposureCase): Timeline {
  const { openedAt, length } = window;
  const ends = Math.max(length, ...steps.map(({ at }) => at - openedAt), 1);
  const share = (at: number): number => (100 * Math.max(0, at - openedAt)) / ends;
  const moments = [{ at: openedAt, open: opening }, ...steps];
  const stretches = moments.map(({ at, open }, place): Stretch => {
    const until = moments[place + 1]?.at ?? openedAt + Math.max(length, at - openedAt);
    return { from: share(at), width: Math.max(0, share(until) - share(at)), open };
  });
  return {
    stretches: stretches.filter(({ open, width }) => open > 0 && width > 0),
    marks: steps.map(({ at }) => share(at)),
  };
}

/** The columns of the table; stories have their title for a first column. */
export const exposureColumns = (ofStories: boolean): readonly Column<ExposureRow>[] => [
  {
    ...{ id: 'who', title: ofStories ? 'Story' : 'Person', share: 2.2 },
    sort: ({ of }) => storyOf(of)?.title ?? of.person.name,
  },
  { id: 'kind', title: 'Kind', wide: true, share: 1.2, sort: ({ of }) => of.kind },
  { id: 'from', title: 'Since', wide: true, share: 2, sort: ({ of }) => of.window.openedAt },
  { id: 'window', title: 'Window', share: 1.7, sort: ({ of }) => of.window.length },
  { id: 'bar', title: 'Beside by hand', wide: true, share: 2.6 },
  { id: 'hand', title: 'By hand', share: 1.7, sort: ({ byHand }) => byHand.usual },
  {
    ...{ id: 'secrets', title: 'Secrets', wide: true, num: true, share: 1 },
    sort: ({ of }) => of.window.secrets.length,
  },
  { id: 'state', title: 'State', wide: true, share: 1.4, sort: ({ of }) => stateText(of) },
];

const instant = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();
const seconds = (length: number): number => Math.round(length / 1000);

/** The windows as a table to take away. */
export const exposureTable = (rows: readonly ExposureRow[]): Table => ({
  columns: [
    { id: 'person', title: 'Person' },
    { id: 'userName', title: 'userName' },
    { id: 'personId', title: 'Id' },
    { id: 'kind', title: 'Kind' },
    { id: 'story', title: 'Story' },
    { id: 'from', title: 'From (lab time)' },
    { id: 'measuredFrom', title: 'Measured from' },
    { id: 'to', title: 'To (lab time)' },
    { id: 'state', title: 'State' },
    { id: 'windowSeconds', title: 'Window in seconds' },
    { id: 'window', title: 'Window' },
    { id: 'secrets', title: 'Secrets' },
    { id: 'secretMinutes', title: 'Secret-minutes' },
    { id: 'byHandSeconds', title: 'By hand in seconds' },
    { id: 'byHandForgottenSeconds', title: 'By hand, forgotten, in seconds' },
    { id: 'byHandMeanSeconds', title: 'By hand, on average, in seconds' },
  ],
  rows: rows.map(({ of, byHand }) => [
    ...[of.person.name, of.person.userName, of.person.id, of.kind, storyOf(of)?.title],
    ...[instant(of.window.openedAt), fromWords[of.measuredFrom], instant(of.window.closedAt)],
    ...[stateText(of), seconds(of.window.length), windowText(of), of.window.secrets.length],
    Math.round(of.window.secretMinutes * 100) / 100,
    ...[seconds(byHand.usual), seconds(byHand.forgotten), seconds(byHand.mean)],
  ]),
});

/** The same for JSON, with every step of each window; secrets by name. */
export const exposureObjects = (
  rows: readonly ExposureRow[],
  nameOf: (secret: string) => string,
): readonly JsonObject[] =>
  rows.map(({ of, byHand }) => ({
    person: { ...of.person },
    kind: of.kind,
    ...(storyOf(of) && { story: storyOf(of)!.title }),
    window: {
      ...{ state: of.window.state, from: instant(of.window.openedAt)! },
      measuredFrom: fromWords[of.measuredFrom],
      ...(of.window.closedAt !== undefined && { to: instant(of.window.closedAt)! }),
      ...{ seconds: seconds(of.window.length), secretMinutes: of.window.secretMinutes },
      ...{ secrets: of.window.secrets.map(nameOf), stillOpen: of.window.open.map(nameOf) },
    },
    byHand: {
      ...{ seconds: seconds(byHand.usual), forgottenSeconds: seconds(byHand.forgotten) },
      ...{ meanSeconds: seconds(byHand.mean), assumption: byHand.assumption },
    },
    steps: of.steps.map(({ at, says, open, event }) => ({
      ...{ at: instant(at)!, says, open },
      ...(event !== undefined && { event }),
    })),
  }));

/** The totals as they stand in an exported file. */
export const totalsObject = (totals: ExposureTotals): JsonObject => ({
  ...{ cases: totals.cases, stillOpen: totals.running, seconds: seconds(totals.length) },
  ...{ longestSeconds: seconds(totals.longest), secretMinutes: totals.secretMinutes },
  ...{ byHandSeconds: seconds(totals.byHand), byHandMeanSeconds: seconds(totals.byHandMean) },
});
