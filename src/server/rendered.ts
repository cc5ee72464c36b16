// Renders stored resources as clients see them: with location, groups of people, and names of what they refer to.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import { resourceTypes } from '../scim/resourceTypes.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { StoredResource, View } from '../store/store.ts';
import { displayOf } from './called.ts';
import { ancestorsOf, memberships, type Memberships } from './memberships.ts';
import { referencesOf, withReferences } from './references.ts';

/** The enterprise extension's URN (RFC 7643 §4.3), the home of `manager`. */
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Where to look things up, the tenant's types, and the base URL that locations begin with. */
export interface Look {
  readonly view: View;
  readonly types: readonly ResourceType[];
  readonly baseUrl: string;
  /** Whether any of an attribute will be shown: what is not need not be worked out. */
  readonly shows: (type: string, attribute: string) => boolean;
}

/** The URL of a resource (RFC 7643 §3.1 `meta.location`). */
export const locationOf = (
  { endpoint }: Pick<ResourceType, 'endpoint'>,
  id: string,
  baseUrl: string,
): string => `${baseUrl}${endpoint}/${encodeURIComponent(id)}`;

/** The same by the name of the type. */
function addressIn({ types, baseUrl }: Look, name: string, id: string): string {
  const type = types.find((each) => each.name === name);
  if (!type) throw new Error(`Expected the tenant to have the type ${name}.`);
  return locationOf(type, id, baseUrl);
}

/**
 * The resources with everything that is derived rather than stored: `meta.location`; for users
 * `groups` (RFC 7643 §4.1.2) and the manager's `$ref` and `displayName` (§4.3); for groups each
 * member's `$ref` and `display` (§2.4); for other types the same of what they refer to. In the
 * order given.
 */
export async function rendered(
  resources: readonly StoredResource[],
  look: Look,
): Promise<readonly JsonObject[]> {
  const names = await namesFor(resources, look);
  const people = look.shows('User', 'groups') ? resources.filter(isUser).length : 0;
  const inGroups = await memberships(look.view, people);
  const done: JsonObject[] = [];
  for (const stored of resources)
    if (isUser(stored)) done.push(await renderedUser(stored, { names, inGroups, look }));
    else if (stored.type === 'Group') done.push(await renderedGroup(stored, look));
    else done.push(located(stored.resource, addressIn(look, stored.type, stored.id)));
  return look.types === resourceTypes ? done : followed(done, resources, look);
}

/** The same, with what attributes of the tenant's own schemas refer to, type by type. */
async function followed(
  done: readonly JsonObject[],
  resources: readonly StoredResource[],
  look: Look,
): Promise<readonly JsonObject[]> {
  const whole = [...done];
  const addressOf = (type: string, id: string): string => addressIn(look, type, id);
  for (const type of look.types.filter((each) => referencesOf(each).length > 0)) {
    const ours = [...resources.keys()].filter((at) => resources[at]!.type === type.name);
    const given = ours.map((at) => done[at]!);
    const filled = await withReferences(given, type, { view: look.view, addressOf });
    for (const [place, at] of ours.entries()) whole[at] = filled[place]!;
  }
  return whole;
}

/** One resource, rendered. */
export async function renderedOne(stored: StoredResource, look: Look): Promise<JsonObject> {
  const [one] = await rendered([stored], look);
  return one!;
}

const isUser = ({ type }: StoredResource): boolean => type === 'User';

/** Names of resources by type and id; what is not in it does not exist. */
type Names = ReadonlyMap<string, string>;

const nameKey = (type: string, id: string): string => `${type} ${id}`;

async function namesFor(resources: readonly StoredResource[], { view }: Look): Promise<Names> {
  const managers = resources.map(({ resource }) => managerOf(resource)?.value);
  const users = await view.getMany(
    'User',
    managers.filter((id) => typeof id === 'string'),
  );
  return new Map(users.map((one) => [nameKey(one.type, one.id), displayOf(one)]));
}

