// Holds the copy of a resource that a PATCH works on, so that a failed operation leaves the original alone.
import type { Json, JsonObject } from '../../base/json.ts';
import { isList, isObject, sameJson } from '../../base/json.ts';
import { attributeNamed } from '../attributes.ts';
import type { Attribute, ResourceType } from '../schema.ts';
import { assemble } from '../validate.ts';
import { KeyedList } from './keyedList.ts';

/** Where an attribute stands: its name, and the URN of the extension that holds it. */
export interface Spot {
  readonly extension?: string | undefined;
  readonly attribute: Attribute;
}

/** A working copy. Values are replaced whole and never changed in place, so it shares all it can. */
export class Draft {
  private readonly original: JsonObject;
  /** Unassigned attributes stay as undefined until the end: taking a key out of an object is slow. */
  private readonly values: Record<string, Json | undefined>;
  private readonly touched: string[] = [];
  private reshaped = false;
  private keyed: Map<Attribute, KeyedList> | undefined;
  /** Attributes of which only single elements came or went, with those that came. */
  private came: Map<string, readonly Json[]> | undefined;

  constructor(original: JsonObject) {
    this.original = original;
    this.values = { ...original };
  }

  /** The value an attribute has now; undefined if it is unassigned. */
  read({ extension, attribute }: Spot): Json | undefined {
    const list = this.keyed?.get(attribute);
    if (list) {
      this.keyed!.delete(attribute);
      const { name } = attribute;
      const before = this.touched.includes(name) ? this.came?.get(name) : [];
      this.put(name, list.toList());
      if (before) (this.came ??= new Map()).set(name, [...before, ...list.added]);
    }
    return extension === undefined
      ? this.values[attribute.name]
      : this.extension(extension)[attribute.name];
  }

  /** Gives an attribute a value; undefined, or an empty list or object, unassigns it. */
  write({ extension, attribute }: Spot, value: Json | undefined): void {
    if (extension === undefined) this.put(attribute.name, value);
    else this.put(extension, withPart(this.extension(extension), attribute.name, value));
  }

  private put(name: string, value: Json | undefined): void {
    this.came?.delete(name);
    const next = isEmpty(value) ? undefined : value;
    if ((next === undefined) !== (this.values[name] === undefined)) this.reshaped = true;
    this.values[name] = next;
    this.touched.push(name);
  }

  private extension(urn: string): JsonObject {
    const home = this.values[urn];
    return isObject(home) ? home : {};
  }

  /**
   * A core attribute's list by key, for quick removal and addition; undefined if its elements have no
   * `value` that is compared exactly.
   */
  byKey({ extension, attribute }: Spot): KeyedList | undefined {
    const key = attributeNamed(attribute.subAttributes, 'value');
    if (extension !== undefined || !key?.caseExact || key.mutability !== 'immutable')
      return undefined;
    this.keyed ??= new Map();
    let list = this.keyed.get(attribute);
    if (!list) {
      const value = this.values[attribute.name];
      this.keyed.set(attribute, (list = new KeyedList(isList(value) ? value : [], key.name)));
    }
    return list;
  }

  /**
   * The elements that are new in a core attribute's list; undefined if any may be. Ask when finished.
   */
  newIn(name: string): readonly Json[] | undefined {
    return this.came?.get(name);
  }

  /** The finished resource: the very original if everything is as it was. */
  finish(type: ResourceType): JsonObject {
    if (this.keyed) for (const attribute of [...this.keyed.keys()]) this.read({ attribute });
    const same = this.touched.every((name) => sameJson(this.values[name], this.original[name]));
    if (same) return this.original;
    return this.reshaped ? assemble(this.values, type, this.original) : this.values;
  }
}

/** A copy of an object with one part set, or left out for undefined or what is empty. */
export function withPart(object: JsonObject, part: string, value: Json | undefined): JsonObject {
  if (!isEmpty(value)) return { ...object, [part]: value };
  const rest: Record<string, Json | undefined> = {};
  for (const key of Object.keys(object)) if (key !== part) rest[key] = object[key];
  return rest;
}

/** True for what counts as unassigned: nothing, a list or object with nothing in it. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
