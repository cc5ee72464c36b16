// Row 4: what a request costs our server with 100,000 people, against the same with 1,000.
import type { Bench } from '../inNode.ts';
import { columns, type Bar, type Line } from '../line.ts';
import { roundsAt } from '../options.ts';
import { middle, ratio, takingTurns } from '../turns.ts';
import { cost } from './againstScimmy.ts';
import { byName, companySize, create, get, page, type Kind } from './asks.ts';
import { metered, withServers, type MeteredServer } from './metered.ts';

const [many, few] = [100_000, 1_000];

/** A request to the large directory, and what it is held against in the small one. */
interface Plan {
  readonly large: Kind;
  readonly small: Kind;
  readonly bar: Bar;
}

const same = (kind: Kind): Plan => ({ large: kind, small: kind, bar: { atMost: 1.25 } });
const firstPage = page('first page of 100', 1, few);
const against = (large: Kind): Plan => ({ large, small: firstPage, bar: { atMost: 1.3 } });

const plans: readonly Plan[] = [
  same(byName),
  same(get),
  same(create),
  against(page('first page of 100, with totalResults', 1, many)),
  against(page('page of 100 in the middle, with totalResults', many / 2, many)),
  against(page('last page of 100, with totalResults', many - 99, many)),
];

/** Times in a round. */
const times = 60;

/** Every plan; the figures are milliseconds of the server's processor time for one request. */
export const growing: Bench = async ({ effort }) => {
  const serving = (people: number): Promise<MeteredServer> =>
    metered('src/headless/serve.ts', ['--port', '0', '--users', String(people - companySize)]);
  const servers = { large: await serving(many), small: await serving(few) };
  const raw = [['request', 'rounds', '100,000 (ms)', '1,000 (ms)']];
  const lines: Line[] = [];
  await withServers(servers, async () => {
    for (const plan of plans) {
      const one = async (name: 'large' | 'small'): Promise<number> =>
        (await cost(servers[name], plan[name], times)).processor;
      for (const name of ['large', 'small'] as const) await one(name); // warms up
      const done = await takingTurns(['large', 'small'], roundsAt(effort, 15), one);
      const [large, small] = [middle(done, 'large').toFixed(3), middle(done, 'small').toFixed(3)];
      raw.push([plan.large.name, String(done.large.length), large, small]);
      lines.push({
        row: 4,
        what: `${plan.large.name}, 100,000 people`,
        ours: `${large} ms`,
        against: `${small} ms ${plan.small.name}, 1,000`,
        ratio: ratio(done, 'large', 'small'),
        bar: plan.bar,
      });
    }
  });
  return {
    lines,
    raw: `${columns(raw)}\n${times} requests a round; processor time of the server.`,
  };
};
