// Row 2: PATCH, text in and out, against the packages of npm; and how the removal of members grows with the group.
import type { JsonObject } from '../../../src/base/json.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { groupType } from '../../../src/scim/resourceTypes.ts';
import { patchOp, valueOf } from '../../scim/kit.ts';
import { compare, kept } from '../cpu.ts';
import type { Bar, Line } from '../line.ts';
import { mustBe, tell, thoroughly } from '../script.ts';
import { middle, ratio, type Work } from '../turns.ts';
import { group, memberId, requests as serverWith } from './groupServer.ts';
import {
  byScimmy,
  inPlace,
  isRight,
  jsonOnly,
  onCopy,
  ours,
  requests,
  type Patcher,
  type Request,
} from './patchPeers.ts';

/** The requests a patcher answers as it should. */
async function rightBy(patcher: Patcher): Promise<readonly Request[]> {
  const right = await Promise.all(requests.map((request) => isRight(patcher, request)));
  return requests.filter((_, at) => right[at]);
}

mustBe('our right answers', (await rightBy(ours)).length, requests.length);

/** One patcher, all requests; waits only for one that makes it wait. */
const patching =
  (patcher: Patcher, set: readonly Request[]): Work =>
  async (times) => {
    for (let time = 0; time < times; time += 1)
      for (const request of set) {
        const done = patcher(request);
        kept.last = typeof done === 'string' ? done : await done;
      }
  };

interface Rival {
  readonly what: string;
  readonly name: string;
  readonly patcher: Patcher;
  readonly bar: Bar;
}

const raw: string[] = [`${requests.length} samples are carried out in the strict profile.`];

async function against({ what, name, patcher, bar }: Rival): Promise<Line> {
  const set = patcher === jsonOnly ? requests : await rightBy(patcher);
  const works = { ours: patching(ours, set), theirs: patching(patcher, set) };
  const rounds = await compare(works, thoroughly(41, 25));
  const each = (one: 'ours' | 'theirs'): number => middle(rounds, one) / set.length;
  raw.push(
    `${name}: on the ${set.length} it answers as it should, ours ${each('ours').toFixed(2)} µs, it ${each('theirs').toFixed(2)} µs.`,
  );
  return {
    row: 2,
    what,
    ours: `${each('ours').toFixed(2)} µs`,
    against: `${each('theirs').toFixed(2)} µs ${name}`,
    ratio: ratio(rounds, 'theirs', 'ours'),
    bar,
  };
}

/** Places all over a group of so many, the same ones each time. */
const places = (members: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => (at * 7919 + 13) % members);

const removal = (...at: readonly number[]): JsonObject =>
  patchOp(...at.map((place) => ({ op: 'remove', path: `members[value eq "${memberId(place)}"]` })));

const remove = (resource: JsonObject, body: JsonObject): JsonObject =>
  valueOf(applyPatch({ resource, body, type: groupType, profile: profiles.strict })).resource;

const countOf = (resource: JsonObject): number => (resource.members as readonly unknown[]).length;

/** Each time other members go, each from the whole group, as requests come to a stored one. */
function removing(members: number, each: number): Work {
  const resource = group(members);
  const bodies = Array.from({ length: 97 }, (_, at) =>
    removal(...places(members, 97 * each).slice(at * each, (at + 1) * each)),
  );
  mustBe('members left', countOf(remove(resource, bodies[0]!)), members - each);
  let next = 0;
  return (times) => {
    for (let time = 0; time < times; time += 1)
      kept.last = remove(resource, bodies[next++ % bodies.length]!);
  };
}

/** Members go one after the other, each from what the one before left; a fresh group when a tenth is gone. */
function removingOn(members: number): Work {
  const whole = group(members);
  let resource: JsonObject = whole;
  let next = 0;
  const order = places(members, members / 10);
  return (times) => {
    for (let time = 0; time < times; time += 1) {
      if (next === order.length) [resource, next] = [whole, 0];
      resource = remove(resource, removal(order[next++]!));
    }
    kept.last = resource;
  };
}

/** Requests that take so many members out of a group each, until a tenth of it is gone. */
const asking = (members: number, each: number, query: string): Work => {
  const gone = places(members, members / 10);
  const bodies = Array.from({ length: gone.length / each }, (_, at) =>
    JSON.stringify(removal(...gone.slice(at * each, (at + 1) * each))),
  );
  return serverWith({ members, bodies, query });
};

/** The answer does not list the members: else their text is all that counts. */
const brief = '?attributes=displayName';

async function growth(
  what: string,
  of: {
    readonly big: readonly [name: string, work: Work];
    readonly small: readonly [name: string, work: Work];
    readonly bar: Bar;
  },
): Promise<Line> {
  const rounds = await compare({ big: of.big[1], small: of.small[1] }, thoroughly(41, 25));
  return {
    row: 2,
    what,
    ours: `${middle(rounds, 'big').toFixed(1)} µs ${of.big[0]}`,
    against: `${middle(rounds, 'small').toFixed(1)} µs ${of.small[0]}`,
    ratio: ratio(rounds, 'big', 'small'),
    bar: of.bar,
  };
}

raw.push(
  'Removals are requests to the whole server, text in and out. Without the server the engine works so',
  'little that copying 10,000 places of a list, 4 µs, is most of it: those lines are shown without a bar.',
);

const lines: Line[] = [
  await against({
    what: 'PATCH, text in and out, all or nothing',
    name: 'scim-patch on a copy',
    patcher: onCopy,
    bar: { atLeast: 1 },
  }),
  await against({
    what: 'the same, against a peer that may stop halfway',
    name: 'scim-patch in place',
    patcher: inPlace,
    bar: { shown: true },
  }),
  await against({
    what: 'the same, against a peer with schemas',
    name: 'scimmy',
    patcher: byScimmy,
    bar: { atLeast: 30 },
  }),
  await against({
    what: 'the same, against JSON alone',
    name: 'parse both, print one',
    patcher: jsonOnly,
    bar: { shown: true },
  }),
  await growth('a request that removes a member by its value', {
    big: ['of 10,000', asking(10_000, 1, brief)],
    small: ['of 1,000', asking(1_000, 1, brief)],
    bar: { atMost: 2 },
  }),
  await growth('a hundred removals in one request, of 10,000', {
    big: ['for 100', asking(10_000, 100, '')],
    small: ['for one', asking(10_000, 1, '')],
    bar: { atMost: 3 },
  }),
  await growth('the same, with an answer that leaves the members out', {
    big: ['for 100', asking(10_000, 100, brief)],
    small: ['for one', asking(10_000, 1, brief)],
    bar: { shown: true },
  }),
  await growth('the engine alone removes a member by its value', {
    big: ['of 10,000', removing(10_000, 1)],
    small: ['of 1,000', removing(1_000, 1)],
    bar: { shown: true },
  }),
  await growth('the same, from what the removal before left', {
    big: ['of 10,000', removingOn(10_000)],
    small: ['of 1,000', removingOn(1_000)],
    bar: { shown: true },
  }),
  await growth('a hundred removals by the engine alone, of 10,000', {
    big: ['for 100', removing(10_000, 100)],
    small: ['for one', removing(10_000, 1)],
    bar: { shown: true },
  }),
];

tell({ lines, raw: raw.join('\n') });
