// Reads a lesson.md into a lesson, or into every mistake that its author made.
import { fail, ok, type Result } from '../../base/result.ts';
import type { Block, Lesson, LessonMeta, RequestBlock, Step } from '../lesson.ts';
import { renderMarkdown } from '../markdown.ts';
import { attributesOf, checkedId, slugOf } from './attributes.ts';
import { checksOf } from './check.ts';
import { reviewCitations } from './citations.ts';
import { lessonHead, type Defaults } from './frontMatter.ts';
import { hintsOf } from './hints.ts';
import { reporter, type AuthorMistake, type Report } from './mistake.ts';
import { piecesOf, type Fence, type Piece } from './pieces.ts';
import { questionOf } from './question.ts';
import { requestOf, solutionOf } from './requests.ts';
import { reviewSteps } from './review.ts';

/** A step while it is being read, with the line of each of its blocks. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly blocks: { readonly line: number; readonly block: Block }[];
}

/**
 * Reads a lesson. `file` is its path, `lessons/<part>/<nn>-<slug>/lesson.md`; `defaults` come from
 * its part. All mistakes of the file are listed, each with its line; nothing throws.
 */
export function parseLesson(
  text: string,
  file: string,
  defaults: Defaults = {},
): Result<Lesson, readonly AuthorMistake[]> {
  const mistakes: AuthorMistake[] = [];
  const report = reporter(file, mistakes);
  const pieces = piecesOf(text, report);
  const head = lessonHead(pieces, defaults, report);
  const { intro, steps } = new LessonReader(report).read(pieces.body);
  reviewSteps({ intro: intro.text, steps, report });
  reviewCitations(text, report);
  if (mistakes.length > 0) return fail(mistakes);
  const meta: LessonMeta = {
    ...head,
    part: partOf(file),
    steps: steps.map(({ id, title }) => ({ id, title })),
  };
  return ok({ meta, intro: intro.html, steps: steps.map(stepOf) });
}

/** The folder above the lesson's own names its part. */
const partOf = (file: string): string => file.split('/').at(-3) ?? '';

const stepOf = ({ id, title, blocks }: Draft): Step => ({
  id,
  title,
  blocks: blocks.map(({ block }) => block),
});

/** Turns pieces into steps; keeps the ids given so far, since they must be unique in a lesson. */
class LessonReader {
  readonly #report: Report;
  readonly #ids = new Set<string>();
  #requests = 0;
  readonly #steps: Draft[] = [];
  #intro = { text: '', html: '' };

  constructor(report: Report) {
    this.#report = report;
  }

  read(body: readonly Piece[]): {
    readonly intro: { readonly text: string; readonly html: string };
    readonly steps: readonly Draft[];
  } {
    for (const piece of body) this.#take(piece);
    if (this.#steps.length === 0)
      this.#report(1, 'The lesson has no step.', 'Begin a step with a heading, `## Create Ana`.');
    return { intro: this.#intro, steps: this.#steps };
  }

  #take(piece: Piece): void {
    if (piece.kind === 'heading') this.#heading(piece);
    else if (piece.kind === 'prose') this.#prose(piece);
    else this.#block(piece);
  }

  #heading(piece: Extract<Piece, { kind: 'heading' }>): void {
    if (piece.depth !== 2)
      return this.#report(
        piece.line,
        `\`${'#'.repeat(piece.depth)} ${piece.text}\` is a heading of depth ${piece.depth}.`,
        piece.depth === 1
          ? 'The title stands in the front matter; steps begin with `## `.'
          : 'Steps begin with `## `; inside a step use **strong** words.',
      );
    const named = /^(.*?) *\{#([^}]*)\}$/.exec(piece.text);
    const title = named ? named[1]! : piece.text;
    if (title === '') this.#report(piece.line, 'The step has no title.', 'Write `## Create Ana`.');
    const id = named ? checkedId(named[2]!, piece.line, this.#report) : slugOf(title);
    this.#claim(id, piece.line);
    this.#steps.push({ id, title, line: piece.line, blocks: [] });
  }

  #prose(piece: Extract<Piece, { kind: 'prose' }>): void {
    const html = renderMarkdown(piece.text, piece.line, this.#report);
    const step = this.#steps.at(-1);
    if (step) step.blocks.push({ line: piece.line, block: { kind: 'prose', html } });
    else this.#intro = { text: `${this.#intro.text} ${piece.text}`, html: this.#intro.html + html };
  }

  #block(fence: Fence): void {
    const block = this.#blockOf(fence);
    if (!block) return;
    const step = this.#steps.at(-1);
    if (!step)
      return this.#report(
        fence.line,
        `\`${fence.name}\` stands above the first step.`,
        'Put a heading `## …` above it.',
      );
    step.blocks.push({ line: fence.line, block });
  }

  #blockOf(fence: Fence): Block | undefined {
    switch (fence.name) {
      case 'request':
        return this.#request(fence);
      case 'predict':
        return this.#predict(fence);
      case 'quiz':
        return this.#quiz(fence);
      case 'check':
        return checksOf(fence, this.#report);
      case 'hints':
        return hintsOf(fence, this.#report);
      case 'solution':
        return solutionOf(fence, this.#report);
      case 'note':
        return this.#note(fence);
      default:
        return undefined; // reported where the file was cut
    }
  }

  #request(fence: Fence): RequestBlock {
    const block = requestOf(fence, ++this.#requests, this.#report);
    this.#claim(block.id, fence.line);
    return block;
  }

  #predict(fence: Fence): Block {
    const attributes = attributesOf(fence, ['for', 'keep-order'], this.#report);
    const about = attributes.get('for') ?? '';
    if (about === '')
      this.#report(
        fence.line,
        'The prediction names no request.',
        'Write `predict for=look`, with the id of a request of this step.',
      );
    const id = `predict-${about}`;
    this.#claim(id, fence.line);
    const keepOrder = attributes.has('keep-order');
    return { kind: 'predict', about, ...questionOf(fence, { id, keepOrder }, this.#report) };
  }

  #quiz(fence: Fence): Block {
    const attributes = attributesOf(fence, ['id', 'keep-order'], this.#report);
    const id = attributes.get('id') ?? '';
    if (id === '')
      this.#report(
        fence.line,
        'The quiz has no id.',
        'Write `quiz id=who-owns-id`. Answers are kept under it, so it never changes.',
      );
    else this.#claim(checkedId(id, fence.line, this.#report), fence.line);
    const keepOrder = attributes.has('keep-order');
    return { kind: 'quiz', ...questionOf(fence, { id, keepOrder }, this.#report) };
  }

  #note(fence: Fence): Block {
    const attributes = attributesOf(fence, ['simulated'], this.#report);
    const html = renderMarkdown(fence.text, fence.line + 1, this.#report);
    if (html.trim() === '')
      this.#report(fence.line, 'The note is empty.', 'Write a sentence in it.');
    return { kind: 'note', html, simulated: attributes.has('simulated') };
  }

  #claim(id: string, line: number): void {
    if (id === '') return;
    if (this.#ids.has(id))
      this.#report(
        line,
        `The id \`${id}\` is used twice in this lesson.`,
        'Give one of them another id. A step takes one from `## Title {#id}`.',
      );
    this.#ids.add(id);
  }
}
