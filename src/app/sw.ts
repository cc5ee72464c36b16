// The service worker: keeps the lab's files for use offline, and answers lab hosts with the SCIM server, out of IndexedDB.
import northwind from '../../lessons/worlds/northwind.json';
import { uuidsFrom } from '../base/ids.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import type { WorldSeed } from '../server/world.ts';
import { dexieStore } from '../store/dexie.ts';
import { StorageError, type Store } from '../store/store.ts';
import { internalError } from '../wire/handlers.ts';
import { workerHost } from '../wire/workerHost.ts';
import { aloneUnder } from './alone.ts';
import { answer, type LabServer } from './answer.ts';
import { basePathOf, databasesOf } from './names.ts';
import { precache, type Manifest } from './precache.ts';
import {
  ask,
  type FillReply,
  type TakeOverReply,
  type ToWorker,
  type VersionReply,
} from './workerMessages.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __MANIFEST__: Manifest;

const databases = databasesOf(basePathOf(self.registration.scope));
const files = precache(__MANIFEST__, self.registration.scope);
const parts: Omit<LabServer, 'store'> = {
  alone: aloneUnder(databases.worlds),
  ids: uuidsFrom((count) => crypto.getRandomValues(new Uint8Array(count))),
  wall: () => Date.now(),
  // Only the workbench's company is ever seeded here: rooms are opened by pages.
  seedNamed: () => Promise.resolve(northwind as unknown as WorldSeed), // checked by tests/vault/worlds.test.ts
};
const host = workerHost(answerOrHandBack);

// The first worker answers as soon as it can and fetches its files later, when the page asks (FILL). A new
// version waits anyway; it brings all it needs before it may take over.
self.addEventListener('install', (event) => {
  if (self.registration.active) event.waitUntil(files.install());
});

self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([files.clean(), self.clients.claim()])),
);

self.addEventListener('fetch', (event) => {
  const response = host(event) ?? files.respond(event.request);
  if (response) event.respondWith(response);
});

self.addEventListener('message', (event) => event.waitUntil(heed(event)));

async function heed(event: ExtendableMessageEvent): Promise<void> {
  const message = event.data as ToWorker; // posted by src/app/host.ts only
  const reply = (given: VersionReply | FillReply) => event.ports[0]?.postMessage(given);
  switch (message.type) {
    case 'SKIP_WAITING':
      return self.skipWaiting();
    case 'CLAIM':
      return self.clients.claim();
    case 'VERSION':
      return reply({ build: __MANIFEST__.build });
    case 'FILL':
      return reply({ complete: await files.fill() });
  }
}

let opened: Promise<Store> | undefined;

/** The worlds, opened with the first request; a failed opening is tried again with the next one. */
function worlds(): Promise<Store> {
  opened ??= dexieStore(databases.worlds).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** When the database fails, the page that asked answers out of memory; its request is not lost. */
async function answerOrHandBack(request: HttpRequest, client: string): Promise<HttpResponse> {
  try {
    return await answer({ ...parts, store: await worlds() }, request);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return (await handBack(request, client, error)) ?? internalError(error);
  }
}

/** Long enough for a page to copy a large directory into memory. */
const patience = 15_000;

async function handBack(
  request: HttpRequest,
  client: string,
  { kind, message: reason }: StorageError,
): Promise<HttpResponse | undefined> {
  const page = await self.clients.get(client);
  if (page?.type !== 'window') return undefined;
  const handed = { type: 'TAKE_OVER', kind, reason, request } as const;
  return (await ask<TakeOverReply>(page, handed, patience))?.response;
}
