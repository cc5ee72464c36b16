// Decides who answers lab hosts, service worker or page, and hands over between them without losing a request.
import { cell, type Live } from '../base/live.ts';
import type { Store } from '../store/store.ts';
import type { HostState } from '../ui/lab.ts';
import { gate } from '../wire/gate.ts';
import type { PageServer } from './pageServer.ts';
import {
  ask,
  type FillReply,
  type Keep,
  type KeepReply,
  type TakeOver,
  type TakeOverReply,
  type ToWorker,
  type VersionReply,
} from './workerMessages.ts';

/** What the host works with. */
export interface HostParts {
  /** Fetches the server that runs in the page; rejects when its files cannot be had. */
  readonly loadPageServer: () => Promise<PageServer>;
  /** The build this page belongs to, to compare with the worker's. */
  readonly build: string;
  /** Why there can be no worker, as a whole sentence; undefined if there can. */
  readonly withoutWorker: string | undefined;
  /** The worker's database has failed: moves this page's worlds into memory, and gives them. */
  readonly memory: (trouble: TakeOver | Keep) => Promise<Store>;
  readonly reload: () => void;
}

/** Who answers, and how to change that. */
export interface LabHost {
  readonly state: Live<HostState>;
  /** From now on the page answers, whatever worker there is. `reason` is a whole sentence. */
  stayInPage(reason: string): void;
  /** Lets the waiting version take over; the page reloads when it has. */
  takeUpdate(): Promise<void>;
}

/**
 * Starts hosting and registers the worker. From this call on no request to a lab host can slip out:
 * it waits until the worker controls the page, or the page's own server is there.
 */
export const labHost = (parts: HostParts): LabHost => new Hosting(parts);

/** Milliseconds a request waits for the worker before the page fetches its own server, and what can wait for requests. */
const patience = 1_000;

/** Milliseconds until a worker that does not reply is taken for absent. */
const replyPatience = 5_000;

/** The life of a page beside its worker. */
class Hosting implements LabHost {
  readonly state = cell<HostState>({ host: 'starting', offline: 'preparing', update: false });
  readonly #parts: HostParts;
  readonly #gate = gate(() => this.#answerSoon());
  #page: Promise<PageServer> | undefined;
  #registration: ServiceWorkerRegistration | undefined;
  #wasControlled = false;
  #stays = false;
  #waits = false;

  constructor(parts: HostParts) {
    this.#parts = parts;
    if (parts.withoutWorker === undefined) void this.#startWithWorker(navigator.serviceWorker);
    else this.#goWithout(parts.withoutWorker);
  }

  stayInPage(reason: string): void {
    this.#stays = true;
    this.#answerInPage(reason);
  }

  async takeUpdate(): Promise<void> {
    const waiting = this.#registration?.waiting;
    this.#wasControlled = true; // whoever controls next, this page has to be loaded anew
    if (waiting) tell(waiting, { type: 'SKIP_WAITING' });
    else this.#parts.reload();
  }

  #change(change: Partial<HostState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }

  // — Who answers

  /** A request is waiting: if the worker is not there in a moment, the page answers. */
  #answerSoon(): void {
    if (this.#waits) return;
    this.#waits = true;
    setTimeout(() => {
      if (this.state.get().host === 'starting') this.#answerInPage();
    }, patience);
  }

