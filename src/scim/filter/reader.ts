// Reads the grammar of filters (RFC 7644 §3.4.2.2, Figure 1) from a text, one character after the other.
import type { Span } from '../../base/span.ts';
import { limits } from '../limits.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { AttributeRef, CompareOperator, FilterNode, FilterValue } from './node.ts';

const operators: ReadonlySet<string> = new Set<CompareOperator>([
  ...(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const),
]);
const isOperator = (word: string): word is CompareOperator => operators.has(word);

// Kinds of characters, by code: a table is twice as fast as comparing ranges.
const NAME = 1; // may stand in an attribute name
const WORD = 2; // may stand in a name with its URN
const kinds = new Uint8Array(128);
const mark = (characters: string, kind: number): void => {
  for (const character of characters) kinds[character.charCodeAt(0)]! |= kind;
};
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_$', NAME | WORD);
mark('.:/%~+', WORD);

const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const DOT = 46;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;

const numberAt = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![^\s)\]])/y;
const chunkAt = /'[^']*'?|[^\s)\]]+/y;

/**
 * A place in a text, moving to its end. Each method reads one rule of the grammar; undefined means
 * that it did not stand there, and then `trouble` says why. It never throws, whatever the text.
 */
export class FilterReader {
  readonly text: string;
  at = 0;
  trouble: Problem | undefined;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** FILTER: terms joined by `or`, which binds weakest. */
  filter(): FilterNode | undefined {
    const first = this.conjunction();
    if (!first || !this.keyword('or')) return first;
    const terms = [first];
    do {
      const next = this.conjunction();
      if (!next) return undefined;
      terms.push(next);
    } while (this.keyword('or'));
    return { kind: 'or', terms, span: spanOf(terms) };
  }

  /** Terms joined by `and`, which binds closer than `or`. */
  private conjunction(): FilterNode | undefined {
    const first = this.term();
    if (!first || !this.keyword('and')) return first;
    const terms = [first];
    do {
      const next = this.term();
      if (!next) return undefined;
      terms.push(next);
    } while (this.keyword('and'));
    return { kind: 'and', terms, span: spanOf(terms) };
  }

  /** One expression: a group, a `not`, brackets, or an attribute with its operator. */
  private term(): FilterNode | undefined {
    this.blanks();
    const start = this.at;
    if (this.text.charCodeAt(start) === OPEN) return this.group();
    const attribute = this.attribute();
    if (!attribute) return undefined;
    if (attribute.name.length === 3 && isNot(attribute)) return this.negation(start);
    if (this.text.charCodeAt(this.at) === OPEN_BRACKET) return this.valuePath(attribute);
    return this.expression(attribute);
  }

  /** "(" FILTER ")"; the parentheses leave no trace in the tree but its shape. */
  private group(): FilterNode | undefined {
    this.at++;
    const inner = this.nested();
    return inner && this.closing(CLOSE) ? inner : undefined;
  }

  private negation(start: number): FilterNode | undefined {
    this.blanks();
    if (this.text.charCodeAt(this.at) !== OPEN)
      return this.refuse(problem('filterNot', { seen: this.seen() }, this.here()));
    const term = this.group();
    return term && { kind: 'not', term, span: { start, end: this.at } };
  }

  /** attrPath "[" valFilter "]", and behind it perhaps a sub-attribute with its own comparison. */
  private valuePath(attribute: AttributeRef): FilterNode | undefined {
    const filter = this.brackets();
    if (!filter) return undefined;
    const start = attribute.span.start;
    if (this.text.charCodeAt(this.at) !== DOT)
      return { kind: 'valuePath', attribute, filter, span: { start, end: this.at } };
    this.at++;
    const sub = this.attribute();
    const last = sub && this.expression(sub);
    if (!last) return undefined;
    // Entra ID sends emails[type eq "work"].value eq "x": both are asked of the same element.
    const terms = filter.kind === 'and' ? [...filter.terms, last] : [filter, last];
    const both: FilterNode = { kind: 'and', terms, span: spanOf(terms) };
    return { kind: 'valuePath', attribute, filter: both, span: { start, end: this.at } };
  }

