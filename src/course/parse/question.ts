// Reads a question with its options: `- * right :: reason` and `- wrong :: reason {m:misconception}`.
import { hashOf } from '../hash.ts';
import type { Option, Question } from '../lesson.ts';
import { checkedId } from './attributes.ts';
import type { Report } from './mistake.ts';
import type { Fence } from './pieces.ts';

interface Written {
  readonly line: number;
  readonly text: string;
}

/** Reads the question in a `predict` or `quiz` block. */
export function questionOf(
  fence: Fence,
  given: { readonly id: string; readonly keepOrder: boolean },
  report: Report,
): Question {
  const { prompt, items } = splitItems(fence, report);
  if (prompt === '')
    report(fence.line, 'The question is missing.', 'Write it above the first option.');
  const options = items.map((item) => optionOf(item, report));
  checkOptions(fence, options, report);
  return {
    ...given,
    hash: hashOf(JSON.stringify([prompt, options.map(({ text, right }) => [text, right])])),
    prompt,
    options,
  };
}

/** The lines above the first `- `, and each `- ` with the indented lines below it. */
function splitItems(
  fence: Fence,
  report: Report,
): { readonly prompt: string; readonly items: readonly Written[] } {
  const prompt: string[] = [];
  const items: { line: number; text: string }[] = [];
  fence.text.split('\n').forEach((text, at) => {
    const line = fence.line + 1 + at;
    const item = /^- +(.*)$/.exec(text);
    const last = items.at(-1);
    if (item) items.push({ line, text: item[1]!.trim() });
    else if (text.trim() === '') return;
    else if (!last) prompt.push(text.trim());
    else if (/^\s/.test(text)) last.text += ` ${text.trim()}`;
    else
      report(
        line,
        `\`${text.trim()}\` stands between or below the options.`,
        'Begin an option with `- `, or indent the line to go on with the option above.',
      );
  });
  return { prompt: prompt.join(' '), items };
}

function optionOf(item: Written, report: Report): Option {
  const right = /^\* +/.test(item.text);
  const body = item.text.replace(/^\* +/, '');
  const tag = /\s*\{m:([^}]*)\}\s*$/.exec(body);
  const [text, reason] = splitReason(tag ? body.slice(0, tag.index) : body);
  if (text === '') report(item.line, 'The option has no text.', 'Write `- Text :: Reason.`');
  if (reason === '')
    report(item.line, `\`${text}\` has no reason.`, 'Write `::` and why it is right or wrong.');
  if (!right && !tag)
    report(
      item.line,
      `The wrong option \`${text}\` names no misconception.`,
      'End it with `{m:id}`, an id from misconceptions.yml.',
    );
  if (right && tag)
    report(item.line, `The right option \`${text}\` names a misconception.`, 'Remove `{m:…}`.');
  return {
    text,
    reason,
    right,
    ...(tag && !right && { misconception: checkedId(tag[1]!, item.line, report) }),
  };
}

/** `::` stands between blanks, so that the colons of a URN part nothing. */
function splitReason(text: string): readonly [text: string, reason: string] {
  const found = /^(.*?)(?:^|\s)::(?:\s+(.*))?$/s.exec(text.trim());
  return found ? [found[1]!.trim(), (found[2] ?? '').trim()] : [text.trim(), ''];
}

function checkOptions(fence: Fence, options: readonly Option[], report: Report): void {
  if (options.length < 2)
    report(fence.line, 'A question needs two options or more.', 'Add lines that begin with `- `.');
  else if (!options.some((option) => option.right))
    report(fence.line, 'No option is right.', 'Mark the right one with `- * `.');
  else if (options.every((option) => option.right))
    report(fence.line, 'Every option is right.', 'Leave `*` away from the wrong ones.');
  if (options.some((option) => /\b(?:all|none) of (?:the above|these)\b/i.test(option.text)))
    report(
      fence.line,
      'An option speaks of the other options.',
      'Options are shuffled: let each stand for itself.',
    );
  if (new Set(options.map((option) => option.text)).size < options.length)
    report(fence.line, 'Two options have the same text.', 'Change one of them.');
  const giveaway = tooLong(options);
  if (giveaway)
    report(
      fence.line,
      `The right option \`${giveaway.text}\` is far longer than the others, which gives it away.`,
      'Shorten it, or move words into its reason.',
    );
}

/** The right option that is the longest and more than one and a half times the mean length. */
function tooLong(options: readonly Option[]): Option | undefined {
  const lengths = options.map((option) => option.text.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / options.length;
  const longest = Math.max(...lengths);
  return options.find(
    ({ right, text }) => right && text.length === longest && text.length > 1.5 * mean,
  );
}
