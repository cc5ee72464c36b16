// Puts values into the blanks of a check: `{ana.id}` becomes the id of the resource that was named ana.
import { isList, isObject, type Json } from '../base/json.ts';
import { isRule, valueAt, type Pattern } from './pattern.ts';

/** What blanks may name: the bodies answered so far, by name; `tag`, a text nothing else has; `cast`, that of the shared people. */
export type Bindings = Readonly<Record<string, Json>>;

/** A blank whose value is not there, since an earlier answer did not bring it. */
export class EmptyBlank extends Error {
  readonly blank: string;

  constructor(blank: string) {
    super(`Expected ${blank} to have a value.`);
    this.blank = blank;
  }
}

const blanks = /\{([A-Za-z]\w*(?:\.[^{}\s]+)?)\}/g;

/**
 * Fills the blanks of a text. `encode` treats each value first, as the path of a URL needs it.
 * @throws EmptyBlank when a name or path has no value.
 */
export const fillText = (
  text: string,
  bindings: Bindings,
  encode: (value: string) => string = (value) => value,
): string => text.replace(blanks, (_, name: string) => encode(asText(valueOf(name, bindings))));

/**
 * Fills every text within a value. A text that is one blank becomes the value itself, so that
 * objects and numbers can be sent again.
 * @throws EmptyBlank as above.
 */
export function fill<Value extends Json | Pattern | undefined>(
  value: Value,
  bindings: Bindings,
): Value {
  return filled(value, bindings) as Value; // texts are replaced by texts or JSON, the form stays
}

function filled(value: Json | Pattern | undefined, bindings: Bindings): Pattern | undefined {
  if (typeof value === 'string') return filledText(value, bindings);
  if (isList(value)) return value.map((item) => filled(item, bindings)) as readonly Pattern[]; // no undefined in lists
  if (!isObject(value)) return value;
  if (isRule(value) && value.rule === 'matches') return value; // braces count repetitions there
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      fillText(key, bindings),
      filled(part as Pattern | undefined, bindings),
    ]),
  );
}

function filledText(text: string, bindings: Bindings): Json {
  const whole = new RegExp(`^${blanks.source}$`).exec(text);
  return whole ? valueOf(whole[1]!, bindings) : fillText(text, bindings);
}

function valueOf(name: string, bindings: Bindings): Json {
  const dot = name.indexOf('.');
  const root = dot < 0 ? name : name.slice(0, dot);
  const value = valueAt(
    Object.hasOwn(bindings, root) ? bindings[root] : undefined,
    dot < 0 ? '' : name.slice(dot + 1),
  );
  if (value === undefined) throw new EmptyBlank(name);
  return value;
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
