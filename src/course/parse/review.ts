// Looks over the steps of a lesson as a teacher would: enough to do, not too much to read, nothing given away.
import type { Block, RequestBlock } from '../lesson.ts';
import type { Draft } from './lesson.ts';
import type { Report } from './mistake.ts';
import { fillsOf } from './requests.ts';

/** Doing teaches more than reading: so many words may stand before the first thing to do. */
export const mostWords = 120;

type Found<Kind extends Block['kind']> = {
  readonly line: number;
  readonly block: Extract<Block, { kind: Kind }>;
};

/** Reports what is wrong between blocks. `intro` is the prose above the first step. */
export function reviewSteps(lesson: {
  readonly intro: string;
  readonly steps: readonly Draft[];
  readonly report: Report;
}): void {
  const { intro, steps, report } = lesson;
  steps.forEach((step, at) => {
    reviewWords(step, at === 0 ? intro : '', report);
    reviewOnce(step, report);
    reviewTask(step, report);
    reviewPredictions(step, report);
    reviewBlanks(step, report);
    reviewHints(step, report);
  });
  reviewAnswered(steps, report);
}

const all = <Kind extends Block['kind']>(step: Draft, kind: Kind): readonly Found<Kind>[] =>
  step.blocks.filter((each): each is Found<Kind> => each.block.kind === kind);

/** Prose is rendered already: tags are taken out again to count what is read. */
function reviewWords(step: Draft, intro: string, report: Report): void {
  const first = step.blocks.findIndex(({ block }) => isDoing(block.kind));
  const before = first < 0 ? step.blocks : step.blocks.slice(0, first);
  const texts = before.map(({ block }) =>
    'html' in block ? block.html.replace(/<[^>]*>/g, '') : '',
  );
  const words = [intro, ...texts]
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\d]/u.test(word));
  if (words.length > mostWords)
    report(
      step.line,
      `\`${step.title}\` has ${words.length} words before there is something to do.`,
      `Use ${mostWords} at most, or put a request or a question earlier.`,
    );
}

const isDoing = (kind: Block['kind']): boolean =>
  kind === 'request' || kind === 'check' || kind === 'quiz' || kind === 'predict';

function reviewOnce(step: Draft, report: Report): void {
  for (const kind of ['check', 'hints', 'solution'] as const)
    for (const again of all(step, kind).slice(1))
      report(
        again.line,
        `\`${step.title}\` has a second \`${kind}\` block.`,
        'Put both into one, or begin a new step.',
      );
}

/** Every task carries its solution and its hints. */
function reviewTask(step: Draft, report: Report): void {
  const [task] = all(step, 'check');
  if (!task && !step.blocks.some(({ block }) => isDoing(block.kind)))
    report(step.line, `\`${step.title}\` asks for nothing.`, 'Add a request, a check or a quiz.');
  if (!task) {
    for (const stray of [...all(step, 'solution'), ...all(step, 'hints')])
      report(stray.line, `This \`${stray.block.kind}\` solves nothing.`, 'Add a `check` block.');
    return;
  }
  for (const kind of ['hints', 'solution'] as const)
    if (all(step, kind).length === 0)
      report(task.line, `The task has no \`${kind}\` block.`, `Add one to \`${step.title}\`.`);
}

function reviewPredictions(step: Draft, report: Report): void {
  const requests = all(step, 'request').map(({ block }) => block.id);
  for (const { line, block } of all(step, 'predict'))
    if (block.about !== '' && !requests.includes(block.about))
      report(
        line,
        `\`${block.about}\` is no request of this step.`,
        requests.length === 0 ? 'Add the request.' : `Write \`for=${requests[0]}\`.`,
      );
}

function reviewBlanks(step: Draft, report: Report): void {
  const [solution] = all(step, 'solution');
  if (!solution) return;
  for (const { line, block } of all(step, 'request'))
    if (block.blanks > 0 && !fills(block, solution.block.requests))
      report(
        line,
        `No request of the solution fills in the blanks of \`${block.id}\`.`,
        'Repeat the request there word for word, with the blanks filled.',
      );
}

const fills = (request: RequestBlock, solution: readonly string[]): readonly string[] | undefined =>
  solution.map((text) => fillsOf(request.text, text)).find((found) => found !== undefined);

/** Only `show` shows: neither what fills a blank nor a whole request line stands in the others. */
function reviewHints(step: Draft, report: Report): void {
  const [hints] = all(step, 'hints');
  const [solution] = all(step, 'solution');
  if (!hints || !solution) return;
  const answers = [
    ...all(step, 'request').flatMap(({ block }) => fills(block, solution.block.requests) ?? []),
    ...solution.block.requests.map((text) => text.split('\n')[0]!),
  ].filter((answer) => answer.length > 2);
  for (const name of ['look', 'rule'] as const) {
    const given = answers.find((answer) => hints.block[name].includes(answer));
    if (given !== undefined)
      report(
        hints.line,
        `The hint \`${name}\` gives the answer away: \`${given}\`.`,
        'Keep it for `show`.',
      );
  }
}

function reviewAnswered(steps: readonly Draft[], report: Report): void {
  const questions = steps.flatMap((step) => all(step, 'quiz').map(({ block }) => block.id));
  for (const step of steps)
    for (const { line, block } of all(step, 'check'))
      for (const { condition } of block.checks)
        if (condition.kind === 'answered' && !questions.includes(condition.question))
          report(
            line,
            `\`${condition.question}\` is no quiz of this lesson.`,
            questions.length === 0 ? 'Add the quiz.' : `Write \`answered: ${questions[0]}\`.`,
          );
}
