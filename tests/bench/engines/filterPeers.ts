// Puts the filter packages of npm, and ours, behind one door: read a text, get a test of one user.
import SCIMMY from 'scimmy';
import { filter as compileForked, parse as parseForked } from 'scim2-parse-filter';
import { filter as compileFirst, parse as parseFirst } from 'scim2-filter';
import { compileFilter as compileParsed } from 'scim-query-filter-parser';
import type { JsonObject } from '../../../src/base/json.ts';
import { compileFilter } from '../../../src/scim/filter/compile.ts';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { testType, valueOf } from '../../scim/kit.ts';

/** Whether a user matches. */
export type Test = (user: JsonObject) => boolean;

/** A filter engine. Both throw for a filter it refuses. */
export interface Engine {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly compile: (text: string) => Test;
}

const types = [testType];
const profile = profiles.strict;

/** Parses with spans, compiles by the schema. */
export const ours: Engine = {
  name: 'SCIM Lab',
  parse: (text) => valueOf(parseFilter(text)),
  compile: (text) =>
    valueOf(compileFilter({ filter: valueOf(parseFilter(text)), types, profile })).matches,
};

/** The packages there are; scim-query-filter-parser has no step between text and test. */
export const peers: readonly Engine[] = [
  {
    name: 'scim2-parse-filter',
    parse: parseForked,
    compile: (text) => compileForked(parseForked(text)),
  },
  { name: 'scim2-filter', parse: parseFirst, compile: (text) => compileFirst(parseFirst(text)) },
  { name: 'scim-query-filter-parser', parse: compileParsed, compile: compileParsed },
  {
    name: 'scimmy',
    parse: (text) => new SCIMMY.Types.Filter(text),
    compile: (text) => {
      const read = new SCIMMY.Types.Filter(text);
      return (user) => read.match([user]).length > 0;
    },
  },
];

/** The ids of the users that match, or null if the engine refuses the filter or fails on a user. */
export function answerOf(
  { compile }: Engine,
  text: string,
  people: readonly (JsonObject & { readonly id: string })[],
): string | null {
  try {
    const test = compile(text);
    return people
      .filter((user) => test(user))
      .map(({ id }) => id)
      .join('');
  } catch {
    return null;
  }
}

/** True if the engine takes the filter. */
export function takes({ parse }: Engine, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
