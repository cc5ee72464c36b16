// Finds elements of a long list by their key without going through the list, and takes them out or puts them in.
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';

/**
 * Where each key was last seen. A hint is checked before it is trusted, so one map can serve a list
 * and all lists made from it; every key of such a list is in the map. Kept as long as the list lives.
 */
const hintsOf = new WeakMap<readonly Json[], Map<string, number>>();
/** How often a list, and those it was made from, were searched without hints. */
const searchesOf = new WeakMap<readonly Json[], { count: number }>();

/** A map is worth its making after so many searches. */
const patience = 16;
/** Shorter lists are searched faster than any map is made. */
const short = 64;
/** After so many removals the hints lie too far off, and are made anew when next needed. */
const tooFar = 512;

/**
 * A list under change. Removing and appending take the same time however long the list is; the list
 * given stays as it was. Elements are objects, told apart by a part that is compared exactly.
 */
export class KeyedList {
  private readonly source: readonly Json[];
  private readonly part: string;
  private items: (Json | undefined)[] | undefined;
  private hints: Map<string, number> | undefined;
  private readonly searches: { count: number };
  private readonly holes: number[] = [];

  constructor(source: readonly Json[], part: string) {
    this.source = source;
    this.part = part;
    this.hints = hintsOf.get(source);
    this.searches = searchesOf.get(source) ?? { count: 0 };
  }

  has(key: string): boolean {
    return this.find(key) >= 0;
  }

  /** Takes out the element with this key; false if there is none. */
  remove(key: string): boolean {
    const at = this.find(key);
    if (at < 0) return false;
    this.own()[at] = undefined;
    this.holes.push(at);
    return true;
  }

  /** Puts an element at the end; its key must not be there yet. */
  append(element: Json, key: string): void {
    const items = this.own();
    items.push(element);
    this.hints?.set(key, items.length - 1);
  }

  /** The list as it is now: the very list given, if nothing was changed. */
  toList(): readonly Json[] {
    const list = this.items ? closed(this.items, this.holes) : this.source;
    searchesOf.set(list, this.searches);
    if (this.hints && this.holes.length < tooFar) hintsOf.set(list, this.hints);
    return list;
  }

  private own(): (Json | undefined)[] {
    return (this.items ??= this.source.slice());
  }

  private find(key: string): number {
    const items = this.items ?? this.source;
    if (!this.hints && items.length > short && this.searches.count++ >= patience)
      this.hints = this.makeHints(items);
    if (!this.hints) return this.search(key, items.length - 1);
    const hint = this.hints.get(key);
    if (hint === undefined) return -1;
    const start = Math.min(hint, items.length - 1);
    const near = this.search(key, start);
    return near >= 0 ? near : this.searchUp(key, start + 1);
  }

  /** Hints for the list given and what was appended to it; they serve both. */
  private makeHints(items: readonly (Json | undefined)[]): Map<string, number> {
    const hints = new Map<string, number>();
    for (let at = 0; at < items.length; at++) {
      const key = this.keyOf(this.source[at] ?? items[at]);
      if (key !== undefined) hints.set(key, at);
    }
    hintsOf.set(this.source, hints);
    return hints;
  }

  /** Searches down from a place: removals before an element only ever move it down. */
  private search(key: string, from: number): number {
    const items = this.items ?? this.source;
    for (let at = from; at >= 0; at--) if (this.keyOf(items[at]) === key) return at;
    return -1;
  }

  private searchUp(key: string, from: number): number {
    const items = this.items ?? this.source;
    for (let at = from; at < items.length; at++) if (this.keyOf(items[at]) === key) return at;
    return -1;
  }

  private keyOf(item: Json | undefined): string | undefined {
    const key = isObject(item) ? item[this.part] : undefined;
    return typeof key === 'string' ? key : undefined;
  }
}

/** The items without their holes. Moving memory for each of a few is quicker than going through all. */
function closed(items: (Json | undefined)[], holes: readonly number[]): readonly Json[] {
  if (holes.length > 16) return items.filter((item) => item !== undefined);
  for (const at of holes.toSorted((left, right) => right - left)) items.splice(at, 1);
  return items as Json[]; // no hole is left
}
