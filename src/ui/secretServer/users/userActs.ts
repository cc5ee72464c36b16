// Lists what can be done with an account by hand: enable, disable, lock, unlock, mark it, give it a personal folder.
import type { JsonObject } from '../../../base/json.ts';
import { idOf, nameOf } from '../../../vault/members.ts';
import { secretsText } from '../../answer/secretsText.ts';
import type { ActOffer } from '../edit/acts.ts';
import { byHand, type Deed, type Place } from '../edit/hand.ts';
import type { UserRow } from './userRows.ts';

/** What is offered for a user: the usual, and what is done rarely. */
export function userActs(
  user: JsonObject,
  row: UserRow,
  place: Place,
): { readonly acts: readonly ActOffer[]; readonly more: readonly ActOffer[] } {
  const [id, name] = [idOf(user), nameOf(user)];
  const offer = (words: string, deed: Deed, said: string): ActOffer => ({
    words,
    send: () => byHand(place, deed, `${name} ${said}`),
  });
  const disable: ActOffer = {
    ...offer('Disable', { kind: 'disableUser', user: id }, 'is disabled'),
    ask: { title: `Disable ${name}?`, keep: 'Keep enabled', text: whatGoes(name, row) },
  };
  const enable = offer('Enable', { kind: 'enableUser', user: id }, 'is enabled');
  const lock = row.locked
    ? offer('Unlock', { kind: 'unlockUser', user: id }, 'is unlocked')
    : offer('Lock', { kind: 'lockUser', user: id }, 'is locked out');
  return { acts: [row.enabled ? disable : enable, lock], more: rareActs(row, place, offer) };
}

function rareActs(
  { id, kind }: UserRow,
  { directory }: Place,
  offer: (words: string, deed: Deed, said: string) => ActOffer,
): readonly ActOffer[] {
  const isOn = kind !== undefined;
  const application = offer(
    isOn ? 'Make it a person’s account' : 'Make it an application account',
    { kind: 'setApplication', user: id, on: !isOn },
    isOn ? 'is a person’s account' : 'is an application account',
  );
  const protect = offer(
    isOn ? 'Lift the protection' : 'Protect from SCIM',
    { kind: 'setProtected', user: id, on: !isOn },
    isOn ? 'is no longer protected' : 'is protected',
  );
  const folder = offer(
    'Make a personal folder',
    { kind: 'createPersonalFolder', user: id },
    'has a personal folder',
  );
  const hasFolder = directory.vault.folders.some((each) => each.personalOf === id);
  return [
    ...(kind === undefined || kind === 'application' ? [application] : []),
    ...(kind === undefined || kind === 'breakGlass' ? [protect] : []),
    ...(hasFolder ? [] : [folder]),
  ];
}

/** What somebody loses who is disabled: whole sentences. */
function whatGoes(name: string, { opens, takesLicence }: UserRow): string {
  const access = opens > 0 ? ` and loses access to ${secretsText(opens)}` : '';
  const licence = takesLicence ? ' The licence becomes free.' : '';
  return `${name} can log in no more${access}.${licence} Groups and rights stay, and count again once the account is enabled. Secret Server deletes nobody: this is as far as it goes.`;
}
