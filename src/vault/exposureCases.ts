// Lists every leaver, mover and contractor of a tenant out of its journal, each with the window that stood open.
import type { AuditEvent } from './audit.ts';
import type { ExposureWindow } from './exposure.ts';
import { byHandFrom, type Assumptions, type LifecycleKind } from './exposureBaseline.ts';
import {
  caseIdOf,
  draftsOf,
  eventsByPerson,
  openTo,
  personOf,
  stepsByPerson,
  timeOf,
  type CaseDraft,
  type CaseInput,
  type CasePerson,
  type PersonStep,
} from './exposureSteps.ts';
import {
  windowOfCase,
  windowOfOverdue,
  type MeasuredFrom,
  type MeasuredWindow,
} from './exposureWindows.ts';
import { isEnabled } from './members.ts';
import { walkFrom } from './past.ts';

/** Something that happened in a window. Lab time in milliseconds; `open` counts secrets at risk that stood open afterwards. */
export interface ExposureStep {
  readonly at: number;
  readonly says: string;
  readonly open: number;
  /** The event of the audit, by id; a story's step has none. */
  readonly event?: string;
}

/** One person who left, moved, or whose contract ended. */
export interface ExposureCase {
  readonly id: string;
  readonly kind: Exclude<LifecycleKind, 'joiner'>;
  readonly person: CasePerson;
  readonly measuredFrom: MeasuredFrom;
  readonly window: ExposureWindow;
  /** How many secrets at risk stood open when the window began. */
  readonly opening: number;
  readonly steps: readonly ExposureStep[];
  /** The first request of the case, in lab milliseconds; absent where nobody has done anything. */
  readonly firstStep?: number;
  /** What the journal calls the first step: the exchange it was, or a name of its own. */
  readonly exchange?: string;
}

/**
 * Every case, the latest first. What was undone did not happen: it makes no case. A contract that has
 * ended while the account still opens something is a case although nobody has done anything.
 */
export function exposureCases(input: CaseInput): readonly ExposureCase[] {
  const exchanges = new Map(input.journal.map(({ seq, exchange }) => [seq, exchange]));
  const undone = undoneIn(input);
  const isUndone = ({ seq, source }: AuditEvent): boolean =>
    source.kind === 'undo' || undone.has(exchanges.get(seq) ?? '');
  const contracts = contractsIn(input);
  const byPerson = eventsByPerson(input.events);
  const wanted = new Map(
    [...byPerson].filter(([person, events]) => contracts.has(person) || events.some(decides)),
  );
  const steps = stepsByPerson(wanted, input);
  const found = [...wanted].flatMap(([person, events]) =>
    draftsOf(person, events)
      .filter((draft) => isCase(draft, isUndone))
      .map((draft) => caseOf(draft, steps.get(person) ?? [], { ...input, contracts, exchanges })),
  );
  return [...found, ...overdueIn(input, { contracts, steps, found })].sort(
    (one, other) => other.window.openedAt - one.window.openedAt,
  );
}

/** Who loses a right but no group has not moved: somebody has tidied up a folder. */
const decides = ({ name }: AuditEvent): boolean =>
  name === 'User Disabled' || name === 'Removed From Group';

/** Names of the exchanges, and of the changes by hand, that somebody has put back. */
const undoneIn = ({ events }: CaseInput): ReadonlySet<string> =>
  new Set(events.flatMap(({ source }) => (source.kind === 'undo' ? [source.exchange] : [])));

/** True if something was taken away that nobody has put back. */
const isCase = ({ family, events }: CaseDraft, isUndone: (event: AuditEvent) => boolean): boolean =>
  family !== 'provisioning' &&
  events.some(
    (event) =>
      event.name === (family === 'removal' ? 'User Disabled' : 'Removed From Group') &&
      !isUndone(event),
  );

