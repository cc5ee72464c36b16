// Renders stored resources as clients see them: with location, groups of people, and names of what they refer to.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { StoredResource, View } from '../store/store.ts';
import { ancestorsOf, memberships, type Memberships } from './memberships.ts';
import { displayOf, withReferences } from './references.ts';

/** The enterprise extension's URN (RFC 7643 §4.3), the home of `manager`. */
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Where to look things up, the tenant's types, and the base URL that locations begin with. */
export interface Look {
  readonly view: View;
  readonly types: readonly ResourceType[];
  readonly baseUrl: string;
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
  const inGroups = await memberships(look.view, resources.filter(isUser).length);
  const others = await renderedOthers(resources.filter(isOther), look);
  const done: JsonObject[] = [];
  for (const stored of resources)
    if (isUser(stored)) done.push(await renderedUser(stored, { names, inGroups, look }));
    else done.push(others.get(stored) ?? renderedGroup(stored, { names, look }));
  return done;
}

/** One resource, rendered. */
export async function renderedOne(stored: StoredResource, look: Look): Promise<JsonObject> {
  const [one] = await rendered([stored], look);
  return one!;
}

const isUser = ({ type }: StoredResource): boolean => type === 'User';

const isOther = ({ type }: StoredResource): boolean => type !== 'User' && type !== 'Group';

/** Resources of the tenant's other types, rendered type by type. */
async function renderedOthers(
  resources: readonly StoredResource[],
  look: Look,
): Promise<ReadonlyMap<StoredResource, JsonObject>> {
  const done = new Map<StoredResource, JsonObject>();
  const addressOf = (type: string, id: string): string => addressIn(look, type, id);
  for (const type of look.types) {
    const ours = resources.filter((each) => each.type === type.name);
    if (ours.length === 0) continue;
    const whole = ours.map(({ id, resource }) => located(resource, addressOf(type.name, id)));
    const filled = await withReferences(whole, type, { view: look.view, addressOf });
    for (const [at, stored] of ours.entries()) done.set(stored, filled[at]!);
  }
  return done;
}

/** Names of resources by type and id; what is not in it does not exist. */
type Names = ReadonlyMap<string, string>;

const nameKey = (type: string, id: string): string => `${type} ${id}`;

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
      $ref: addressIn(look, type, value),
      type,
      ...(display === undefined ? {} : { display }),
    };
  });
  return {
    ...located(resource, addressIn(look, 'Group', id)),
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
