// Answers GET of a resource endpoint: filter, page, and show the part that was asked for (RFC 7644 §3.4.2).
import { ok, type Result } from '../base/result.ts';
import { compileFilter, type CompiledFilter, type Lookup } from '../scim/filter/compile.ts';
import { mentionsDerived } from './derivedFilter.ts';
import type { FilterNode } from '../scim/filter/node.ts';
import { parseFilter } from '../scim/filter/parse.ts';
import { printFilter } from '../scim/filter/print.ts';
import { listResponse } from '../scim/messages.ts';
import { project } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import type { StoredResource, View } from '../store/store.ts';
import { lookOf, noteIgnored, projectionOf, wordFor, type Call } from './call.ts';
import { readPage, type PageAsked } from './page.ts';
import { parameterOf } from './query.ts';
import { rendered } from './rendered.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';

/** The parameters a list understands; `cursor` is understood well enough to be refused. */
const known = ['filter', 'startIndex', 'count', 'attributes', 'excludedAttributes', 'cursor'];

/** A filter that was read: its tree, and the test it makes. */
interface ReadFilter {
  readonly tree: FilterNode;
  readonly compiled: CompiledFilter;
}

/** GET and HEAD of `/Users` and `/Groups`. */
export async function list(call: Call, type: ResourceType): Promise<Result<Reply, Refusal>> {
  noteIgnored(call, known);
  const page = readPage(call);
  if (!page.ok) return page;
  const projection = projectionOf(call, type);
  if (!projection.ok) return projection;
  const filter = readFilter(call, type);
  if (!filter.ok) return filter;
  const { store, tenant } = call.world;
  const look = call.trail.again(async (view: View) => {
    const matches = await find({ call, type, view, filter: filter.value });
    const resources = await rendered(cut(matches, page.value), lookOf(call, view));
    return { shown: resources, totalResults: matches.length };
  });
  const { shown, totalResults } = await store.read(tenant.id, look);
  notePage(call, page.value, { shown: shown.length, totalResults });
  const resources = shown.map((resource) => project(resource, type, projection.value));
  const { startIndex } = page.value;
  return ok({
    status: 200,
    headers: [],
    body: listResponse({ resources, totalResults, startIndex }),
    says: `with a list of ${counted(shown.length, type)}`,
  });
}

/** Reads the filter, if there is one; problems are 400 invalidFilter. */
function readFilter(
  { query, profile, trail }: Call,
  type: ResourceType,
): Result<ReadFilter | undefined, Refusal> {
  const text = parameterOf(query, 'filter');
  if (text === undefined) return ok(undefined);
  const tree = parseFilter(text);
  if (!tree.ok) return refuse(tree.trouble);
  const compiled = compileFilter({ filter: tree.value, types: [type], profile });
  if (!compiled.ok) return refuse(compiled.trouble);
  trail.note({
    what: `Read the filter \`${printFilter(tree.value).replaceAll('`', "'").slice(0, 200)}\``,
    why: `The schemas of a ${wordFor(type)} have every attribute in it.`,
    source: rfc('7644', '3.4.2.2'),
  });
  return ok({ tree: tree.value, compiled: compiled.value });
}

interface Search {
  readonly call: Call;
  readonly type: ResourceType;
  readonly view: View;
  readonly filter: ReadFilter | undefined;
}

/** Everything that matches, in creation order. */
async function find(search: Search): Promise<readonly StoredResource[]> {
  const { call, type, view, filter } = search;
  if (!filter) return view.all(type.name);
  const { lookup } = filter.compiled;
  const candidates = lookup ? await lookUp(view, type, lookup) : await view.all(type.name);
  const resources = mentionsDerived(filter.tree)
    ? await rendered(candidates, lookOf(call, view))
    : candidates.map(({ resource }) => resource);
  const matches = candidates.filter((_, at) => filter.compiled.matches(resources[at]!));
  call.trail.note({
    what: lookup
      ? `Looked up \`${lookup.attribute}\` in its index: ${counted(matches.length, type)}`
      : `Compared ${counted(candidates.length, type)} with the filter: ${matchWords(matches.length)}`,
    why: lookup
      ? 'Equality on an attribute with an index needs no look at all the others.'
      : `No index answers this filter, so every ${wordFor(type)} is looked at.`,
    source: rfc('7644', '3.4.2.2'),
  });
  return matches;
}

async function lookUp(
  view: View,
  type: ResourceType,
  { attribute, value }: Lookup,
): Promise<readonly StoredResource[]> {
  if (attribute === 'id') return view.getMany(type.name, [value]);
  if (attribute !== 'members.value') return view.findBy(type.name, attribute, value);
  return type.name === 'Group' ? view.groupsWithMember(value) : [];
}

const matchWords = (count: number): string => `${count} ${count === 1 ? 'matches' : 'match'}`;

const cut = (
  matches: readonly StoredResource[],
  { startIndex, count }: PageAsked,
): readonly StoredResource[] => matches.slice(startIndex - 1, startIndex - 1 + count);

function notePage(
  { trail }: Call,
  { startIndex, count }: PageAsked,
  { shown, totalResults }: { readonly shown: number; readonly totalResults: number },
): void {
  const last = startIndex + shown - 1;
  const several = shown === 1 ? `number ${last}` : `${startIndex} to ${last}`;
  const range = shown === 0 ? 'none' : several;
  trail.note({
    what: `Took ${range} of ${totalResults}`,
    why: `\`startIndex\` is ${startIndex}, and a page holds at most ${count}.`,
    source: rfc('7644', '3.4.2.4'),
  });
}

const counted = (count: number, type: ResourceType): string =>
  `${count} ${wordFor(type)}${count === 1 ? '' : 's'}`;
