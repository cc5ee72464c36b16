// Answers what auditors ask about access: who was given it, who changed jobs, who left, when, by whom, and how long too much stood open.
import { accessOf, opens } from './access.ts';
import type { AuditEvent } from './audit.ts';
import { exposureOf, type ExposureSample, type ExposureWindow } from './exposure.ts';
import { idOf, nameOf, textOf } from './members.ts';
import { walkFrom, type PastEntry, type Present, type Walk } from './past.ts';

/** What a control asks about: access given, changed, or taken away. */
export type ControlFamily = 'provisioning' | 'change' | 'removal';

/** One person who came, moved or left: the events that belong together, oldest first. */
export interface EvidenceCase {
  /** `1042.12`: the person, and the entry that began it. */
  readonly id: string;
  readonly family: ControlFamily;
  readonly person: { readonly id: string; readonly name: string; readonly userName: string };
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
  /** What the window is measured from: the first step of the case, or the end of a contract before it. */
  readonly measuredFrom?: 'first step' | 'contract end';
}

/** What evidence is made from; events as `auditOf` gives them, the journal oldest first, `now` in lab milliseconds. */
export interface EvidenceInput {
  readonly events: readonly AuditEvent[];
  readonly journal: readonly PastEntry[];
  readonly present: Present;
  readonly now: number;
}

/** Every case of every family, the latest first. */
export function evidenceOf(input: EvidenceInput): readonly EvidenceCase[] {
  const drafts = draftsIn(input.events);
  const open = openAround(drafts, input);
  return drafts
    .map((draft) => caseOf(draft, open, input))
    .sort((one, other) => other.startedAt - one.startedAt);
}

/** Steps further apart than this belong to different cases: a lab rule. */
const together = 24 * 3_600_000;

interface Draft {
  readonly person: string;
  family: ControlFamily;
  events: AuditEvent[];
}

/** Sorts the events of each person into cases. */
function draftsIn(events: readonly AuditEvent[]): readonly Draft[] {
  const byPerson = new Map<string, Draft[]>();
  for (const event of events.toReversed()) {
    if (event.seq === 0) continue; // a look at a secret gives and takes nothing
    for (const person of event.people) {
      const drafts = byPerson.get(person) ?? [];
      byPerson.set(person, drafts);
      place(event, person, drafts);
    }
  }
  return [...byPerson.values()].flat();
}

const isTaken = ({ name, effect }: AuditEvent): boolean =>
  name === 'Removed From Group' || effect.kind === 'less';

function place(event: AuditEvent, person: string, drafts: Draft[]): void {
  const last = drafts.at(-1);
  const isNear = last !== undefined && timeOf(event) - timeOf(last.events.at(-1)!) <= together;
  const begin = (family: ControlFamily, events: AuditEvent[]): void =>
    void drafts.push({ person, family, events });
  if (event.name === 'User Create' || event.name === 'User Enable')
    return begin('provisioning', [event]);
  if (event.name === 'User Disabled')
    return begin('removal', [...(isNear ? lastSteps(drafts) : []), event]);
  const fits =
    isNear &&
    (last.family === 'change' ||
      (last.family === 'provisioning' ? !isTaken(event) : event.effect.kind !== 'more'));
  if (fits) last.events.push(event);
  else begin('change', [event]);
}

/** The steps at the end of a change that only took away: they were the first of a removal. */
function lastSteps(drafts: Draft[]): AuditEvent[] {
  const last = drafts.at(-1)!;
  if (last.family !== 'change') return [];
  const from = last.events.findLastIndex((event) => !isTaken(event)) + 1;
  const steps = last.events.slice(from);
  last.events = last.events.slice(0, from);
  if (last.events.length === 0) drafts.pop();
  return steps;
}

const timeOf = ({ at }: AuditEvent): number => Date.parse(at);

// — What stood open

/** By person and entry (`1042 12`), the ids of the secrets open before it and after it. */
type OpenAround = ReadonlyMap<
  string,
  { readonly before: readonly string[]; readonly after: readonly string[] }
>;

function openAround(drafts: readonly Draft[], { journal, present }: EvidenceInput): OpenAround {
  const wanted = new Map<number, Set<string>>();
  for (const { person, events } of drafts)
    for (const { seq } of events) wanted.set(seq, (wanted.get(seq) ?? new Set()).add(person));
  const walk = walkFrom(present);
  const found = new Map<string, { before: readonly string[]; after: readonly string[] }>();
  for (const entry of journal.toReversed()) {
    const people = [...(wanted.get(entry.seq) ?? [])];
    const after = openTo(people, walk);
    walk.takeBack(entry);
    const before = openTo(people, walk);
    for (const id of people)
      found.set(`${id} ${entry.seq}`, { before: before.get(id) ?? [], after: after.get(id) ?? [] });
  }
  return found;
}

function openTo(people: readonly string[], walk: Walk): ReadonlyMap<string, readonly string[]> {
  if (people.length === 0) return new Map();
  const users = people.flatMap((id) => {
    const user = walk.users.get(id);
    return user ? [user] : [];
  });
  const groups = walk.groupsAround(people.map((id) => `User ${id}`));
  const open = new Map<string, string[]>();
  for (const { user, secret, right } of accessOf({ users, groups }, walk.vault).access)
    if (opens(right)) open.set(user, [...(open.get(user) ?? []), secret]);
  return open;
}

// — Cases

function caseOf(draft: Draft, open: OpenAround, input: EvidenceInput): EvidenceCase {
  const { person, family, events } = draft;
  const around = ({ seq }: AuditEvent) => open.get(`${person} ${seq}`) ?? { before: [], after: [] };
  const [first, last] = [events[0]!, events.at(-1)!]; // a case has at least one event
  const before = around(first).before;
  const after = around(last).after;
  const samples = events.map((event) => ({ at: timeOf(event), open: around(event).after }));
  return {
    ...{ id: `${person}.${first.seq}`, family, person: personOf(person, input), events },
    ...{ startedAt: timeOf(first), endedAt: timeOf(last) },
    ...{ opensBefore: before.length, opensAfter: after.length },
    ...(family !== 'provisioning' && windowOf(draft, { before, after, samples }, input)),
  };
}

/** A person as known now, or as the journal knew them last. */
function personOf(id: string, { present, journal }: EvidenceInput): EvidenceCase['person'] {
  const user =
    present.users.find((each) => idOf(each) === id) ??
    journal.findLast(({ change }) => change.resourceType === 'User' && change.id === id)?.change
      .before;
  return user
    ? { id, name: nameOf(user), userName: textOf(user, 'userName') }
    : { id, name: id, userName: '' };
}

function windowOf(
  { person, family, events }: Draft,
  open: {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly samples: readonly ExposureSample[];
  },
  { present, now }: EvidenceInput,
): Pick<EvidenceCase, 'exposure' | 'measuredFrom'> {
  const started = timeOf(events[0]!);
  const ends = Date.parse(present.vault.accounts.find((each) => each.user === person)?.ends ?? '');
  const isLate = family === 'removal' && ends < started;
  const openedAt = isLate ? ends : started;
  // of who moved only what was lost in the end was too much in between
  const isAtRisk = (secret: string): boolean =>
    family === 'removal' || (open.before.includes(secret) && !open.after.includes(secret));
  const samples = [{ at: openedAt, open: open.before }, ...open.samples].map((sample) => ({
    at: sample.at,
    open: sample.open.filter(isAtRisk),
  }));
  return {
    exposure: exposureOf({ openedAt, now, samples }),
    measuredFrom: isLate ? 'contract end' : 'first step',
  };
}
