// Drives a story for a screen: play, pause, one step, back to the start, and the learner's own requests in between.
import { createActor, waitFor } from 'xstate';
import type { Actor } from 'xstate';
import { cell } from '../base/live.ts';
import type { Live } from '../base/live.ts';
import type { Turn } from '../idp/conversation.ts';
import type { Dialect } from '../idp/dialects/dialect.ts';
import { choiceState, machineOf, onStage, restingTag } from './machine.ts';
import type { StoryEvent, StoryMachine } from './machine.ts';
import { arrivalAt, dueAt, turnOf } from './perform.ts';
import type { Run } from './run.ts';
import { restoredRun, savedRun } from './saved.ts';
import type { Restored } from './saved.ts';
import type { Sent, Stage, Wait } from './stage.ts';
import type { Act, Beat, Choice, Scenario } from './story.ts';

/** How a story stands for the screen. */
export interface PlayerView {
  /** `playing` waits for the next step by itself; `busy` is playing one step right now. */
  readonly mode: 'resting' | 'playing' | 'busy' | 'ended';
  /** The learner writes the provider's requests. */
  readonly byHand: boolean;
  readonly run: Run;
  /** Position of the act in the story, counted from 0; the number of acts when the story has ended. */
  readonly actIndex: number;
  readonly act?: Act;
  /** The beat that is played next, and, if it is a conversation, what is asked next. */
  readonly beat?: Beat;
  readonly turn?: Turn;
  /** The reader has to say first whether the act happens. */
  readonly choice?: Choice;
  /** The conversation under way has failed: try again, or leave it. */
  readonly failed: boolean;
  /** Something to know about this run: a whole sentence. */
  readonly notice?: string;
}

/** A story in a screen's hands. Every promise settles when the story rests again. */
export interface Player {
  readonly view: Live<PlayerView>;
  /**
   * Plays on, `rate` lab milliseconds for each wall millisecond, until the end, a failure, a choice, or
   * the learner's turn.
   */
  play(rate: number): Promise<void>;
  pause(): Promise<void>;
  /** Plays one message. While the learner has the turn it does nothing. */
  step(): Promise<void>;
  /** Puts room and story back to the start. */
  restart(): Promise<void>;
  /** From now on the story stops before each request of the provider. */
  takeOver(): Promise<void>;
  /** The provider writes its own requests again. */
  giveBack(): Promise<void>;
  /** Takes the learner's exchange for the request that is due; `unmet` of the run says what it did not do. */
  tell(sent: Sent): Promise<void>;
  /** The provider sends this one request itself. */
  skip(): Promise<void>;
  /** Leaves a conversation that failed and goes on with the story. */
  leave(): Promise<void>;
  /** Answers the choice before an act: it happens, or the story goes on behind it. */
  choose(happens: boolean): Promise<void>;
  /** Stops everything that was started here. */
  dispose(): void;
}

/** What a player is made of; `saved` is what `stage.save` was last given, if anything. */
export interface Casting {
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly dialect: Dialect;
  readonly saved?: unknown;
}

/** How long a step stays on screen before the next, in wall milliseconds. */
const dwell = 900;

/**
 * Opens a story. A saved run is resumed if it fits the story and the room; if not, the room is put
 * back to the start and the view's notice says why.
 */
export async function openStory(casting: Casting): Promise<Player> {
  const { scenario, stage, saved } = casting;
  const machine = onStage(machineOf(scenario), casting);
  if (saved === undefined) {
    await stage.restart();
    return new StoryPlayer(casting, machine);
  }
  const restored = restoredRun(scenario, machine, saved);
  const refusal = restored.ok ? outdated(restored.value, stage) : restored.trouble;
  if (restored.ok && refusal === undefined)
    return new StoryPlayer(casting, machine, restored.value);
  await stage.restart();
  await stage.save(undefined);
  const player = new StoryPlayer(casting, machine);
  player.note(`${refusal} It starts from the beginning.`);
  return player;
}

