// Reads a filter for the tester: the tree with how many each part finds, who matches, or what is wrong and where.
import { printAttribute } from '../../scim/filter/print.ts';
import type { JsonObject } from '../../base/json.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { compileFilter } from '../../scim/filter/compile.ts';
import type { FilterNode } from '../../scim/filter/node.ts';
import { notOffered } from '../../scim/filter/offered.ts';
import { parseFilter } from '../../scim/filter/parse.ts';
import type { Problem } from '../../scim/problem.ts';
import type { Profile } from '../../scim/profile.ts';
import type { ResourceType } from '../../scim/schema.ts';

/** One node of the tree as it is shown: in words, the text it stands for, and how many it finds. */
export interface ShownNode {
  readonly says: string;
  readonly text: string;
  /** How many resources this part alone finds; undefined within brackets, where it is about elements. */
  readonly finds: number | undefined;
  readonly below: readonly ShownNode[];
}

/** A filter that was read. */
export interface FilterReading {
  readonly tree: ShownNode;
  readonly matches: readonly JsonObject[];
}

/** What the tester asks about. `resources` are of the one type, as they are stored. */
export interface Asking {
  readonly text: string;
  readonly type: ResourceType;
  readonly profile: Profile;
  readonly resources: readonly JsonObject[];
}

/** Reads a filter and applies it. The problem is 400 invalidFilter, with the span it is about. */
export function readFilter(asking: Asking): Result<FilterReading, Problem> {
  const parsed = parseFilter(asking.text);
  if (!parsed.ok) return parsed;
  const beyond = notOffered(parsed.value, asking.profile);
  if (beyond) return fail(beyond);
  const matches = matchesOf(parsed.value, asking);
  if (!matches.ok) return matches;
  return ok({ tree: shownNode(parsed.value, asking), matches: matches.value });
}

function matchesOf(
  filter: FilterNode,
  { type, profile, resources }: Asking,
): Result<readonly JsonObject[], Problem> {
  const compiled = compileFilter({ filter, types: [type], profile });
  if (!compiled.ok) return compiled;
  return ok(resources.filter((resource) => compiled.value.matches(resource)));
}

function shownNode(node: FilterNode, asking: Asking, isWithin = false): ShownNode {
  const found = isWithin ? undefined : matchesOf(node, asking);
  return {
    says: saying(node),
    text: asking.text.slice(node.span.start, node.span.end),
    finds: found?.ok ? found.value.length : undefined,
    below: below(node).map((each) =>
      shownNode(each, asking, isWithin || node.kind === 'valuePath'),
    ),
  };
}

function below(node: FilterNode): readonly FilterNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.terms;
    case 'not':
      return [node.term];
    case 'valuePath':
      return [node.filter];
    default:
      return [];
  }
}

const operators = {
  eq: 'equals',
  ne: 'is not',
  co: 'contains',
  sw: 'begins with',
  ew: 'ends with',
  gt: 'is after',
  ge: 'is, or is after,',
  lt: 'is before',
  le: 'is, or is before,',
} as const;

function saying(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
      return 'all of these';
    case 'or':
      return 'at least one of these';
    case 'not':
      return 'not this';
    case 'present':
      return `${printAttribute(node.attribute)} has a value`;
    case 'valuePath':
      return `one value of ${printAttribute(node.attribute)} meets`;
    case 'compare':
      return `${printAttribute(node.attribute)} ${operators[node.operator]} ${JSON.stringify(node.value)}`;
  }
}
