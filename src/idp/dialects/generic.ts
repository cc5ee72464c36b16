// Speaks plain RFC 7644: looks before it creates, changes with PATCH, disables rather than deletes, one member at a time.
import { isObject, sameJson } from '../../base/json.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { HeaderList, HttpResponse } from '../../http/message.ts';
import { bodyOf, failureOf, filterLiteral, isSuccess, resourcesOf } from '../conversation.ts';
import type { Ask, Conversation, Facts, Intent, Outcome } from '../conversation.ts';
import { enterpriseUrn } from '../mapping.ts';
import type { PatchOperation } from '../mapping.ts';
import type {
  AccountTask,
  Dialect,
  ManagerReference,
  MembershipTask,
  ProvisionTask,
  Target,
  UpdateTask,
} from './dialect.ts';

const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The dialect with no departures: every request stands in RFC 7644 as it is sent. */
export const generic: Dialect = {
  id: 'generic',
  name: 'Plain RFC 7644',
  summary: 'What a careful SCIM client sends: no vendor peculiarities.',
  departures: [],
  provision,
  update,
  disable: (target, task) => switchAccount(target, task, false),
  enable: (target, task) => switchAccount(target, task, true),
  join: (target, task) => move(target, task, true),
  leave: (target, task) => move(target, task, false),
};

function* provision(target: Target, task: ProvisionTask): Conversation {
  const userName = String(task.user['userName']);
  const found = yield* findUser(target, byName(userName, task.who, task.user));
  if (found.kind === 'failed') return found;
  const boss = yield* findManager(target, task.manager);
  if (boss.kind === 'failed') return boss;
  const user = withManager(task.user, boss);
  if (found.user) return yield* link(target, { user, found: found.user, who: task.who });
  return yield* create(target, user, task.who);
}

function* create(target: Target, user: JsonObject, who: string): Conversation {
  const answer = yield ask(target, {
    method: 'POST',
    path: '/Users',
    body: user,
    says: `Create ${who}`,
    intent: { kind: 'createUser', user },
  });
  const id = bodyOf(answer)?.['id'];
  if (isSuccess(answer) && typeof id === 'string')
    return done(`${who} has an account with the id ${id}`, { userId: id, account: 'created' });
  if (answer.status === 409) return yield* linkAfterClash(target, { user, who, clash: answer });
  return failureOf(answer, `create ${who}`);
}

/** A 409 after an empty look-up: somebody was quicker, or the account was hidden. Look once more. */
function* linkAfterClash(
  target: Target,
  { user, who, clash }: { user: JsonObject; who: string; clash: HttpResponse },
): Conversation {
  const userName = String(user['userName']);
  const found = yield* findUser(target, byName(userName, who, user));
  if (found.kind === 'failed') return found;
  if (!found.user) return failureOf(clash, `create ${who}`);
  return yield* link(target, { user, found: found.user, who });
}

/** The account exists: remember its id, enable it, and bring over what differs. */
function* link(
  target: Target,
  { user, found, who }: { user: JsonObject; found: JsonObject; who: string },
): Conversation {
  const userId = String(found['id']);
  const operations = operationsBetween(found, user);
  const facts: Facts = { userId, account: 'linked' };
  if (operations.length === 0) return done(`${who} was already there as ${userId}`, facts);
  const intent = intentOf(userId, user, operations);
  const answer = yield patchUser(target, { id: userId, operations, says: `Update ${who}`, intent });
  if (!isSuccess(answer)) return failureOf(answer, `update ${who}`);
  return done(`${who} was already there as ${userId} and is up to date now`, facts);
}

/** Enabling is what matters to access; anything else is an update. */
const intentOf = (id: string, user: JsonObject, operations: readonly PatchOperation[]): Intent =>
  operations.length === 1 && operations[0]!.path === 'active'
    ? { kind: 'setActive', id, active: user['active'] === true }
    : { kind: 'updateUser', id, user };

/** `replace` for each attribute of `wanted` that differs (RFC 7644 §3.5.2.3); what is only in `found` stays. */
function operationsBetween(found: JsonObject, wanted: JsonObject): readonly PatchOperation[] {
  return Object.entries(wanted).flatMap(([name, value]): readonly PatchOperation[] => {
    if (name === 'schemas' || value === undefined) return [];
    if (name !== enterpriseUrn) return difference(name, found[name], value);
    const known = isObject(found[name]) ? found[name] : {};
    return Object.entries(isObject(value) ? value : {}).flatMap(([inner, part]) =>
      difference(`${enterpriseUrn}:${inner}`, known[inner], part ?? null),
    );
  });
}

/** An object or a list of one counts as the same when the server only added to it. */
function difference(
  path: string,
  found: Json | undefined,
  wanted: Json,
): readonly PatchOperation[] {
  return holds(found, wanted) ? [] : [{ op: 'replace', path, value: wanted }];
}

