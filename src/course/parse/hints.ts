// Reads the three hints of a step: `look:`, `rule:` and `show:`, each perhaps over several lines.
import type { Hints } from '../lesson.ts';
import { attributesOf } from './attributes.ts';
import { didYouMean, type Report } from './mistake.ts';
import type { Fence } from './pieces.ts';

const names = ['look', 'rule', 'show'] as const;
type Name = (typeof names)[number];

/** Reads a `hints` block. Lines below a name belong to it, up to the next name. */
export function hintsOf(fence: Fence, report: Report): Hints {
  attributesOf(fence, [], report);
  const found = new Map<Name, string[]>();
  let current: string[] | undefined;
  fence.text.split('\n').forEach((text, at) => {
    const line = fence.line + 1 + at;
    const start = /^([a-z]+): *(.*)$/.exec(text);
    const name = start && names.find((each) => each === start[1]);
    if (name && found.has(name)) report(line, `\`${name}\` stands twice.`, 'Keep one of them.');
    if (name) found.set(name, (current = [start[2]!]));
    else if (start && !current)
      report(line, `\`${start[1]}\` is no hint.`, didYouMean(start[1]!, names));
    else if (current) current.push(text);
    else if (text.trim() !== '')
      report(line, 'The hint has no name.', 'Begin with `look:`, `rule:` or `show:`.');
  });
  return {
    kind: 'hints',
    look: textOf('look', found, { fence, report }),
    rule: textOf('rule', found, { fence, report }),
    show: textOf('show', found, { fence, report }),
  };
}

function textOf(
  name: Name,
  found: ReadonlyMap<Name, readonly string[]>,
  around: { readonly fence: Fence; readonly report: Report },
): string {
  const text = (found.get(name) ?? []).join('\n').trim();
  if (text === '')
    around.report(around.fence.line, `The hint \`${name}\` is missing.`, advice[name]);
  return text;
}

const advice: Record<Name, string> = {
  look: 'Add `look:` with a question that turns the eyes to the right place.',
  rule: 'Add `rule:` with the rule that decides it.',
  show: 'Add `show:` with the answer itself.',
};
