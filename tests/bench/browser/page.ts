// The page's side of rows 5 to 8: sends requests to the lab and to the floor in turns, and times them from here.
import northwind from '../../../lessons/worlds/northwind.json';
import northwindUrl from '../../../lessons/worlds/northwind.json?url&no-inline';
import { takingTurns, median, type Rounds } from '../turns.ts';
import { floorUrl } from './names.ts';

const base = 'https://secretserver.example.com/api/v1/scim';
const people = 9_985; // with the company's fifteen, 10,000
void northwindUrl; // among the files, where the worker looks for it

/** An answer; every work checks its own. */
interface Got {
  readonly status: number;
  readonly text: string;
}

async function send(url: string, method = 'GET', body?: unknown): Promise<Got> {
  const response = await fetch(url, {
    method,
    headers: { Authorization: 'Bearer lab-northwind', 'Content-Type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

function must(is: boolean, what: string, got: Got): string {
  if (!is) throw new Error(`Expected ${what}, got ${got.status} ${got.text.slice(0, 300)}`);
  return got.text;
}

const tag = Date.now().toString(36);
let turn = 0;

/** A newcomer of about 1 kB, as an identity provider sends one. */
function newcomer() {
  const name = `new.${tag}.${turn++}@northwind.example`;
  return {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: name,
    userName: name,
    name: { formatted: 'New Comer', familyName: 'Comer', givenName: 'New', honorificPrefix: 'Dr' },
    displayName: 'New Comer',
    nickName: 'Newcomer of the bench, whose entry is about one thousand bytes long',
    title: 'Clerk of works and of everything that has to be written down twice',
    preferredLanguage: 'en-GB',
    locale: 'en-GB',
    timezone: 'Europe/London',
    active: true,
    emails: [
      { value: name, type: 'work', primary: true },
      { value: `home.${name}`, type: 'home' },
    ],
    phoneNumbers: [{ value: 'tel:+44-20-7946-0107', type: 'work' }],
    addresses: [
      { type: 'work', streetAddress: '1 Long Street', locality: 'London', country: 'GB' },
    ],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: String(turn),
      organization: 'Northwind Trust',
      division: 'Technology',
      department: 'Database Services',
      costCenter: '4100',
    },
  };
}

const idAt = (at: number): string => String(1042 + (at % 9));
const nameAt = (at: number): string =>
  ['omar.haddad', 'grace.okoye', 'priya.nair'][at % 3]! + '@northwind.example';
const mailFilter = 'emails.value ew ".777@northwind.example"';
const filtered = (filter: string): string => `${base}/Users?filter=${encodeURIComponent(filter)}`;

async function create(url: string): Promise<string> {
  const body = newcomer();
  const got = await send(url, 'POST', body);
  return must(got.status === 201 && got.text.includes(body.userName), 'a new user', got);
}

async function find(url: string, what: string): Promise<string> {
  const got = await send(url);
  return must(got.status === 200 && got.text.includes(what), what, got);
}

async function told(
  url: string,
  method = 'GET',
  body?: unknown,
): Promise<{ ms: number; count: number }> {
  const got = await send(url, method, body);
  return JSON.parse(must(got.status === 200, 'figures', got)) as { ms: number; count: number };
}

const atOnce = async (one: () => Promise<string>): Promise<string> =>
  (await Promise.all(Array.from({ length: 50 }, one)))[0]!;

const named = (name: string): string => filtered(`userName eq "${name}"`);

async function bulk(): Promise<string> {
  const Operations = Array.from({ length: 1000 }, (_, at) => {
    const { userName, name, displayName, emails, externalId, active } = newcomer();
    const data = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      name,
      displayName,
      externalId,
      active,
      emails,
    };
    return { method: 'POST', path: '/Users', bulkId: `b${at}`, data };
  });
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations };
  const got = await send(`${base}/Bulk`, 'POST', body);
  return must(got.text.split('"201"').length === 1001, '1,000 people created', got);
}

async function manyCreates(): Promise<string> {
  for (let at = 0; at < 199; at += 1) await create(`${base}/Users`);
  return create(`${base}/Users`);
}

/** Everything that can be timed; each checks that its answer is right and gives its text. */
const works = {
  create: () => create(`${base}/Users`),
  floorCreate: () => create(`${floorUrl}/users`),
  get: () => find(`${base}/Users/${idAt(turn)}`, `"id":"${idAt(turn++)}"`),
  floorGet: () => find(`${floorUrl}/users/${idAt(turn)}`, `"id":"${idAt(turn++)}"`),
  name: () => find(named(nameAt(turn)), nameAt(turn++)),
  floorName: () => find(`${floorUrl}/named/${nameAt(turn)}`, nameAt(turn++)),
  creates: () => atOnce(() => create(`${base}/Users`)),
  floorCreates: () => atOnce(() => create(`${floorUrl}/users`)),
  mails: () => find(filtered(mailFilter), '"totalResults":1'),
  bulk,
  manyCreates,
} satisfies Readonly<Record<string, () => Promise<string>>>;

/** The name of a piece of work. */
export type WorkName = keyof typeof works;

/** Lets the lab keep what it has put off, so that the work of one is not done in the turn of the other. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

/** What the bench script calls. Times are milliseconds as the page sees them, unless the worker told them. */
const bench = {
  /** Registers the worker and puts 10,000 people before the lab and the floor. */
  async start(): Promise<void> {
    await navigator.serviceWorker.register('./sw.js', { scope: './', updateViaCache: 'none' });
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
    await find(`${base}/Users?count=1`, '"totalResults":15');
    await told(`${floorUrl}/seed`, 'POST', { world: northwind, people });
    await find(`${base}/Users?count=1`, '"totalResults":10000');
  },
  /** Times one piece of work. */
  async time(name: WorkName): Promise<number> {
    const started = performance.now();
    await works[name]();
    return performance.now() - started;
  },
  /** Lengths of the answers, to show that both sides send as much. */
  lengths: (names: readonly WorkName[]): Promise<readonly number[]> =>
    Promise.all(names.map(async (name) => (await works[name]()).length)),
  /** Lets two pieces of work take turns; a round's figure is the median of so many times. */
  async turns(
    names: readonly WorkName[],
    { rounds, times, warm }: { rounds: number; times: number; warm: number },
  ): Promise<Rounds<WorkName>> {
    for (let at = 0; at < warm; at += 1) for (const name of names) await works[name]();
    return takingTurns(names, rounds, async (name) => {
      await rest();
      const taken: number[] = [];
      for (let at = 0; at < times; at += 1) taken.push(await bench.time(name));
      return median(taken);
    });
  },
  scan: () => told(`${floorUrl}/scan`),
  getAll: () => told(`${floorUrl}/getAll`),
  seeding: (who: 'ours' | 'raw') =>
    told(`${floorUrl}/rate/${who}`, 'POST', { world: northwind, people }),
};

/** The page's handle. */
export type PageBench = typeof bench;

declare global {
  interface Window {
    bench: PageBench;
  }
}

window.bench = bench;
