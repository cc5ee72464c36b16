// Holds a story on screen: the player, what is picked, the learner's editor, and lab time as it passes.
import { untrack } from 'svelte';
import type { Ask } from '../../idp/conversation.ts';
import { needOf } from '../../scenarios/needs.ts';
import type { Player, PlayerView } from '../../scenarios/player.ts';
import { windowOf } from '../../scenarios/run.ts';
import type { Line } from '../../scenarios/run.ts';
import { standOf } from '../../scenarios/scene.ts';
import type { Stand } from '../../scenarios/scene.ts';
import { sketchOf, solutionOf } from '../../scenarios/sketch.ts';
import type { Scenario } from '../../scenarios/story.ts';
import type { ExposureWindow } from '../../vault/exposure.ts';
import { announce } from '../announce.svelte.ts';
import type { LabExchange, Room } from '../lab.ts';
import { watched } from '../live.svelte.ts';
import { Workspace } from '../workspace.svelte.ts';

/** How fast the lab clock runs while a story plays, in lab seconds a second. */
export const speeds = [60, 300, 1200] as const;

/** What of the past is looked at: a step, or an exchange that belongs to none. */
export type Pick =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'exchange'; readonly id: string };

/** The view state of one story in its room. */
export class StoryRun {
  readonly scenario: Scenario;
  readonly room: Room;
  readonly player: Player;
  readonly workspace: Workspace;

  speed = $state<number>(300);
  /** What the reader has picked; undefined follows the newest step. */
  picked = $state.raw<Pick>();
  /** True while a story plays by itself and after each step, so that what is new can be shown moving. */
  moved = $state(false);
  #beat = $state(0);
  /** The request that the editor was last given a start for. */
  #filled: string | undefined;

  readonly #view;
  readonly #directory;
  readonly #history;
  readonly #clock;

  constructor(parts: {
    readonly scenario: Scenario;
    readonly room: Room;
    readonly player: Player;
  }) {
    this.scenario = parts.scenario;
    this.room = parts.room;
    this.player = parts.player;
    this.workspace = new Workspace(parts.room);
    this.#view = watched(parts.player.view);
    this.#directory = watched(parts.room.directory);
    this.#history = watched(parts.room.history);
    this.#clock = watched(parts.room.clock);
  }

  get view(): PlayerView {
    return this.#view.current;
  }

  /** Lab time in milliseconds; it moves on while the clock runs. */
  get now(): number {
    void this.#beat;
    void this.#clock.current;
    return this.room.now();
  }

  /** Newest first. */
  get history(): readonly LabExchange[] {
    return this.#history.current;
  }

