// Cuts wire text (JSON, and HTTP requests with a JSON body) into coloured pieces, line by line; wrong text colours too.

/** What a piece of wire text is; each kind has a colour in the design. */
export type TokenKind =
  | 'plain'
  | 'key'
  | 'string'
  | 'urn'
  | 'number'
  | 'literal'
  | 'punct'
  | 'header'
  | 'method'
  | 'comment'
  | 'blank';

/** A piece of one line; the texts of a line joined are the line. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

/** The pieces of one line. */
export type CodeLine = readonly Token[];

/** CSS classes by kind, as components.css names them; a method also takes `m-<method>`. */
export const tokenClass = (token: Token): string => {
  if (token.kind === 'method') return `method m-${token.text.toLowerCase()}`;
  return classes[token.kind];
};

const classes: Readonly<Record<TokenKind, string>> = {
  plain: '',
  key: 'k',
  string: 's',
  urn: 'u',
  number: 'n1',
  literal: 'b1',
  punct: 'p',
  header: 'h',
  method: 'method',
  comment: 'h',
  blank: 'blank',
};

/** Cuts JSON text; a string never runs over a line, so each line stands alone. */
export const tokenizeJson = (text: string): readonly CodeLine[] => text.split('\n').map(jsonLine);

/** Cuts request text: request line, header lines, an empty line, a JSON body. Comments begin with # or //. */
export function tokenizeHttp(text: string): readonly CodeLine[] {
  let place: 'start' | 'headers' | 'body' = 'start';
  return text.split('\n').map((line) => {
    if (place !== 'body' && /^\s*(#|\/\/)/.test(line)) return [{ text: line, kind: 'comment' }];
    if (place === 'start') {
      if (line.trim() === '') return blankLine(line);
      place = 'headers';
      return requestLine(line);
    }
    if (place === 'headers' && line.trim() === '') {
      place = 'body';
      return blankLine(line);
    }
    return place === 'headers' ? headerLine(line) : jsonLine(line);
  });
}

const blankLine = (line: string): CodeLine => (line ? [{ text: line, kind: 'plain' }] : []);

function requestLine(line: string): CodeLine {
  const found = /^(\s*)([A-Za-z]+)(.*)$/.exec(line);
  if (!found) return blankLine(line);
  const [, before, method, rest] = found;
  return [
    ...(before ? [{ text: before, kind: 'plain' } as const] : []),
    { text: method!, kind: 'method' },
    ...withBlanks(rest!, 'plain'),
  ];
}

function headerLine(line: string): CodeLine {
  const colon = line.indexOf(':');
  if (colon < 0) return blankLine(line);
  return [
    { text: line.slice(0, colon), kind: 'header' },
    { text: ':', kind: 'punct' },
    ...withBlanks(line.slice(colon + 1), 'plain'),
  ];
}

const piece =
  /(?<space>\s+)|(?<string>"(?:[^"\\]|\\.)*"?)(?<colon>\s*:)?|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)\b|(?<punct>[{}[\],:]+)|(?<other>[^\s"{}[\],:]+)/y;

function jsonLine(line: string): CodeLine {
  const tokens: Token[] = [];
  piece.lastIndex = 0;
  for (let found = piece.exec(line); found; found = piece.exec(line)) {
    const { space, string, colon, number, literal, punct, other } = found.groups!;
    if (string !== undefined) tokens.push(...stringTokens(string, colon));
    else if (number !== undefined) tokens.push({ text: number, kind: 'number' });
    else if (literal !== undefined) tokens.push({ text: literal, kind: 'literal' });
    else if (punct !== undefined) tokens.push({ text: punct, kind: 'punct' });
    else tokens.push({ text: (space ?? other)!, kind: 'plain' });
    if (piece.lastIndex >= line.length) break;
  }
  return tokens;
}

function stringTokens(string: string, colon: string | undefined): readonly Token[] {
  if (colon !== undefined)
    return [
      { text: string, kind: 'key' },
      { text: colon, kind: 'punct' },
    ];
  return withBlanks(string, string.startsWith('"urn:') ? 'urn' : 'string');
}

/** Sets runs of four or more underscores apart: the places a learner fills in. */
function withBlanks(text: string, kind: TokenKind): readonly Token[] {
  return text
    .split(/(_{4,})/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, kind: /^_{4,}$/.test(part) ? 'blank' : kind }));
}
