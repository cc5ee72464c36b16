// Tells in plain words what Secret Server did after a write: events by name, and who can open what now.
import type { Source } from '../scim/trace.ts';
import { sentenceOfChange } from '../vault/explain.ts';
import type { VaultEvent } from '../vault/vault.ts';
import type { Worked } from './effects.ts';
import type { Trail } from './trail.ts';

const simulated: Source = {
  kind: 'simulated',
  note: "The lab plays Secret Server's side; the names of events are Delinea's.",
};

/** What an event did, to one account and to several. */
const deeds: Readonly<Record<string, (whom: string, detail: string) => string>> = {
  'User Create': (whom) => `Secret Server created the account ${whom}`,
  'Assigned User or Group': (whom, detail) => `Secret Server gave ${whom} the ${detail}`,
  'User Disabled': (whom) => `Secret Server disabled ${whom}`,
  'User Enable': (whom) => `Secret Server enabled ${whom}`,
  'User Edit': (whom) => `Secret Server edited ${whom}`,
  'Added to Group': (whom, detail) => `Secret Server added ${whom} to ${detail}`,
  'Removed From Group': (whom, detail) => `Secret Server removed ${whom} from ${detail}`,
  'Folder Create': (whom) => `Secret Server created the folder ${whom}`,
  'Folder Delete': (whom) => `Secret Server deleted the folder ${whom}`,
  'Folder Edit Permissions': (whom) => `Secret Server changed who may open ${whom}`,
};

/** Adds a step for each kind of event, and one for each person whose access changed. */
export function noteEffects(trail: Trail, { events, access, touched, compared }: Worked): void {
  const groups = grouped(events);
  for (const alike of groups.length > mostKinds ? byName(events) : groups)
    trail.note({ kind: 'act', ...told(alike), source: simulated });
  for (const change of access.slice(0, 5))
    trail.note({ kind: 'act', what: sentenceOfChange(change), source: simulated });
  if (access.length > 5)
    trail.note({
      kind: 'act',
      what: `The access of ${access.length - 5} more people changed`,
      source: simulated,
    });
  if (touched > compared)
    trail.note({
      what: `Compared the access of the first ${compared} people of ${touched}`,
      why: 'The request touched more; their rights follow in the same way.',
      source: simulated,
    });
}

/** More kinds of events than this are told by their names only. */
const mostKinds = 20;

/** Events of one name and one detail, which differ only in whom they are about. */
const grouped = (events: readonly VaultEvent[]): readonly (readonly VaultEvent[])[] =>
  groupedBy(events, ({ name, detail }) => `${name}\n${detail}`);

/** Events of one name. */
const byName = (events: readonly VaultEvent[]): readonly (readonly VaultEvent[])[] =>
  groupedBy(events, ({ name }) => name);

function groupedBy(
  events: readonly VaultEvent[],
  keyOf: (event: VaultEvent) => string,
): readonly (readonly VaultEvent[])[] {
  const groups = new Map<string, VaultEvent[]>();
  for (const event of events) {
    const group = groups.get(keyOf(event));
    if (group) group.push(event);
    else groups.set(keyOf(event), [event]);
  }
  return [...groups.values()];
}

function told(alike: readonly VaultEvent[]): { readonly what: string; readonly why: string } {
  const [{ name, subject, detail }] = alike as readonly [VaultEvent]; // groups are never empty
  if (alike.some((event) => event.detail !== detail))
    return { what: `Secret Server noted ${name} ${alike.length} times`, why: `Event \`${name}\`.` };
  const whom = alike.length === 1 ? subject : `${alike.length} members`;
  const what = deeds[name]?.(whom, detail) ?? `Secret Server noted ${name} for ${whom}`;
  return { what: `${what}`, why: `Event \`${name}\`: ${detail}.` };
}
