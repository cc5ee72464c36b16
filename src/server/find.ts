// Finds the resources a query means: by index or by looking at each, then put in the order that was asked for.
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { compileFilter, type CompiledFilter, type Lookup } from '../scim/filter/compile.ts';
import type { FilterNode } from '../scim/filter/node.ts';
import { notOffered } from '../scim/filter/offered.ts';
import { parseFilter } from '../scim/filter/parse.ts';
import { printAttribute, printFilter } from '../scim/filter/print.ts';
import type { ResourceType } from '../scim/schema.ts';
import { readOrder, type Order, type OrderParameters, type SortKey } from '../scim/sort.ts';
import { rfc } from '../scim/trace.ts';
import type { StoredResource, View } from '../store/store.ts';
import { lookOf, wordFor, wordsFor, type Call } from './call.ts';
import { isDerived, mentionsDerived } from './derivedFilter.ts';
import { rendered } from './rendered.ts';
import { reported } from './reported.ts';
import { refuse, type Refusal } from './reply.ts';

/** A filter that was read: its tree, and the test it makes. */
export interface ReadFilter {
  readonly tree: FilterNode;
  readonly compiled: CompiledFilter;
}

/** What is looked for: resources of these types (several at the server root), filtered, sorted. */
export interface Wanted {
  readonly types: readonly ResourceType[];
  readonly filter: ReadFilter | undefined;
  readonly order: Order | undefined;
}

/** Reads the filter, if there is one; problems are 400 invalidFilter. */
export function readFilter(
  { profile, trail }: Call,
  types: readonly ResourceType[],
  text: string | undefined,
): Result<ReadFilter | undefined, Refusal> {
  if (text === undefined) return ok(undefined);
  const tree = parseFilter(text);
  if (!tree.ok) return refuse(tree.trouble);
  const trouble = notOffered(tree.value, profile);
  if (trouble) return refuse(trouble);
  const compiled = compileFilter({ filter: tree.value, types, profile });
  if (!compiled.ok) return refuse(compiled.trouble);
  trail.note({
    what: `Read the filter \`${printFilter(tree.value).replaceAll('`', "'").slice(0, 200)}\``,
    why: `The schemas of a ${typesInWords(types)} have every attribute in it.`,
    source: rfc('7644', '3.4.2.2'),
  });
  return ok({ tree: tree.value, compiled: compiled.value });
}

/** Reads sortBy and sortOrder; problems are 400 invalidPath and invalidValue. */
export function readSorting(
  { trail }: Call,
  types: readonly ResourceType[],
  parameters: OrderParameters,
): Result<Order | undefined, Refusal> {
  const { sortBy, sortOrder } = parameters;
  if (sortBy === undefined && sortOrder === undefined) return ok(undefined); // spares the worker's second script
  const order = readOrder(parameters, types);
  if (!order.ok) return refuse(order.trouble);
  if (sortOrder !== undefined && !order.value)
    trail.note({
      kind: 'warn',
      what: 'Ignored `sortOrder`',
      why: 'It turns around what `sortBy` puts in order, and there is no `sortBy`.',
      source: rfc('7644', '3.4.2.3'),
    });
  return order;
}

/** How many resources, in words: `3 users`, `1 group`, `23 resources` of several types. */
export function counted(count: number, types: readonly ResourceType[]): string {
  const [type] = types;
  if (!type || types.length > 1) return `${count} ${count === 1 ? 'resource' : 'resources'}`;
  return `${count} ${count === 1 ? wordFor(type) : wordsFor(type)}`;
}

const typesInWords = (types: readonly ResourceType[]): string => types.map(wordFor).join(' or ');

interface Search extends Wanted {
  readonly call: Call;
  readonly view: View;
}

/** What was found, and what each was sorted by, if it was sorted. */
export interface Found {
  readonly resources: readonly StoredResource[];
  readonly keys?: readonly SortKey[];
}

/** Everything that matches: in creation order, or as `order` says, equals in creation order. */
export async function find(search: Search): Promise<Found> {
  const resources = await matching(search);
  return search.order ? inOrder(search, resources, search.order) : { resources };
}

