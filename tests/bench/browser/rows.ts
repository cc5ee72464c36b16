// Rows 5 to 8: the lab in Chromium, through its service worker, with 10,000 people in IndexedDB.
import type { Page } from '@playwright/test';
import type { Bench, Findings } from '../inNode.ts';
import type { Bar, Line } from '../line.ts';
import { roundsAt } from '../options.ts';
import { median, middle, ratio, takingTurns, type Rounds } from '../turns.ts';
import type { WorkName } from './page.ts';
import { onStage } from './stage.ts';

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

/** A line of the table from rounds in which ours and something else took turns. */
function lineOf<Name extends string>(
  rounds: Rounds<Name>,
  of: {
    readonly row: number;
    readonly what: string;
    readonly ours: Name;
    readonly other: Name;
    readonly against: string;
    readonly bar: Bar;
  },
): Line {
  return {
    row: of.row,
    what: of.what,
    ours: ms(middle(rounds, of.ours)),
    against: `${ms(middle(rounds, of.other))} ${of.against}`,
    ratio: ratio(rounds, of.ours, of.other),
    bar: of.bar,
  };
}

/** One comparison of row 5. */
interface Pair {
  readonly what: string;
  readonly ours: WorkName;
  readonly floor: WorkName;
  readonly rounds: number;
  readonly times: number;
  readonly bar: Bar;
}

const pairs: readonly Pair[] = [
  {
    what: 'create',
    ours: 'create',
    floor: 'floorCreate',
    rounds: 25,
    times: 10,
    bar: { atMost: 1.5 },
  },
  { what: 'get', ours: 'get', floor: 'floorGet', rounds: 25, times: 10, bar: { atMost: 1.25 } },
  {
    what: 'userName eq',
    ours: 'name',
    floor: 'floorName',
    rounds: 25,
    times: 10,
    bar: { atMost: 1.25 },
  },
  {
    what: '50 creates at once',
    ours: 'creates',
    floor: 'floorCreates',
    rounds: 15,
    times: 1,
    bar: { atMost: 1.4 },
  },
];

/** Row 5: single requests against the floor in the same worker. */
export const throughWorker: Bench = ({ effort }) =>
  onStage(async (page) => {
    const lines: Line[] = [];
    const raw: string[] = [];
    for (const { what, ours, floor, rounds, times, bar } of pairs) {
      const effortOf = { rounds: roundsAt(effort, rounds), times, warm: times > 1 ? 20 : 2 };
      const lengths = await page.evaluate((names) => window.bench.lengths(names), [ours, floor]);
      const done = await page.evaluate(([names, how]) => window.bench.turns(names, how), [
        [ours, floor],
        effortOf,
      ] as const);
      raw.push(
        `${what}: ${effortOf.rounds} rounds of ${times} in turns; an answer has ${lengths[0]} characters, the floor’s ${lengths[1]}.`,
      );
      const against = 'MSW and one Dexie call';
      lines.push(lineOf(done, { row: 5, what, ours, other: floor, against, bar }));
    }
    return { lines, raw: raw.join('\n') };
  });

/** Row 6: a filter without an index, against a raw cursor over the same people, timed inside the worker. */
export const unindexed: Bench = ({ effort }) =>
  onStage(async (page) => {
    const mails = () => page.evaluate(() => window.bench.time('mails'));
    await mails();
    const rounds = roundsAt(effort, 9);
    const done = await takingTurns(['mails', 'scan'], rounds, async (name) =>
      name === 'mails' ? mails() : scanOf(page),
    );
    const what = 'filter without an index, 10,000 people';
    const line = lineOf(done, {
      ...{ row: 6, what, ours: 'mails', other: 'scan', against: 'raw cursor scan' },
      bar: { atMost: 0.2 },
    });
    return { lines: [line], raw: `${rounds} rounds; the scan is timed inside the worker.` };
  });

async function scanOf(page: Page): Promise<number> {
  const { ms: took, count } = await page.evaluate(() => window.bench.scan());
  if (count !== 1) throw new Error(`Expected the scan to find one, got ${count}.`);
  return took;
}

/** Row 7: many at once: bulk against single creates, and seeding against bulkAdd. */
export const many: Bench = ({ effort }) =>
  onStage(async (page): Promise<Findings> => {
    const few = roundsAt(effort, 3);
    const bulked = await takingTurns(['bulk', 'manyCreates'], few, async (name) => {
      const took = await page.evaluate((work) => window.bench.time(work), name);
      return name === 'bulk' ? took : took * 5;
    });
    const rounds = roundsAt(effort, 5);
    const seeded = await takingTurns(['ours', 'raw'], rounds, async (who) => {
      const { ms: took, count } = await page.evaluate((one) => window.bench.seeding(one), who);
      if (count !== 10_000) throw new Error(`Expected 10,000 people, got ${count}.`);
      return took;
    });
    const bulkLine = lineOf(bulked, {
      ...{ row: 7, what: 'bulk of 1,000 creates', ours: 'bulk', other: 'manyCreates' },
      against: '1,000 single creates',
      bar: { atMost: 0.1 },
    });
    const seedLine: Line = {
      ...lineOf(seeded, {
        ...{ row: 7, what: 'rate of seeding 10,000 people', ours: 'ours', other: 'raw' },
        against: 'bulkAdd with the same indexes',
        bar: { atLeast: 0.7 },
      }),
      ratio: ratio(seeded, 'raw', 'ours'),
    };
    return {
      lines: [bulkLine, seedLine],
      raw: `Bulk: ${few} rounds, single creates timed 200 at a time, times five. Seeding: ${rounds} rounds, timed inside the worker.`,
    };
  });

const cold = ['name', 'warmName', 'floorName', 'mails', 'getAll'] as const;

/** Row 8: the first answer of a worker that was stopped. */
export const coldStart: Bench = ({ effort }) =>
  onStage(async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('ServiceWorker.enable');
    const stopped = async (work: WorkName): Promise<number> => {
      await session.send('ServiceWorker.stopAllWorkers');
      await page.waitForTimeout(300);
      return page.evaluate((name) => window.bench.time(name), work);
    };
    const warmed = async (work: WorkName): Promise<number> => {
      const taken: number[] = [];
      for (let at = 0; at < 15; at += 1)
        taken.push(await page.evaluate((name) => window.bench.time(name), work));
      return median(taken);
    };
    const rounds = roundsAt(effort, 9);
    const done = await takingTurns(cold, rounds, async (name) => {
      if (name === 'warmName') return warmed('name');
      if (name === 'getAll') return (await page.evaluate(() => window.bench.getAll())).ms;
      return stopped(name);
    });
    const eq = { row: 8, what: 'cold start, userName eq', ours: 'name' } as const;
    return {
      lines: [
        lineOf(done, { ...eq, other: 'warmName', against: 'warm', bar: { atMost: 2 } }),
        lineOf(done, {
          ...eq,
          other: 'floorName',
          against: 'cold start of the same worker, floor’s answer',
          bar: { shown: true },
        }),
        lineOf(done, {
          ...{ row: 8, what: 'cold start, filter without an index', ours: 'mails' },
          ...{ other: 'getAll', against: 'raw getAll of the store', bar: { atMost: 1.5 } },
        }),
      ],
      raw: `${rounds} rounds; the worker is stopped before each cold request. getAll is timed inside the worker, without its start.`,
    };
  });
