// Holds what a handler needs of the request being answered.
import type { HttpRequest } from '../http/message.ts';
import type { Profile } from '../scim/profile.ts';
import type { Projection, ProjectionParameters } from '../scim/project.ts';
import { readProjection, shows } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Cause } from '../store/store.ts';
import { parameterOf, type Query } from './query.ts';
import type { Look } from './rendered.ts';
import type { Refusal } from './reply.ts';
import type { Trail } from './trail.ts';
import type { Token, World } from './world.ts';

/** A request that found its route and whose sender is known. `at` is the lab time of the answer, ISO 8601. */
export interface Call {
  readonly request: HttpRequest;
  readonly world: World;
  readonly profile: Profile;
  /** Every kind of resource the tenant has. */
  readonly types: readonly ResourceType[];
  readonly query: Query;
  readonly trail: Trail;
  readonly actor: string;
  /** What the request was admitted with; discovery needs none. */
  readonly token: Token | undefined;
  readonly at: string;
}

/** How the journal names the cause of what this call writes. */
export const causeOf = ({ world, actor, at }: Call): Cause => ({
  exchange: world.exchange,
  actor,
  at,
});

/** What rendering needs, for a view of this call's store; without a projection, everything is shown. */
export const lookOf = (
  { world, types }: Call,
  view: Look['view'],
  projection?: Projection,
): Look => ({
  ...{ view, types },
  baseUrl: world.tenant.baseUrl,
  shows: (type, attribute) => shows(projection, type, attribute),
});

/** A type's name as it stands in a sentence: `user`, `container permission`. */
export const wordFor = ({ name }: ResourceType): string =>
  name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();

/** The same for several: `users`, `privileged data`. */
export const wordsFor = (type: ResourceType): string => {
  const word = wordFor(type);
  return word.endsWith('data') ? word : `${word}s`;
};

/** Reads `attributes` and `excludedAttributes` of the URL (RFC 7644 §3.9), and says so when they ask for something. */
export const projectionOf = (
  call: Call,
  type: ResourceType,
): Result<Projection | undefined, Refusal> =>
  chosenBy(call, [type], {
    attributes: parameterOf(call.query, 'attributes'),
    excludedAttributes: parameterOf(call.query, 'excludedAttributes'),
  });

/** The same for parameters from anywhere, and resources of several types. */
export function chosenBy(
  { trail }: Call,
  types: readonly ResourceType[],
  parameters: ProjectionParameters,
): Result<Projection | undefined, Refusal> {
  const read = readProjection(parameters, types);
  if (!read.ok) return fail({ problems: [read.trouble] });
  if (read.value)
    trail.note({
      what:
        read.value.mode === 'only'
          ? 'Shows only what `attributes` names'
          : 'Leaves out what `excludedAttributes` names',
      why: '`id`, `schemas` and what is always returned stay.',
      source: rfc('7644', '3.9'),
    });
  return ok(read.value);
}

/** Notes query parameters that mean nothing here; RFC 7644 §3.4.2 says to ignore them. */
export function noteIgnored({ query, trail }: Call, known: readonly string[]): void {
  for (const name of new Set(query.map(([key]) => key)))
    if (!known.includes(name))
      trail.note({
        kind: 'warn',
        what: `Ignored the parameter \`${name.replaceAll('`', "'").slice(0, 80)}\``,
        why: 'Parameters that a server does not know are ignored rather than refused.',
        source: rfc('7644', '3.4.2'),
      });
}
