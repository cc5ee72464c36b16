// Answers what auditors ask about access: who was given it, who changed jobs, who left, when, by whom, and how long too much stood open.
import type { AuditEvent } from './audit.ts';
import type { ExposureWindow } from './exposure.ts';
import {
  caseIdOf,
  draftsOf,
  eventsByPerson,
  personOf,
  stepsByPerson,
  timeOf,
  type CaseDraft,
  type CaseFamily,
  type CaseInput,
  type CasePerson,
  type PersonStep,
} from './exposureSteps.ts';
import { windowOfCase, type MeasuredFrom } from './exposureWindows.ts';

/** What a control asks about: access given, changed, or taken away. */
export type ControlFamily = CaseFamily;

/** One person who came, moved or left: the events that belong together, oldest first. */
export interface EvidenceCase {
  /** `1042.12`: the person, and the entry that began it. */
  readonly id: string;
  readonly family: ControlFamily;
  readonly person: CasePerson;
  readonly events: readonly AuditEvent[];
  /** Lab time of the first and the last event, in milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** How many secrets the person could open before and after. */
  readonly opensBefore: number;
  readonly opensAfter: number;
  /**
   * How long rights stood open that were gone in the end, or ought to be: of who left, all of them; of
   * who moved, those of the old job. Absent where access is only given.
   */
  readonly exposure?: ExposureWindow;
  readonly measuredFrom?: MeasuredFrom;
}

/** Every case of every family, the latest first. */
export function evidenceOf(input: CaseInput): readonly EvidenceCase[] {
  const byPerson = eventsByPerson(input.events);
  const steps = stepsByPerson(byPerson, input);
  return [...byPerson]
    .flatMap(([person, events]) =>
      draftsOf(person, events).map((draft) => caseOf(draft, steps.get(person) ?? [], input)),
    )
    .sort((one, other) => other.startedAt - one.startedAt);
}

function caseOf(draft: CaseDraft, steps: readonly PersonStep[], input: CaseInput): EvidenceCase {
  const { person, family, events } = draft;
  const [first, last] = [events[0]!, events.at(-1)!]; // a case has at least one event
  const stepOf = ({ seq }: AuditEvent) => steps.find(({ event }) => event.seq === seq);
  return {
    ...{ id: caseIdOf(draft), family, person: personOf(person, input), events },
    ...{ startedAt: timeOf(first), endedAt: timeOf(last) },
    opensBefore: stepOf(first)?.before.all.length ?? 0,
    opensAfter: stepOf(last)?.after.all.length ?? 0,
    ...(family !== 'provisioning' && windowIn(draft, steps, input)),
  };
}

function windowIn(
  draft: CaseDraft,
  steps: readonly PersonStep[],
  input: CaseInput,
): Pick<EvidenceCase, 'exposure' | 'measuredFrom'> {
  const account = input.present.vault.accounts.find(({ user }) => user === draft.person);
  const ends = Date.parse(account?.ends ?? '');
  const { exposure, measuredFrom } = windowOfCase(draft, steps, {
    ...input,
    ends: Number.isNaN(ends) ? undefined : ends,
  });
  return { exposure, measuredFrom };
}