  /** How the person stands now, by the directory. */
  readonly stand: Stand = $derived.by(() =>
    standOf(this.scenario.subject.userName, this.#directory.current),
  );

  /** How the person stood at the HR event; before it, how they stand now. */
  readonly before: Stand = $derived.by(() => this.view.run.before ?? this.stand);

  readonly window: ExposureWindow | undefined = $derived.by(() =>
    windowOf(this.view.run, this.now),
  );

  /** The provider's request that the learner has to write now. */
  readonly yourTurn: Ask | undefined = $derived.by(() => {
    const { byHand, turn, mode } = this.view;
    if (!byHand || mode !== 'resting' || turn?.kind !== 'asks') return undefined;
    return turn.ask;
  });

  /** The step that is looked at: the picked one, or the newest. */
  readonly shownStep: number = $derived.by(() =>
    this.picked?.kind === 'step' ? this.picked.step : this.view.run.steps,
  );

  readonly stepLines: readonly Line[] = $derived.by(() =>
    this.view.run.lines.filter((line) => line.step === this.shownStep),
  );

  /** The exchange that is looked at, if the step was one. */
  readonly exchange: LabExchange | undefined = $derived.by(() => {
    const id =
      this.picked?.kind === 'exchange'
        ? this.picked.id
        : this.stepLines.find((line) => line.exchange !== undefined)?.exchange;
    return id === undefined ? undefined : this.history.find((each) => each.id === id);
  });

  /** Follows the lab clock while it runs; gives the stop function. */
  follow(): () => void {
    const timer = setInterval(() => {
      if (untrack(() => this.#clock.current.mode) === 'running') this.#beat += 1;
    }, 200);
    return () => {
      clearInterval(timer);
      this.player.dispose();
      void this.room.stand().catch(() => undefined); // a reset may have taken the clock away
    };
  }

  async play(): Promise<void> {
    this.picked = undefined;
    await this.#watch(this.player.play(this.speed));
  }

  async pause(): Promise<void> {
    await this.player.pause();
  }

  async stepOnce(): Promise<void> {
    this.picked = undefined;
    await this.#watch(this.player.step());
  }

  async togglePlay(): Promise<void> {
    const { mode } = this.view;
    if (mode === 'playing' || mode === 'busy') await this.pause();
    else if (mode === 'resting' && !this.yourTurn && !this.view.choice) await this.play();
  }

  async restart(): Promise<void> {
    this.picked = undefined;
    this.#filled = undefined;
    await this.player.restart();
    this.workspace.text = '';
    this.workspace.show(undefined);
    announce('The story is back at its start.');
  }

  /** The learner writes the requests from here on; the story plays up to the first of them. */
  async takeOver(): Promise<void> {
    const { text } = this.workspace;
    await this.player.takeOver();
    await this.#toYourTurn(text);
  }

  async giveBack(): Promise<void> {
    await this.player.giveBack();
    announce('The provider sends its own requests again.');
    await this.play();
  }

  /** After the learner's answer has come: the story judges it and goes on, or waits. */
  async told(): Promise<void> {
    const sent = this.workspace.exchange;
    if (!sent || !this.yourTurn) return;
    const { text } = this.workspace;
    this.picked = undefined;
    await this.player.tell(sent);
    const { unmet } = this.view.run;
    if (unmet.length > 0) announce(`Not yet. ${unmet.join(' ')}`);
    else await this.#toYourTurn(text);
  }

  async skip(): Promise<void> {
    const { text } = this.workspace;
    await this.player.skip();
    await this.#toYourTurn(text);
  }

  async leave(): Promise<void> {
    const { text } = this.workspace;
    await this.player.leave();
    if (this.view.byHand) await this.#toYourTurn(text);
  }

  /** Answers the choice before an act, and plays on. */
  async choose(happens: boolean): Promise<void> {
    const { text } = this.workspace;
    this.picked = undefined;
    await this.player.choose(happens);
    if (this.view.mode === 'ended') this.#sayEnd();
    else if (this.view.byHand) await this.#toYourTurn(text);
    else await this.play();
  }

  /** Puts a start with blanks into the editor. */
  sketch(): void {
    if (this.yourTurn) this.workspace.fill(sketchOf(this.yourTurn), 'a start with blanks');
  }

  /** Puts the provider's own request into the editor. */
  solution(): void {
    if (this.yourTurn) this.workspace.fill(solutionOf(this.yourTurn), 'the provider’s request');
  }

  /**
   * Plays on until the learner has the turn, and puts a start into the editor. The turn shows before the
   * story has come to rest: who has changed the `text` by then keeps what he wrote.
   */
  async #toYourTurn(text: string): Promise<void> {
    if (!this.yourTurn && !this.view.choice) await this.play();
    const ask = this.yourTurn;
    const due = `${this.view.beat?.id} ${this.view.run.answers.length}`;
    if (!ask || due === this.#filled) return;
    this.#filled = due;
    if (this.workspace.text === text) this.sketch();
    announce(`Your turn. ${needOf(ask).replaceAll('`', '')}`);
  }

  /** Says each new step to those who cannot see it, until the story rests. */
  async #watch(playing: Promise<void>): Promise<void> {
    let steps = this.view.run.steps;
    const stop = this.player.view.subscribe(({ run }) => {
      if (run.steps <= steps) return;
      steps = run.steps;
      this.moved = true;
      announce(sentenceOf(run.lines.filter((line) => line.step === steps)));
    });
    await playing;
    stop();
    const { mode, choice } = this.view;
    if (mode === 'ended') this.#sayEnd();
    else if (choice) announce(`${choice.asks} The story waits for your choice.`);
  }

  #sayEnd(): void {
    announce(`The story has ended. ${this.scenario.lesson}`);
  }
}

/** A step as one sentence: its lines, and what is open now. */
const sentenceOf = (lines: readonly Line[]): string =>
  `${lines.map(({ says, tag }) => (tag ? `${says}, ${tag.text}` : says)).join('; ')}.`;
