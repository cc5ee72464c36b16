// Lays problems over the coloured pieces of a text, so that the plain editor can underline them.
import type { Span } from '../../base/span.ts';
import type { CodeLine, Token } from '../code/tokenize.ts';

/** What a stretch of text is marked with. */
export interface Mark {
  readonly severity: 'error' | 'warning';
  readonly span: Span;
}

/** A coloured piece, with the severity of the problem it belongs to. */
export type MarkedToken = Token & { readonly mark?: Mark['severity'] };

/** One line with its marks; `worst` is the gravest problem that begins on it. */
export interface MarkedLine {
  readonly tokens: readonly MarkedToken[];
  readonly worst?: Mark['severity'];
}

/** Cuts pieces where marks begin and end. Offsets count the line breaks between the lines. */
export function markLines(
  lines: readonly CodeLine[],
  marks: readonly Mark[],
): readonly MarkedLine[] {
  let start = 0;
  return lines.map((line) => {
    const length = line.reduce((sum, token) => sum + token.text.length, 0);
    const span = { start, end: start + length };
    start += length + 1;
    const here = marks.filter((mark) => touches(mark.span, span));
    const worst = worstOf(marks.filter((mark) => begins(mark.span, span)));
    const tokens = here.length === 0 ? line : cutLine(line, { from: span.start, marks: here });
    return worst ? { tokens, worst } : { tokens };
  });
}

const touches = (mark: Span, line: Span): boolean => mark.start < line.end && mark.end > line.start;
const begins = (mark: Span, line: Span): boolean =>
  mark.start >= line.start && mark.start <= line.end;

const worstOf = (marks: readonly Mark[]): Mark['severity'] | undefined =>
  marks.find((mark) => mark.severity === 'error')?.severity ?? marks[0]?.severity;

function cutLine(
  line: CodeLine,
  { from, marks }: { readonly from: number; readonly marks: readonly Mark[] },
): readonly MarkedToken[] {
  const edges = [...new Set(marks.flatMap(({ span }) => [span.start - from, span.end - from]))];
  let at = 0;
  return line.flatMap((token) => {
    const begin = at;
    at += token.text.length;
    const cuts = edges
      .filter((edge) => edge > begin && edge < at)
      .sort((one, other) => one - other);
    return [begin, ...cuts].map((cut, index): MarkedToken => {
      const text = token.text.slice(cut - begin, (cuts[index] ?? at) - begin);
      const mark = worstOf(
        marks.filter(({ span }) => span.start - from <= cut && span.end - from > cut),
      );
      return mark ? { text, kind: token.kind, mark } : { text, kind: token.kind };
    });
  });
}
