// Runs the conformance suite in a tenant of its own and keeps what came of it while the lab is open.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Level } from '../../conformance/check.ts';
import { fixedChecks } from '../../conformance/checks/all.ts';
import { countsOf, reportJson } from '../../conformance/report.ts';
import type { CheckInfo, CheckResult } from '../../conformance/result.ts';
import { rules } from '../../conformance/rules.ts';
import { runConformance } from '../../conformance/run.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import type { ProfileId } from '../../scim/profile.ts';
import type { Lab, LabExchange, ProvingGround } from '../lab.ts';

/** What to run. */
export interface Asked {
  readonly profile: ProfileId;
  readonly levels: readonly Level[];
  /** Leaves out what the documents of the profile depart from. */
  readonly documented: boolean;
  /** Runs only the checks of this group. */
  readonly group?: string | undefined;
}

/** Milliseconds between two looks of the screen at what has come. */
const beat = 100;

/** The suite as a screen sees it: what is known of each check, and whether a run is under way. */
export class SuiteRun {
  readonly #lab: Lab;
  /** Results by id of check. */
  readonly results = new SvelteMap<string, CheckResult>();
  /** Every check that is known, in the order they run; those made from schemas come with a run. */
  checks = $state.raw<readonly CheckInfo[]>([...fixedChecks, ...rules]);
  phase = $state<'idle' | 'running' | 'clearing'>('idle');
  done = $state(0);
  total = $state(0);
  /** What was run last, and where. */
  asked = $state.raw<Asked>();
  ground = $state.raw<ProvingGround>();
  /** Why a run came to nothing, as a whole sentence. */
  trouble = $state('');
  #stop: AbortController | undefined;
  /** The kept exchanges of failures, by id of check. */
  readonly exchanges = new SvelteMap<string, LabExchange>();
  readonly #known = new SvelteSet([...fixedChecks, ...rules].map(({ id }) => id));
  #waiting: CheckResult[] = [];
  #progress: [done: number, total: number] = [0, 0];

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Results so far, counted; worked out by whoever looks, since a run outlives each screen. */
  get counts(): ReturnType<typeof countsOf> {
    return countsOf([...this.results.values()]);
  }

  /** What came of the last run, as JSON text; undefined before one has ended. */
  report(): string | undefined {
    if (!this.ground || !this.asked || this.results.size === 0) return undefined;
    const { profile, levels } = this.asked;
    const { baseUrl, token } = this.ground.tenant;
    const lab = `SCIM Lab ${this.#lab.version}`;
    return reportJson([...this.results.values()], { lab, baseUrl, token, profile, levels });
  }

  /** Runs the suite in a tenant that is made for it and gone afterwards. */
  async start(asked: Asked): Promise<void> {
    if (this.phase !== 'idle') return;
    this.phase = 'running';
    this.asked = asked;
    this.trouble = '';
    this.results.clear();
    this.exchanges.clear();
    this.#waiting = [];
    [this.done, this.total] = this.#progress = [0, 0];
    const stop = (this.#stop = new AbortController());
    const timer = setInterval(() => this.#show(), beat);
    try {
      await this.#carryOut(asked, stop.signal);
    } catch (error) {
      this.trouble = `The run broke off. ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      await this.ground?.leave().catch(() => undefined); // a database that fails tells so by itself
      clearInterval(timer);
      this.#show();
      this.phase = 'idle';
    }
  }

  /** Stops a run; what it made is deleted first. */
  stop(): void {
    this.#stop?.abort();
    if (this.phase === 'running') this.phase = 'clearing';
  }

  async #carryOut(asked: Asked, signal: AbortSignal): Promise<void> {
    const { profile, levels, documented, group } = asked;
    const ground = (this.ground = await this.#lab.openProving(profile));
    await ground.restart();
    const { baseUrl, token } = ground.tenant;
    const looked: Promise<void>[] = [];
    await runConformance({
      send: (request) => this.#send(ground, request),
      ...{ baseUrl, token, levels, signal },
      tag: 'lab',
      ...(documented && { profile }),
      ...(group !== undefined && { only: ({ id }) => id.startsWith(`${group}-`) }),
      wait: async (ms) => {
        await ground.pass(ms);
        return true;
      },
      onResult: (result, { done, total }) => {
        this.#waiting.push(result);
        looked.push(this.#look(ground, result));
        this.#progress = [done, total];
      },
    });
    this.phase = 'clearing';
    await Promise.all(looked); // what was kept is gone with its tenant
  }

  /** Reads what the lab kept of the exchange of a failure, which brings its trace. */
  async #look(ground: ProvingGround, { check, outcome }: CheckResult): Promise<void> {
    if (outcome.kind !== 'failed' || !outcome.exchange) return;
    const kept = await ground.exchangeOf(outcome.exchange.response);
    if (kept) this.exchanges.set(check.id, kept);
  }

  async #send(ground: ProvingGround, request: HttpRequest): Promise<HttpResponse> {
    const sent = await ground.send(request);
    if (!sent.ok) throw new Error(sent.trouble);
    return sent.value;
  }

  /** Lets the screen have what has come; one by one it would draw all the time. */
  #show(): void {
    const made = this.#waiting.map(({ check }) => check).filter(({ id }) => !this.#known.has(id));
    for (const { id } of made) this.#known.add(id);
    if (made.length > 0) this.checks = [...this.checks, ...made];
    for (const result of this.#waiting) this.results.set(result.check.id, result);
    [this.done, this.total] = this.#progress;
    this.#waiting = [];
  }
}

const runs = new WeakMap<Lab, SuiteRun>();

/** The run of a lab; results outlive the screen. */
export function suiteRunOf(lab: Lab): SuiteRun {
  const run = runs.get(lab) ?? new SuiteRun(lab);
  runs.set(lab, run);
  return run;
}
