// Runs a sweep in a room: reads all accounts, keeps what was found while the lab is open, and disables what is chosen.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import {
  compare,
  type Comparison,
  type Exemption,
  type Orphan,
} from '../../../idp/sweep/classify.ts';
import type { SweepAsk } from '../../../idp/sweep/ask.ts';
import { disableOrphans, verdictOf, type Verdict } from '../../../idp/sweep/disable.ts';
import { isSuccess } from '../../../idp/conversation.ts';
import { readAccounts } from '../../../idp/sweep/read.ts';
import type { HttpResponse } from '../../../http/message.ts';
import { northwindPeople } from '../../../scenarios/northwindPeople.ts';
import { undoExchange } from '../../answer/undo.ts';
import type { LabExchange, Room, TenantView } from '../../lab.ts';
import { readingOf, type Reading } from './reading.ts';

/** A request of the sweep and its exchange. */
export interface SweepStep {
  readonly ask: SweepAsk;
  readonly exchange: LabExchange;
}

/** The sweep of one tenant, as a screen sees it. */
export class SweepRun {
  readonly #room: Room;
  phase = $state<'idle' | 'reading' | 'disabling'>('idle');
  reading = $state.raw<Reading>();
  /** Every request since the last reading began, in the order sent. */
  steps = $state.raw<readonly SweepStep[]>([]);
  /** Why it went no further: a whole sentence. */
  trouble = $state('');
  /** How long the server wants to be left alone, in seconds. */
  retryAfter = $state<number>();
  /** Ids that were taken off the proposed list of exemptions. */
  readonly notExempt = new SvelteSet<string>();
  /** The operator has looked at the exemptions; anything else about them asks again. */
  confirmed = $state(false);
  /** Ids of accounts to disable. */
  readonly chosen = new SvelteSet<string>();
  /** What this sweep disabled, by id. */
  readonly disabled = new SvelteMap<string, LabExchange>();
  most = $state(5);
  percent = $state(20);
  pageSize = $state(10);

  /** Requests without an answer, or with a 5xx: each may have disabled an account, so the breaker counts it. */
  doubtful = $state(0);

  constructor(room: Room) {
    this.#room = room;
  }

  /** What the accounts are, given what the operator exempts. */
  comparison({ accounts, at }: Reading, proposed: readonly Exemption[]): Comparison {
    const exempt = proposed.filter(({ id }) => !this.notExempt.has(id));
    return compare({ accounts, people: northwindPeople, exempt, at });
  }

  /** The orphans that can still be disabled. */
  open({ findings }: Comparison): readonly Orphan[] {
    return findings.filter(
      (each): each is Orphan =>
        each.kind === 'orphan' && each.account.enabled && !this.disabled.has(each.account.id),
    );
  }

  /** The chosen ones among them. */
  wanted(comparison: Comparison): readonly Orphan[] {
    return this.open(comparison).filter(({ account }) => this.chosen.has(account.id));
  }

  /** What the breaker says to what is chosen. */
  verdict(comparison: Comparison): Verdict {
    return verdictOf({ ...this.#wish(comparison), wanted: this.wanted(comparison).length });
  }

  #wish({ findings }: Comparison) {
    const enabled = findings.filter(({ account }) => account.enabled).length;
    const limits = { most: this.most, percent: this.percent };
    return { already: this.disabled.size + this.doubtful, enabled, limits };
  }

  /** Keeps an account from the sweep, or gives it up to it; either way the list must be confirmed again. */
  exempt(id: string, isExempt: boolean): void {
    if (isExempt) this.notExempt.delete(id);
    else this.notExempt.add(id);
    this.chosen.delete(id);
    this.confirmed = false;
  }

  /** Reads all accounts. Only GET is sent; what was found before is given up once the new list is whole. */
  async read(): Promise<void> {
    if (this.phase !== 'idle') return;
    this.#begin('reading');
    this.steps = [];
    const now = this.#room.now();
    try {
      const size = Math.min(200, Math.max(1, Math.floor(this.pageSize) || 1));
      const outcome = await this.#play(readAccounts(targetOf(this.#room.tenant), size));
      if (outcome?.kind === 'failed') this.#fail(outcome);
      if (outcome?.kind !== 'done') return;
      this.reading = readingOf(outcome.accounts, now, this.#room.directory.get().users);
      this.chosen.clear();
      this.disabled.clear();
      this.doubtful = 0;
    } finally {
      this.phase = 'idle';
    }
  }

  /** Disables what is chosen, as long as the exemptions are confirmed and the breaker lets it. */
  async disable(comparison: Comparison): Promise<void> {
    if (this.phase !== 'idle' || !this.confirmed) return;
    this.#begin('disabling');
    const wish = { ...this.#wish(comparison), orphans: this.wanted(comparison) };
    try {
      const outcome = await this.#play(
        disableOrphans(targetOf(this.#room.tenant), wish),
        ({ account }, exchange) => {
          if (!isSuccess(exchange.response)) return;
          this.disabled.set(account, exchange);
          this.chosen.delete(account);
        },
      );
      if (outcome?.kind !== 'stopped') return;
      this.#fail(outcome.failure ?? outcome);
      if ((outcome.failure?.status ?? 0) >= 500) this.doubtful += 1;
    } finally {
      this.phase = 'idle';
    }
  }

  /** Puts back what disabling one account changed. */
  async undo(id: string): Promise<void> {
    const exchange = this.disabled.get(id);
    if (exchange && (await undoExchange(this.#room, exchange))) this.disabled.delete(id);
  }

  #begin(phase: 'reading' | 'disabling'): void {
    this.phase = phase;
    this.trouble = '';
    this.retryAfter = undefined;
  }

  #fail({ says, retryAfter }: { readonly says: string; readonly retryAfter?: number }): void {
    this.trouble = says;
    this.retryAfter = retryAfter;
  }

  /** Sends what a conversation asks until it ends; undefined if the lab would not send. */
  async #play<Asks extends SweepAsk, Outcome>(
    talk: Generator<Asks, Outcome, HttpResponse>,
    onAnswer?: (ask: Asks, exchange: LabExchange) => void,
  ): Promise<Outcome | undefined> {
    let step = talk.next();
    while (!step.done) {
      const ask = step.value;
      const sent = await this.#room.send(ask);
      if (!sent.ok) {
        this.trouble = sent.trouble;
        if (ask.method !== 'GET') this.doubtful += 1;
        return undefined;
      }
      this.steps = [...this.steps, { ask, exchange: sent.value }];
      onAnswer?.(ask, sent.value);
      step = talk.next(sent.value.response);
    }
    return step.value;
  }
}

/** A sweep is the provider's work, so it uses the provider's token where there is one. */
const targetOf = ({ baseUrl, token, tokens = [] }: TenantView) => ({
  baseUrl,
  token: tokens.find(({ holder }) => holder.includes('IdP'))?.value ?? token,
});

const runs = new WeakMap<Room, SweepRun>();

/** The sweep of a room; what it found outlives the screen. */
export function sweepRunOf(room: Room): SweepRun {
  const run = runs.get(room) ?? new SweepRun(room);
  runs.set(room, run);
  return run;
}
