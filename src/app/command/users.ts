// Creates, edits, enables, disables, locks and marks user accounts by hand.
import { isList, isObject, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { userType } from '../../scim/resourceTypes.ts';
import { firstVersion, nextVersion } from '../../server/versions.ts';
import type { NotActed, UserDeed } from '../../vault/command.ts';
import { idOf, isEnabled, nameOf, textOf } from '../../vault/members.ts';
import { partId } from '../../vault/parts.ts';
import { permissionsOf } from '../../vault/roles.ts';
import { freeLicences, isApplication, isProtected } from '../../vault/rules.ts';
import {
  alike,
  allowed,
  named,
  no,
  plan,
  putPart,
  userIn,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

type Of<Kind extends UserDeed['kind']> = Extract<UserDeed, { readonly kind: Kind }>;
type Answer = Result<Plan, NotActed>;

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Plans what is done to a user. */
export function planUser(desk: Desk, deed: UserDeed): Answer | Promise<Answer> {
  if (deed.kind === 'createUser') return createUser(desk, deed);
  if (deed.kind === 'createPersonalFolder') return createPersonalFolder(desk, deed);
  const asked =
    deed.kind === 'setApplication' ? 'Administer Create Application Accounts' : 'Administer Users';
  const may = allowed(desk, asked);
  if (!may.ok) return may;
  const found = userIn(desk, deed.user);
  if (!found.ok) return found;
  const user = found.value;
  switch (deed.kind) {
    case 'editUser':
      return editUser(desk, user, deed);
    case 'enableUser':
      return enableUser(desk, user);
    case 'disableUser':
      return disableUser(desk, user);
    case 'lockUser':
      return plan(
        isLocked(desk, user) ? [] : [putPart('VaultLockout', idOf(user), { user: idOf(user) })],
      );
    case 'unlockUser':
      return plan(isLocked(desk, user) ? [{ type: 'VaultLockout', id: idOf(user) }] : []);
    case 'setApplication':
      return setApplication(desk, user, deed);
    case 'setProtected':
      return setProtected(desk, user, deed);
  }
}

const isLocked = ({ vault }: Desk, user: JsonObject): boolean =>
  vault.lockedOut?.includes(idOf(user)) === true;

/** An account that the connector's DELETE has hidden from SCIM is kept under a type of its own. */
const typeOf = ({ hidden }: Desk, user: JsonObject): 'User' | 'DisabledUser' =>
  hidden.includes(user) ? 'DisabledUser' : 'User';

// — Creating and editing

/** A new account takes a licence, unless it is an application account, and has the default role. */
async function createUser(desk: Desk, deed: Of<'createUser'>): Promise<Answer> {
  const may = allowed(desk, 'Administer Create Users', 'Administer Users');
  if (!may.ok) return may;
  if (deed.application) {
    const mayMark = allowed(desk, 'Administer Create Application Accounts');
    if (!mayMark.ok) return mayMark;
  }
  const made = withTexts(desk, { active: true }, deed);
  if (!made.ok) return made;
  const licence = deed.application ? ok(undefined) : licenceIn(desk);
  if (!licence.ok) return licence;
  const id = await desk.nextId('User');
  const body = { ...made.value, schemas: schemasOf(made.value) };
  const writes: readonly Write[] = [
    { type: 'User', id, resource: firstVersion(body, { type: userType, id }, desk.at) },
    ...(deed.application ? [accountNote(id, 'application', applicationNote)] : []),
  ];
  return plan(writes, id);
}

const applicationNote = 'For programs: it takes no licence.';

const schemasOf = (user: JsonObject): readonly string[] =>
  isObject(user[enterprise]) ? [core, enterprise] : [core];

function editUser(desk: Desk, user: JsonObject, deed: Of<'editUser'>): Answer {
  const after = withTexts(desk, user, deed);
  if (!after.ok) return after;
  return plan(changed(desk, user, after.value));
}

/** The next version of a user; nothing to write if all is as it was. */
function changed(desk: Desk, user: JsonObject, after: JsonObject): readonly Write[] {
  const known = isList(user.schemas) ? user.schemas : [core];
  const others = known.filter((each) => each !== core && each !== enterprise);
  const whole = { ...after, schemas: [...schemasOf(after), ...others] };
  const isSame =
    JSON.stringify(sorted(whole)) === JSON.stringify(sorted({ ...user, schemas: whole.schemas }));
  if (isSame) return [];
  return [
    { type: typeOf(desk, user), id: idOf(user), resource: nextVersion(user, whole, desk.at) },
  ];
}

const sorted = (object: JsonObject): readonly (readonly [string, unknown])[] =>
  Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));

type Texts = Pick<Of<'editUser'>, 'userName' | 'displayName' | 'email' | 'department'>;

/** A user with texts as an administrator wrote them; the user name is needed and belongs to nobody else. */
function withTexts(desk: Desk, user: JsonObject, texts: Texts): Result<JsonObject, NotActed> {
  const userName = named(texts.userName ?? textOf(user, 'userName'), 'userName');
  if (!userName.ok) return userName;
  const taken = [...desk.users, ...desk.hidden].find(
    (each) => idOf(each) !== idOf(user) && alike(textOf(each, 'userName'), userName.value),
  );
  if (taken)
    return no(
      `The user name ${userName.value} belongs to ${nameOf(taken)}, id ${idOf(taken)}${isEnabled(taken) ? '' : ', who is disabled'}.`,
      'Choose another; user names differ by more than letter case.',
      { field: 'userName' },
    );
  const email = texts.email?.trim();
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email))
    return no(`${email} is no e-mail address.`, 'Write one such as ana.ruiz@northwind.example.', {
      field: 'email',
    });
  const after = withText({ ...user, userName: userName.value }, 'displayName', texts.displayName);
  return ok(withDepartment(withEmail(after, email), texts.department?.trim()));
}