  /** "[" valFilter "]". */
  brackets(): FilterNode | undefined {
    this.at++;
    const filter = this.nested();
    return filter && this.closing(CLOSE_BRACKET) ? filter : undefined;
  }

  private nested(): FilterNode | undefined {
    if (this.depth >= limits.filterDepth)
      return this.refuse(problem('filterTooDeep', { limit: limits.filterDepth }, this.here()));
    this.depth++;
    const inner = this.filter();
    this.depth--;
    return inner;
  }

  private closing(code: number): boolean {
    this.blanks();
    if (this.text.charCodeAt(this.at) === code) {
      this.at++;
      return true;
    }
    this.expected(`and, or, or ${String.fromCharCode(code)}`);
    return false;
  }

  /** The operator of an attribute, and the value if it takes one. */
  private expression(attribute: AttributeRef): FilterNode | undefined {
    const operator = this.operator();
    if (operator === undefined) return undefined;
    const start = attribute.span.start;
    if (operator === 'pr') return { kind: 'present', attribute, span: { start, end: this.at } };
    this.blanks();
    const from = this.at;
    const value = this.value();
    if (value === undefined) return undefined;
    const end = this.at;
    const valueSpan = { start: from, end };
    return { kind: 'compare', attribute, operator, value, valueSpan, span: { start, end } };
  }

  private operator(): CompareOperator | 'pr' | undefined {
    const before = this.at;
    this.blanks();
    const start = this.at;
    this.word();
    if (start === this.at || start === before) return this.expected('an operator');
    const written = this.text.slice(start, this.at);
    const operator = operators.has(written) ? written : written.toLowerCase();
    if (operator === 'pr' || isOperator(operator)) return operator;
    const span = { start, end: this.at };
    return this.refuse(problem('filterOperator', { operator: written }, { span }));
  }

  /** [URI ":"] ATTRNAME ["." ATTRNAME]; `$ref` is a name too, although Figure 1 forgets the sign. */
  attribute(): AttributeRef | undefined {
    const { text } = this;
    const start = this.at;
    let colon = -1;
    let dot = -1;
    let end = start;
    for (let kind; (kind = kinds[text.charCodeAt(end)] ?? 0); end++) {
      if (kind & NAME) continue;
      const code = text.charCodeAt(end);
      if (code === COLON) [colon, dot] = [end, -1];
      else if (dot < 0) dot = end;
    }
    const from = colon < 0 ? start : colon + 1;
    const stop = dot < 0 ? end : dot;
    if (!isName(text, from, stop) || (dot >= 0 && !isSub(text, dot, end)))
      return this.notAName(start, end);
    this.at = end;
    const span = { start, end };
    const name = text.slice(from, stop);
    if (colon < 0) return dot < 0 ? { name, span } : { name, sub: text.slice(dot + 1, end), span };
    const schema = text.slice(start, colon);
    return dot < 0 ? { schema, name, span } : { schema, name, sub: text.slice(dot + 1, end), span };
  }

  private notAName(start: number, end: number): undefined {
    if (start === end) return this.expected('an attribute');
    const seen = this.text.slice(start, end);
    this.trouble = syntax({ expected: 'an attribute name', seen, start, end });
    return undefined;
  }

  /** A JSON literal: string, number, true, false, null. */
  private value(): FilterValue | undefined {
    const code = this.text.charCodeAt(this.at);
    if (code === QUOTE) return this.string();
    if (code === 45 || (code >= 48 && code <= 57)) return this.number();
    const chunk = this.chunk();
    if (chunk === 'true') return true;
    if (chunk === 'false') return false;
    if (chunk === 'null') return null;
    return this.unquoted(chunk);
  }

