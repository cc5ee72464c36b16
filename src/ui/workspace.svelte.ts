// Holds the state of one request editor and its answer; workbench, lessons and scenarios each have one.
import { placeOf, type Span } from '../base/span.ts';
import {
  completeRequestText,
  lintRequestText,
  parseRequestText,
  printRequest,
  type RequestContext,
  type TextProblem,
} from '../http/requestText.ts';
import type { LabExchange, Room } from './lab.ts';

/** Where the editor should put its selection; a new object each time, so that asking twice works. */
export interface Pointer {
  readonly span: Span;
}

/** The view state of one request and its answer in one room. */
export class Workspace {
  readonly room: Room;
  readonly #context: RequestContext;

  #text = $state('');
  /** The exchange that is shown as the answer. */
  exchange = $state.raw<LabExchange>();
  sending = $state(false);
  /** Why the last Send sent nothing: a whole sentence. */
  refusal = $state<string>();
  /** Where the text came from, in a few words: "opened from exchange 18". */
  origin = $state<string>();
  /** The last selection somebody asked for. */
  pointer = $state.raw<Pointer>();
  /** What stood in the editor before it was filled from elsewhere, if it was not sent. */
  #replaced = $state<string>();
  #sentText = '';
  #linted: { readonly text: string; readonly found: readonly TextProblem[] } = {
    text: '',
    found: [],
  };

  /** `text` may be short (`GET /Users`); it is filled up with address and token of the room. */
  constructor(room: Room, text = '') {
    this.room = room;
    this.#context = { baseUrl: room.tenant.baseUrl, token: room.tenant.token };
    this.text = text && this.complete(text);
    this.#sentText = this.text;
  }

  /** What stands in the editor. A new text has not been refused yet. */
  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.refusal = undefined;
  }

  /**
   * Errors and warnings of the text, in the order they stand there; an empty editor waits, it is not
   * wrong. Kept by hand: a `$derived` dies with the screen it was made on, and a workspace outlives it.
   */
  get problems(): readonly TextProblem[] {
    const text = this.text;
    if (this.#linted.text !== text) {
      const found = text.trim() === '' ? [] : lintRequestText(text, this.#context);
      this.#linted = { text, found };
    }
    return this.#linted.found;
  }

  /** The text with Host, Authorization, Accept and Content-Type of this room where they are missing. */
  complete(text: string): string {
    return completeRequestText(text, this.#context);
  }

  /**
   * Sends what stands in the editor. Text that is no request is not sent: `refusal` says why and the
   * selection goes to the mistake. Gives the exchange, or undefined when nothing was sent.
   */
  async send(): Promise<LabExchange | undefined> {
    if (this.sending) return undefined;
    const blank = blankIn(this.text);
    if (blank) return this.#leaveBlank(blank);
    const parsed = parseRequestText(this.text, this.#context);
    if (!parsed.ok) return this.#refuse(parsed.trouble);
    this.sending = true;
    this.refusal = undefined;
    this.#sentText = this.text;
    try {
      const sent = await this.room.send(parsed.value);
      if (!sent.ok) this.refusal = sent.trouble;
      else this.exchange = sent.value;
      return sent.ok ? sent.value : undefined;
    } catch (error) {
      this.refusal = `The lab could not answer: ${messageOf(error)} Your text is still here.`;
      return undefined;
    } finally {
      this.sending = false;
    }
  }

  /** Shows an exchange of the past: its request in the editor, its answer beside it. */
  open(exchange: LabExchange): void {
    this.#replace(printRequest(exchange.request));
    this.#sentText = this.text;
    this.exchange = exchange;
    this.origin = `opened from exchange ${exchange.no}`;
  }

  /** Shows an exchange as the answer and leaves the editor alone. */
  show(exchange: LabExchange | undefined): void {
    this.exchange = exchange;
  }

  /**
   * Puts a request into the editor, filled up with address and token; the selection goes to the
   * first blank (`____`), if there is one. `origin` says where it comes from.
   */
  fill(text: string, origin?: string): void {
    this.#replace(this.complete(text));
    this.origin = origin;
    const blank = blankIn(this.text);
    if (blank) this.pointAt(blank);
  }

  /** True when an unsent text was replaced and can come back. */
  get canRestore(): boolean {
    return this.#replaced !== undefined;
  }

  /** Brings back the text that `open` or `fill` replaced. */
  restore(): void {
    if (this.#replaced === undefined) return;
    const back = this.#replaced;
    this.#replace(back);
    this.origin = undefined;
  }

  /** Puts the selection somewhere and the focus into the editor. */
  pointAt(span: Span): void {
    this.pointer = { span };
  }

  /** Makes the ready edit of a problem. */
  mend(problem: TextProblem): void {
    if (!problem.insert) return;
    const { span, text } = problem.insert;
    this.text = this.text.slice(0, span.start) + text + this.text.slice(span.end);
    this.pointAt({ start: span.start + text.length, end: span.start + text.length });
  }

  #replace(text: string): void {
    const unsent = this.text !== this.#sentText && this.text.trim() !== '';
    this.#replaced = unsent && this.text !== text ? this.text : undefined;
    this.text = text;
  }

  #leaveBlank(blank: Span): undefined {
    const { line } = placeOf(this.text, blank.start);
    this.refusal = `Not sent. Line ${line} has a blank: write something in place of ____.`;
    this.pointAt(blank);
    return undefined;
  }

  #refuse(problems: readonly TextProblem[]): undefined {
    const first = problems[0]!; // a refused text has at least one error
    const more = problems.length > 1 ? ` ${problems.length - 1} more below.` : '';
    this.refusal = `Not sent. Line ${first.line}: ${first.message} ${first.fix}${more}`;
    this.pointAt(first.span);
    return undefined;
  }
}

/** The first blank of a text: four underscores or more. */
function blankIn(text: string): Span | undefined {
  const found = /_{4,}/.exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