/** The object with a text: as it was for undefined, without it for an empty one. */
function withText(object: JsonObject, name: string, text: string | undefined): JsonObject {
  if (text === undefined) return object;
  if (text.trim() !== '') return { ...object, [name]: text.trim() };
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** The primary e-mail is what Secret Server shows; others that came through SCIM stay. */
function withEmail(user: JsonObject, email: string | undefined): JsonObject {
  if (email === undefined) return user;
  const list = isList(user.emails) ? user.emails.filter(isObject) : [];
  const at = Math.max(
    0,
    list.findIndex(({ primary }) => primary === true),
  );
  const old = list[at] ?? { type: 'work', primary: true };
  const emails =
    email === ''
      ? list.filter((_, place) => place !== at)
      : list.toSpliced(at, 1, { ...old, value: email }); // the list may be empty
  return emails.length > 0 ? { ...user, emails } : withText(user, 'emails', '');
}

function withDepartment(user: JsonObject, department: string | undefined): JsonObject {
  if (department === undefined) return user;
  const old = user[enterprise];
  const extension = withText(isObject(old) ? old : {}, 'department', department);
  return Object.keys(extension).length > 0
    ? { ...user, [enterprise]: extension }
    : withText(user, enterprise, '');
}

// — On and off

function licenceIn({ users, vault }: Desk): Result<void, NotActed> {
  if (freeLicences(users, vault) !== 0) return ok(undefined);
  return no(
    `No licence is left: all ${vault.licences} are in use.`,
    'Disable an account that nobody needs, or raise the number of licences. Delinea does not document what Secret Server does here, so the lab refuses.',
    { simulated: true },
  );
}

function enableUser(desk: Desk, user: JsonObject): Answer {
  const type = typeOf(desk, user);
  if (isEnabled(user)) return plan([]);
  const licence = isApplication(desk.vault, idOf(user)) ? ok(undefined) : licenceIn(desk);
  if (!licence.ok) return licence;
  const resource = nextVersion(user, { ...user, active: true }, desk.at);
  const shown: readonly Write[] = type === 'User' ? [] : [{ type, id: idOf(user) }];
  return plan([...shown, { type: 'User', id: idOf(user), resource }]);
}

function disableUser(desk: Desk, user: JsonObject): Answer {
  if (!isEnabled(user)) return plan([]);
  if (isProtected(desk.vault, idOf(user)))
    return no(
      `${nameOf(user)} is protected: it is the account for emergencies.`,
      'Take the protection off first, and be sure that another account can break the glass.',
      { field: 'user' },
    );
  return plan(changed(desk, user, { ...user, active: false }));
}

// — Marks

interface Mark {
  readonly on: boolean;
  readonly note?: string;
}

const accountNote = (user: string, kind: 'application' | 'breakGlass', note: string): Write =>
  putPart('VaultAccount', partId(user, kind), { user, kind, note });

function setApplication(desk: Desk, user: JsonObject, { on, note }: Mark): Answer {
  const id = idOf(user);
  if (isApplication(desk.vault, id) === on) return plan([]);
  if (on) return plan([accountNote(id, 'application', note?.trim() || applicationNote)]);
  const licence = isEnabled(user) ? licenceIn(desk) : ok(undefined);
  if (!licence.ok) return licence;
  return plan([{ type: 'VaultAccount', id: partId(id, 'application') }]);
}

function setProtected(desk: Desk, user: JsonObject, { on, note }: Mark): Answer {
  const id = idOf(user);
  if (isProtected(desk.vault, id) === on) return plan([]);
  if (!on) return plan([{ type: 'VaultAccount', id: partId(id, 'breakGlass') }]);
  if (!isEnabled(user))
    return no(`${nameOf(user)} is disabled, and would stay so.`, 'Enable the account first.', {
      field: 'user',
    });
  return plan([accountNote(id, 'breakGlass', note?.trim() || 'Protected: never managed by SCIM.')]);
}

// — Personal folders

/** Each person with the role permission Personal Folders can have one, named after the user name. */
async function createPersonalFolder(desk: Desk, deed: Of<'createPersonalFolder'>): Promise<Answer> {
  const { vault, groups } = desk;
  const may = deed.user === idOf(desk.actor) ? ok(undefined) : allowed(desk, 'Administer Users');
  if (!may.ok) return may;
  const found = userIn(desk, deed.user);
  if (!found.ok) return found;
  const name = textOf(found.value, 'userName');
  if (vault.folders.some(({ personalOf }) => personalOf === deed.user))
    return no(`${nameOf(found.value)} has a personal folder already.`, 'Each person has one.', {
      field: 'user',
    });
  if (!permissionsOf(deed.user, groups, vault).has('Personal Folders'))
    return no(
      `${nameOf(found.value)} lacks the role permission Personal Folders.`,
      'Give it to one of the roles this person has.',
      { field: 'user', permission: 'Personal Folders' },
    );
  const id = await desk.nextId('Container');
  const path = `\\Personal Folders\\${name.replaceAll('\\', '-')}`;
  const folder = { name, path, inherits: false, protected: false, personalOf: deed.user };
  return plan([putPart('VaultFolder', id, folder)], id);
}
