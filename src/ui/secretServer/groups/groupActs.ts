// Lists what can be done with a group by hand: delete it, let a directory feed it, make it local again.
import type { JsonObject } from '../../../base/json.ts';
import { idOf, nameOf } from '../../../vault/members.ts';
import type { ActOffer } from '../edit/acts.ts';
import { byHand, type Place } from '../edit/hand.ts';
import { leave } from '../edit/leave.ts';
import { countWords } from '../things.ts';
import type { GroupRow } from './groupRows.ts';

/** What is offered for a group: the usual, and what is done rarely. */
export function groupActs(
  group: JsonObject,
  { domain, members, folders, roles }: GroupRow,
  place: Place,
): { readonly acts: readonly ActOffer[]; readonly more: readonly ActOffer[] } {
  const [id, name] = [idOf(group), nameOf(group)];
  const goes = [
    ...(members > 0 ? [countWords(members, 'membership', 'memberships')] : []),
    ...(folders > 0 ? [countWords(folders, 'right on a folder', 'rights on folders')] : []),
    ...(roles.length > 0 ? [`the role ${roles.join(', ')} for its members`] : []),
  ];
  const remove: ActOffer = {
    words: 'Delete',
    ask: {
      title: `Delete ${name}?`,
      keep: 'Keep the group',
      text:
        goes.length === 0
          ? 'Nobody is in it, and it gives nothing.'
          : `With ${name} goes: ${goes.join(', ')}. The people themselves stay.`,
    },
    async send() {
      const sent = await byHand(place, { kind: 'deleteGroup', group: id }, `${name} is deleted`);
      if (sent.ok) leave('groups', id);
      return sent;
    },
  };
  const local: ActOffer = {
    words: 'Make it local',
    send: () => byHand(place, { kind: 'makeGroupLocal', group: id }, `${name} is a local group`),
  };
  return { acts: [domain === '' ? remove : local], more: [] }; // a directory alone deletes what it feeds
}
