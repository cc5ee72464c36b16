// Runs one lesson for one learner: which step is shown, how its checks stand, what was answered, and keeps all of it as facts.
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { isAsked } from '../../course/asked.ts';
import { statesOf, type CheckState } from '../../course/checks.ts';
import { seedOf } from '../../course/hash.ts';
import type { Situation } from '../../course/judge/situation.ts';
import type { Block, Check, Lesson, Question, Step } from '../../course/lesson.ts';
import {
  factsIn,
  progressKey,
  progressOf,
  questionsIn,
  withFact,
  type Fact,
  type HintName,
  type Progress,
} from '../../course/progress.ts';
import {
  answeredRightly,
  isRight,
  missedQuestions,
  optionOrder,
  questionState,
  type QuestionState,
} from '../../course/quiz.ts';
import type { Directory, Lab, LabExchange, Room } from '../lab.ts';
import { toast } from '../toasts.svelte.ts';
import { wallTime } from './wallTime.ts';
import { Workspace } from '../workspace.svelte.ts';

/** A fact without its time, which is added when it is taken down. */
type Said = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'at'> : never) : never;

/** A block of one kind. */
export type OfKind<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;

/** The blocks of one kind in a step. */
export const blocksOf = <Kind extends Block['kind']>(
  step: Step,
  kind: Kind,
): readonly OfKind<Kind>[] =>
  step.blocks.filter((block): block is OfKind<Kind> => block.kind === kind);

/** True when nothing of what an exchange changed stands any more: it changed nothing, or was put back. */
function isUndone({ changes }: LabExchange, { users, groups }: Directory): boolean {
  return changes.every(({ id, before, after }) => {
    const now = [...users, ...groups].find((each) => each['id'] === id);
    return versionOf(now) !== versionOf(after) && versionOf(now) === versionOf(before);
  });
}

const versionOf = (resource: JsonObject | undefined): Json | undefined =>
  isObject(resource?.['meta']) ? resource['meta']['version'] : undefined;

/** What a step without a request begins with: address and token are there, the rest is the learner's. */
const blankRequest = 'GET /____';

/** How long directory and history may differ after a change from elsewhere, in milliseconds. */
const settleTime = 50;

/** A lesson under way in its room. */
export class LessonRun {
  readonly lesson: Lesson;
  readonly room: Room;
  readonly workspace: Workspace;
  readonly #lab: Lab;
  readonly #key: string;
  #record = $state.raw<JsonObject>();
  #writes: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #directory = $state.raw<Directory>() as Directory;
  #history = $state.raw<readonly LabExchange[]>([]);
  #shown = $state(0);

