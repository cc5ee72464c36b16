// Reads the requests of a lesson in short form, and sees to it that they can be sent as they stand.
import { completeRequestText, parseRequestText } from '../../http/requestText.ts';
import type { RequestBlock } from '../lesson.ts';
import { attributesOf, checkedId } from './attributes.ts';
import type { Report } from './mistake.ts';
import type { Fence } from './pieces.ts';

/** What stands for something the learner fills in. */
export const blank = '____';

/** Any tenant does here: only the form of a request is looked at. */
const anywhere = {
  baseUrl: 'https://lesson.secretservercloud.com/api/v1/scim',
  token: 'lab-lesson',
};

/** Reads a `request` block; `number` counts the requests of the lesson, for an id if none is given. */
export function requestOf(fence: Fence, number: number, report: Report): RequestBlock {
  const attributes = attributesOf(fence, ['id', 'blanks', 'broken'], report);
  const text = fence.text.trimEnd();
  const blanks = text.split(blank).length - 1;
  const stated = Number(attributes.get('blanks') ?? 0);
  if (stated !== blanks)
    report(
      fence.line,
      `The request has ${blanks} blanks (\`${blank}\`), not ${attributes.get('blanks') ?? 0}.`,
      blanks === 0 ? 'Remove `blanks`.' : `Write \`blanks=${blanks}\` behind \`request\`.`,
    );
  const broken = attributes.has('broken');
  if (!broken) checkText(text, fence.line + 1, report);
  const id = attributes.get('id');
  return {
    kind: 'request',
    id: id === undefined ? `request-${number}` : checkedId(id, fence.line, report),
    text,
    blanks,
    broken,
  };
}

/** Reads a `solution` block: requests in the order they are sent, with a line `###` between them. */
export function solutionOf(
  fence: Fence,
  report: Report,
): { readonly kind: 'solution'; readonly requests: readonly string[] } {
  attributesOf(fence, [], report);
  let line = fence.line + 1;
  const requests: string[] = [];
  for (const part of fence.text.split(/^###.*$/m)) {
    const skipped = /^\s*\n/.exec(part)?.[0] ?? '';
    const text = part.slice(skipped.length).trimEnd();
    if (text !== '') {
      checkText(text, line + skipped.split('\n').length - 1, report);
      requests.push(text);
    } else if (requests.length === 0 && part === fence.text)
      report(
        fence.line,
        'The solution holds no request.',
        'Write the requests that solve the step.',
      );
    line += part.split('\n').length - 1;
  }
  return { kind: 'solution', requests };
}

/** A blank is filled with a digit: it may stand inside quotes, or for a bare number or boolean. */
function checkText(text: string, firstLine: number, report: Report): void {
  const filled = text.replaceAll(blank, '0');
  const parsed = parseRequestText(completeRequestText(filled, anywhere), anywhere);
  if (parsed.ok) return;
  const added = addedLines(filled);
  for (const problem of parsed.trouble)
    report(firstLine + Math.max(0, problem.line - 1 - added), problem.message, problem.fix);
}

/** How many header lines completing puts above the rest; mistakes in them are the author's first line. */
function addedLines(text: string): number {
  return completeRequestText(text, anywhere).split('\n').length - text.trim().split('\n').length;
}

/**
 * What a solution writes into the blanks of a request: the texts in order, or undefined if it is no
 * filling of this request.
 */
export function fillsOf(template: string, solution: string): readonly string[] | undefined {
  const parts = template.trim().split(blank).map(escaped);
  return new RegExp(`^${parts.join('(.+?)')}$`, 's').exec(solution.trim())?.slice(1);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
