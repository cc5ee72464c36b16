// Lays JSON text out for reading: white space changes, no literal does (numbers and escapes stay as they were sent).

type Node =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | {
      readonly kind: 'object';
      readonly members: readonly { readonly key: string; readonly value: Node }[];
    };

/** Longest line a list or an object of plain values may fill before it is broken up. */
const lineWidth = 76;

/**
 * Indents JSON by two blanks; lists of plain values stay on one line when they fit.
 * Text that is not JSON comes back as it was.
 */
export function formatJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const pieces = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const reader = { pieces, at: 0 };
  return print(readNode(reader), '');
}

interface Reader {
  readonly pieces: readonly string[];
  at: number;
}

function readNode(reader: Reader): Node {
  const first = reader.pieces[reader.at++]!;
  if (first === '[') return { kind: 'list', items: readUntil(reader, ']', readNode) };
  if (first === '{') return { kind: 'object', members: readUntil(reader, '}', readMember) };
  return { kind: 'scalar', text: first };
}

function readMember(reader: Reader): { readonly key: string; readonly value: Node } {
  const key = reader.pieces[reader.at]!;
  reader.at += 2; // the key and its colon
  return { key, value: readNode(reader) };
}

function readUntil<Part>(
  reader: Reader,
  closer: string,
  read: (reader: Reader) => Part,
): readonly Part[] {
  const parts: Part[] = [];
  while (reader.pieces[reader.at] !== closer) {
    if (reader.pieces[reader.at] === ',') reader.at += 1;
    else parts.push(read(reader));
  }
  reader.at += 1;
  return parts;
}

function print(node: Node, indent: string): string {
  if (node.kind === 'scalar') return node.text;
  const inner = `${indent}  `;
  if (node.kind === 'list') {
    if (node.items.every((item) => item.kind === 'scalar')) {
      const short = `[${node.items.map((item) => print(item, '')).join(', ')}]`;
      if (indent.length + short.length <= lineWidth) return short;
    }
    return block(
      ['[', ']'],
      node.items.map((item) => inner + print(item, inner)),
      indent,
    );
  }
  return block(
    ['{', '}'],
    node.members.map(({ key, value }) => `${inner}${key}: ${print(value, inner)}`),
    indent,
  );
}

const block = (
  [open, close]: readonly [string, string],
  lines: readonly string[],
  indent: string,
): string =>
  lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
