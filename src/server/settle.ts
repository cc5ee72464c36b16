// Checks a resource against the directory inside the write transaction: members exist, unique values are free.
import { listDifference, sameJson, type JsonObject, type ListDifference } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { problem, type Problem } from '../scim/problem.ts';
import { resourceTypes } from '../scim/resourceTypes.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc, type Source } from '../scim/trace.ts';
import { code } from '../scim/words.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { wordFor, type Call } from './call.ts';
import { ancestorsOf, memberships } from './memberships.ts';
import { hiddenType, mailOf, ownersOf } from './mail.ts';
import { isPam } from './pam.ts';
import { settledPam, withoutRoot } from './pamRules.ts';
import { brokenReference } from './references.ts';
import { refuse, type Refusal } from './reply.ts';
import { takenValue } from './unique.ts';

/** A resource about to be stored; `id` is undefined while it is being created. */
export interface Candidate {
  readonly call: Call;
  readonly edit: Edit;
  readonly type: ResourceType;
  readonly id: string | undefined;
  readonly resource: JsonObject;
  /** The resource as it is stored, when it exists: what stays as it was is not checked again. */
  readonly before?: JsonObject;
  readonly promised?: Promised | undefined;
}

/**
 * Resources of a bulk request that refer to each other in a circle: each has its id before it exists,
 * and may be referred to as if it did (RFC 7644 §3.7.1). `ids` holds those of all, by type.
 */
export interface Promised {
  /** The id of the resource that is being created. */
  readonly id: string;
  readonly ids: Readonly<Record<string, ReadonlySet<string>>>;
}

/**
 * The resource as it may be stored, with each member as `{ value, type }`. Refused with 400 for
 * members that do not exist, are the group itself or would close a circle, and with 409 for values
 * that must be unique. Nothing is written.
 */
export async function settled(candidate: Candidate): Promise<Result<JsonObject, Refusal>> {
  const { call, type } = candidate;
  if (isPam(type)) return settledInVault(candidate);
  const unique = await settledNames(candidate);
  if (!unique.ok) return unique;
  const resource = unique.value;
  const trouble = call.types === resourceTypes ? undefined : await ownRules(candidate, resource);
  if (trouble) return refuse(trouble);
  if (type.name !== 'Group') return unique;
  const members = await settledMembers(candidate);
  if (!members.ok) return members;
  const rest = without(resource, 'members');
  return ok(members.value.length > 0 ? { ...rest, members: members.value } : rest);
}

/** The same for what lies in the vault. */
async function settledInVault(candidate: Candidate): Promise<Result<JsonObject, Refusal>> {
  const resource = withoutRoot(candidate.resource);
  const trouble = await ownRules(candidate, resource);
  return trouble ? refuse(trouble) : settledPam(candidate, resource);
}

/** What the schemas of a tenant's own ask beyond those that every server has. */
const ownRules = async (
  { edit, type, id, before, promised }: Candidate,
  resource: JsonObject,
): Promise<Problem | undefined> =>
  (await brokenReference(resource, type, { view: edit, before, promised: promised?.ids })) ??
  (await takenValue(edit, type, { id, resource, before }));

/** A copy of an object that lacks one key. */
export const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/**
 * Members, each once, each with its type: the one sent if it exists, else the one that has the id. Those
 * that the group has already are not looked at again, so that one more or less costs the same in any group.
 */