/** True if `found` has everything that `wanted` has; a server may add parts such as `$ref` or `display`. */
function holds(found: Json | undefined, wanted: Json): boolean {
  if (isObject(wanted))
    return (
      isObject(found) &&
      Object.entries(wanted).every(([name, part]) => part === undefined || holds(found[name], part))
    );
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted.every((part) => found.some((each: Json) => holds(each, part)));
  return sameJson(found, wanted);
}

function* update(target: Target, task: UpdateTask): Conversation {
  const found = yield* findUser(target, byName(task.userName, task.who));
  if (found.kind === 'failed') return found;
  if (!found.user) return missing(task.who);
  const id = String(found.user['id']);
  const boss = yield* findManager(target, task.manager);
  if (boss.kind === 'failed') return boss;
  const manager: readonly PatchOperation[] = boss.user
    ? [{ op: 'replace', path: `${enterpriseUrn}:manager`, value: referenceTo(boss.user) }]
    : [];
  const operations = [...task.operations, ...manager];
  if (operations.length === 0) return done(`Nothing to change about ${task.who}`, { userId: id });
  const user = expectedAfter(operations);
  const intent: Intent = { kind: 'updateUser', id, user };
  const answer = yield patchUser(target, { id, operations, says: `Update ${task.who}`, intent });
  if (!isSuccess(answer)) return failureOf(answer, `update ${task.who}`);
  return done(`${task.who} is up to date`, { userId: id, account: 'linked' });
}

/** The part of a User that plain and enterprise paths set; value paths and sub-attributes are left to the server. */
function expectedAfter(operations: readonly PatchOperation[]): JsonObject {
  const plain = operations.filter(({ path }) => /^\w+$/.test(path));
  const prefix = `${enterpriseUrn}:`;
  const enterprise = operations
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, value }) => [path.slice(prefix.length), value] as const);
  return {
    ...Object.fromEntries(plain.map(({ path, value }) => [path, value])),
    ...(enterprise.length > 0 && { [enterpriseUrn]: Object.fromEntries(enterprise) }),
  };
}

const missing = (who: string): Outcome => ({
  kind: 'failed',
  says: `${who} has no account in Secret Server; the next cycle matches anew`,
  status: 200,
  remedy: 'rematch',
});

function* switchAccount(target: Target, task: AccountTask, active: boolean): Conversation {
  const { who, userName } = task;
  const found = yield* findUser(target, byName(userName, who));
  if (found.kind === 'failed') return found;
  if (!found.user)
    return active
      ? missing(who)
      : done(`${who} has no account: nothing to do`, { account: 'missing' });
  const id = String(found.user['id']);
  if (found.user['active'] === active)
    return done(`${who} is ${active ? 'enabled' : 'disabled'} already`, { userId: id });
  const verb = active ? 'enable' : 'disable';
  const answer = yield patchUser(target, {
    id,
    operations: [{ op: 'replace', path: 'active', value: active }],
    says: `${active ? 'Enable' : 'Disable'} ${who}`,
    intent: { kind: 'setActive', id, active },
  });
  if (isSuccess(answer)) return done(`${who} is ${verb}d`, { userId: id, account: 'linked' });
  if (answer.status === 404 && !active)
    return done(`${who} was erased in the meantime: nothing left to disable`, {
      account: 'missing',
    });
  return failureOf(answer, `${verb} ${who}`);
}

function* move(target: Target, task: MembershipTask, present: boolean): Conversation {
  const { group, userId, who } = task;
  const search = yield ask(target, {
    method: 'GET',
    path: '/Groups',
    query: { filter: `displayName eq ${filterLiteral(group)}`, excludedAttributes: 'members' },
    says: `Look for the group ${group}`,
    intent: { kind: 'findGroup', displayName: group },
  });
  const found = isSuccess(search) ? resourcesOf(search) : undefined;
  if (!found) return failureOf(search, `look for the group ${group}`);
  const named = found.filter((each) => each['displayName'] === group);
  if (named.length !== 1) return noSingleGroup(group, named.length);
  const groupId = String(named[0]!['id']);
  const verb = present ? `add ${who} to ${group}` : `take ${who} out of ${group}`;
  const intent: Intent = {
    kind: 'setMember',
    group: groupId,
    groupName: group,
    user: userId,
    present,
  };
  const answer = yield patchGroup(target, intent, `${verb[0]!.toUpperCase()}${verb.slice(1)}`);
  if (!isSuccess(answer)) return failureOf(answer, verb);
  const state = present ? 'is in' : 'is no longer in';
  return done(`${who} ${state} ${group}`, { userId, groupId });
}

const noSingleGroup = (group: string, count: number): Outcome => ({
  kind: 'failed',
  says:
    count === 0
      ? `Secret Server has no group named ${group}; an administrator has to make it`
      : `Secret Server has ${count} groups named ${group}; an administrator has to say which`,
  status: 200,
  remedy: 'administrator',
});

