// Runs the suite against a server: reads what it offers, carries out check after check, and tells each result.
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { Bench, Inapplicable, Stopped, type Cast, type Send, type StopSignal } from './bench.ts';
import type { ProfileId } from '../scim/profile.ts';
import { gather } from './cast.ts';
import type { Check, Level } from './check.ts';
import { allChecks } from './checks/all.ts';
import { departureFrom } from './departures.ts';
import { seen, type Seen } from './exchange.ts';
import { Unmet } from './expect.ts';
import { inspector, type Inspector } from './inspect.ts';
import { randomFrom } from './random.ts';
import type { CheckInfo, CheckResult, Outcome, Progress } from './result.ts';
import { carryOut } from './steps.ts';
import { lacking, survey, type Survey } from './survey.ts';

/** What a run needs. */
export interface ConformanceRun {
  readonly send: Send;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  /** M, S and P unless said otherwise. */
  readonly levels?: readonly Level[];
  /** The documented profile of the server: where it departs, a check does not apply. */
  readonly profile?: ProfileId;
  /** Runs only these checks. */
  readonly only?: (check: CheckInfo) => boolean;
  readonly signal?: StopSignal;
  /** A text nothing on the server has: letters and digits; it goes into every name. */
  readonly tag: string;
  /** Begins the sequence of random numbers. */
  readonly seed?: number;
  /** Lets so many milliseconds pass on the server's clock; false if that would take too long. */
  readonly wait?: (ms: number) => Promise<boolean>;
  /** Hears of each result as it comes. */
  readonly onResult?: (result: CheckResult, progress: Progress) => void;
}

/** The results of a run, in order; `stopped` if it did not come to its end. */
export interface ConformanceReport {
  readonly results: readonly CheckResult[];
  readonly stopped: boolean;
}

/**
 * Runs the suite, one check after the other. What it creates is deleted, also when it is stopped.
 * A server that cannot be reached makes checks fail; nothing is thrown for what a server does.
 */
export async function runConformance(run: ConformanceRun): Promise<ConformanceReport> {
  const results: CheckResult[] = [];
  const work = new Work(run);
  const stopped = await work.all((result, progress) => {
    results.push(result);
    run.onResult?.(result, progress);
  });
  return { results, stopped };
}

/** Refusals in a row after which a good request goes in between. */
const mostRefusals = 12;

/** One run under way. */
class Work {
  readonly #run: ConformanceRun;
  #survey!: Survey;
  #inspector!: Inspector;
  #stage: Bench | undefined;
  #cast: Promise<Cast> | undefined;
  #count = 0;
  #refusals = 0;

  constructor(run: ConformanceRun) {
    this.#run = run;
  }

  /** Carries out every check that is wanted; true if the run was stopped. */
  async all(tell: (result: CheckResult, progress: Progress) => void): Promise<boolean> {
    await this.#look();
    const checks = allChecks(this.#survey).filter((check) => this.#isWanted(check));
    const rules = this.#inspector.rules.filter((rule) => this.#isWanted(rule));
    const total = checks.length + rules.length;
    let done = 0;
    try {
      for (const check of checks) {
        const result = await this.#result(check);
        tell(result, { done: (done += 1), total });
      }
    } catch (error) {
      if (error instanceof Stopped) return true;
      throw error;
    } finally {
      await this.#stage?.clear();
    }
    for (const rule of rules) tell(this.#verdict(rule), { done: (done += 1), total });
    return false;
  }

  /** Reads what the server says about itself. These answers too are held to the rules of every answer. */
  async #look(): Promise<void> {
    const looked: Seen[] = [];
    const bench = this.#bench((answer) => looked.push(answer));
    const none = seen({
      request: { method: 'GET', url: this.#run.baseUrl, headers: [] },
      response: { status: 0, headers: [] },
    });
    this.#survey = await survey((path) =>
      bench.get(path).catch((error: unknown) => {
        if (error instanceof Unmet) return none; // the checks of discovery will tell
        throw error;
      }),
    );
    this.#inspector = inspector(this.#survey, this.#run.token);
    for (const answer of looked) this.#inspector.look(answer);
  }

  #bench(inspect: (answer: Seen) => void): Bench {
    this.#count += 1;
    const { baseUrl, token, signal, tag, seed = 1, wait } = this.#run;
    return new Bench({
      ...{ baseUrl, token, signal, inspect },
      send: (request) => this.#send(request),
      survey: this.#survey,
      tag: `${tag}n${this.#count}`,
      wait: wait ?? (() => Promise.resolve(false)),
      random: randomFrom(seed + this.#count),
      cast: () => (this.#cast ??= this.#gathered()),
    });
  }

  /** Sends a request. Some servers switch themselves off after too many refusals in a row. */
  async #send(request: HttpRequest): Promise<HttpResponse> {
    const { send, baseUrl, token } = this.#run;
    if (this.#refusals >= mostRefusals) {
      const headers = [['Authorization', `Bearer ${token}`]] as const;
      await send({ method: 'GET', url: `${baseUrl}/Users?count=1`, headers });
      this.#refusals = 0;
    }
    const response = await send(request);
    this.#refusals = response.status < 400 ? 0 : this.#refusals + 1;
    return response;
  }

  #gathered(): Promise<Cast> {
    this.#stage = this.#bench((answer) => this.#inspector.look(answer));
    return gather(this.#stage);
  }

  async #result(check: Check): Promise<CheckResult> {
    const own = this.#departure(check);
    if (own) return own;
    const reason = this.#reasonAgainst(check);
    if (reason !== undefined)
      return { check, exchanges: [], outcome: { kind: 'notApplicable', reason } };
    const bench = this.#bench((answer) => this.#inspector.look(answer));
    try {
      const outcome = await outcomeOf(check, bench);
      return { check, outcome, exchanges: bench.exchanges };
    } finally {
      await bench.clear();
    }
  }

  /** Why a check does not apply, known before it is tried. */
  #reasonAgainst(check: Check): string | undefined {
    for (const feature of check.needs) {
      const reason = lacking(this.#survey, feature);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #departure(check: CheckInfo): CheckResult | undefined {
    const { profile } = this.#run;
    const reason = profile && departureFrom(check, profile);
    return reason === undefined
      ? undefined
      : { check, exchanges: [], outcome: { kind: 'departs', reason } };
  }

  #isWanted(check: CheckInfo): boolean {
    const { levels = ['M', 'S', 'P'], only } = this.#run;
    return levels.includes(check.level) && (only?.(check) ?? true);
  }

  #verdict(rule: CheckInfo): CheckResult {
    return this.#departure(rule) ?? this.#inspector.verdict(rule.id);
  }
}

async function outcomeOf(check: Check, bench: Bench): Promise<Outcome> {
  try {
    await carryOut(check, bench);
    return { kind: 'passed' };
  } catch (error) {
    if (error instanceof Stopped) throw error;
    if (error instanceof Inapplicable) return { kind: 'notApplicable', reason: error.message };
    const unmet = error instanceof Unmet ? error : stumbled(error);
    const exchange = unmet.exchange ?? bench.exchanges.at(-1);
    const { expected, saw } = unmet;
    return { kind: 'failed', expected, saw, ...(exchange && { exchange }) };
  }
}

/** Answers may be so odd that a check cannot go on: that is a failure of the server, too. */
const stumbled = (error: unknown): Unmet =>
  new Unmet(
    'answers that the check can follow',
    error instanceof Error ? error.message : String(error),
  );
