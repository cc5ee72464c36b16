// Compares what the journal keeps of a resource before and after a change, attribute by attribute.
import { isList, isObject, sameJson, type Json, type JsonObject } from '../../../base/json.ts';
import type { Change } from '../../../scim/change.ts';

/** One attribute that differs; a side that had nothing is undefined. Members of a group come one by one. */
export interface DiffRow {
  readonly path: string;
  readonly kind: 'add' | 'del' | 'chg';
  readonly before?: string;
  readonly after?: string;
}

/** The attributes that a change touched, in the order of the resource; what the server counts comes last. */
export function diffRows({ before = {}, after = {} }: Change): readonly DiffRow[] {
  const rows = differing('', before, after);
  const isKept = ({ path }: DiffRow): boolean => /^(meta|id$|schemas$)/.test(path);
  return [...rows.filter((row) => !isKept(row)), ...rows.filter(isKept)];
}

function differing(prefix: string, before: JsonObject, after: JsonObject): readonly DiffRow[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): readonly DiffRow[] => {
    const [was, is] = [before[name], after[name]];
    if (sameJson(was, is)) return [];
    const path = `${prefix}${name}`;
    if (isObject(was ?? {}) && isObject(is ?? {}))
      return differing(pathBelow(path), objectOf(was), objectOf(is));
    if (isList(was ?? []) && isList(is ?? [])) return inList(path, listOf(was), listOf(is));
    return [row(path, was, is)];
  });
}

/** An extension's attributes are parted from its URN by a colon (RFC 7644 §3.10), others by a dot. */
const pathBelow = (path: string): string => `${path}${path.startsWith('urn:') ? ':' : '.'}`;

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

/** Elements have no place of their own in SCIM: those that are gone, then those that are new. */
function inList(path: string, was: readonly Json[], is: readonly Json[]): readonly DiffRow[] {
  const without = (list: readonly Json[], others: readonly Json[]): readonly Json[] => {
    const known = new Set(others.map((each) => JSON.stringify(each)));
    return list.filter((each) => !known.has(JSON.stringify(each)));
  };
  const moved = [
    ...without(was, is).map((each) => row(path, each, undefined)),
    ...without(is, was).map((each) => row(path, undefined, each)),
  ];
  return moved.length > 0 ? moved : [row(path, was, is)]; // the same elements in another order
}

function row(path: string, was: Json | undefined, is: Json | undefined): DiffRow {
  const kind = was === undefined ? 'add' : is === undefined ? 'del' : 'chg';
  return {
    path,
    kind,
    ...(was === undefined ? {} : { before: textOf(path, was) }),
    ...(is === undefined ? {} : { after: textOf(path, is) }),
  };
}

/** A password is never shown, not even its hash; what `meta` holds stands bare, its quotes only get in the way. */
function textOf(path: string, value: Json): string {
  if (path === 'password') return '••••••';
  return path.startsWith('meta.') && typeof value === 'string' ? value : JSON.stringify(value);
}