/** Ends of contracts by person, in lab milliseconds. */
const contractsIn = ({ present }: CaseInput): ReadonlyMap<string, number> =>
  new Map(
    present.vault.accounts.flatMap(({ user, ends = '' }) =>
      Number.isNaN(Date.parse(ends)) ? [] : [[user, Date.parse(ends)] as const],
    ),
  );

function caseOf(
  draft: CaseDraft,
  steps: readonly PersonStep[],
  input: CaseInput & {
    readonly contracts: ReadonlyMap<string, number>;
    readonly exchanges: ReadonlyMap<number, string>;
  },
): ExposureCase {
  const ends = input.contracts.get(draft.person);
  const first = draft.events[0]!;
  const leaves = ends === undefined ? 'leaver' : 'contractor';
  return {
    id: caseIdOf(draft),
    kind: draft.family === 'removal' ? leaves : 'mover',
    person: personOf(draft.person, input),
    ...inWindow(windowOfCase(draft, steps, { ...input, ends })),
    firstStep: timeOf(first),
    exchange: input.exchanges.get(first.seq) ?? '',
  };
}

const inWindow = ({
  exposure,
  measuredFrom,
  opening,
  steps,
}: MeasuredWindow): Pick<ExposureCase, 'window' | 'measuredFrom' | 'opening' | 'steps'> => ({
  ...{ window: exposure, measuredFrom, opening },
  steps: steps.map(({ step: { event, at }, open }) => ({
    ...{ at, says: `${event.name}, ${event.detail}`, open, event: event.id },
  })),
});

/** Contracts that have ended, of accounts that nobody has disabled since. */
function overdueIn(
  input: CaseInput,
  of: {
    readonly contracts: ReadonlyMap<string, number>;
    readonly steps: ReadonlyMap<string, readonly PersonStep[]>;
    readonly found: readonly ExposureCase[];
  },
): readonly ExposureCase[] {
  const walk = walkFrom(input.present);
  const ended = [...of.contracts].filter(([person, ends]) => {
    const user = walk.users.get(person);
    const isSeen = of.found.some(
      (each) =>
        each.person.id === person &&
        each.kind !== 'mover' &&
        (each.window.openedAt >= ends || each.window.state === 'running'),
    );
    return ends <= input.now && user !== undefined && isEnabled(user) && !isSeen;
  });
  const open = openTo(
    ended.map(([person]) => person),
    walk,
  );
  return ended.map(([person, ends]) => ({
    ...{ id: `${person}.end`, kind: 'contractor', person: personOf(person, input) },
    ...inWindow(
      windowOfOverdue(of.steps.get(person) ?? [], {
        ...{ ends, now: input.now, open: open.get(person) ?? { all: [], due: [] } },
      }),
    ),
  }));
}

/** Sums over cases; lengths in milliseconds. */
export interface ExposureTotals {
  readonly cases: number;
  /** How many windows are open now, and how many never opened. */
  readonly running: number;
  readonly none: number;
  readonly length: number;
  readonly longest: number;
  readonly secretMinutes: number;
  /** The same people by hand: where nobody is forgotten, and on average. */
  readonly byHand: number;
  readonly byHandMean: number;
}

/** The totals of cases, and of the same cases by hand. */
export function exposureTotals(
  cases: readonly Pick<ExposureCase, 'kind' | 'window'>[],
  assumed: Assumptions,
): ExposureTotals {
  const sum = (of: (each: (typeof cases)[number]) => number): number =>
    cases.reduce((total, each) => total + of(each), 0);
  const count = (state: ExposureWindow['state']): number =>
    cases.filter(({ window }) => window.state === state).length;
  const hand = ({ kind, window }: (typeof cases)[number]) =>
    byHandFrom(kind, window.openedAt, assumed);
  return {
    ...{ cases: cases.length, running: count('running'), none: count('none') },
    length: sum(({ window }) => window.length),
    longest: Math.max(0, ...cases.map(({ window }) => window.length)),
    secretMinutes: sum(({ window }) => window.secretMinutes),
    byHand: sum((each) => hand(each).usual),
    byHandMean: sum((each) => hand(each).mean),
  };
}
