// Judges a learner's own request by its outcome: the answer and the directory afterwards, never by its text.
import { assertNever } from '../base/assertNever.ts';
import { isList, isObject, sameJson } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isSuccess, resourcesOf } from '../idp/conversation.ts';
import type { Intent } from '../idp/conversation.ts';
import { compileFilter } from '../scim/filter/compile.ts';
import { parseFilter } from '../scim/filter/parse.ts';
import { profiles } from '../scim/profiles.ts';
import { groupType, userType } from '../scim/resourceTypes.ts';
import type { ResourceType } from '../scim/schema.ts';
import { idOf, isEnabled, membersOf, nameOf, textOf } from '../vault/members.ts';
import { membersMovedBy } from '../vault/touched.ts';
import { userNamed } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Sent } from './stage.ts';

/**
 * What a request has not done of what was needed, as sentences; empty when it did all of it, in
 * whatever way. `scene` is the directory after the request.
 */
export function unmetBy(intent: Intent, sent: Sent, scene: Scene): readonly string[] {
  const { status } = sent.response;
  if (!isSuccess(sent.response))
    return [`The server answered ${status}: nothing was changed, and the story still waits.`];
  switch (intent.kind) {
    case 'findUser':
      return unmetSearch(sent, searchForUser(intent, scene));
    case 'findGroup':
      return unmetSearch(sent, searchForGroup(intent.displayName, scene));
    case 'createUser':
      return unmetAccount(intent.user, scene);
    case 'updateUser':
      return unmetUpdate(intent, scene);
    case 'setActive':
      return unmetSwitch(intent, scene);
    case 'setMember':
      return [...unmetMembership(intent, scene), ...othersLost(intent, sent, scene)];
    default:
      return assertNever(intent);
  }
}

/** What a search is for: the resource it must bring, or, if there is none, one that it would have found. */
interface Search {
  readonly type: ResourceType;
  readonly who: string;
  readonly found?: JsonObject;
  readonly probe: JsonObject;
}

function searchForUser(intent: Extract<Intent, { kind: 'findUser' }>, scene: Scene): Search {
  const { by, value, who, person } = intent;
  const found =
    by === 'userName'
      ? userNamed(value, scene)
      : scene.users.find((user) => user['externalId'] === value);
  return { type: userType, who, probe: person, ...(found && { found }) };
}

function searchForGroup(displayName: string, scene: Scene): Search {
  const found = scene.groups.find((group) => group['displayName'] === displayName);
  return { type: groupType, who: displayName, probe: { displayName }, ...(found && { found }) };
}

function unmetSearch(sent: Sent, search: Search): readonly string[] {
  const resources = resourcesOf(sent.response);
  if (!resources)
    return [
      `The provider does not know an id yet: it needs a list from ${search.type.endpoint}, not one resource.`,
    ];
  const { found, who } = search;
  if (found)
    return resources.some((each) => idOf(each) === idOf(found))
      ? []
      : [`${who} is there with the id ${idOf(found)}, but not in this list.`];
  return wouldFind(sent, search)
    ? []
    : [`Nothing came back, but this question would not have found ${who} either.`];
}

/** True if a question that brought nothing would have brought the probe, had it been there. */
function wouldFind({ request }: Sent, { type, probe }: Search): boolean {
  const [path = '', query = ''] = request.url.split('?');
  if (!path.endsWith(type.endpoint)) return false;
  const text = parameter(query, 'filter');
  if (text === undefined) return true;
  const parsed = parseFilter(text);
  if (!parsed.ok) return false;
  const compiled = compileFilter({
    filter: parsed.value,
    types: [type],
    profile: profiles.lenient,
  });
  return compiled.ok && compiled.value.matches(probe);
}

function parameter(query: string, name: string): string | undefined {
  const pair = query.split('&').find((each) => each.toLowerCase().startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(name.length + 1).replace(/\+/g, ' '));
  } catch {
    return pair.slice(name.length + 1); // an escape the server did not read either
  }
}

function unmetAccount(wanted: JsonObject, scene: Scene): readonly string[] {
  const userName = textOf(wanted, 'userName');
  const user = userNamed(userName, scene);
  if (!user) return [`There is no account with the userName ${userName} yet.`];
  const externalId = textOf(wanted, 'externalId');
  return [
    ...(isEnabled(user) ? [] : ['The account is there, but not enabled.']),
    ...(user['externalId'] === externalId
      ? []
      : [`externalId should be ${externalId}: by it the provider finds the account again.`]),
  ];
}

function unmetUpdate(
  { id, user: wanted }: Extract<Intent, { kind: 'updateUser' }>,
  scene: Scene,
): readonly string[] {
  const user = scene.users.find((each) => idOf(each) === id);
  if (!user) return [goneWords(id)];
  return differences(wanted, user);
}

/** Attributes that are not as wanted, each as a sentence; an extension's by their own names. */
function differences(wanted: JsonObject, found: JsonObject): readonly string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    if (value === undefined || name === 'schemas') return [];
    const has = found[name];
    if (name.startsWith('urn:') && isObject(value))
      return differences(value, isObject(has) ? has : {});
    return holds(has, value) ? [] : [`${name} is ${shown(has)}; it should be ${shown(value)}.`];
  });
}

/** True if `found` has all of `wanted`; a server may add parts such as `$ref` and `display`. */
function holds(found: Json | undefined, wanted: Json): boolean {
  if (isObject(wanted))
    return (
      isObject(found) &&
      Object.entries(wanted).every(([name, part]) => part === undefined || holds(found[name], part))
    );
  if (isList(wanted))
    return isList(found) && wanted.every((part) => found.some((each) => holds(each, part)));
  return sameJson(found, wanted);
}

const shown = (value: Json | undefined): string =>
  value === undefined ? 'missing' : typeof value === 'string' ? value : JSON.stringify(value);

const goneWords = (id: string): string =>
  `The account ${id} is gone, and with it its history. What is needed is an account that stays, switched off or changed. Undo the request, or skip.`;

function unmetSwitch(
  { id, active }: Extract<Intent, { kind: 'setActive' }>,
  scene: Scene,
): readonly string[] {
  const user = scene.users.find((each) => idOf(each) === id);
  if (!user) return [goneWords(id)];
  if (isEnabled(user) === active) return [];
  return [active ? 'The account is still disabled.' : 'The account is still enabled.'];
}

function unmetMembership(
  { group: groupId, groupName, user, present }: Extract<Intent, { kind: 'setMember' }>,
  scene: Scene,
): readonly string[] {
  const group = scene.groups.find((each) => idOf(each) === groupId);
  if (!group) return [`The group ${groupName} is gone. Undo the request, or skip.`];
  const isIn = membersOf(group).some(({ kind, id }) => kind === 'user' && id === user);
  if (isIn === present) return [];
  return [present ? `${user} is not in ${groupName} yet.` : `${user} is still in ${groupName}.`];
}

/** Others whom the same request threw out: a PUT of a group replaces all its members. */
function othersLost(
  { group, groupName, user }: Extract<Intent, { kind: 'setMember' }>,
  sent: Sent,
  scene: Scene,
): readonly string[] {
  return sent.changes
    .filter((change) => change.resourceType === 'Group' && change.id === group)
    .flatMap((change) => membersMovedBy(change).left)
    .filter(({ id }) => id !== user)
    .map(({ id }) => scene.users.find((each) => idOf(each) === id))
    .filter((lost) => lost !== undefined)
    .map(
      (lost) =>
        `This request also took ${nameOf(lost)} out of ${groupName}. Undo it, or put them back.`,
    );
}
