// Finds out where in half-written JSON an offset stands: inside which names, at a name or at a value.

/** A place in JSON. `path` holds the names of the objects around it; lists leave no trace in it. */
export interface JsonPlace {
  readonly path: readonly string[];
  readonly at: 'name' | 'value';
  /** The name whose value this is, when `at` is `value` directly behind a colon. */
  readonly name?: string;
  /** Start of the text that is being written: behind the opening quote, or of the bare word. */
  readonly start: number;
  readonly inString: boolean;
}

interface Level {
  readonly list: boolean;
  name: string | undefined;
  /** Behind the colon. */
  value: boolean;
}

/** Reads `text` up to `offset`; text that is no JSON gives the best guess. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace {
  const levels: Level[] = [];
  const pieces = text
    .slice(0, offset)
    .matchAll(/"((?:[^"\\\n]|\\.)*)("?)|[{}[\]:,]|[^\s"{}[\]:,]+/g);
  let open: { start: number; inString: boolean } | undefined;
  for (const piece of pieces) {
    const end = piece.index + piece[0].length;
    const unfinished =
      end === offset && (piece[1] === undefined ? /^\w/.test(piece[0]) : !piece[2]);
    if (unfinished)
      open = {
        start: piece.index + (piece[1] === undefined ? 0 : 1),
        inString: piece[1] !== undefined,
      };
    else take(levels, piece[0], piece[1]);
  }
  const here = levels.at(-1);
  const asValue = !here || here.list || here.value;
  const name = asValue ? nameAround(levels) : undefined;
  return {
    path: pathOf(levels),
    at: asValue ? 'value' : 'name',
    ...(name === undefined ? {} : { name }),
    start: open?.start ?? offset,
    inString: open?.inString ?? false,
  };
}

function take(levels: Level[], piece: string, string: string | undefined): void {
  const here = levels.at(-1);
  if (piece === '{' || piece === '[')
    levels.push({ list: piece === '[', name: undefined, value: false });
  else if (piece === '}' || piece === ']') levels.pop();
  else if (!here) return;
  else if (piece === ':') here.value = true;
  else if (piece === ',') Object.assign(here, { name: undefined, value: false });
  else if (!here.list && !here.value) here.name = string ?? piece;
}

/** Names of all levels around the innermost object. */
const pathOf = (levels: readonly Level[]): readonly string[] =>
  levels.slice(0, -1).flatMap(({ name }) => (name === undefined ? [] : [name]));

/** The name a value belongs to: of its own object, or of the list it stands in. */
function nameAround(levels: readonly Level[]): string | undefined {
  return levels.findLast(({ list }) => !list)?.name;
}