async function matching(search: Search): Promise<readonly StoredResource[]> {
  const { call, types, view, filter } = search;
  if (!filter) return reported(call, await everything(view, types));
  const { lookup } = filter.compiled;
  const candidates = await (lookup ? lookUp(view, types, lookup) : everything(view, types));
  const resources = mentionsDerived(filter.tree)
    ? await rendered(candidates, lookOf(call, view))
    : candidates.map(resourceOf);
  const matches = candidates.filter((_, at) => filter.compiled.matches(resources[at]!));
  call.trail.note({
    what: lookup
      ? `Looked up \`${lookup.attribute}\` in its index: ${counted(matches.length, types)}`
      : `Compared ${counted(candidates.length, types)} with the filter: ${matchWords(matches.length)}`,
    why: lookup
      ? 'Equality on an attribute with an index needs no look at all the others.'
      : `No index answers this filter, so every ${typesInWords(types)} is looked at.`,
    source: rfc('7644', '3.4.2.2'),
  });
  return matches;
}

const matchWords = (count: number): string => `${count} ${count === 1 ? 'matches' : 'match'}`;

/** All resources of the types, in creation order; of one type, the very list that the store keeps. */
const everything = (view: View, types: readonly ResourceType[]) =>
  ofEach(types, (type) => view.all(type.name));

const lookUp = (view: View, types: readonly ResourceType[], { attribute, value }: Lookup) =>
  ofEach(types, async (type) => {
    if (attribute === 'id') return view.getMany(type.name, [value]);
    if (attribute !== 'members.value') return view.findBy(type.name, attribute, value);
    return type.name === 'Group' ? view.groupsWithMember(value) : [];
  });

async function ofEach(
  types: readonly ResourceType[],
  listOf: (type: ResourceType) => Promise<readonly StoredResource[]>,
): Promise<readonly StoredResource[]> {
  const [first] = types;
  if (first && types.length === 1) return listOf(first);
  const lists: (readonly StoredResource[])[] = [];
  for (const type of types) lists.push(await listOf(type));
  return lists.flat().sort((left, right) => left.order - right.order);
}

/** A list of one revision is the same list, so its orders are kept as long as it lives. */
const known = new WeakMap<readonly StoredResource[], Map<string, Found>>();

async function inOrder(
  { call, view }: Search,
  matches: readonly StoredResource[],
  order: Order,
): Promise<Found> {
  const { by, isDescending } = order;
  noteOrder(call, order);
  if (isDerived(by)) return sorted(matches, await rendered(matches, lookOf(call, view)), order);
  const orders = known.get(matches) ?? new Map<string, Found>();
  known.set(matches, orders);
  const key = `${printAttribute(by).toLowerCase()} ${isDescending}`;
  const found = orders.get(key) ?? sorted(matches, matches.map(resourceOf), order);
  orders.set(key, found);
  return found;
}

const resourceOf = ({ resource }: StoredResource): JsonObject => resource;

/** Descending is ascending turned around, equals and all: what has no value comes first then. */
function sorted(
  matches: readonly StoredResource[],
  resources: readonly JsonObject[],
  { keyOf, compare, isDescending }: Order,
): Found {
  const rows = matches.map((stored, at) => ({ stored, key: keyOf(resources[at]!) }));
  rows.sort(
    (left, right) => compare(left.key, right.key) || left.stored.order - right.stored.order,
  );
  if (isDescending) rows.reverse();
  return { resources: rows.map(({ stored }) => stored), keys: rows.map(({ key }) => key) };
}

function noteOrder({ trail }: Call, { by, isDescending, isExact }: Order): void {
  const direction = isDescending ? 'descending' : 'ascending';
  const letters = isExact ? '' : 'Letter case does not count. ';
  trail.note({
    what: `Sorted by \`${printAttribute(by)}\`, ${direction}`,
    why: `${letters}What has no value comes ${isDescending ? 'first' : 'last'}, and equals stay in the order they were created in${isDescending ? ', turned around' : ''}.`,
    source: rfc('7644', '3.4.2.3'),
  });
}