  /** Where the learner stands, worked out from the facts. */
  readonly progress: Progress = $derived(progressOf(factsIn(this.#record)));
  /** The furthest step reached, counted from 0. */
  readonly reached: number = $derived(
    Math.max(
      0,
      this.lessonSteps.findIndex(({ id }) => id === this.progress.step),
    ),
  );
  /** The step on screen, counted from 0. */
  readonly at: number = $derived(Math.min(this.#shown, this.reached));
  readonly step: Step = $derived(this.lessonSteps[this.at]!);
  /** A step behind the furthest one: it was done, and is not judged again. */
  readonly isPast: boolean = $derived(this.at < this.reached || this.progress.finished);
  readonly states: readonly CheckState[] = $derived.by(() => this.#states());
  readonly passed: number = $derived(this.states.filter(({ state }) => state === 'passed').length);
  readonly isStepDone: boolean = $derived(this.isPast || this.passed === this.states.length);
  /** The room was put back to its start from elsewhere while the lesson was in the middle. */
  readonly isRoomReset: boolean = $derived(
    this.reached > 0 && this.#newest < (this.progress.after.get(this.step.id) ?? 0),
  );

  /** `record` is what the shelf holds of this lesson. */
  constructor(
    given: { readonly lab: Lab; readonly lesson: Lesson; readonly room: Room },
    record: JsonObject | undefined,
  ) {
    this.#lab = given.lab;
    this.lesson = given.lesson;
    this.room = given.room;
    this.#key = progressKey(given.lesson.meta.id);
    this.#record = record;
    this.#directory = given.room.directory.get();
    this.#history = given.room.history.get();
    this.workspace = new Workspace(given.room);
    if (this.progress.attempts === 0) this.#begin([{ kind: 'started' }]);
    else this.#resume();
  }

  get lessonSteps(): readonly Step[] {
    return this.lesson.steps;
  }

  /** Everything sent in this room, newest first. */
  get sent(): readonly LabExchange[] {
    return this.#history;
  }

  get #newest(): number {
    return this.#history[0]?.no ?? 0;
  }

  /** Exchanges of the shown step, newest first. After a reset numbers begin again, and all count. */
  get exchanges(): readonly LabExchange[] {
    const after = this.progress.after.get(this.step.id) ?? 0;
    return this.#newest < after ? this.#history : this.#history.filter(({ no }) => no > after);
  }

  /** Follows the room and other tabs until the returned function is called. */
  follow(): () => void {
    const stops = [
      this.room.directory.subscribe(() => this.#settleSoon()),
      this.room.history.subscribe(() => this.#settleSoon()),
      this.#lab.shelf.watch(this.#key, () => void this.#reload()),
    ];
    this.settle();
    return () => {
      clearTimeout(this.#timer);
      stops.forEach((stop) => stop());
    };
  }

  /**
   * Judges the step by the room as it is now. Directory and history are read together: each alone
   * may be ahead of the other while a request is being answered.
   */
  settle(): void {
    clearTimeout(this.#timer);
    this.#directory = this.room.directory.get();
    this.#history = this.room.history.get();
    this.#look();
  }

  /** For changes from elsewhere: another tab, an undo. A request under way settles when it is answered. */
  #settleSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => (this.workspace.sending ? this.#settleSoon() : this.settle()),
      settleTime,
    );
  }

  /** Shows a step that has been reached. */
  show(at: number): void {
    this.#shown = at;
    this.#fillIn();
  }

  /** Goes on: to the next step, or to the end of the lesson. */
  next(): void {
    if (!this.isStepDone) return;
    const following = this.lessonSteps[this.at + 1];
    if (!following) return this.#say({ kind: 'finished' });
    this.#shown = this.at + 1;
    if (!this.progress.after.has(following.id))
      this.#say({ kind: 'step', step: following.id, after: this.#newest });
    this.#fillIn();
  }

  /** Puts the room into its starting state and begins again; what was finished stays finished. */
  async startAgain(): Promise<void> {
    await this.room.restart();
    this.settle();
    this.workspace.show(undefined);
    this.#begin([{ kind: 'started' }]);
  }

  /** There is something in the step under way that beginning it anew would take back. */
  get canBeginAnew(): boolean {
    return !this.isPast && this.exchanges.length > 0;
  }

  /**
   * Begins the step under way anew: what was sent in it is undone, newest first, and its tasks are
   * judged by what comes. The trouble is a whole sentence; what was undone before it stays undone.
   */
  async beginAnew(): Promise<Result<void, string>> {
    const sent = this.exchanges.filter(
      (exchange) => !isUndone(exchange, this.room.directory.get()),
    );
    for (const exchange of sent) {
      const undone = await this.room.undo(exchange.id);
      if (!undone.ok) return undone;
    }
    this.workspace.show(undefined);
    this.#say({ kind: 'again', step: this.step.id, after: this.#newest });
    this.settle();
    this.#fillIn();
    return ok(undefined);
  }

  predict(question: Question, chosen: readonly number[]): void {
    this.#say({ kind: 'predicted', question: question.id, hash: question.hash, chosen });
  }

  /** Takes an answer; true if it is right. */
  answer(question: Question, chosen: readonly number[]): boolean {
    this.#say({ kind: 'answered', question: question.id, hash: question.hash, chosen });
    return isRight(question, chosen);
  }

  openHint(hint: HintName): void {
    this.#say({ kind: 'hint', step: this.step.id, hint });
  }

  openSolution(): void {
    this.#say({ kind: 'solution', step: this.step.id });
  }

  /** How a quiz question stands. */
  stateOf(question: Question): QuestionState {
    return questionState(question, this.progress.answers);
  }

  /** How a prediction stands: what was chosen, and whether the request has been sent meanwhile. */
  predictionOf(question: OfKind<'predict'>): {
    readonly chosen: readonly number[];
    readonly revealed: boolean;
  } {
    const { chosen } = questionState(question, this.progress.predictions);
    return { chosen, revealed: this.isPast || this.#isRevealed(question) };
  }

  #isRevealed(question: OfKind<'predict'>): boolean {
    if (this.progress.revealed.has(question.id)) return true;
    const about = blocksOf(this.step, 'request').find(({ id }) => id === question.about);
    return !!about && isAsked(about.text, this.exchanges, this.room.tenant.baseUrl);
  }

  /** Indexes of the options in the order to show them; another attempt mixes them anew. */
  orderOf(question: Question): readonly number[] {
    return optionOrder(question, seedOf(`${question.id} ${this.progress.attempts}`));
  }

  /** Questions that nobody has tried to answer. */
  get unanswered(): readonly Question[] {
    return questionsIn(this.lesson).filter((each) => this.stateOf(each).tries === 0);
  }

  /** Questions whose first answer was wrong. */
  get missed(): readonly Question[] {
    return missedQuestions(questionsIn(this.lesson), this.progress.answers);
  }

  #checks(): readonly Check[] {
    return blocksOf(this.step, 'check').flatMap(({ checks }) => checks);
  }

  #states(): readonly CheckState[] {
    const checks = this.#checks();
    if (this.isPast) return checks.map((check) => ({ check, state: 'passed' }));
    return statesOf(checks, this.#situation(), this.progress.passedAt);
  }

  #situation(): Situation {
    const { users, groups, vault, access } = this.#directory;
    return {
      ...{ users, groups, vault, access, exchanges: this.exchanges },
      baseUrl: this.room.tenant.baseUrl,
      answered: answeredRightly(questionsIn(this.lesson), this.progress.answers),
    };
  }

  /** Takes down what has newly been passed or revealed. */
  #look(): void {
    if (this.isPast) return;
    const passed = this.states
      .filter(({ check, state }) => state === 'passed' && !this.progress.passedAt.has(check.id))
      .map(({ check }): Said => ({ kind: 'passed', check: check.id, no: this.#newest }));
    const revealed = blocksOf(this.step, 'predict')
      .filter((each) => !this.progress.revealed.has(each.id) && this.#isRevealed(each))
      .map(({ id }): Said => ({ kind: 'revealed', question: id }));
    this.#say(...passed, ...revealed);
  }

  #begin(first: readonly Said[]): void {
    const [step] = this.lessonSteps;
    this.#say(...first, { kind: 'step', step: step!.id, after: this.#newest });
    this.#shown = 0;
    this.#fillIn();
  }

  #resume(): void {
    this.#shown = this.reached;
    this.#fillIn();
    this.workspace.show(this.exchanges[0]);
  }

  /** Puts the first request of the step into the editor; a step without one leaves the line to write. */
  #fillIn(): void {
    const [request] = blocksOf(this.step, 'request');
    this.workspace.fill(request?.text ?? blankRequest, 'from the lesson');
    this.workspace.pointer = undefined; // a step begins with reading: the editor does not take the focus
  }

  /** Takes facts down: at once on screen, then on the shelf, one after the other. */
  #say(...said: readonly Said[]): void {
    if (said.length === 0) return;
    const at = wallTime();
    const id = this.lesson.meta.id;
    const add = (old: JsonObject | undefined): JsonObject | undefined =>
      said.reduce<JsonObject | undefined>(
        (record, each) => withFact(record, id, { ...each, at } as Fact),
        old,
      );
    this.#record = add(this.#record);
    this.#writes = this.#writes
      .then(() => this.#lab.shelf.update(this.#key, (old) => add(old)!))
      .catch((error: unknown) =>
        toast({
          tone: 'warn',
          lead: 'Progress was not saved.',
          text: `${error instanceof Error ? error.message : String(error)} The lesson goes on.`,
        }),
      );
  }

  /** Another tab may have written; what this tab has still to write is waited for first. */
  async #reload(): Promise<void> {
    await this.#writes;
    const record = await this.#lab.shelf.get(this.#key);
    if (record && JSON.stringify(record) !== JSON.stringify(this.#record)) this.#record = record;
  }
}
