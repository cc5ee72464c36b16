// Draws access as a graph of people, groups, folders and secrets: what is lit, what came, what went, what is left out.
import type { AccessIndex } from './accessIndex.ts';
import { rightsOnFolders } from './folderTree.ts';
import { idOf, membersOf, peopleIn, type People } from './members.ts';
import type { Access, GrantPath, Vault } from './vault.ts';

/** The four columns, from the left. */
export type GraphKind = 'user' | 'group' | 'folder' | 'secret';

/** What the graph is about. Several together ask for the rights that fit all of them. */
export interface GraphFocus {
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  readonly folder?: string | undefined;
  readonly secret?: string | undefined;
}

/** A box. `key` is kind and id: `user 1042`. */
export interface GraphNode {
  readonly key: string;
  readonly kind: GraphKind;
  readonly id: string;
  /** It is what the graph is about. */
  readonly chosen: boolean;
  /** A right in focus goes through it. */
  readonly lit: boolean;
  /** Rights in focus went through it before, and none does now. */
  readonly gone: boolean;
}

/** The boxes of one kind that are shown, in order, of how many there are. */
export interface GraphColumn {
  readonly kind: GraphKind;
  readonly nodes: readonly GraphNode[];
  readonly total: number;
}

/** A line from box to box. `faint` ones are there and not in focus. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly tone: 'faint' | 'live' | 'direct' | 'personal' | 'unlimited' | 'add' | 'gone';
}

/** Columns from the left, and lines, the important ones last so that they are drawn on top. */
export interface Graph {
  readonly columns: readonly GraphColumn[];
  readonly edges: readonly GraphEdge[];
}

/** One moment: who is there, the vault, and the access that follows. */
export interface GraphMoment extends People {
  readonly vault: Vault;
  readonly index: AccessIndex;
}

/** What to draw. `before` is the moment to compare with; `limit` is how many boxes a column may have. */
export interface GraphInput {
  readonly now: GraphMoment;
  readonly before?: GraphMoment | undefined;
  readonly focus: GraphFocus;
  readonly limit: number;
  /** What one looks for: a column with something that fits shows that, and what is in focus. */
  readonly find?: (kind: GraphKind, id: string) => boolean;
}

/** The graph of one moment, or of what changed between two. */
export function graphOf({ now, before, focus, limit, find }: GraphInput): Graph {
  const lit = litSteps(now, focus);
  const was = before ? litSteps(before, focus) : lit;
  const first = endsOf(pairSteps(now, focus));
  const columns = columnsOf(now, before, { focus, limit, find, lit, was, first });
  const shown = new Set(columns.flatMap(({ nodes }) => nodes.map(({ key }) => key)));
  const litEdges = [...new Set([...was.keys(), ...lit.keys()])].map((key): GraphEdge => {
    const [from, to] = key.split('\n') as [string, string]; // as stepKey made it
    const tone = lit.get(key);
    if (!tone) return { from, to, tone: 'gone' };
    return { from, to, tone: was.has(key) ? tone : 'add' };
  });
  const known = new Set(litEdges.map(({ from, to }) => stepKey(from, to)));
  const faint = structure(now, shown)
    .filter(([from, to]) => !known.has(stepKey(from, to)))
    .map(([from, to]): GraphEdge => ({ from, to, tone: 'faint' }));
  const visible = litEdges.filter(({ from, to }) => shown.has(from) && shown.has(to));
  return { columns, edges: [...faint, ...visible.sort((one, other) => rank(one) - rank(other))] };
}

const rank = ({ tone }: GraphEdge): number =>
  ['faint', 'unlimited', 'gone', 'live', 'personal', 'add', 'direct'].indexOf(tone);

type Tone = 'live' | 'direct' | 'personal' | 'unlimited';

/** Steps in focus with their tone, by `from\nto`; a step that a group's right goes over too is live. */
type Steps = ReadonlyMap<string, Tone>;

const stepKey = (from: string, to: string): string => `${from}\n${to}`;
const keyOf = (kind: GraphKind, id: string): string => `${kind} ${id}`;

/** The ways from a chosen person to a chosen secret: in a large company they are shown before all others. */
const pairSteps = (moment: GraphMoment, focus: GraphFocus): Steps =>
  focus.user !== undefined && focus.secret !== undefined
    ? litSteps(moment, focus, ({ secret }) => secret === focus.secret)
    : new Map();

const endsOf = (steps: Steps): ReadonlySet<string> =>
  new Set([...steps.keys()].flatMap((key) => key.split('\n')));

function litSteps(
  moment: GraphMoment,
  focus: GraphFocus,
  counts: (access: Access) => boolean = () => true,
): Steps {
  const steps = new Map<string, Tone>();
  if (!(focus.user ?? focus.group ?? focus.folder ?? focus.secret)) return steps;
  const folderOf = new Map(moment.vault.secrets.map(({ id, folder }) => [id, folder]));
  for (const access of accessInFocus(moment, focus).filter(counts))
    for (const path of access.paths) {
      const folder = folderOf.get(access.secret) ?? '';
      if (!fits(path, folder, focus)) continue;
      for (const [from, to] of stepsOf(access, path, folder)) {
        const key = stepKey(from, to);
        steps.set(key, plainer(steps.get(key), path.kind === 'group' ? 'live' : path.kind));
      }
    }
  return steps;
}

/** Of two tones of one step, the one that tells of the more ordinary way. */
const plainer = (one: Tone | undefined, other: Tone): Tone =>
  (['live', 'direct', 'personal', 'unlimited'] as const).find(
    (tone) => tone === one || tone === other,
  )!;

