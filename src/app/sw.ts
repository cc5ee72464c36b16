// The service worker: keeps the lab's files for use offline, and answers lab hosts with the SCIM server, out of IndexedDB.
import { uuidsFrom } from '../base/ids.ts';
import type { HttpRequest } from '../http/message.ts';
import type { WorldSeed } from '../server/world.ts';
import { dexieStore } from '../store/dexie.ts';
import { StorageError, type Store } from '../store/store.ts';
import { internalError } from '../wire/handlers.ts';
import { workerHost, type AnswerClient } from '../wire/workerHost.ts';
import { aloneUnder } from './alone.ts';
import { answer, type LabServer } from './answer.ts';
import { keeper } from './keeper.ts';
import { basePathOf, databasesOf } from './names.ts';
import { recall } from './places.ts';
import { precache, type Manifest } from './precache.ts';
import { readWorld } from './readWorld.ts';
import {
  ask,
  type FillReply,
  type Keep,
  type KeepNowReply,
  type KeepReply,
  type TakeOver,
  type TakeOverReply,
  type ToWorker,
  type VersionReply,
} from './workerMessages.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __MANIFEST__: Manifest;

const databases = databasesOf(basePathOf(self.registration.scope));
const files = precache(__MANIFEST__, self.registration.scope);
const parts: Omit<LabServer, 'store' | 'keep'> = {
  alone: aloneUnder(databases.worlds),
  ids: uuidsFrom((count) => crypto.getRandomValues(new Uint8Array(count))),
  wall: () => Date.now(),
  seedNamed,
};
const kept = keeper();
const host = workerHost(answerOrHandBack);

/** A world is one of the lab's files, named after it with a hash of eight signs; in the cache once that is filled. */
async function seedNamed(id: string): Promise<WorldSeed> {
  const path = files.paths.find((file) => isWorld(file, id));
  if (!path) throw new Error(`Expected a world named ${id} among the lab's files.`);
  const request = new Request(new URL(path, self.registration.scope));
  return readWorld(id, await (files.respond(request) ?? fetch(request)));
}

const isWorld = (path: string, id: string): boolean =>
  path.startsWith(`assets/${id}-`) && /^[\w-]{8}\.json$/.test(path.slice(`assets/${id}-`.length));

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
  const reply = (given: VersionReply | FillReply | KeepNowReply) =>
    event.ports[0]?.postMessage(given);
  switch (message.type) {
    case 'SKIP_WAITING':
      return self.skipWaiting();
    case 'CLAIM':
      return self.clients.claim();
    case 'VERSION':
      return reply({ build: __MANIFEST__.build });
    case 'FILL':
      return reply({ complete: await files.fill() });
    case 'KEEP_NOW':
      await kept.now();
      return reply({});
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

// A worker that was stopped is started for a request: it opens the database while that is on its way.
if (self.registration.active) void worlds().then(recall, () => undefined);

/** When the database fails, the page that asked carries on in memory; its request is not lost, and not done twice. */
async function answerOrHandBack(
  request: HttpRequest,
  event: Parameters<AnswerClient>[1],
): ReturnType<AnswerClient> {
  const client = event.clientId;
  const keep: LabServer['keep'] = async (tenant, id, record) => {
    const store = await worlds();
    const handBack = { type: 'KEEP', tenant, id, record } as const;
    const kept = () => store.keepExchange(tenant, id, record);
    return kept().catch(async (error: unknown) => {
      const reply = await askPage<KeepReply>(client, handBack, error);
      return reply?.no ?? 0; // without a page there is nobody to show a history to
    });
  };
  try {
    const later: LabServer['later'] = (work) => event.waitUntil(kept.later(work));
    return await answer({ ...parts, store: await worlds(), keep, later }, request);
  } catch (error) {
    const reply = await askPage<TakeOverReply>(client, { type: 'TAKE_OVER', request }, error);
    return reply?.response ?? internalError(error);
  }
}

/** Long enough for a page to copy a large directory into memory. */
const patience = 15_000;

/** Asks the page to carry on; undefined if there is none. An error that is not the database's is thrown again. */
async function askPage<Reply>(
  client: string,
  what: Pick<TakeOver, 'type' | 'request'> | Omit<Keep, 'kind' | 'reason'>,
  error: unknown,
): Promise<Reply | undefined> {
  if (!(error instanceof StorageError)) throw error;
  const page = await self.clients.get(client);
  if (page?.type !== 'window') return undefined;
  const { kind, message: reason } = error;
  return ask<Reply>(page, { ...what, kind, reason }, patience);
}
