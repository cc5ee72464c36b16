// Cuts a lesson file into front matter, headings, fenced blocks and prose; every piece remembers its line.
import { didYouMean, type Report } from './mistake.ts';

/** A fenced block: its name, the attributes behind the name, and what stands inside. */
export interface Fence {
  readonly kind: 'fence';
  readonly name: string;
  readonly attributes: string;
  readonly text: string;
  /** Line of the opening fence; the text begins one below. */
  readonly line: number;
}

/** A piece of the body, in the order it stands there. Lines are 1-based. */
export type Piece =
  | Fence
  | {
      readonly kind: 'heading';
      readonly depth: number;
      readonly text: string;
      readonly line: number;
    }
  | { readonly kind: 'prose'; readonly text: string; readonly line: number };

/** A file in pieces; `frontMatter` is absent if the file does not begin with `---`. */
export interface Pieces {
  readonly frontMatter?: { readonly text: string; readonly line: number };
  readonly body: readonly Piece[];
}

/** Blocks with a meaning of their own. */
export const blockNames = [
  'request',
  'predict',
  'check',
  'hints',
  'quiz',
  'solution',
  'note',
] as const;

/** Code samples that belong to the prose around them. */
const sampleNames: readonly string[] = ['', 'json', 'http', 'text'];

/** Cuts a file; an open fence or front matter, and a block nobody knows, are reported and left out. */
export function piecesOf(text: string, report: Report): Pieces {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines[0]?.trimEnd() !== '---') return { body: bodyOf(lines, 0, report) };
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---');
  if (end < 0) {
    report(1, 'The front matter is not closed.', 'Put a line with `---` below its last key.');
    return { body: [] };
  }
  return {
    frontMatter: { text: lines.slice(1, end).join('\n'), line: 2 },
    body: bodyOf(lines, end + 1, report),
  };
}

function bodyOf(lines: readonly string[], start: number, report: Report): readonly Piece[] {
  const pieces: Piece[] = [];
  let prose: string[] = [];
  let proseLine = start + 1;
  const flush = (next: number): void => {
    if (prose.some((line) => line.trim() !== ''))
      pieces.push({ kind: 'prose', text: prose.join('\n'), line: proseLine });
    prose = [];
    proseLine = next + 1;
  };
  for (let at = start; at < lines.length; at++) {
    const fence = fenceAt(lines, at, report);
    const heading = /^(#{1,6}) +(.*?)(?: +#+)? *$/.exec(lines[at]!);
    if (fence?.piece) {
      flush(fence.end + 1);
      pieces.push(fence.piece);
    } else if (heading && !fence) {
      flush(at + 1);
      pieces.push({
        kind: 'heading',
        depth: heading[1]!.length,
        text: heading[2]!.trim(),
        line: at + 1,
      });
    } else prose.push(...lines.slice(at, (fence?.end ?? at) + 1));
    if (fence) at = fence.end;
  }
  flush(lines.length);
  return pieces;
}

/** The fence that opens at a line; without `piece` it is a code sample of the prose. `end` is a 0-based line. */
function fenceAt(
  lines: readonly string[],
  at: number,
  report: Report,
): { readonly piece?: Fence; readonly end: number } | undefined {
  const open = /^ {0,3}(`{3,}|~{3,}) *([^`\s]*) *([^`]*)$/.exec(lines[at]!);
  if (!open) return undefined;
  const [, mark, name, attributes] = open;
  const end = closingLine(lines, at, mark!);
  if (end === undefined) {
    report(
      at + 1,
      `The block \`${name}\` is not closed.`,
      `Put a line with ${mark} below its last line.`,
    );
    return { end: lines.length - 1 };
  }
  if (sampleNames.includes(name!)) return { end };
  if (!(blockNames as readonly string[]).includes(name!))
    report(at + 1, `\`${name}\` is no block.`, didYouMean(name!, blockNames));
  return {
    end,
    piece: {
      kind: 'fence',
      name: name!,
      attributes: attributes!.trim(),
      text: lines.slice(at + 1, end).join('\n'),
      line: at + 1,
    },
  };
}

function closingLine(lines: readonly string[], open: number, mark: string): number | undefined {
  for (let at = open + 1; at < lines.length; at++) {
    const close = lines[at]!.trim();
    if (close.length >= mark.length && close === mark[0]!.repeat(close.length)) return at;
  }
  return undefined;
}
