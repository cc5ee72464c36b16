// Gives the tests of the protocol floor a few people, a type with every kind of attribute, and short ways to ask.
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { Result } from '../../src/base/result.ts';
import type { CompiledFilter } from '../../src/scim/filter/compile.ts';
import { compileFilter } from '../../src/scim/filter/compile.ts';
import { parseFilter } from '../../src/scim/filter/parse.ts';
import { messageUrn } from '../../src/scim/messages.ts';
import type { Problem } from '../../src/scim/problem.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { profiles } from '../../src/scim/profiles.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import type { ResourceType, Schema } from '../../src/scim/schema.ts';
import { attribute, complex } from '../../src/scim/schemas/attribute.ts';

export const core = userType.schema.id;
export const enterprise = userType.extensions[0]!.schema.id;
export const groupUrn = groupType.schema.id;

/** An extension with the kinds of attributes that the standard schemas lack. */
const laboratory: Schema = {
  id: 'urn:example:params:scim:schemas:extension:laboratory:2.0:User',
  name: 'Laboratory',
  description: 'Attributes of every kind.',
  attributes: [
    attribute('badge', 'A whole number.', { type: 'integer' }),
    attribute('score', 'A number.', { type: 'decimal' }),
    attribute('notes', 'Begins like not.'),
    attribute('orderedBy', 'Begins like or.'),
    attribute('code', 'Letter case matters.', { caseExact: true }),
    attribute('hiredAt', 'A date.', { type: 'dateTime' }),
    attribute('tags', 'Plain values.', { multiValued: true }),
    attribute('serial', 'Set once.', { mutability: 'immutable' }),
    complex('badges', 'Elements with a part that is set once.', {
      multiValued: true,
      subAttributes: [
        attribute('value', 'The badge.'),
        attribute('color', 'Set once.', { mutability: 'immutable' }),
      ],
    }),
  ],
};
export const laboratoryUrn = laboratory.id;

/** Users with both extensions. */
export const testType: ResourceType = {
  ...userType,
  extensions: [...userType.extensions, { schema: laboratory, required: false }],
};

/** The value of a success; a failure fails the test with its trouble. */
export function valueOf<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(`Expected a value, got ${JSON.stringify(result.trouble)}.`);
}

/** The trouble of a failure; a success fails the test. */
export function troubleOf<Trouble>(result: Result<unknown, Trouble>): Trouble {
  if (!result.ok) return result.trouble;
  throw new Error(`Expected trouble, got ${JSON.stringify(result.value)}.`);
}

/** Parses and compiles a filter for one type, or several. */
export function filterFor(
  text: string,
  types: readonly ResourceType[] = [testType],
  profile: ProfileId = 'strict',
): Result<CompiledFilter, Problem> {
  const filter = parseFilter(text);
  if (!filter.ok) return filter;
  return compileFilter({ filter: filter.value, types, profile: profiles[profile] });
}

/** A PatchOp message. */
export const patchOp = (...operations: readonly Json[]): JsonObject => ({
  schemas: [messageUrn.patchOp],
  Operations: operations,
});

/** Text as parsed JSON, as it comes from the wire. */
export const fromWire = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
