// Row 9: who can open what, for one person and for everybody, and the audit, with 500 groups, 2,000 folders and 2,000 secrets.
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { accessOf, accessOfUser } from '../../../src/vault/access.ts';
import { auditSteps, type AuditInput } from '../../../src/vault/audit.ts';
import type { PastEntry } from '../../../src/vault/past.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { largeCompany, type LargeCompany } from '../../vault/large.ts';
import { compare, kept } from '../cpu.ts';
import type { Bar, Line } from '../line.ts';
import { mustBe, tell, thoroughly } from '../script.ts';
import { middle, ratio, type Work } from '../turns.ts';

const companies = { big: largeCompany(10_000), small: largeCompany(1_000) };
type Size = keyof typeof companies;

/** The same company as if it had just been read: nothing that was worked out for the other is known of it. */
const justRead = ({ users, groups, vault }: LargeCompany): LargeCompany => ({
  ...{ users, groups: [...groups], vault: { ...vault } },
});

const everybody =
  (size: Size): Work =>
  (times) => {
    for (let time = 0; time < times; time += 1) {
      const { vault, ...people } = justRead(companies[size]);
      kept.last = accessOf(people, vault).access;
    }
  };

/** One person after another; the directory is new each time, and the vault as `vaultOf` says. */
const single =
  (size: Size, vaultOf: (company: LargeCompany) => Vault): Work =>
  (times) => {
    const { users, groups } = companies[size];
    for (let time = 0; time < times; time += 1) {
      const id = String(users[(time * 37) % users.length]!.id);
      kept.last = accessOfUser(id, { users, groups: [...groups] }, vaultOf(companies[size]));
    }
  };

const onePerson = (size: Size): Work => single(size, ({ vault }) => vault);
const oneInNewVault = (size: Size): Work => single(size, ({ vault }) => ({ ...vault }));

const rights = Object.fromEntries(
  Object.entries(companies).map(([size, { vault, ...people }]) => [
    size,
    accessOf(people, vault).access.length,
  ]),
);
for (const { vault, ...people } of Object.values(companies)) {
  const some = people.users.filter((_, at) => at % 97 === 0);
  const alone = some.flatMap(({ id }) => accessOfUser(String(id), people, { ...vault }));
  const among = accessOf({ ...people, users: some }, vault).access;
  mustBe('what a few have', among, alone);
}

/** A journal of so many changes: two in three disable or enable somebody, one lets somebody join or leave a group. */
function journalOf(size: Size, length: number): AuditInput {
  const { users, groups, vault } = companies[size];
  const now = { User: [...users], Group: [...groups] };
  const journal = Array.from({ length }, (_, at): PastEntry => {
    const resourceType = at % 3 < 2 ? 'User' : 'Group';
    const list = now[resourceType];
    const place = (at * 37) % list.length;
    const before = list[place]!;
    const after = at % 3 < 2 ? { ...before, active: before.active === false } : moved(before, at);
    list[place] = after;
    const change = { kind: 'replace', resourceType, id: String(before.id), before, after } as const;
    return { seq: at + 1, exchange: `x${at}`, actor: 'bench', at: '2026-11-30T09:00:00Z', change };
  });
  return { journal, present: { users: now.User, groups: now.Group, vault } };
}

/** The first member leaves, or the last who left comes back. */
function moved(group: JsonObject, at: number): JsonObject {
  const members = group.members as readonly Json[]; // built with them
  return { ...group, members: at % 2 === 0 ? members.slice(1) : members.slice(0, -1) };
}

const entries = 1_000;
const journals = { big: journalOf('big', entries), small: journalOf('small', entries) };

/** The audit goes on from all entries but the last, or begins from nothing. */
const audited =
  (known: number) =>
  (size: Size): Work =>
  (times) => {
    for (let time = 0; time < times; time += 1) kept.last = [...auditSteps(journals[size], known)];
  };

const raw: string[] = [`Rights in all: ${rights['big']} of 10,000, ${rights['small']} of 1,000.`];

interface Grown {
  readonly what: string;
  readonly work: (size: Size) => Work;
  /** Milliseconds of processor time it may take at 10,000. */
  readonly most: number;
  /** How much more it may take for ten times as many people. */
  readonly bar: Bar;
  readonly rounds: number;
}

async function grown({ what, work, most, bar, rounds }: Grown): Promise<readonly Line[]> {
  const works = { big: work('big'), small: work('small') };
  const measured = await compare(works, thoroughly(rounds, 25));
  const [big, small] = [middle(measured, 'big') / 1000, middle(measured, 'small') / 1000];
  raw.push(`${what}: ${big.toFixed(2)} ms of 10,000, ${small.toFixed(2)} ms of 1,000.`);
  const ours = `${big.toFixed(2)} ms`;
  return [
    { row: 9, what, ours, against: `${most} ms`, ratio: big / most, bar: { atMost: 1 } },
    {
      row: 9,
      what: 'the same, of 10,000 and of 1,000 people',
      ours,
      against: `${small.toFixed(2)} ms of 1,000`,
      ratio: ratio(measured, 'big', 'small'),
      bar,
    },
  ];
}

const lines: Line[] = [
  ...(await grown({
    what: 'what one person can open',
    ...{ work: onePerson, most: 5, bar: { atMost: 12 }, rounds: 21 },
  })),
  ...(await grown({
    what: 'what one person can open, in a vault that is new',
    ...{ work: oneInNewVault, most: 25, bar: { shown: true }, rounds: 11 },
  })),
  ...(await grown({
    what: 'what everybody can open, from nothing',
    ...{ work: everybody, most: 1_000, bar: { atMost: 12 }, rounds: 7 },
  })),
  ...(await grown({
    what: 'the audit after one more change',
    ...{ work: audited(entries - 1), most: 100, bar: { atMost: 12 }, rounds: 11 },
  })),
  ...(await grown({
    what: 'the audit of 1,000 changes, from nothing',
    ...{ work: audited(0), most: 5_000, bar: { atMost: 12 }, rounds: 3 },
  })),
];

tell({ lines, raw: raw.join('\n') });