/** Why a run does not fit its room: the room does not know the last request the run remembers. */
function outdated({ run }: Restored, stage: Stage): string | undefined {
  const last = run.lines.findLast((line) => line.exchange !== undefined)?.exchange;
  if (last === undefined || stage.knows(last)) return undefined;
  return 'The room of this run was reset.';
}

class StoryPlayer implements Player {
  readonly view;
  readonly #casting: Casting;
  readonly #machine: StoryMachine;
  #actor: Actor<StoryMachine>;
  #byHand: boolean;
  #playing = false;
  #busy = false;
  #wait: Wait | undefined;
  #current: Promise<void> | undefined;
  #notice: string | undefined;

  constructor(casting: Casting, machine: StoryMachine, restored?: Restored) {
    this.#casting = casting;
    this.#machine = machine;
    this.#byHand = restored?.byHand ?? false;
    this.#actor = createActor(machine, restored ? { snapshot: restored.snapshot } : {});
    this.#actor.start();
    this.view = cell(this.#look());
  }

  async play(rate: number): Promise<void> {
    if (this.#playing || this.#busy) return;
    this.#playing = true;
    this.#show();
    while (this.#playing && this.#canGoOn()) {
      if (await this.#waitFor(dwell)) await this.#travel(rate);
      if (this.#playing) await this.#send({ type: 'STEP' });
      if (this.#run().trouble !== undefined) break;
    }
    if (this.#playing && this.#isYourTurn()) await this.#travel(rate);
    this.#playing = false;
    await this.#handOver();
    this.#show();
  }

  async pause(): Promise<void> {
    this.#playing = false;
    this.#wait?.cancel();
    await this.#casting.stage.stand();
    this.#show();
  }

  async step(): Promise<void> {
    await this.pause();
    const { failed } = this.#look();
    if (this.#canGoOn() || (failed && !this.#byHand)) await this.#send({ type: 'STEP' });
    await this.#handOver();
  }

  async skip(): Promise<void> {
    await this.pause();
    await this.#send({ type: 'STEP' });
    await this.#handOver();
  }

  async leave(): Promise<void> {
    await this.#send({ type: 'LEAVE' });
    await this.#handOver();
  }

  async choose(happens: boolean): Promise<void> {
    await this.#send({ type: happens ? 'TAKE' : 'PASS' });
    await this.#handOver();
  }

  async tell(sent: Sent): Promise<void> {
    if (this.#look().turn?.kind === 'asks') await this.#send({ type: 'TELL', sent });
    await this.#handOver();
  }

  async takeOver(): Promise<void> {
    await this.pause();
    this.#byHand = true;
    await this.#handOver();
    await this.#keep();
    this.#show();
  }

  async giveBack(): Promise<void> {
    this.#byHand = false;
    await this.#keep();
    this.#show();
  }

  async restart(): Promise<void> {
    await this.pause();
    await this.#current;
    this.#actor.stop();
    await this.#casting.stage.restart();
    this.#actor = createActor(this.#machine);
    this.#actor.start();
    this.#byHand = false;
    this.#notice = undefined;
    await this.#casting.stage.save(undefined);
    this.#show();
  }

  dispose(): void {
    this.#playing = false;
    this.#wait?.cancel();
    this.#actor.stop();
  }

  /** Says something about the run beside it. */
  note(sentence: string): void {
    this.#notice = sentence;
    this.#show();
  }

  #run = (): Run => this.#actor.getSnapshot().context;

  /** True while the story can take its next step by itself. */
  #canGoOn(): boolean {
    const { mode, turn, failed, choice } = this.#look();
    return mode !== 'ended' && !choice && !failed && !(this.#byHand && turn?.kind === 'asks');
  }

  #isYourTurn(): boolean {
    const { mode, turn } = this.#look();
    return this.#byHand && mode !== 'ended' && turn?.kind === 'asks';
  }

  /** When the learner has the turn, lab time is where the provider's request would arrive, and stands. */
  async #handOver(): Promise<void> {
    const { beat, run, turn } = this.#look();
    if (!this.#isYourTurn() || !beat || turn?.kind !== 'asks') return;
    const { stage } = this.#casting;
    await stage.stand();
    const due = arrivalAt(beat, run, 0);
    if (stage.now() < due) await stage.jumpTo(due);
  }

  async #send(event: StoryEvent): Promise<void> {
    if (this.#busy || this.#look().mode === 'ended') return;
    this.#current = this.#deliver(event);
    await this.#current;
  }

  async #deliver(event: StoryEvent): Promise<void> {
    const actor = this.#actor;
    this.#busy = true;
    this.#show();
    actor.send(event);
    await waitFor(actor, (snapshot) => snapshot.hasTag(restingTag)).catch(() => undefined);
    this.#busy = false;
    // waitFor gives up when the story is closed under way: then there is nothing to keep.
    if (actor.getSnapshot().status !== 'stopped') await this.#keep();
    this.#show();
  }

  /** Keeps the run. Failing to is told and does not stop the story. */
  async #keep(): Promise<void> {
    const { scenario, stage } = this.#casting;
    try {
      await stage.save(savedRun(scenario, this.#actor.getPersistedSnapshot(), this.#byHand));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'the store refused it.';
      this.#notice = `This run could not be kept: ${reason}`;
    }
  }

  /** Lets the lab clock run to the next step, or jumps where the story says so. */
  async #travel(rate: number): Promise<void> {
    const { stage } = this.#casting;
    const { beat, run } = this.#look();
    if (!beat) return;
    const due = dueAt(beat, run, stage.now());
    const gap = due - stage.now();
    if (beat.clock === 'jump' || gap <= 0) return;
    await stage.run(rate);
    if (!(await this.#waitFor(gap / rate))) return;
    await stage.stand();
    await stage.jumpTo(due); // waiting is never exact, and a fast clock makes seconds of it
  }

  /** Waits wall time; false if it was cut short. */
  async #waitFor(milliseconds: number): Promise<boolean> {
    this.#wait = this.#casting.stage.wait(milliseconds);
    const end = await this.#wait.over;
    this.#wait = undefined;
    return end === 'over';
  }

  #look(): PlayerView {
    const snapshot = this.#actor.getSnapshot();
    const run = snapshot.context;
    const place = placeIn(snapshot.value, this.#casting.scenario);
    const turn = place.beat && turnOf(place.beat, run, this.#casting);
    const resting = this.#playing ? 'playing' : 'resting';
    const open = this.#busy ? 'busy' : resting;
    return {
      mode: snapshot.status === 'done' ? 'ended' : open,
      byHand: this.#byHand,
      run,
      ...place,
      ...(turn && { turn }),
      ...(this.#notice !== undefined && { notice: this.#notice }),
    };
  }

  #show(): void {
    this.view.set(this.#look());
  }
}

/** Where a state value stands in its story: `{ request: { disable: 'ready' } }` is the talk in the act. */
function placeIn(
  value: unknown,
  { acts }: Scenario,
): Pick<PlayerView, 'actIndex' | 'act' | 'beat' | 'failed' | 'choice'> {
  const [actId, inner] = firstOf(value);
  const [beatId, state] = firstOf(inner);
  const actIndex = acts.findIndex((act) => act.id === actId);
  const act = acts[actIndex];
  if (act?.choice && beatId === choiceState)
    return { actIndex, act, failed: false, choice: act.choice };
  const beat = act?.beats.find((each) => each.id === beatId);
  if (!act || !beat) return { actIndex: acts.length, failed: false };
  return { actIndex, act, beat, failed: state === 'failed' };
}

const firstOf = (value: unknown): readonly [string, unknown] =>
  typeof value === 'object' && value !== null
    ? (Object.entries(value)[0] ?? ['', undefined])
    : [String(value), undefined];
