// Renders stored resources as clients see them: with location, groups of people, and names of what they refer to.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import type { StoredResource, View } from '../store/store.ts';
import { ancestorsOf, memberships, type Memberships } from './memberships.ts';

/** The enterprise extension's URN (RFC 7643 §4.3), the home of `manager`. */
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Where to look things up, and the base URL that locations begin with. */
export interface Look {
  readonly view: View;
  readonly baseUrl: string;
}

/** The URL of a resource (RFC 7643 §3.1 `meta.location`). */
export const locationOf = (type: string, id: string, baseUrl: string): string =>
  `${baseUrl}/${type}s/${encodeURIComponent(id)}`;

/**
 * The resources with everything that is derived rather than stored: `meta.location`; for users
 * `groups` (RFC 7643 §4.1.2) and the manager's `$ref` and `displayName` (§4.3); for groups each
 * member's `$ref` and `display` (§2.4). In the order given.
 */
export async function rendered(
  resources: readonly StoredResource[],
  look: Look,
): Promise<readonly JsonObject[]> {
  const names = await namesFor(resources, look);
  const inGroups = await memberships(look.view, resources.filter(isUser).length);
  const done: JsonObject[] = [];
  for (const stored of resources)
    done.push(
      isUser(stored)
        ? await renderedUser(stored, { names, inGroups, look })
        : renderedGroup(stored, { names, look }),
    );
  return done;
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

/** How a resource is called where others refer to it: displayName, else userName, else its id. */
export function displayOf({ id, resource }: StoredResource): string {
  const { displayName, userName } = resource;
  if (typeof displayName === 'string') return displayName;
  return typeof userName === 'string' ? userName : id;
}

async function namesFor(resources: readonly StoredResource[], { view }: Look): Promise<Names> {
  const members = resources.flatMap(({ resource }) => membersOf(resource));
  const managers = resources.map(({ resource }) => managerOf(resource)?.value);
  const idsOf = (type: string): string[] =>
    members.filter((member) => member.type === type).map((member) => String(member.value));
  const users = await view.getMany('User', [
    ...idsOf('User'),
    ...managers.filter((id) => typeof id === 'string'),
  ]);
  const groups = await view.getMany('Group', idsOf('Group'));
  return new Map([...users, ...groups].map((one) => [nameKey(one.type, one.id), displayOf(one)]));
}

/** The members of a stored group: `{ value, type }`. */
export const membersOf = (resource: JsonObject): readonly JsonObject[] =>
  isList(resource.members) ? resource.members.filter(isObject) : [];

const managerOf = (resource: JsonObject): JsonObject | undefined => {
  const extension = resource[enterpriseUrn];
  const manager = isObject(extension) ? extension.manager : undefined;
  return isObject(manager) ? manager : undefined;
};

function renderedGroup(
  { id, resource }: StoredResource,
  { names, look }: { readonly names: Names; readonly look: Look },
): JsonObject {
  const members = membersOf(resource).map((member) => {
    const [type, value] = [String(member.type), String(member.value)];
    const display = names.get(nameKey(type, value));
    return {
      value,
      $ref: locationOf(type, value, look.baseUrl),
      type,
      ...(display === undefined ? {} : { display }),
    };
  });
  return {
    ...located(resource, locationOf('Group', id, look.baseUrl)),
    ...(members.length > 0 ? { members } : {}),
  };
}

async function renderedUser(
  { id, resource }: StoredResource,
  {
    names,
    inGroups,
    look,
  }: { readonly names: Names; readonly inGroups: Memberships; readonly look: Look },
): Promise<JsonObject> {
  const groups = await groupsOfUser(id, inGroups, look);
  return {
    ...withManager(located(resource, locationOf('User', id, look.baseUrl)), names, look),
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
  { baseUrl }: Look,
): Promise<readonly JsonObject[]> {
  const found = await ancestorsOf({ type: 'User', id }, inGroups);
  return found.map(({ group, isDirect }) => ({
    value: group.id,
    $ref: locationOf('Group', group.id, baseUrl),
    display: displayOf(group),
    type: isDirect ? 'direct' : 'indirect',
  }));
}

function withManager(resource: JsonObject, names: Names, { baseUrl }: Look): JsonObject {
  const manager = managerOf(resource);
  if (typeof manager?.value !== 'string') return resource;
  const displayName = names.get(nameKey('User', manager.value));
  if (displayName === undefined) return resource;
  const $ref = locationOf('User', manager.value, baseUrl);
  const extension = resource[enterpriseUrn] as JsonObject; // a manager was found in it
  return {
    ...resource,
    [enterpriseUrn]: { ...extension, manager: { value: manager.value, $ref, displayName } },
  };
}
