// Runs the suite against a server: reads what it offers, carries out check after check, and tells each result.
import { Bench, Inapplicable, Stopped, type Made, type Send, type StopSignal } from './bench.ts';
import { gather } from './cast.ts';
import type { Check, Level } from './check.ts';
import { allChecks } from './checks/all.ts';
import { departures, type Profiled } from './departures.ts';
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
  readonly profile?: Profiled;
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

/** One run under way. */
class Work {
  readonly #run: ConformanceRun;
  #survey!: Survey;
  #inspector!: Inspector;
  #cast: Bench | undefined;
  #people: Promise<Readonly<Record<string, Made>>> | undefined;
  #count = 0;

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
      await this.#cast?.clear();
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
    const { send, baseUrl, token, signal, tag, seed = 1, wait } = this.#run;
    return new Bench({
      ...{ send, baseUrl, token, signal, inspect },
      survey: this.#survey,
      tag: `${tag}n${this.#count}`,
      wait: wait ?? (() => Promise.resolve(false)),
      random: randomFrom(seed + this.#count),
      people: () => (this.#people ??= this.#gathered()),
    });
  }

  #gathered(): Promise<Readonly<Record<string, Made>>> {
    this.#cast = this.#bench((answer) => this.#inspector.look(answer));
    return gather(this.#cast);
  }

  async #result(check: Check): Promise<CheckResult> {
    const reason = this.#reasonAgainst(check);
    if (reason !== undefined)
      return { check, requests: 0, outcome: { kind: 'notApplicable', reason } };
    const bench = this.#bench((answer) => this.#inspector.look(answer));
    try {
      const outcome = await outcomeOf(check, bench);
      return { check, outcome, requests: bench.exchanges.length };
    } finally {
      await bench.clear();
    }
  }

  /** Why a check does not apply, known before it is tried. */
  #reasonAgainst({ id, needs }: Check): string | undefined {
    const own = this.#run.profile && departures[this.#run.profile][id];
    if (own !== undefined) return own;
    for (const feature of needs) {
      const reason = lacking(this.#survey, feature);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #isWanted(check: CheckInfo): boolean {
    const { levels = ['M', 'S', 'P'], only } = this.#run;
    return levels.includes(check.level) && (only?.(check) ?? true);
  }

  #verdict(rule: CheckInfo): CheckResult {
    const own = this.#run.profile && departures[this.#run.profile][rule.id];
    if (own !== undefined)
      return { check: rule, requests: 0, outcome: { kind: 'notApplicable', reason: own } };
    return this.#inspector.verdict(rule.id);
  }
}

async function outcomeOf(check: Check, bench: Bench): Promise<Outcome> {
  try {
    await carryOut(check, bench);
    return { kind: 'passed' };
  } catch (error) {
    if (error instanceof Inapplicable) return { kind: 'notApplicable', reason: error.message };
    if (!(error instanceof Unmet)) throw error;
    const exchange = error.exchange ?? bench.exchanges.at(-1);
    const { expected, saw } = error;
    return { kind: 'failed', expected, saw, ...(exchange && { exchange }) };
  }
}
