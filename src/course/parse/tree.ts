// Reads YAML into a small tree of our own in which every value knows its line in the lesson file.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { Report } from './mistake.ts';

/** A value with its 1-based line in the file. `source` is a scalar as it is written, without quotes. */
export type Tree =
  | {
      readonly kind: 'scalar';
      readonly value: string | number | boolean | null;
      readonly source: string;
      readonly line: number;
    }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly line: number }
  | Branch;

/** A mapping, its entries in the order they stand there. */
export interface Branch {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly line: number;
}

/** One key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Tree;
}

/** Reads YAML that begins at a line of the file. Undefined, with a report, if it is no YAML. */
export function treeOf(text: string, firstLine: number, report: Report): Tree | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const lineAt = (offset: number): number =>
    firstLine + Math.max(0, lines.linePos(offset).line - 1);
  for (const error of document.errors)
    report(lineAt(error.pos[0]), `This is no YAML: ${sentence(error.message)}`, quoteAdvice);
  if (document.errors.length > 0) return undefined;
  return new Reader(lineAt, report, firstLine).read(document.contents);
}

const quoteAdvice =
  'Indent with blanks, and put a text in quotes if it holds a colon with a blank, or begins with a quote, `*`, `{` or `[`.';

const sentence = (message: string): string => `${message.trim().replace(/[.:]?$/, '')}.`;

/** Walks YAML nodes; anchors and aliases are refused, since nobody needs them in a lesson. */
class Reader {
  readonly #lineAt: (offset: number) => number;
  readonly #report: Report;
  readonly #firstLine: number;

  constructor(lineAt: (offset: number) => number, report: Report, firstLine: number) {
    this.#lineAt = lineAt;
    this.#report = report;
    this.#firstLine = firstLine;
  }

  read(node: unknown, around = this.#firstLine): Tree {
    const line = this.#lineOf(node, around);
    if (isMap(node))
      return {
        kind: 'map',
        line,
        entries: node.items.map((pair) => this.#entry(pair.key, pair.value, line)),
      };
    if (isSeq(node))
      return { kind: 'list', line, items: node.items.map((item) => this.read(item, line)) };
    if (isAlias(node))
      this.#report(line, 'This is a YAML alias.', 'Write the value out, or put it in quotes.');
    return scalarOf(node, line);
  }

  #entry(key: unknown, value: unknown, around: number): Entry {
    const line = this.#lineOf(key, around);
    if (!isScalar(key)) this.#report(line, 'A key must be a plain text.', 'Write `key: value`.');
    return { key: isScalar(key) ? sourceOf(key) : '', line, value: this.read(value, line) };
  }

  #lineOf(node: unknown, around: number): number {
    const range = (node as Node | null)?.range;
    return range ? this.#lineAt(range[0]) : around;
  }
}

function scalarOf(node: unknown, line: number): Tree {
  if (!isScalar(node)) return { kind: 'scalar', value: null, source: '', line };
  const { value } = node;
  const plain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: plain ? value : null, source: sourceOf(node), line };
}

const sourceOf = (node: {
  readonly source?: string | undefined;
  readonly value: unknown;
}): string => node.source ?? String(node.value ?? '');