/** The members of a stored group: `{ value, type }`. */
export function membersOf({ members }: JsonObject): readonly JsonObject[] {
  if (!isList(members)) return [];
  return areObjects(members) ? members : members.filter(isObject);
}

const areObjects = (list: readonly Json[]): list is readonly JsonObject[] => list.every(isObject);

const managerOf = (resource: JsonObject): JsonObject | undefined => {
  const extension = resource[enterpriseUrn];
  const manager = isObject(extension) ? extension.manager : undefined;
  return isObject(manager) ? manager : undefined;
};

async function renderedGroup({ id, resource }: StoredResource, look: Look): Promise<JsonObject> {
  const whole = located(resource, addressIn(look, 'Group', id));
  const members = look.shows('Group', 'members') ? membersOf(resource) : [];
  if (members.length === 0) return whole;
  const [users, groups] = [
    await targets('User', members, look),
    await targets('Group', members, look),
  ];
  const shown = members.map((member) => {
    const id = String(member.value);
    const target = (member.type === 'Group' ? groups : users)(id);
    return target
      ? memberFor(target, look)
      : { ...member, $ref: addressIn(look, String(member.type), id) };
  });
  return { ...whole, members: shown };
}

/** Gives the members of a type that exist, by id: quickest when asked in the order of the list. */
async function targets(
  type: string,
  members: readonly JsonObject[],
  { view }: Look,
): Promise<(id: string) => StoredResource | undefined> {
  const ids = members.flatMap((member) => (member.type === type ? String(member.value) : []));
  const found = await view.getMany(type, ids);
  let at = 0;
  let byId: ReadonlyMap<string, StoredResource> | undefined; // needed only where one is missing
  return (id) =>
    found[at]?.id === id
      ? found[at++]
      : (byId ??= new Map(found.map((one) => [one.id, one]))).get(id);
}

/** How a member is shown follows from what it is alone, so it is worked out once for each version of that. */
const knownMembers = new WeakMap<
  StoredResource,
  { readonly at: string; readonly member: JsonObject }
>();

function memberFor(target: StoredResource, look: Look): JsonObject {
  const known = knownMembers.get(target);
  if (known?.at === look.baseUrl) return known.member;
  const { type, id: value } = target;
  const member = { value, $ref: addressIn(look, type, value), type, display: displayOf(target) };
  knownMembers.set(target, { at: look.baseUrl, member });
  return member;
}

async function renderedUser(
  { id, resource }: StoredResource,
  {
    names,
    inGroups,
    look,
  }: { readonly names: Names; readonly inGroups: Memberships; readonly look: Look },
): Promise<JsonObject> {
  const groups = look.shows('User', 'groups') ? await groupsOfUser(id, inGroups, look) : [];
  return {
    ...withManager(located(resource, addressIn(look, 'User', id)), names, look),
    ...(groups.length > 0 ? { groups } : {}),
  };
}

const located = (resource: JsonObject, location: string): JsonObject => ({
  ...resource,
  meta: { ...(isObject(resource.meta) ? resource.meta : {}), location },
});

/** RFC 7643 §4.1.2: direct when the user is a member itself, indirect through a group in a group. */
async function groupsOfUser(
  id: string,
  inGroups: Memberships,
  look: Look,
): Promise<readonly JsonObject[]> {
  const found = await ancestorsOf({ type: 'User', id }, inGroups);
  return found.map(({ group, isDirect }) => ({
    value: group.id,
    $ref: addressIn(look, 'Group', group.id),
    display: displayOf(group),
    type: isDirect ? 'direct' : 'indirect',
  }));
}

function withManager(resource: JsonObject, names: Names, look: Look): JsonObject {
  const manager = managerOf(resource);
  if (typeof manager?.value !== 'string') return resource;
  const displayName = names.get(nameKey('User', manager.value));
  if (displayName === undefined) return resource;
  const $ref = addressIn(look, 'User', manager.value);
  const extension = resource[enterpriseUrn] as JsonObject; // a manager was found in it
  return {
    ...resource,
    [enterpriseUrn]: { ...extension, manager: { value: manager.value, $ref, displayName } },
  };
}
