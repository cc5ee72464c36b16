// Finds the name somebody may have meant: the one that differs least from what was written.

/**
 * How many letters to add, drop, change or swap with their neighbour to get from one text to the
 * other (optimal string alignment), in any letter case. Takes time as both lengths multiplied.
 */
export function editDistance(from: string, to: string): number {
  const [left, right] = [from.toLowerCase(), to.toLowerCase()];
  const rows = [Array.from({ length: right.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1)
      row.push(cheapest(rows, row, { from: left, to: right, i, j }));
    rows.push(row);
  }
  return rows[left.length]![right.length]!;
}

function cheapest(
  rows: readonly (readonly number[])[],
  row: readonly number[],
  { from, to, i, j }: { from: string; to: string; i: number; j: number },
): number {
  const same = from[i - 1] === to[j - 1] ? 0 : 1;
  const ways = [rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same];
  if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
    ways.push(rows[i - 2]![j - 2]! + 1);
  return Math.min(...ways);
}

/** The name that differs least, the first of several, if it differs by no more than `most(name)` letters. */
export function nearest(
  seen: string,
  names: readonly string[],
  most: (name: string) => number,
): string | undefined {
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const name of names) {
    if (Math.abs(seen.length - name.length) > most(name)) continue; // each letter more is a difference
    const far = editDistance(seen, name);
    if (far <= most(name) && (best === undefined || far < best.far)) best = { name, far };
  }
  return best?.name;
}