async function settledMembers(
  candidate: Candidate,
): Promise<Result<readonly JsonObject[], Refusal>> {
  const { call, edit, id, resource, before } = candidate;
  const [old, sent] = [membersIn(before), membersIn(resource)];
  if (before && sameJson(old, sent)) return ok(sent);
  const { gone, come, at } = listDifference(old, sent) as Moved; // both lists are of objects
  const had = finderIn(old, come.length);
  const left = new Set(gone);
  const added = come.filter((member) => !had(member));
  const ids = added.map(({ value }) => String(value));
  const known = await existing(edit, ids, candidate.promised);
  const found = new Map<string, JsonObject>();
  for (const member of come) {
    const fit = had(member) ?? settledMember(member, known);
    const named = { id: String(member.value) };
    if (!fit) return refuse(problem('memberUnknown', named, { at: 'members' }));
    if (fit.type === 'Group' && fit.value === id)
      return refuse(problem('memberSelf', named, { at: 'members' }));
    const kept = had(fit);
    if (!kept || left.has(kept)) found.set(keyOf(fit), fit);
  }
  const arrived = [...found.values()];
  const fresh = arrived.filter((member) => !had(member));
  const members = come.length === 0 ? sent : sent.toSpliced(at, come.length, ...arrived);
  return (await closesCircle(candidate, fresh)) ?? noteMembers(call, sent.length, members);
}

/** The schema has seen to it that members are objects. */
const membersIn = (group: JsonObject | undefined): readonly JsonObject[] =>
  (group?.members ?? []) as readonly JsonObject[];

interface Moved extends ListDifference {
  readonly gone: readonly JsonObject[];
  readonly come: readonly JsonObject[];
}

/** So many are sought one by one; for more it pays to make a map of the list. */
const fewSought = 16;

/** Finds the member of a list that has the same key as another. */
function finderIn(
  list: readonly JsonObject[],
  sought: number,
): (member: JsonObject) => JsonObject | undefined {
  if (sought <= fewSought)
    return (member) => {
      const key = keyOf(member);
      return list.find((each) => each.value === member.value && keyOf(each) === key);
    };
  const byKey = new Map(list.map((member) => [keyOf(member), member]));
  return (member) => byKey.get(keyOf(member));
}

/** What tells members apart; most are users, whose id does as it is. */
const keyOf = ({ type, value }: JsonObject): string =>
  type === 'User' ? String(value) : `${String(type)} ${String(value)}`;

