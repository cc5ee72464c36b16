// Sorts the audit by person: which events belong to one coming, move or leaving, and what was open around each step.
import { accessOf, accessOfUser, opens } from './access.ts';
import type { AuditEvent } from './audit.ts';
import { idOf, nameOf, textOf } from './members.ts';
import { walkFrom, type PastEntry, type Present, type Walk } from './past.ts';
import type { Access, Vault } from './vault.ts';

/** What cases are made from; events as `auditOf` gives them, the journal oldest first, `now` in lab milliseconds. */
export interface CaseInput {
  readonly events: readonly AuditEvent[];
  readonly journal: readonly PastEntry[];
  readonly present: Present;
  readonly now: number;
  /** When HR knew, in lab milliseconds, by the id of a case: told by hand, since no journal tells it. */
  readonly hr?: ReadonlyMap<string, number>;
}

/** What a case is about: access given, changed, or taken away. */
export type CaseFamily = 'provisioning' | 'change' | 'removal';

/** The events of one person that belong together, oldest first; at least one. */
export interface CaseDraft {
  readonly person: string;
  readonly family: CaseFamily;
  readonly events: readonly AuditEvent[];
}

/** `1042.12`: the person, and the entry that began it. */
export const caseIdOf = ({ person, events }: CaseDraft): string => `${person}.${events[0]!.seq}`;

/** Steps further apart than this belong to different cases: a lab rule. In milliseconds. */
export const together = 24 * 3_600_000;

/** Lab time of an event, in milliseconds. */
export const timeOf = ({ at }: Pick<AuditEvent, 'at'>): number => Date.parse(at);

/** True for a step that takes something from somebody who stays. */
export const isTaken = ({ name, effect }: AuditEvent): boolean =>
  name === 'Removed From Group' || effect.kind === 'less';

/** The events by person, oldest first; looks at secrets give and take nothing, and are left out. */
export function eventsByPerson(
  events: readonly AuditEvent[],
): ReadonlyMap<string, readonly AuditEvent[]> {
  const byPerson = new Map<string, AuditEvent[]>();
  for (const event of events.toReversed()) {
    if (event.seq === 0) continue;
    for (const person of event.people) {
      const known = byPerson.get(person);
      if (known) known.push(event);
      else byPerson.set(person, [event]);
    }
  }
  return byPerson;
}

interface Draft {
  readonly person: string;
  family: CaseFamily;
  events: AuditEvent[];
}

/** Sorts the events of one person, oldest first, into cases. */
export function draftsOf(person: string, events: readonly AuditEvent[]): readonly CaseDraft[] {
  const drafts: Draft[] = [];
  for (const event of events) place(event, person, drafts);
  return drafts;
}

function place(event: AuditEvent, person: string, drafts: Draft[]): void {
  const last = drafts.at(-1);
  const isNear = last !== undefined && timeOf(event) - timeOf(last.events.at(-1)!) <= together;
  const begin = (family: CaseFamily, steps: AuditEvent[]): void =>
    void drafts.push({ person, family, events: steps });
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

// — What stood open

/** Ids of the secrets a person could open, and of those the ones that not only a right by hand opened. */
export interface Open {
  readonly all: readonly string[];
  readonly due: readonly string[];
}

/** One entry of the journal that touched a person, with what was open before it and after it. */
export interface PersonStep {
  readonly event: AuditEvent;
  readonly at: number;
  readonly before: Open;
  readonly after: Open;
}

const nothing: Open = { all: [], due: [] };

/** The steps of each person, oldest first, one for each entry of the journal that touched them. */
export function stepsByPerson(
  byPerson: ReadonlyMap<string, readonly AuditEvent[]>,
  { journal, present }: Pick<CaseInput, 'journal' | 'present'>,
): ReadonlyMap<string, readonly PersonStep[]> {
  const wanted = new Map<number, Map<string, AuditEvent>>();
  for (const [person, events] of byPerson)
    for (const event of events) {
      const people = wanted.get(event.seq) ?? new Map<string, AuditEvent>();
      if (!people.has(person)) people.set(person, event);
      wanted.set(event.seq, people);
    }
  const walk = walkFrom(present);
  const seen = new Map<string, { readonly open: Open; readonly vault: Vault }>();
  // memberships change at the person's own entries only, so what was seen before a later one still holds
  const openNow = (people: readonly string[]): readonly Open[] => {
    const asked = people.filter((id) => seen.get(id)?.vault !== walk.vault);
    const found = openTo(asked, walk);
    for (const id of asked) seen.set(id, { open: found.get(id) ?? nothing, vault: walk.vault });
    return people.map((id) => seen.get(id)!.open);
  };
  const steps = new Map([...byPerson.keys()].map((person) => [person, [] as PersonStep[]]));
  for (const entry of journal.toReversed()) {
    const people = [...(wanted.get(entry.seq) ?? [])];
    const ids = people.map(([id]) => id);
    const after = openNow(ids);
    walk.takeBack(entry);
    for (const id of ids) seen.delete(id);
    const before = openNow(ids);
    for (const [at, [person, event]] of people.entries())
      steps.get(person)!.push({ event, at: timeOf(event), before: before[at]!, after: after[at]! });
  }
  for (const of of steps.values()) of.reverse();
  return steps;
}

/** For so few people, each is asked about alone: nobody else's memberships are turned around. */
const few = 4;

/** What these people can open at the moment a walk has reached. */
export function openTo(people: readonly string[], walk: Walk): ReadonlyMap<string, Open> {
  if (people.length === 0) return new Map();
  const users = people.flatMap((id) => {
    const user = walk.users.get(id);
    return user ? [user] : [];
  });
  const groups = walk.groupsAround(people.map((id) => `User ${id}`));
  const graph = users.length > few ? accessOf({ users, groups }, walk.vault) : undefined;
  return new Map(
    users.map((user) => {
      const id = idOf(user);
      const access = graph?.of(id) ?? accessOfUser(id, { users: [user], groups }, walk.vault);
      return [id, openIn(access)] as const;
    }),
  );
}

function openIn(access: readonly Access[]): Open {
  const [all, due]: [string[], string[]] = [[], []];
  for (const { secret, paths } of access) {
    // what a mode opens to administrators while it is on was never given to anybody
    const given = paths.filter(({ kind, right }) => kind !== 'unlimited' && opens(right));
    if (given.length > 0) all.push(secret);
    if (given.some(({ kind }) => kind !== 'direct')) due.push(secret);
  }
  return { all, due };
}

/** Somebody a case is about. */
export interface CasePerson {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
}

/** A person as known now, or as the journal knew them last. */
export function personOf(id: string, { present, journal }: CaseInput): CasePerson {
  const user =
    present.users.find((each) => idOf(each) === id) ??
    journal.findLast(({ change }) => change.resourceType === 'User' && change.id === id)?.change
      .before;
  return user
    ? { id, name: nameOf(user), userName: textOf(user, 'userName') }
    : { id, name: id, userName: '' };
}
