// Decides who answers lab hosts, service worker or page, and hands over between them without losing a request.
import { cell, type Live } from '../base/live.ts';
import type { HttpResponse } from '../http/message.ts';
import type { HostState } from '../ui/lab.ts';
import type { PageHost } from '../wire/pageHost.ts';
import {
  ask,
  type FillReply,
  type TakeOver,
  type ToWorker,
  type VersionReply,
} from './workerMessages.ts';

/** What the host works with. */
export interface HostParts {
  readonly page: PageHost;
  /** The build this page belongs to, to compare with the worker's. */
  readonly build: string;
  /** Why there can be no worker, as a whole sentence; undefined if there can. */
  readonly withoutWorker: string | undefined;
  /** Answers, in the page and out of memory, a request whose worker cannot reach its database. */
  readonly takeOver: (asked: TakeOver) => Promise<HttpResponse>;
  readonly reload: () => void;
}

/** Who answers, and how to change that. */
export interface LabHost {
  readonly state: Live<HostState>;
  /** Registers the worker; call it when the first screen stands. Never rejects. */
  register(): Promise<void>;
  /** From now on the page answers, whatever worker there is. `reason` is a whole sentence. */
  stayInPage(reason: string): void;
  /** Lets the waiting version take over; the page reloads when it has. */
  takeUpdate(): Promise<void>;
}

/** Milliseconds until a worker that does not reply is taken for absent. */
const patience = 5_000;

/** Starts hosting: from this call on, a request to a lab host has somebody to answer it. */
export function labHost(parts: HostParts): LabHost {
  const workers = parts.withoutWorker === undefined ? navigator.serviceWorker : undefined;
  return workers ? hostWithWorker(parts, workers) : hostInPage(parts);
}

/** Hosting where there is no worker, and never will be one while this page lives. */
function hostInPage({ page, withoutWorker, reload }: HostParts): LabHost {
  const state = cell<HostState>({
    host: 'page',
    reason: withoutWorker!,
    offline: 'unavailable',
    update: false,
  });
  page.enable();
  return {
    state,
    register: () => Promise.resolve(),
    stayInPage: (reason) => state.set({ ...state.get(), reason }),
    takeUpdate: () => Promise.resolve(reload()),
  };
}

function hostWithWorker(parts: HostParts, workers: ServiceWorkerContainer): LabHost {
  const host = new WorkerHosting(parts, workers);
  return {
    state: host.state,
    register: () => host.register(),
    stayInPage: (reason) => host.stayInPage(reason),
    takeUpdate: () => host.takeUpdate(),
  };
}

/** The life of a page beside its worker. */
class WorkerHosting {
  readonly state = cell<HostState>({ host: 'starting', offline: 'preparing', update: false });
  readonly #parts: HostParts;
  readonly #workers: ServiceWorkerContainer;
  #registration: ServiceWorkerRegistration | undefined;
  #wasControlled: boolean;
  #stays = false;

  constructor(parts: HostParts, workers: ServiceWorkerContainer) {
    this.#parts = parts;
    this.#workers = workers;
    this.#wasControlled = workers.controller !== null;
    if (workers.controller) this.#change({ host: 'worker' });
    else this.#answerInPage();
    workers.addEventListener('controllerchange', () => void this.#meetController());
    workers.addEventListener('message', (event) => void this.#heed(event));
    workers.startMessages();
    if (workers.controller) void this.#check(workers.controller);
  }

  async register(): Promise<void> {
    try {
      // Playwright's block of service workers resolves to nothing at all
      const registration: ServiceWorkerRegistration | undefined = await this.#workers.register(
        './sw.js',
        { scope: './', updateViaCache: 'none' },
      );
      if (!registration) throw new Error('The browser registered none.');
      this.#follow(registration);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!this.#workers.controller)
        this.#answerInPage(
          `The browser refused the service worker, so the lab answers inside the page. ${why}`,
        );
      if (!this.#registration)
        this.#change({ offline: this.#workers.controller ? 'ready' : 'unavailable' });
    }
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

  #answerInPage(reason?: string): void {
    this.#parts.page.enable();
    const { offline, update } = this.state.get();
    this.state.set({ host: 'page', offline, update, ...(reason === undefined ? {} : { reason }) });
  }

  #follow(registration: ServiceWorkerRegistration): void {
    this.#registration = registration;
    const look = () => this.#look(registration);
    const lookAtNew = () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        look();
        if (installing.state === 'redundant' && !registration.active) this.#goWithout();
      });
      look();
    };
    registration.addEventListener('updatefound', lookAtNew);
    lookAtNew();
    this.#keepLooking(registration);
    const { active } = registration;
    if (!active) return;
    if (!this.#workers.controller) tell(active, { type: 'CLAIM' }); // a hard reload starts uncontrolled
    void this.#fill(active);
  }

  /** The first worker could not fetch all it needs; the browser tries again when the page is next opened. */
  #goWithout(): void {
    this.#answerInPage(
      'Not every file of the lab could be fetched for use offline, so the lab answers inside the page for now.',
    );
    this.#change({ offline: 'unavailable' });
  }

  #look({ waiting, active }: ServiceWorkerRegistration): void {
    this.#change({ update: waiting !== null && active !== null });
  }

  /** A tab may stay open for days; the browser itself only looks when a page is opened. */
  #keepLooking(registration: ServiceWorkerRegistration): void {
    setInterval(() => void registration.update().catch(() => undefined), 3_600_000);
  }

  async #meetController(): Promise<void> {
    const { controller } = this.#workers;
    if (!controller)
      return this.#answerInPage(
        'The service worker was removed, so the lab answers inside the page.',
      );
    if (this.#wasControlled) return this.#parts.reload();
    this.#wasControlled = true;
    await this.#check(controller);
    await this.#fill(controller);
  }

  /** Hands over to the worker if it belongs to the same build as the page; else the page answers. */
  async #check(worker: ServiceWorker): Promise<void> {
    const reply = await ask<VersionReply>(worker, { type: 'VERSION' }, patience);
    if (this.#stays) return;
    if (reply?.build !== this.#parts.build)
      return this.#answerInPage(
        'The service worker belongs to another version of the lab, so the lab answers inside the page.',
      );
    this.#parts.page.disable();
    const { offline, update } = this.state.get();
    this.state.set({ host: 'worker', offline, update });
  }

  async #fill(worker: ServiceWorker): Promise<void> {
    const reply = await ask<FillReply>(worker, { type: 'FILL' }, 120_000);
    this.#change({ offline: reply?.complete ? 'ready' : 'preparing' });
    if (!reply?.complete) addEventListener('online', () => void this.#fill(worker), { once: true });
  }

  async #heed(event: MessageEvent): Promise<void> {
    const asked = event.data as TakeOver; // src/app/sw.ts posts nothing else unasked
    if (asked.type !== 'TAKE_OVER') return;
    const response = await this.#parts.takeOver(asked);
    event.ports[0]?.postMessage({ response });
  }
}

const tell = (worker: ServiceWorker, message: ToWorker): void => worker.postMessage(message);
