// Places the boxes and lines of the access graph, in CSS pixels.
import type { Graph, GraphColumn, GraphEdge, GraphKind } from '../../../vault/graph.ts';

/** A box: its left upper corner and its width; all are equally high. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The graph as it stands on screen. */
export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  /** Left edges and widths of the columns. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  readonly height: number;
}

/** How high a box is. */
export const boxHeight = 26;
/** The least distance from one box to the next below, and the greatest. */
const [least, greatest] = [32, 46];
/** Where boxes begin below the heads of the columns. */
const top = 36;
const margin = 12;
const shares: Readonly<Record<GraphKind, number>> = {
  user: 150,
  group: 158,
  folder: 172,
  secret: 136,
};

/** How many boxes a column can hold in a height. */
export const boxesIn = (height: number): number =>
  Math.max(6, Math.floor((height - top - margin) / least));

/** Places everything in a width and at least a height. */
export function layoutOf(graph: Graph, size: { width: number; height: number }): Layout {
  const columns = columnsIn(size.width, graph.columns);
  const most = Math.max(...graph.columns.map(({ nodes }) => nodes.length));
  const height = Math.max(size.height, top + most * least + margin);
  const boxes = new Map<string, Box>();
  for (const [at, column] of graph.columns.entries())
    for (const [nth, { key }] of column.nodes.entries()) {
      const step = stepOf(column, height);
      boxes.set(key, { ...columns[at]!, y: top + nth * step });
    }
  alignFolders(graph, boxes, height);
  return { boxes, columns, height };
}

const stepOf = ({ nodes, total }: GraphColumn, height: number): number => {
  const rows = nodes.length + (total > nodes.length ? 1 : 0);
  return Math.max(
    least,
    Math.min(greatest, Math.floor((height - top - margin) / Math.max(1, rows))),
  );
};

function columnsIn(width: number, columns: readonly GraphColumn[]): Layout['columns'] {
  const wanted = columns.reduce((sum, { kind }) => sum + shares[kind], 0);
  const gap = Math.max(56, Math.min(120, (width - 2 * margin - wanted) / 3));
  const scale = (width - 2 * margin - 3 * gap) / wanted;
  let x = margin;
  return columns.map(({ kind }) => {
    const column = { x, width: Math.floor(shares[kind] * scale) };
    x += column.width + gap;
    return column;
  });
}

/** Folders stand beside their secrets, as far as they do not push each other. */
function alignFolders(graph: Graph, boxes: Map<string, Box>, height: number): void {
  const beside = new Map<string, number[]>();
  for (const { from, to } of graph.edges) {
    const secret = boxes.get(to);
    if (secret && from.startsWith('folder ') && to.startsWith('secret '))
      beside.set(from, [...(beside.get(from) ?? []), secret.y]);
  }
  const keys = graph.columns[2]?.nodes.map(({ key }) => key) ?? [];
  const places: number[] = [];
  for (const key of keys) {
    const ys = beside.get(key);
    const last = places.at(-1) ?? top - least;
    const wanted = ys ? (Math.min(...ys) + Math.max(...ys)) / 2 : last + least;
    places.push(Math.max(wanted, last + least));
  }
  let lowest = height - margin - boxHeight;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    places[at] = Math.max(top, Math.min(places[at]!, lowest));
    lowest = places[at]! - least;
  }
  for (const [at, key] of keys.entries()) boxes.set(key, { ...boxes.get(key)!, y: places[at]! });
}

/** A line as SVG path data, and where a word about it may stand. */
export interface Line extends GraphEdge {
  readonly d: string;
  readonly word: { readonly x: number; readonly y: number };
}

/** The lines between boxes that are there. */
export function linesOf(graph: Graph, layout: Layout): readonly Line[] {
  return graph.edges.flatMap((edge): readonly Line[] => {
    const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
    if (!from || !to) return [];
    if (from.x === to.x) return [{ ...edge, ...bow(from, to) }];
    return [{ ...edge, ...curve(from, to, layout) }];
  });
}

const middle = ({ y }: Box): number => y + boxHeight / 2;

/** From one box to another of the same column, around their right edges. */
function bow(from: Box, to: Box): Pick<Line, 'd' | 'word'> {
  const x = from.x + from.width;
  const out = x + 26;
  const [y1, y2] = [middle(from), middle(to)];
  return {
    d: `M${x} ${y1}C${out} ${y1} ${out} ${y2} ${x} ${y2}`,
    word: { x: out, y: (y1 + y2) / 2 },
  };
}

/** From one box to one further right; a column between is crossed where no box stands. */
function curve(from: Box, to: Box, layout: Layout): Pick<Line, 'd' | 'word'> {
  let [x, y] = [from.x + from.width, middle(from)];
  let d = `M${x} ${y}`;
  const word = { x: (x + to.x) / 2, y: (y + middle(to)) / 2 };
  for (const column of layout.columns) {
    if (column.x <= from.x || column.x >= to.x) continue;
    const share = (column.x - x) / (to.x - x);
    const gap = gapNear(y + (middle(to) - y) * share, column.x, layout);
    d += `${bend([x, y], [column.x, gap])}L${column.x + column.width} ${gap}`;
    [x, y] = [column.x + column.width, gap];
    word.x = column.x + column.width / 2;
    word.y = gap;
  }
  return { d: d + bend([x, y], [to.x, middle(to)]), word };
}

type Point = readonly [x: number, y: number];

function bend([x, y]: Point, [toX, toY]: Point): string {
  const half = (x + toX) / 2;
  return `C${half} ${y} ${half} ${toY} ${toX} ${toY}`;
}

/** The middle of the gap between two boxes of a column that is nearest to a height. */
function gapNear(wanted: number, x: number, { boxes }: Layout): number {
  const ys = [...boxes.values()]
    .filter((box) => box.x === x)
    .map(({ y }) => y)
    .sort((one, other) => one - other);
  const gaps = [
    (ys[0] ?? top) - 6,
    ...ys.map((y, at) => (y + boxHeight + (ys[at + 1] ?? y + 2 * boxHeight)) / 2),
  ];
  return gaps.reduce((best, gap) =>
    Math.abs(gap - wanted) < Math.abs(best - wanted) ? gap : best,
  );
}

/** The box an arrow key goes to: the nearest of the column beside, or the neighbour in the same one. */
export function boxForKey(
  key: string,
  from: string,
  { graph, layout }: { readonly graph: Graph; readonly layout: Layout },
): string | undefined {
  const at = graph.columns.findIndex(({ nodes }) => nodes.some((node) => node.key === from));
  const nodes = graph.columns[at]?.nodes ?? [];
  const nth = nodes.findIndex((node) => node.key === from);
  const inColumn = {
    ArrowUp: nth - 1,
    ArrowDown: nth + 1,
    Home: 0,
    End: nodes.length - 1,
  }[key];
  if (inColumn !== undefined) return nodes[inColumn]?.key;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step === undefined) return undefined;
  for (let next = at + step; graph.columns[next]; next += step) {
    const beside = nearest(graph.columns[next]!, from, layout);
    if (beside) return beside;
  }
  return undefined;
}

/** Of a column the box nearest in height; those in focus come first. */
function nearest({ nodes }: GraphColumn, from: string, { boxes }: Layout): string | undefined {
  const y = boxes.get(from)?.y ?? 0;
  const lit = nodes.filter((node) => node.lit);
  const candidates = lit.length > 0 ? lit : nodes;
  const away = (key: string): number => Math.abs((boxes.get(key)?.y ?? 0) - y);
  return candidates.map(({ key }) => key).sort((one, other) => away(one) - away(other))[0];
}
