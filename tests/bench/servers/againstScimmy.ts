// Row 3: the whole server against scimmy with its routers on Express, each in a process of its own, over loopback.
import type { Bench } from '../inNode.ts';
import { columns, type Bar, type Line } from '../line.ts';
import { roundsAt } from '../options.ts';
import { middle, ratio, takingTurns } from '../turns.ts';
import {
  bulk,
  byName,
  byPrefix,
  companySize,
  create,
  get,
  page,
  patch,
  removal,
  type Kind,
} from './asks.ts';
import { metered, withServers, type Cost, type MeteredServer } from './metered.ts';

type Side = 'ours' | 'theirs';
type Servers = Readonly<Record<Side, MeteredServer>>;

/** A sort of request, with how often each side is asked in a round; the slow is asked less often. */
interface Plan {
  readonly kind: Kind;
  readonly times: Readonly<Record<Side, number>>;
  readonly rounds: number;
  readonly bar: Bar;
}

const ahead: Bar = { atLeast: 1 };
const farAhead: Bar = { atLeast: 10 };
const often = (times: number): Plan['times'] => ({ ours: times, theirs: times });

const plansFor = (size: number): readonly Plan[] => [
  { kind: get, times: often(80), rounds: 9, bar: ahead },
  { kind: byName, times: often(80), rounds: 9, bar: ahead },
  { kind: byPrefix, times: { ours: 30, theirs: size > 5_000 ? 3 : 15 }, rounds: 7, bar: ahead },
  { kind: patch, times: often(60), rounds: 9, bar: ahead },
  { kind: create, times: often(60), rounds: 9, bar: ahead },
  {
    kind: page('page of 100, deep', size - 150, size),
    times: { ours: 20, theirs: 1 },
    rounds: 3,
    bar: farAhead,
  },
  { kind: bulk, times: often(1), rounds: 3, bar: farAhead },
];

const raw: string[][] = [
  [
    'people',
    'request',
    'rounds',
    'ours: processor, waiting (ms)',
    'theirs: processor, waiting (ms)',
  ],
];

/** Every sort of request at both sizes; the figures are milliseconds of the server's processor time. */
export const againstScimmy: Bench = async ({ effort }) => {
  const lines: Line[] = [];
  for (const size of [1_000, 10_000]) {
    const people = String(size - companySize);
    const servers = {
      ours: await metered('src/headless/serve.ts', ['--port', '0', '--users', people]),
      theirs: await metered('tests/bench/servers/scimmy.ts', [people]),
    };
    await withServers(servers, async () => {
      for (const plan of plansFor(size)) lines.push(await duel(servers, plan, { size, effort }));
    });
  }
  return { lines, raw: `${columns(raw)}\n${note}` };
};

const note =
  'Judged by processor time of the server’s process (node, its garbage collector included) for one request, asked one after the other. ' +
  'scimmy’s handlers are written as its manual shows: an index of userNames, Filter.match for other filters, and lists given whole, which scimmy cuts.';

let turn = 0;

async function duel(
  servers: Servers,
  { kind, times, rounds, bar }: Plan,
  { size, effort }: { readonly size: number; readonly effort: number },
): Promise<Line> {
  const waits: Record<Side, number[]> = { ours: [], theirs: [] };
  const one = async (side: Side): Promise<number> => {
    const { processor, wait } = await cost(servers[side], kind, times[side]);
    waits[side].push(wait);
    return processor;
  };
  for (const side of ['ours', 'theirs'] as const) await one(side); // warms up
  waits.ours.length = waits.theirs.length = 0;
  const done = await takingTurns(['ours', 'theirs'], roundsAt(effort, rounds), one);
  const text = (side: Side): string => `${middle(done, side).toFixed(2)}`;
  const waited = (side: Side): string => middle(waits, side).toFixed(2);
  raw.push([
    ...[String(size), kind.name, String(done.ours.length)],
    ...(['ours', 'theirs'] as const).map((side) => `${text(side)}, ${waited(side)}`),
  ]);
  return {
    row: 3,
    what: `${kind.name}, ${size.toLocaleString('en')} people`,
    ours: `${text('ours')} ms`,
    against: `${text('theirs')} ms scimmy-routers`,
    ratio: ratio(done, 'theirs', 'ours'),
    bar,
  };
}

/** Asks a number of times, checks every answer, and takes away again whom it created one by one. */
export async function cost(server: MeteredServer, kind: Kind, times: number): Promise<Cost> {
  const turns = Array.from({ length: times }, () => turn++);
  const { replies, ...spent } = await server.cost(turns.map(kind.ask));
  replies.forEach((reply, at) => kind.check(reply, turns[at]!));
  if (kind === create) for (const reply of replies) await server.send(removal(reply));
  return spent;
}
