// Row 1: filters, against the packages of npm. A peer is timed on the filters it answers as it should.
import { limits } from '../../../src/scim/limits.ts';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { corpus } from '../../scim/filter/corpus.ts';
import { people } from '../../scim/filter/people.ts';
import { troubleOf } from '../../scim/kit.ts';
import { compare, over, type Effort } from '../cpu.ts';
import type { Bar, Line } from '../line.ts';
import { columns } from '../line.ts';
import { effort, mustBe, tell, thoroughly } from '../script.ts';
import { middle, ratio, type Work } from '../turns.ts';
import { answerOf, ours, peers, takes, type Engine, type Test } from './filterPeers.ts';

const good = corpus.filter(({ ids }) => ids !== null);
for (const { filter, ids } of good)
  mustBe(`the answer to ${filter}`, answerOf(ours, filter, people), ids);

/** What one peer came to in one discipline. */
interface Duel {
  readonly peer: string;
  readonly filters: number;
  readonly ratio: number;
  readonly ours: number;
  readonly theirs: number;
}

/** What an engine does with some filters, ready to be timed. */
type Discipline = (engine: Engine, filters: readonly string[]) => Work;

const parse: Discipline = (engine, filters) => over(filters, engine.parse);

const whole: Discipline = (engine, filters) =>
  over(filters, (text) => engine.compile(text)(people[0]!));

const evaluate: Discipline = (engine, filters) => {
  const tests = filters.map(engine.compile);
  return over(tests, askAll);
};

function askAll(test: Test): number {
  let matches = 0;
  for (const user of people) if (test(user)) matches += 1;
  return matches;
}

async function duel(
  peer: Engine,
  discipline: Discipline,
  of: { readonly filters: readonly string[]; readonly effort: Effort },
): Promise<Duel> {
  const { filters } = of;
  const works = { ours: discipline(ours, filters), theirs: discipline(peer, filters) };
  const rounds = await compare(works, of.effort);
  const each = (name: 'ours' | 'theirs'): number => middle(rounds, name) / filters.length;
  return {
    peer: peer.name,
    filters: filters.length,
    ratio: ratio(rounds, 'theirs', 'ours'),
    ours: each('ours'),
    theirs: each('theirs'),
  };
}

const takenBy = (peer: Engine): readonly string[] =>
  good.map(({ filter }) => filter).filter((text) => takes(peer, text));

const rightBy = (peer: Engine): readonly string[] =>
  good.filter(({ filter, ids }) => answerOf(peer, filter, people) === ids).map((one) => one.filter);

/** One line: the peer that comes nearest. */
function nearest(what: string, duels: readonly Duel[], bar: Bar): Line {
  const hardest = duels.toSorted((left, right) => left.ratio - right.ratio)[0]!;
  return {
    row: 1,
    what,
    ours: `${hardest.ours.toFixed(2)} µs`,
    against: `${hardest.theirs.toFixed(2)} µs ${hardest.peer}`,
    ratio: hardest.ratio,
    bar,
  };
}

const raw: string[][] = [['filters', 'peer', 'filters', 'ours (µs)', 'theirs (µs)', 'ratio']];

async function discipline(
  what: string,
  of: {
    readonly work: Discipline;
    readonly filtersOf: (peer: Engine) => readonly string[];
    readonly bar: Bar;
  },
): Promise<Line> {
  const duels: Duel[] = [];
  for (const peer of peers) {
    const found = await duel(peer, of.work, {
      filters: of.filtersOf(peer),
      effort: thoroughly(31, 20),
    });
    raw.push([
      what,
      found.peer,
      String(found.filters),
      found.ours.toFixed(3),
      found.theirs.toFixed(3),
      found.ratio.toFixed(2),
    ]);
    duels.push(found);
  }
  return nearest(what, duels, of.bar);
}

/** Many terms in a chain: `userName eq "u0" or userName eq "u1" or …`. */
const chain = (terms: number, word: string): string =>
  Array.from({ length: terms }, (_, at) => `userName eq "u${at}"`).join(` ${word} `);