/** RFC 7644 §3.5.2.1 adds a member; §3.5.2.2 removes the one that the value filter finds. */
function patchGroup(
  target: Target,
  intent: Extract<Intent, { kind: 'setMember' }>,
  says: string,
): Ask {
  const operation: PatchOperation = intent.present
    ? { op: 'add', path: 'members', value: [{ value: intent.user, type: 'User' }] }
    : { op: 'remove', path: `members[value eq ${filterLiteral(intent.user)}]` };
  const path = `/Groups/${encodeURIComponent(intent.group)}`;
  return ask(target, { method: 'PATCH', path, body: patchOf([operation]), says, intent });
}

type Found =
  { readonly kind: 'answered'; readonly user?: JsonObject } | Extract<Outcome, { kind: 'failed' }>;

type FindBy = Omit<Extract<Intent, { kind: 'findUser' }>, 'kind'>;

const byName = (value: string, who: string, person: JsonObject = { userName: value }): FindBy => ({
  by: 'userName',
  value,
  who,
  person,
});

/** Asks for one user. The one that really has the value counts, whatever else the list holds. */
function* findUser(target: Target, by: FindBy): Generator<Ask, Found, HttpResponse> {
  const answer = yield ask(target, {
    method: 'GET',
    path: '/Users',
    query: { filter: `${by.by} eq ${filterLiteral(by.value)}` },
    says: `Look for ${by.who}`,
    intent: { kind: 'findUser', ...by },
  });
  const found = isSuccess(answer) ? resourcesOf(answer) : undefined;
  if (!found)
    return failureOf(answer, `look for ${by.who}`) as Extract<Outcome, { kind: 'failed' }>;
  const user = found.find((each) => isSameName(each[by.by], by.value, by.by));
  return { kind: 'answered', ...(user && { user }) };
}

/** userName is compared without letter case (RFC 7643 §4.1.1), externalId with it (§3.1). */
const isSameName = (
  found: Json | undefined,
  wanted: string,
  by: 'userName' | 'externalId',
): boolean =>
  typeof found === 'string' &&
  (by === 'userName' ? found.toLowerCase() === wanted.toLowerCase() : found === wanted);

/** The person with a reference to the manager, if there is one; somebody without an account cannot be named. */
function withManager(user: JsonObject, { user: boss }: Extract<Found, { kind: 'answered' }>) {
  if (!boss) return user;
  const enterprise = isObject(user[enterpriseUrn]) ? user[enterpriseUrn] : {};
  return { ...user, [enterpriseUrn]: { ...enterprise, manager: referenceTo(boss) } };
}

const referenceTo = ({ id }: JsonObject): JsonObject => ({ value: String(id) });

function* findManager(
  target: Target,
  manager: ManagerReference | undefined,
): Generator<Ask, Found, HttpResponse> {
  if (!manager) return { kind: 'answered' };
  const { externalId, who } = manager;
  return yield* findUser(target, {
    by: 'externalId',
    value: externalId,
    who: `${who}, the manager`,
    person: { externalId },
  });
}

const done = (says: string, facts: Facts): Outcome => ({ kind: 'done', says, facts });

const patchOf = (operations: readonly PatchOperation[]): JsonObject => ({
  schemas: [patchUrn],
  Operations: operations,
});

function patchUser(
  target: Target,
  change: {
    readonly id: string;
    readonly operations: readonly PatchOperation[];
    readonly says: string;
    readonly intent: Intent;
  },
): Ask {
  const { id, operations, says, intent } = change;
  const path = `/Users/${encodeURIComponent(id)}`;
  return ask(target, { method: 'PATCH', path, body: patchOf(operations), says, intent });
}

/** What a request is made of before it is encoded. */
interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly says: string;
  readonly intent: Intent;
}

/** Writes a request: target encoded (RFC 3986 §2.1), bearer token (RFC 6750 §2.1), SCIM media type (RFC 7644 §3.1). */
function ask({ baseUrl, token }: Target, draft: Draft): Ask {
  const { method, path, query = {}, body, says, intent } = draft;
  const pairs = Object.entries(query);
  const written = (encode: (text: string) => string): string =>
    pairs.map(([name, value], at) => `${at ? '&' : '?'}${name}=${encode(value)}`).join('');
  const headers: HeaderList = [
    ['Authorization', `Bearer ${token}`],
    ['Accept', 'application/scim+json'],
    ...(body ? [['Content-Type', 'application/scim+json'] as const] : []),
  ];
  return {
    method,
    url: `${baseUrl}${path}${written(encodeURIComponent)}`,
    headers,
    ...(body && { body: JSON.stringify(body, null, 2) }),
    says,
    wire: `${method} ${path}${written((text) => text)}`,
    intent,
  };
}