/** With person and secret both chosen the person's rights are shown whole: the secret is one of them. */
function accessInFocus(moment: GraphMoment, focus: GraphFocus): readonly Access[] {
  const { byUser, bySecret } = moment.index;
  if (focus.user !== undefined) return byUser.get(focus.user) ?? [];
  if (focus.secret !== undefined) return bySecret.get(focus.secret) ?? [];
  if (focus.group !== undefined)
    return [...peopleIn(focus.group, moment.groups)].flatMap((id) => byUser.get(id) ?? []);
  const on = rightsOnFolders(moment.vault);
  return moment.vault.secrets
    .filter(({ folder }) => folder === focus.folder || on.get(folder)?.from.id === focus.folder)
    .flatMap(({ id }) => bySecret.get(id) ?? []);
}

function fits(path: GrantPath, folderOfSecret: string, { group, folder }: GraphFocus): boolean {
  if (group !== undefined && !path.groups.includes(group)) return false;
  return folder === undefined || path.grantedOn === folder || folderOfSecret === folder;
}

/** From the person to the secret: groups, the folder the right stands on, the one that inherits it. */
function stepsOf(
  { user, secret }: Access,
  { groups, grantedOn, onSecret }: GrantPath,
  folder: string,
): readonly (readonly [from: string, to: string])[] {
  const end = keyOf('secret', secret);
  const down =
    grantedOn === folder
      ? [keyOf('folder', folder), end]
      : [keyOf('folder', grantedOn), keyOf('folder', folder), end];
  const way = [
    keyOf('user', user),
    ...groups.map((id) => keyOf('group', id)),
    ...(onSecret || grantedOn === '' ? [end] : down),
  ];
  return way.slice(1).map((to, at) => [way[at]!, to] as const);
}

interface Choice extends Pick<GraphInput, 'focus' | 'limit'> {
  readonly find: GraphInput['find'] | undefined;
  readonly lit: Steps;
  readonly was: Steps;
  /** Boxes that are shown whatever else there is no room for. */
  readonly first: ReadonlySet<string>;
}

function columnsOf(
  now: GraphMoment,
  before: GraphMoment | undefined,
  { focus, limit, find, lit, was, first }: Choice,
): readonly GraphColumn[] {
  const [litKeys, wasKeys] = [endsOf(lit), endsOf(was)];
  const allIds = (idsOf: (moment: GraphMoment) => readonly string[]): readonly string[] =>
    before ? [...new Set([...idsOf(now), ...idsOf(before)])] : idsOf(now);
  const column = (kind: GraphKind, ids: readonly string[]): GraphColumn => {
    const chosen = focus[kind];
    const wanted = (id: string): boolean =>
      id === chosen || litKeys.has(keyOf(kind, id)) || wasKeys.has(keyOf(kind, id));
    const found = find && ids.filter((id) => find(kind, id));
    const left = found?.length ? ids.filter((id) => wanted(id) || find?.(kind, id)) : ids;
    const isFirst = (id: string): boolean => id === chosen || first.has(keyOf(kind, id));
    const shown = picked(left, [isFirst, wanted], limit);
    const nodes = shown.map((id): GraphNode => {
      const key = keyOf(kind, id);
      const isLit = litKeys.has(key);
      const gone = !isLit && wasKeys.has(key);
      return { key, kind, id, chosen: id === chosen, lit: isLit, gone };
    });
    return { kind, nodes, total: ids.length };
  };
  return [
    column(
      'user',
      allIds(({ users }) => users.map(idOf)),
    ),
    column(
      'group',
      allIds(({ groups }) => groups.map(idOf)),
    ),
    column(
      'folder',
      allIds(({ vault }) => inTree(vault)),
    ),
    column(
      'secret',
      allIds(({ vault }) => byFolder(vault)),
    ),
  ];
}

/** As many as fit, those of the first wish before those of the next and before others, all in their own order. */
function picked(
  ids: readonly string[],
  wishes: readonly ((id: string) => boolean)[],
  limit: number,
): readonly string[] {
  if (ids.length <= limit) return ids;
  const taken = new Set<string>();
  for (const wish of [...wishes, () => true])
    for (const id of ids) {
      if (taken.size >= limit) break;
      if (wish(id)) taken.add(id);
    }
  return ids.filter((id) => taken.has(id));
}

const inTree = ({ folders }: Vault): readonly string[] =>
  [...folders]
    .sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
    .map(({ id }) => id);

/** Secrets in the order of their folders, so that lines between the two do not cross. */
function byFolder(vault: Vault): readonly string[] {
  const place = new Map(inTree(vault).map((id, at) => [id, at]));
  const placeOf = (folder: string): number => place.get(folder) ?? place.size;
  return vault.secrets
    .map(({ id, folder }, at) => ({ id, at, folder: placeOf(folder) }))
    .sort((one, other) => one.folder - other.folder || one.at - other.at)
    .map(({ id }) => id);
}

/** What is there, in focus or not, between boxes that are shown. */
function structure(
  { groups, vault }: GraphMoment,
  shown: ReadonlySet<string>,
): readonly (readonly [from: string, to: string])[] {
  const steps: (readonly [string, string])[] = [];
  const add = (from: string, to: string): void => {
    if (shown.has(from) && shown.has(to)) steps.push([from, to]);
  };
  for (const group of groups) {
    const key = keyOf('group', idOf(group));
    if (shown.has(key)) for (const { kind, id } of membersOf(group)) add(keyOf(kind, id), key);
  }
  for (const { folder, to } of vault.grants) add(keyOf(to.kind, to.id), keyOf('folder', folder));
  for (const { secret, to } of vault.secretGrants ?? [])
    add(keyOf(to.kind, to.id), keyOf('secret', secret));
  for (const { id, folder } of vault.secrets) add(keyOf('folder', folder), keyOf('secret', id));
  return steps;
}
