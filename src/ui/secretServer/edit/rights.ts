// Lists the rights one can choose in forms, each with what it means.
import type { FolderRight, SecretRight } from '../../../vault/vault.ts';

/** A choice of a form. */
interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

/** Roles on a folder, as Secret Server names them. */
export const folderRights: readonly Option<FolderRight>[] = [
  { value: 'View', label: 'View: see the folder' },
  { value: 'Edit', label: 'Edit: make folders in it, move secrets' },
  { value: 'Add Secret', label: 'Add Secret: put secrets in, no more' },
  { value: 'Owner', label: 'Owner: move, rename, share, delete' },
];

/** Roles on the secrets of a folder. */
export const secretRights: readonly Option<SecretRight | 'None'>[] = [
  { value: 'None', label: 'None: its secrets stay hidden' },
  { value: 'List', label: 'List: see their names' },
  { value: 'View', label: 'View: open them' },
  { value: 'Edit', label: 'Edit: open and change them' },
  { value: 'Owner', label: 'Owner: open, change, share, delete' },
];

/** Rights on a single secret. */
export const ownRights = secretRights.filter(
  (option): option is Option<SecretRight> => option.value !== 'None',
);