async function longChain(): Promise<Line> {
  const text = chain(1000, 'or');
  const able = peers.filter((peer) => answerOf(peer, text, people) === '');
  mustBe('the answer to 1,000 terms', answerOf(ours, text, people), '');
  const duels: Duel[] = [];
  for (const peer of able)
    duels.push(await duel(peer, whole, { filters: [text], effort: thoroughly(21, 30) }));
  const hardest = duels.toSorted((left, right) => left.ratio - right.ratio)[0]!;
  for (const one of duels)
    raw.push([
      '1,000 terms',
      one.peer,
      '1',
      one.ours.toFixed(0),
      one.theirs.toFixed(0),
      one.ratio.toFixed(2),
    ]);
  return {
    row: 1,
    what: '1,000 terms: parse, compile, evaluate once',
    ours: `${(hardest.ours / 1000).toFixed(2)} ms`,
    against: `${(hardest.theirs / 1000).toFixed(2)} ms ${hardest.peer}`,
    ratio: 1 / hardest.ratio,
    bar: { atMost: 5 },
  };
}

/** Ten times as long must not take more than fifteen times as long. */
async function growth(what: string, short: string, long: string): Promise<Line> {
  const works = {
    short: over([short], (text) => ours.compile(text)(people[0]!)),
    long: over([long], (text) => ours.compile(text)(people[0]!)),
  };
  const rounds = await compare(works, thoroughly(21, 30));
  return {
    row: 1,
    what: `time grows linearly: ${what}`,
    ours: `${(middle(rounds, 'long') / 1000).toFixed(2)} ms`,
    against: `${(middle(rounds, 'short') / 1000).toFixed(2)} ms a tenth of it`,
    ratio: ratio(rounds, 'long', 'short'),
    bar: { atMost: 15 },
  };
}

/** Over a limit: 400 invalidFilter, and in no more time than reading what is just within takes. */
async function beyond(what: string, within: string, outside: string): Promise<Line> {
  const { status, scimType } = troubleOf(parseFilter(outside));
  mustBe(`the answer to ${what}`, { status, scimType }, { status: 400, scimType: 'invalidFilter' });
  const works = {
    within: over([within], (text) => parseFilter(text)),
    outside: over([outside], (text) => parseFilter(text)),
  };
  const rounds = await compare(works, thoroughly(21, 20));
  return {
    row: 1,
    what: `400 invalidFilter for ${what}`,
    ours: `${middle(rounds, 'outside').toFixed(1)} µs refused`,
    against: `${middle(rounds, 'within').toFixed(1)} µs within the limit`,
    ratio: ratio(rounds, 'outside', 'within'),
    bar: { atMost: 1.5 },
  };
}

const nested = (depth: number): string => `${'('.repeat(depth)}userName eq "a"${')'.repeat(depth)}`;
const padded = (length: number): string =>
  `userName eq "${'a'.repeat(length - 'userName eq ""'.length)}"`;
const { filterDepth, filterLength } = limits;

const lines: Line[] = [
  await discipline('parse, with spans', { work: parse, filtersOf: takenBy, bar: { atLeast: 1.2 } }),
  await discipline('parse, compile, evaluate once', {
    work: whole,
    filtersOf: rightBy,
    bar: { atLeast: 1 },
  }),
  await discipline('evaluate a compiled filter', {
    work: evaluate,
    filtersOf: rightBy,
    bar: { atLeast: 2.5 },
  }),
  await longChain(),
  await growth('terms', chain(400, 'or'), chain(4000, 'or')),
  await growth('depth', nested(filterDepth / 10), nested(filterDepth)),
  await growth('length', padded(filterLength / 10), padded(filterLength)),
  await beyond(`depth ${filterDepth + 1}`, nested(filterDepth), nested(filterDepth + 1)),
  await beyond(`length ${filterLength + 1}`, padded(filterLength), padded(filterLength + 1)),
];

tell({ lines, raw: `${columns(raw)}\nEffort ${effort}; medians of rounds in processor time.` });