/** The ids that users and groups have, or are promised. */
interface Existing {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

async function existing(
  edit: Edit,
  ids: readonly string[],
  promised: Promised | undefined,
): Promise<Existing> {
  const of = async (type: string): Promise<ReadonlySet<string>> =>
    new Set([...idsOf(await edit.getMany(type, ids)), ...(promised?.ids[type] ?? [])]);
  return { users: await of('User'), groups: await of('Group') };
}

const idsOf = (resources: readonly StoredResource[]): ReadonlySet<string> =>
  new Set(resources.map(({ id }) => id));

/** A member as it is stored, with the type sent if it exists, else the one that has the id. */
function settledMember(
  { value, type }: JsonObject,
  { users, groups }: Existing,
): JsonObject | undefined {
  const id = String(value);
  const wanted = typeof type === 'string' ? type.toLowerCase() : undefined;
  if (users.has(id) && wanted !== 'group') return { value: id, type: 'User' };
  return groups.has(id) && wanted !== 'user' ? { value: id, type: 'Group' } : undefined;
}

/**
 * A group must not come to contain one that it is in itself: rights would have no end. What it
 * contains already, a bulk request has made so, and stays.
 */
async function closesCircle(
  { edit, id, promised }: Candidate,
  fresh: readonly JsonObject[],
): Promise<Result<never, Refusal> | undefined> {
  const groups = fresh.filter(({ type }) => type === 'Group').map(({ value }) => value);
  if (id === undefined || promised || groups.length === 0) return undefined;
  const above = await ancestorsOf({ type: 'Group', id }, await memberships(edit, 1));
  const found = above.find(({ group }) => groups.includes(group.id));
  return found && refuse(problem('memberLoop', { id: found.group.id }, { at: 'members' }));
}

function noteMembers(
  { trail }: Call,
  sent: number,
  members: readonly JsonObject[],
): Result<readonly JsonObject[], Refusal> {
  if (sent > 0)
    trail.note({
      what: members.length === 1 ? 'The member exists' : `All ${members.length} members exist`,
      why: 'A member is known by its `value`, the id of a user or group; each is kept once.',
      source: rfc('7643', '4.2'),
    });
  return ok(members);
}

/**
 * `userName` is unique among users (RFC 7643 §4.1.1); `displayName` among groups where the profile
 * says so. Where people are known by their e-mail, that is unique too, and takes the place of a
 * userName that somebody else has.
 */
async function settledNames(candidate: Candidate): Promise<Result<JsonObject, Refusal>> {
  const { call, type, resource } = candidate;
  const attribute = nameOf(type, call);
  if (!attribute) return ok(resource);
  const mail = await freeMail(candidate);
  if (!mail.ok) return mail;
  const value = resource[attribute];
  if (typeof value !== 'string' || value === candidate.before?.[attribute]) return ok(resource);
  if (await isFree(candidate, attribute, value)) {
    noteUnique(call, type, attribute);
    return ok(resource);
  }
  const instead = candidate.before ? undefined : mail.value;
  if (instead !== undefined && (await isFree(candidate, attribute, instead))) {
    noteMailForName(call, { value, instead });
    return ok({ ...resource, userName: instead });
  }
  return refuse(
    problem('uniqueness', { type: wordFor(type), attribute, value }, { at: attribute }),
  );
}

/** The attribute that names a resource of this type, and nobody else. */
function nameOf({ name }: ResourceType, { profile }: Call): 'userName' | 'displayName' | undefined {
  if (name === 'User') return 'userName';
  return name === 'Group' && profile.duplicateGroupNames === 'refuse' ? 'displayName' : undefined;
}

/** The primary e-mail of a user known by it, if no other account has it; a refusal if one has. */
async function freeMail({
  edit,
  type,
  id,
  resource,
  before,
  call,
}: Candidate): Promise<Result<string | undefined, Refusal>> {
  if (type.name !== 'User' || call.profile.userKey !== 'email') return ok(undefined);
  const mail = mailOf(resource);
  if (mail === undefined || mail === mailOf(before ?? {})) return ok(mail);
  const others = (await ownersOf(edit, mail)).filter((owner) => owner !== id);
  if (others.length > 0) {
    const data = { type: 'user', attribute: 'primary e-mail', value: mail };
    return refuse(problem('uniqueness', data, { at: 'emails' }));
  }
  call.trail.note({
    what: 'The primary e-mail is unique',
    why: 'The connector knows people by it; no other account has it, not even a disabled one.',
    source: rule(call, 'Users are known by their primary e-mail.'),
  });
  return ok(mail);
}

async function isFree(
  { call, edit, type, id }: Candidate,
  attribute: 'userName' | 'displayName',
  value: string,
): Promise<boolean> {
  const hides = type.name === 'User' && call.profile.deleteUser === 'disable';
  const types = hides ? [type.name, hiddenType] : [type.name];
  const others = await Promise.all(types.map((each) => edit.findBy(each, attribute, value)));
  return others.flat().every((other) => other.id === id);
}

function noteUnique(call: Call, type: ResourceType, attribute: string): void {
  call.trail.note({
    what: `\`${attribute}\` is unique`,
    why: `No other ${wordFor(type)} has it, in any letter case; asked in the same transaction that writes.`,
    source:
      type.name === 'User'
        ? rfc('7643', '4.1.1')
        : rule(call, 'Two groups may not have the same displayName.'),
  });
}

function noteMailForName(
  call: Call,
  { value, instead }: { readonly value: string; readonly instead: string },
): void {
  call.trail.note({
    kind: 'warn',
    what: `Took the e-mail ${code(instead)} for the userName`,
    why: `The userName ${code(value)} is taken, and the e-mail is new; the connector answers with a new account instead of 409.`,
    source: rule(call, 'A taken userName is replaced by the e-mail.'),
  });
}

const rule = ({ profile }: Call, text: string): Source => ({
  kind: 'profile',
  profile: profile.id,
  rule: text,
});