  private string(): string | undefined {
    const { text } = this;
    const start = this.at;
    let plain = true;
    for (let end = start + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) {
        this.at = end + 1;
        return plain ? text.slice(start + 1, end) : this.decoded(start, end + 1);
      }
      if (code === BACKSLASH) end++;
      if (code === BACKSLASH || code < 32) plain = false;
    }
    const span = { start, end: text.length };
    return this.refuse(problem('filterOpenString', { position: start + 1 }, { span }));
  }

  /** Escapes are those of JSON strings (RFC 8259 §7), as compValue is JSON. */
  private decoded(start: number, end: number): string | undefined {
    const seen = this.text.slice(start, end);
    try {
      return JSON.parse(seen) as string; // it begins with a quote, so it is a string or throws
    } catch {
      return this.refuse(problem('filterString', { seen }, { span: { start, end } }));
    }
  }

  private number(): number | undefined {
    numberAt.lastIndex = this.at;
    const found = numberAt.exec(this.text)?.[0];
    if (found === undefined || !Number.isFinite(Number(found))) return this.unquoted(this.chunk());
    this.at += found.length;
    return Number(found) + 0; // -0 is 0
  }

  /** What stands here up to a blank or a closing bracket, passed over. */
  private chunk(): string {
    chunkAt.lastIndex = this.at;
    const found = chunkAt.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private unquoted(seen: string): undefined {
    if (seen === '') return this.expected('a value');
    const span = { start: this.at - seen.length, end: this.at };
    const small = seen.toLowerCase();
    const better = /^(true|false|null)$/.test(small)
      ? `${small} in small letters, or "${seen}"`
      : JSON.stringify(seen.replace(/^'|'$/g, ''));
    return this.refuse(problem('filterUnquoted', { seen, better }, { span }));
  }

  /** Passes over `and` or `or` if it comes next, in any letter case. */
  private keyword(word: 'and' | 'or'): boolean {
    const { text } = this;
    const before = this.at;
    this.blanks();
    const start = this.at;
    const end = start + word.length;
    const fits =
      (text.charCodeAt(start) | 32) === word.charCodeAt(0) &&
      text.slice(start, end).toLowerCase() === word &&
      !kinds[text.charCodeAt(end)] &&
      (start > before || isClosing(text.charCodeAt(before - 1)));
    this.at = fits ? end : before;
    return fits;
  }

  private word(): void {
    while (kinds[this.text.charCodeAt(this.at)]) this.at++;
  }

  /** Passes over blanks, tabs and line breaks. */
  blanks(): void {
    for (let code; (code = this.text.charCodeAt(this.at)) <= 32 && code >= 9;) this.at++;
  }

  /** Notes that something else should stand here. */
  expected(expected: string): undefined {
    const start = this.at;
    const seen = this.seen();
    this.trouble = syntax({ expected, seen, start, end: this.here().span.end });
    return undefined;
  }

  private refuse(trouble: Problem): undefined {
    this.trouble = trouble;
    return undefined;
  }

  /** What stands here, for a sentence: a word, a sign, or the end. */
  private seen(): string {
    const { start, end } = this.here().span;
    return start >= this.text.length ? 'the end' : this.text.slice(start, end);
  }

  private here(): { readonly span: Span } {
    const start = this.at;
    let end = start;
    while (kinds[this.text.charCodeAt(end)]) end++;
    return { span: { start, end: Math.min(Math.max(end, start + 1), this.text.length) } };
  }
}

const syntax = ({
  expected,
  seen,
  start,
  end,
}: Span & { readonly expected: string; readonly seen: string }): Problem =>
  problem('filterSyntax', { position: start + 1, expected, seen }, { span: { start, end } });

const spanOf = (terms: readonly FilterNode[]): Span => ({
  start: terms[0]!.span.start,
  end: terms[terms.length - 1]!.span.end,
});

const isNot = ({ name, sub, schema }: AttributeRef): boolean =>
  sub === undefined && schema === undefined && name.toLowerCase() === 'not';

const isClosing = (code: number): boolean => code === CLOSE || code === CLOSE_BRACKET;

/** ATTRNAME begins with a letter, or with the sign of `$ref`. */
function isName(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  return to > from && (first === 36 || ((first | 32) >= 97 && (first | 32) <= 122));
}

function isSub(text: string, dot: number, end: number): boolean {
  if (text.charCodeAt(dot) !== DOT || !isName(text, dot + 1, end)) return false;
  for (let at = dot + 1; at < end; at++) if (!(kinds[text.charCodeAt(at)]! & NAME)) return false;
  return true;
}
