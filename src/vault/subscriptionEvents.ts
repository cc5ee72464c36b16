// Lists the events one can subscribe to, by what they are about, with their names in Secret Server's list and in the audit.

/** An event to choose. `audit` is its name in the audit; absent where nothing in the lab raises it. */
export interface EventChoice {
  /** As Secret Server's list of subscriptions calls it, below its kind of thing. */
  readonly name: string;
  readonly audit?: string;
}

/** Events of one kind of thing. */
export interface EventGroup {
  readonly entity: string;
  /** The names are the lab's own: no document of Delinea that the lab knows confirms them. */
  readonly own?: true;
  readonly events: readonly EventChoice[];
}

/** Names that carry their entity in the audit: `Create` of a user is `User Create`. */
const prefixed = (entity: string, names: readonly string[]): readonly EventChoice[] =>
  names.map((name) => ({ name, audit: `${entity} ${name}` }));
/** Names that stand alone in the audit. */
const plain = (names: readonly string[]): readonly EventChoice[] =>
  names.map((name) => ({ name, audit: name }));
/** Events of things the lab does not have: logins, passwords, sessions. */
const never = (names: readonly string[]): readonly EventChoice[] => names.map((name) => ({ name }));

/** Every event, Delinea's first. */
export const eventGroups: readonly EventGroup[] = [
  {
    entity: 'User',
    events: [
      ...plain(['Added to Group', 'Removed From Group']),
      ...prefixed('User', ['Create', 'Disabled', 'Enable', 'Edit', 'Lockout']),
      ...never(['Login', 'Login Failure', 'Logout', 'Owners Modified', 'Password Change']),
      ...never(['Two Factor Changed']),
    ],
  },
  {
    entity: 'Role',
    events: [
      ...plain(['Assigned User or Group', 'Unassigned User or Group']),
      ...prefixed('Role', ['Create', 'Edit']),
      ...never(['Role Disabled', 'Role Enabled']),
    ],
  },
  { entity: 'Role Permission', events: prefixed('Role Permission', ['Added', 'Removed']) },
  {
    entity: 'Folder',
    events: [
      ...prefixed('Folder', ['Create', 'Delete', 'Edit Permissions', 'Secret Policy Change']),
    ],
  },
  {
    entity: 'Secret',
    events: [
      ...prefixed('Secret', ['Edit']),
      ...never(['View', 'Check Out', 'Password Displayed', 'Launch']),
    ],
  },
  { entity: 'Group', events: never(['Owner Modified']) },
  { entity: 'Licenses', events: never(['Expires in 30 Days']) },
  {
    entity: 'Unlimited Administrator',
    events: prefixed('Unlimited Administrator', ['Enable', 'Disable']),
  },
  {
    ...{ entity: 'The lab’s own', own: true },
    events: plain([
      ...['User Unlock', 'Group Create', 'Group Edit', 'Group Delete', 'Role Delete'],
      ...['Folder Edit', 'Secret Create', 'Secret Delete', 'Secret Edit Permissions'],
      ...['Secret Policy Create', 'Secret Policy Edit', 'Secret Policy Delete'],
      ...['Default Role Edit', 'Licences Edit'],
    ]),
  },
];

/** Every name of the audit that can be chosen. */
export const choosableEvents: readonly string[] = eventGroups.flatMap(({ events }) =>
  events.flatMap(({ audit }) => (audit === undefined ? [] : [audit])),
);
