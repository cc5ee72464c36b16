// The same requests in a real browser, answered out of IndexedDB by two tabs in turn and out of memory: the answers are the same.
import { expect, test } from 'vitest';
import { dexieStore } from '../../src/store/dexie.ts';
import type { Store } from '../../src/store/store.ts';
import { bench, core, coreGroup, enterprise, query, type Bench, type Seen } from './kit.ts';

type Send = (lab: Bench) => Promise<Seen>;

/** A story that goes through every kind of request, with refusals in between. */
const story: readonly Send[] = [
  (lab) => lab.get('/Users?count=3'),
  (lab) => lab.post('/Users', { schemas: [core], userName: 'ana', displayName: 'Ana Ruiz' }),
  (lab) => lab.post('/Users', { schemas: [core], userName: 'ANA' }),
  (lab) => lab.get(`/Users?${query({ filter: 'userName eq "Ana"' })}`),
  (lab) => lab.patch('/Groups/1', [{ op: 'add', path: 'members', value: [{ value: '1042' }] }]),
  (lab) => lab.patch('/Groups/2', [{ op: 'add', path: 'members', value: [{ value: '1042' }] }]),
  (lab) => lab.get('/Users/1042'),
  (lab) => lab.patch('/Users/1042', [{ op: 'replace', path: 'active', value: false }]),
  (lab) => lab.patch('/Users/1042', [{ op: 'replace', path: 'userName', value: 'svc-scim' }]),
  (lab) =>
    lab.put('/Users/1042', {
      schemas: [core],
      userName: 'ana',
      [enterprise]: { manager: { value: '1007' } },
    }),
  (lab) =>
    lab.post('/Groups', {
      schemas: [coreGroup],
      displayName: 'Nest',
      members: [{ value: '1' }, { value: '1042' }],
    }),
  (lab) => lab.get(`/Users?${query({ filter: 'groups.display eq "Nest"' })}`),
  (lab) => lab.patch('/Groups/1', [{ op: 'add', path: 'members', value: [{ value: '9' }] }]),
  (lab) => lab.get('/Groups?excludedAttributes=members'),
  (lab) => lab.get('/Users?cursor&count=4&sortBy=userName&sortOrder=descending'),
  (lab) => lab.get('/?cursor&count=20&sortBy=groups.display'),
  (lab) =>
    lab.post('/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: 'displayName co "a" or members pr',
      sortBy: 'meta.lastModified',
    }),
  (lab) => lab.remove('/Users/1042', { headers: [['If-Match', 'W/"1"']] }),
  (lab) => lab.remove('/Users/1042'),
  (lab) => lab.get(`/Groups?${query({ filter: 'members.value eq "1042"' })}`),
  (lab) => lab.post('/Users', { schemas: [core], userName: 'ana' }),
  (lab) => lab.remove('/Groups/2'),
  (lab) => lab.get('/Users?count=1000'),
  (lab) => lab.get('/Groups'),
];

const plain = ({ answer }: Seen): unknown => answer;

async function pair(): Promise<{ memory: Bench; tabs: readonly [Bench, Bench]; stores: Store[] }> {
  const name = `server-${crypto.randomUUID()}`;
  const stores = [await dexieStore(name), await dexieStore(name)] as const;
  const memory = await bench();
  const tabs = [
    await bench('strict', 'northwind', stores[0]),
    await bench('strict', 'northwind', stores[1]),
  ] as const;
  return { memory, tabs, stores: [...stores] };
}

async function compare(steps: readonly Send[], turns: readonly boolean[]): Promise<void> {
  const { memory, tabs, stores } = await pair();
  for (const [at, step] of steps.entries()) {
    const expected = plain(await step(memory));
    const seen = plain(await step(tabs[turns[at % turns.length] ? 0 : 1]));
    expect(withoutExchange(seen)).toEqual(withoutExchange(expected));
  }
  await stores[0]!.erase();
  for (const store of stores) store.close();
}

/** Each bench counts its own exchanges. */
const withoutExchange = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replace(/exchange-\d+/g, 'exchange'));

test('a story told to one tab is answered out of IndexedDB as out of memory', async () => {
  await compare(story, [true]);
});

test('a story told to two tabs in turn is answered the same', async () => {
  await compare(story, [true, false]);
});

/** Numbers from 0 to `below`, scattered and the same each time. */
function scattered(seed: number, below: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test('requests in other orders are answered the same', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const next = scattered(seed, story.length);
    const steps = Array.from({ length: 15 }, () => story[next()]!);
    const turns = Array.from({ length: 7 }, () => next() % 2 === 0);
    await compare(steps, turns);
  }
}, 60_000);

test('ten creates of one userName from two tabs at once: one is made', async () => {
  const { tabs, stores } = await pair();
  const seen = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      tabs[at % 2]!.post('/Users', { schemas: [core], userName: at % 3 ? 'dana' : 'Dana' }),
    ),
  );
  expect(seen.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)]);
  await stores[0]!.erase();
  for (const store of stores) store.close();
});
