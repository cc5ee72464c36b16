// Keeps fifteen people in IndexedDB through Dexie, and answers for them through MSW, both as their manuals show it.
import Dexie, { type Table } from 'dexie';
import { setupWorker } from 'msw/browser';
import { http, HttpResponse } from 'msw/http';
import northwind from '../../../lessons/worlds/northwind.json';

class People extends Dexie {
  users!: Table<{ readonly id: string; readonly userName: string }, string>;
  constructor() {
    super('shell');
    this.version(1).stores({ users: 'id, userName' });
  }
}

const people = new People();

const handlers = [
  http.get('https://secretserver.example.com/api/v1/scim/Users', async ({ request }) => {
    const count = Number(new URL(request.url).searchParams.get('count') ?? 100);
    const Resources = await people.users.limit(count).toArray();
    return HttpResponse.json({ totalResults: await people.users.count(), Resources });
  }),
];

/** Resolves when the people are stored and MSW's worker answers. */
export async function start(): Promise<void> {
  if ((await people.users.count()) === 0) await people.users.bulkAdd(northwind.users);
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: './mockServiceWorker.js' },
  });
}
