// Finds elements of a long list by their key without going through the list, and takes them out or puts them in.
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';

/** What is remembered of a list as long as it lives: how often it was searched, and where each key was last seen. */
interface Memory {
  searches: number;
  /** Removals since the hints were made. */
  removals: number;
  /**
   * A hint is checked before it is trusted, so one map can serve a list and all lists made from it;
   * every key of such a list is in the map.
   */
  hints: Map<string, number> | undefined;
}

const memories = new WeakMap<readonly Json[], Memory>();

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
  /** The list under change; of one that only lost one element, there is none yet. */
  private items: (Json | undefined)[] | undefined;
  private readonly memory: Memory;
  private readonly holes: number[] = [];
  /** What was put in, be it there still or not. */
  readonly added: Json[] = [];

  constructor(source: readonly Json[], part: string) {
    this.source = source;
    this.part = part;
    this.memory = memories.get(source) ?? { searches: 0, removals: 0, hints: undefined };
  }

  has(key: string): boolean {
    return this.find(key) >= 0;
  }

  /** Takes out the element with this key; false if there is none. */
  remove(key: string): boolean {
    const at = this.find(key);
    if (at < 0) return false;
    if (this.items) this.items[at] = undefined;
    this.holes.push(at);
    this.memory.removals++;
    return true;
  }

  /** Puts an element at the end; its key must not be there yet. */
  append(element: Json, key: string): void {
    const items = this.own();
    items.push(element);
    this.added.push(element);
    this.memory.hints?.set(key, items.length - 1);
  }

  /** The list as it is now: the very list given, if nothing was changed. */
  toList(): readonly Json[] {
    const { source, holes, memory } = this;
    if (source.length > short) memories.set(source, memory);
    if (!this.items && holes.length === 0) return source;
    const list = this.items ? closed(this.items, holes) : source.toSpliced(holes[0]!, 1);
    if (list.length > short) memories.set(list, inherited(memory));
    return list;
  }

  private own(): (Json | undefined)[] {
    if (!this.items) {
      this.items = this.source.slice();
      for (const at of this.holes) this.items[at] = undefined;
    }
    return this.items;
  }

  private find(key: string): number {
    const items = this.holes.length > 0 ? this.own() : (this.items ?? this.source);
    const { memory } = this;
    if (!memory.hints && items.length > short && memory.searches++ >= patience)
      memory.hints = this.makeHints(items);
    if (!memory.hints) return this.search(key, items.length - 1);
    const hint = memory.hints.get(key);
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

/** What a list made from another remembers; hints that lie too far off are made anew when next needed. */
const inherited = ({ searches, removals, hints }: Memory): Memory =>
  hints && removals < tooFar
    ? { searches, removals, hints }
    : { searches, removals: 0, hints: undefined };

/** The items without their holes. Moving memory for each of a few is quicker than going through all. */
function closed(items: (Json | undefined)[], holes: readonly number[]): readonly Json[] {
  if (holes.length > 16) return items.filter((item) => item !== undefined);
  for (const at of holes.toSorted((left, right) => right - left)) items.splice(at, 1);
  return items as Json[]; // no hole is left
}
