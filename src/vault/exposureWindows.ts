// Measures the window of one case: which secrets were at risk, from when on, and when the last of them was shut.
import { exposureOf, type ExposureSample, type ExposureWindow } from './exposure.ts';
import {
  caseIdOf,
  timeOf,
  together,
  type CaseDraft,
  type CaseInput,
  type Open,
  type PersonStep,
} from './exposureSteps.ts';

/** What a window is measured from: HR's word, the end of a contract, or the first request of the case. */
export type MeasuredFrom = 'HR' | 'contract end' | 'first step';

/** A window, and the steps of the person that happened in it. */
export interface MeasuredWindow {
  readonly exposure: ExposureWindow;
  readonly measuredFrom: MeasuredFrom;
  /** How many secrets at risk stood open when the window began. */
  readonly opening: number;
  /** Oldest first; `open` counts the secrets at risk that stood open after the step. */
  readonly steps: readonly { readonly step: PersonStep; readonly open: number }[];
}

/**
 * The window of a case, out of all steps of its person. Of who leaves, everything is at risk, and an
 * account that is enabled again within a day opens the window again; of who moves, what the groups of the
 * old job opened, until a group gives it anew. `ends` is the end of a contract.
 */
export function windowOfCase(
  draft: CaseDraft,
  steps: readonly PersonStep[],
  { now, hr, ends }: Pick<CaseInput, 'now' | 'hr'> & { readonly ends?: number | undefined },
): MeasuredWindow {
  const first = timeOf(draft.events[0]!);
  const told = hr?.get(caseIdOf(draft));
  const isLate = draft.family === 'removal' && ends !== undefined && ends < first;
  const openedAt = told ?? (isLate ? ends : first);
  const measuredFrom = told !== undefined ? 'HR' : isLate ? 'contract end' : 'first step';
  const from = placeOfFirst(steps, openedAt, draft.events[0]!.seq);
  const until = draft.family === 'removal' ? endOfLeaving(draft, steps) : steps.length;
  const inside = steps.slice(from, until);
  const atRisk = draft.family === 'removal' ? everything : ofOldJob(draft, steps);
  return measured(inside, atRisk, { openedAt, now, measuredFrom });
}

/** A window that nobody has done anything about: of a contract that has ended. */
export const windowOfOverdue = (
  steps: readonly PersonStep[],
  { ends, now, open }: { readonly ends: number; readonly now: number; readonly open: Open },
): MeasuredWindow => {
  const since = steps.filter(({ at }) => at >= ends);
  const of = { openedAt: ends, now, measuredFrom: 'contract end' as const };
  return since.length > 0
    ? measured(since, everything, of)
    : {
        exposure: exposureOf({ ...of, samples: [{ at: ends, open: open.all }] }),
        ...{ measuredFrom: 'contract end', opening: open.all.length, steps: [] },
      };
};

/** Tells of what is open which secrets are at risk; steps come in their order. */
type AtRisk = () => (open: Open, step?: PersonStep) => readonly string[];

const everything: AtRisk = () => (open) => open.all;

function measured(
  steps: readonly PersonStep[],
  atRisk: AtRisk,
  of: { readonly openedAt: number; readonly now: number; readonly measuredFrom: MeasuredFrom },
): MeasuredWindow {
  const riskIn = atRisk();
  const start: ExposureSample = { at: of.openedAt, open: riskIn(steps[0]?.before ?? noOpen) };
  const samples = steps.map((step) => ({ at: step.at, open: riskIn(step.after, step) }));
  return {
    exposure: exposureOf({ ...of, samples: [start, ...samples] }),
    ...{ measuredFrom: of.measuredFrom, opening: start.open.length },
    steps: steps.map((step, at) => ({ step, open: samples[at]!.open.length })),
  };
}

const noOpen: Open = { all: [], due: [] };

/** The case's own first step, or an earlier one since the window opened. */
function placeOfFirst(steps: readonly PersonStep[], openedAt: number, seq: number): number {
  const own = steps.findIndex(({ event }) => event.seq === seq);
  const since = steps.findIndex(({ at }) => at > openedAt);
  return since < 0 ? own : Math.min(own, since);
}

/** Where a leaving ends: at the next account made or enabled, unless that comes within a day. */
function endOfLeaving(draft: CaseDraft, steps: readonly PersonStep[]): number {
  const last = draft.events.at(-1)!;
  const place = steps.findIndex(
    ({ event, at }) =>
      event.seq > last.seq &&
      (event.name === 'User Create' || event.name === 'User Enable') &&
      at - timeOf(last) > together,
  );
  return place < 0 ? steps.length : place;
}

/**
 * What was open before a move and that no group gives after it: shut in the end, or kept by a right given
 * by hand. A secret that a group gives anew is due again and no longer counts.
 */
function ofOldJob(draft: CaseDraft, steps: readonly PersonStep[]): AtRisk {
  const [first, last] = [draft.events[0]!.seq, draft.events.at(-1)!.seq];
  const before = steps.find(({ event }) => event.seq === first)?.before ?? noOpen;
  const after = steps.find(({ event }) => event.seq === last)?.after ?? noOpen;
  const lost = before.all.filter(
    (secret) =>
      !after.all.includes(secret) || (before.due.includes(secret) && !after.due.includes(secret)),
  );
  return () => {
    const left = new Set(lost);
    return (open, step) => {
      if (step && step.event.seq > last) for (const secret of open.due) left.delete(secret);
      return open.all.filter((secret) => left.has(secret));
    };
  };
}
