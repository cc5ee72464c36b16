// Tells what a resource must hold by its schemas: required attributes, extensions and parts, and one primary at most.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject } from '../base/json.ts';
import { hasPrimary, isPrimary } from './elements.ts';
import type { Problem } from './problem.ts';
import { problem } from './problem.ts';
import type { Attribute, ResourceType, Schema } from './schema.ts';

/** A schema's attributes: the base schema's stand in the resource itself, an extension's under its URN. */
interface Home {
  readonly schema: Schema;
  readonly urn: string | undefined;
  readonly isRequired: boolean;
  readonly required: readonly string[];
  /** Complex attributes with parts that each value must have. */
  readonly whole: readonly (readonly [attribute: string, parts: readonly string[]])[];
}

interface Demands {
  readonly homes: readonly Home[];
  /** Attributes of which one element can be primary. */
  readonly primaries: readonly string[];
}

const demands = new WeakMap<ResourceType, Demands>();

function demandsOf(type: ResourceType): Demands {
  let found = demands.get(type);
  if (!found) {
    found = {
      homes: [
        homeOf(type.schema, undefined, true),
        ...type.extensions.map(({ schema, required }) => homeOf(schema, schema.id, required)),
      ].filter(
        ({ isRequired, required, whole }) => isRequired || required.length + whole.length > 0,
      ),
      primaries: namesOf(type.schema.attributes.filter(hasPrimary)),
    };
    demands.set(type, found);
  }
  return found;
}

const homeOf = (schema: Schema, urn: string | undefined, isRequired: boolean): Home => ({
  ...{ schema, urn, isRequired },
  required: demandedOf(schema.attributes),
  whole: schema.attributes.flatMap(({ name, subAttributes = [] }) => {
    const parts = demandedOf(subAttributes);
    return parts.length === 0 ? [] : [[name, parts] as const];
  }),
});

/** Only what a client may set can be asked of it. */
const demandedOf = (attributes: readonly Attribute[]): readonly string[] =>
  namesOf(
    attributes.filter(
      ({ required, mutability, derived }) => required && mutability !== 'readOnly' && !derived,
    ),
  );

const namesOf = (attributes: readonly Attribute[]): readonly string[] =>
  attributes.map(({ name }) => name);

/** Required attributes and extensions without a value, but not those a problem already speaks of. */
export function missing(
  resource: JsonObject,
  type: ResourceType,
  known: readonly Problem[] = [],
): readonly Problem[] {
  const problems: Problem[] = [];
  const ask = (at: string, value: Json | undefined): void => {
    if (value === undefined && known.every((one) => one.at !== at))
      problems.push(problem('required', { attribute: at }, { at }));
  };
  for (const { urn, isRequired, required } of demandsOf(type).homes) {
    const home = urn === undefined ? resource : resource[urn];
    if (isObject(home))
      for (const name of required) ask(urn === undefined ? name : `${urn}:${name}`, home[name]);
    else if (isRequired && urn !== undefined) ask(urn, undefined);
  }
  return problems;
}

/** What is wrong with a finished resource: a required attribute without value, two primaries. */
export function checkResource(resource: JsonObject, type: ResourceType): readonly Problem[] {
  const problems = [...missing(resource, type)];
  for (const attribute of demandsOf(type).primaries) {
    const value = resource[attribute];
    if (isList(value) && value.length > 1 && value.filter(isPrimary).length > 1)
      problems.push(problem('twoPrimaries', { attribute }, { at: attribute }));
  }
  return problems;
}

/** A resource before and after a PATCH; `newIn` names the new elements of a list, where they are known. */
interface Passage {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly newIn: (attribute: string) => Json | undefined;
}

/**
 * What a PATCH as a whole left out: a required attribute of an extension that came to be, or a
 * required part of a value. Operations alone cannot tell, since a later one may bring it.
 */
export function leftOut(
  { before, after, newIn }: Passage,
  type: ResourceType,
): Problem | undefined {
  for (const { urn, whole } of demandsOf(type).homes) {
    const [old, now] = urn === undefined ? [before, after] : [before[urn], after[urn]];
    if (!isObject(now) || now === old) continue;
    for (const [name, parts] of whole) {
      const was = isObject(old) ? old[name] : undefined;
      if (now[name] === was) continue;
      const fresh = urn === undefined ? newIn(name) : undefined;
      if (fresh !== undefined && partLeftOut(fresh, parts) === undefined) continue;
      const part = partLeftOut(now[name], parts);
      const at = `${urn === undefined ? '' : `${urn}:`}${name}.${part}`;
      if (part === undefined) continue;
      const code = isTakenOut(part, was, now[name]) ? 'requiredRemoved' : 'required';
      return problem(code, { attribute: at }, { at });
    }
  }
  return missing(after, type)[0];
}

/** A part that every value had, and that no new value lacks, was taken out: that is 400 mutability (RFC 7644 §3.5.2.2). */
function isTakenOut(part: string, was: Json | undefined, now: Json | undefined): boolean {
  if (was === undefined || partLeftOut(was, [part]) !== undefined) return false;
  return !isList(was) || !isList(now) || now.length <= was.length;
}

function partLeftOut(value: Json | undefined, parts: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  const elements = isList(value) ? value : [value];
  return parts.find((part) => elements.some((each) => isObject(each) && each[part] === undefined));
}
