// Lists what can be done with a folder at once: inherit or not, delete it.
import type { ActOffer } from '../edit/acts.ts';
import { byHand, type Place } from '../edit/hand.ts';
import { leave } from '../edit/leave.ts';
import { countWords } from '../things.ts';
import type { FolderRow } from './folderRows.ts';

/** What is offered for a folder: the usual, and what is done rarely. */
export function folderActs(
  row: FolderRow,
  place: Place,
): { readonly acts: readonly ActOffer[]; readonly more: readonly ActOffer[] } {
  const { folder } = row;
  const below = place.directory.vault.folders.filter(({ parent }) => parent === folder.id).length;
  const remove: ActOffer = {
    words: 'Delete',
    ask: {
      title: `Delete ${folder.path}?`,
      keep: 'Keep the folder',
      text: `It holds ${countWords(row.secrets, 'secret', 'secrets', 'no secret')} and ${countWords(below, 'folder', 'folders', 'no folder')}. With it go the rights that were given on it.`,
    },
    async send() {
      const said = `${folder.path} is deleted`;
      const sent = await byHand(place, { kind: 'deleteFolder', folder: folder.id }, said);
      if (sent.ok) leave('folders', folder.id);
      return sent;
    },
  };
  const canInherit = folder.parent !== undefined && folder.personalOf === undefined;
  const [turn, empty] = canInherit ? inheritance(row, place) : [];
  return { acts: turn ? [turn, remove] : [remove], more: empty ? [empty] : [] };
}

function inheritance({ folder }: FolderRow, place: Place): readonly ActOffer[] {
  const set = (inherits: boolean, start?: 'copy' | 'empty') => () =>
    byHand(
      place,
      { kind: 'setInheritance', folder: folder.id, inherits, ...(start && { start }) },
      `${folder.path} ${inherits ? 'inherits' : 'has rights of its own'}`,
    );
  if (folder.inherits)
    return [
      { words: 'Stop inheriting', send: set(false, 'copy') },
      {
        words: 'Stop inheriting, start empty',
        send: set(false, 'empty'),
        ask: {
          title: `Take every right off ${folder.path}?`,
          keep: 'Keep inheriting',
          text: 'Whoever has rights here through the parent loses them. Nobody has a right until you give one.',
        },
      },
    ];
  const own = place.directory.vault.grants.filter((grant) => grant.folder === folder.id).length;
  return [
    {
      words: 'Inherit from parent',
      send: set(true),
      ask: {
        title: `Let ${folder.path} inherit?`,
        keep: 'Keep its own rights',
        text: `Rights given on it itself go: ${own}. Those of its parent hold.`,
      },
    },
  ];
}