  /** Lets the page answer, as soon as its server is there; requests wait until then. */
  #answerInPage(reason?: string): void {
    const { offline, update, host } = this.state.get();
    this.state.set({ host: 'page', offline, update, ...(reason === undefined ? {} : { reason }) });
    if (host === 'page') return;
    this.#gate.close();
    this.#page ??= this.#parts.loadPageServer();
    this.#page.then(
      (page) => this.#openTo(page),
      () => this.#tryAgain(reason),
    );
  }

  #openTo(page: PageServer): void {
    if (this.state.get().host !== 'page') return; // the worker came first
    this.#gate.open();
    page.enable();
  }

  /** The page's server could not be fetched: the network is gone, or a deployment is under way. */
  #tryAgain(reason?: string): void {
    this.#page = undefined;
    if (this.state.get().host !== 'page') return;
    this.#change({ host: 'starting' });
    setTimeout(() => {
      if (this.state.get().host === 'starting') this.#answerInPage(reason);
    }, patience);
  }

  async #answerInWorker(): Promise<void> {
    const { offline, update } = this.state.get();
    this.state.set({ host: 'worker', offline, update });
    this.#gate.open();
    await this.#page?.then(
      (page) => page.disable(),
      () => undefined, // it could not be fetched, so there is nothing to switch off
    );
  }

  /** There is no worker, so the lab needs the network to start. */
  #goWithout(reason: string): void {
    this.#answerInPage(reason);
    this.#change({ offline: 'unavailable' });
  }

  // — The worker's life

  async #startWithWorker(workers: ServiceWorkerContainer): Promise<void> {
    const { controller } = workers;
    this.#wasControlled = controller !== null;
    if (controller) void this.#answerInWorker();
    else this.#gate.close();
    workers.addEventListener('controllerchange', () => void this.#meet(workers.controller));
    workers.addEventListener('message', (event) => void this.#heed(event));
    workers.startMessages();
    if (controller) void this.#check(controller);
    await this.#register(workers);
  }

  async #register(workers: ServiceWorkerContainer): Promise<void> {
    try {
      // Playwright's block of service workers resolves to nothing at all
      const registration: ServiceWorkerRegistration | undefined = await workers.register(
        './sw.js',
        { scope: './', updateViaCache: 'none' },
      );
      if (!registration) throw new Error('It registered none.');
      this.#follow(registration, workers.controller !== null);
    } catch (error) {
      if (workers.controller) return this.#change({ offline: 'ready' }); // offline, and that is fine
      const why = error instanceof Error ? error.message : String(error);
      this.#goWithout(
        `The browser refused the service worker, so the lab answers inside the page. ${why}`,
      );
    }
  }

  #follow(registration: ServiceWorkerRegistration, isControlled: boolean): void {
    this.#registration = registration;
    registration.addEventListener('updatefound', () => this.#watchNew(registration));
    this.#watchNew(registration);
    // A tab may stay open for days; the browser itself only looks when a page is opened.
    setInterval(() => void registration.update().catch(() => undefined), 3_600_000);
    const { active } = registration;
    if (!active) return;
    if (!isControlled) tell(active, { type: 'CLAIM' }); // a hard reload starts uncontrolled
    void this.#fill(active);
  }

  #watchNew(registration: ServiceWorkerRegistration): void {
    const { installing } = registration;
    const look = (): void => {
      const { waiting, active } = registration;
      this.#change({ update: waiting !== null && active !== null });
      if (installing?.state === 'redundant' && !active) this.#goWithout(notInstalled);
    };
    installing?.addEventListener('statechange', look);
    look();
  }

  async #meet(controller: ServiceWorker | null): Promise<void> {
    if (!controller) return this.#goWithout(removed);
    if (this.#wasControlled) return this.#parts.reload();
    this.#wasControlled = true;
    await this.#check(controller);
    await this.#fill(controller);
  }

  /** Hands over to the worker if it belongs to the same build as the page; else the page answers. */
  async #check(worker: ServiceWorker): Promise<void> {
    const reply = await ask<VersionReply>(worker, { type: 'VERSION' }, replyPatience);
    if (this.#stays) return;
    if (reply?.build === this.#parts.build) await this.#answerInWorker();
    else this.#answerInPage(otherBuild);
  }

  /** Has everything kept for offline use, Monaco too; the first answer goes before. */
  async #fill(worker: ServiceWorker): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, patience));
    const reply = await ask<FillReply>(worker, { type: 'FILL' }, 120_000);
    this.#change({ offline: reply?.complete ? 'ready' : 'preparing' });
    if (!reply?.complete) addEventListener('online', () => void this.#fill(worker), { once: true });
  }

  /** The worker's database has failed: the page carries on in memory where the worker had to stop. */
  async #heed(event: MessageEvent): Promise<void> {
    const asked = event.data as TakeOver | Keep; // src/app/sw.ts posts nothing else unasked
    const reply = (given: TakeOverReply | KeepReply) => event.ports[0]?.postMessage(given);
    if (asked.type === 'TAKE_OVER') {
      await this.#parts.memory(asked);
      this.#page ??= this.#parts.loadPageServer();
      reply({ response: await (await this.#page).answer(asked.request) });
    } else if (asked.type === 'KEEP') {
      const memory = await this.#parts.memory(asked);
      reply({ no: await memory.keepExchange(asked.tenant, asked.id, asked.record) });
    }
  }
}

const removed = 'The service worker was removed, so the lab answers inside the page.';
const notInstalled =
  'Not every file of the lab could be fetched for use offline, so the lab answers inside the page for now.';
const otherBuild =
  'The service worker belongs to another version of the lab, so the lab answers inside the page.';

const tell = (worker: ServiceWorker, message: ToWorker): void => worker.postMessage(message);
