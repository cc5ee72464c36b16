// Finds out where in a typed request an offset stands: method, address, header name, header value or body.

/** A place in a request; `start` is where the word being written begins. */
export type RequestPlace =
  | { readonly kind: 'method'; readonly start: number }
  | { readonly kind: 'target'; readonly written: string }
  | { readonly kind: 'headerName'; readonly start: number }
  | { readonly kind: 'headerValue'; readonly name: string; readonly start: number }
  | {
      readonly kind: 'body';
      readonly bodyStart: number;
      readonly method: string;
      readonly target: string;
    };

/** Where `offset` stands in `text`. */
export function requestPlaceAt(text: string, offset: number): RequestPlace {
  const head = /^(?:[ \t]*(?:(?:#|\/\/).*)?\n)*/.exec(text)![0]; // comments and empty lines before the request; matches at least nothing
  const rest = text.slice(head.length);
  const gap = /\n[ \t]*\r?\n/.exec(rest);
  const bodyStart = gap ? head.length + gap.index + gap[0].length : Infinity;
  const line = rest.split('\n', 1)[0] ?? '';
  const [method = '', ...targetWords] = line.trim().split(/\s+/);
  if (offset >= bodyStart)
    return { kind: 'body', bodyStart, method, target: targetWords.join(' ') };
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (lineStart <= head.length) return requestLinePlace(before, lineStart);
  return headerPlace(before, lineStart);
}

function requestLinePlace(before: string, lineStart: number): RequestPlace {
  const found = /^(\s*\S+\s+)(.*)$/.exec(before);
  if (found) return { kind: 'target', written: found[2]! };
  return { kind: 'method', start: lineStart + /^\s*/.exec(before)![0].length };
}

function headerPlace(before: string, lineStart: number): RequestPlace {
  const colon = before.indexOf(':');
  if (colon < 0) return { kind: 'headerName', start: lineStart + /^\s*/.exec(before)![0].length };
  const blanks = /^\s*/.exec(before.slice(colon + 1))![0].length;
  return {
    kind: 'headerValue',
    name: before.slice(0, colon).trim(),
    start: lineStart + colon + 1 + blanks,
  };
}
