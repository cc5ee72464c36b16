// Judges a check on access: which secrets a person can open, as Secret Server works it out.
import { opens } from '../../vault/access.ts';
import type { AccessCondition } from '../lesson.ts';
import { idsOf, phrase } from './names.ts';
import type { Finding, Situation } from './situation.ts';

/** Passed if the person can, or cannot, open the secrets; `found` names those that open. */
export function judgeAccess(condition: AccessCondition, situation: Situation): Finding {
  const open = openNames(condition.who, situation);
  const passed = fits(condition, open, situation) && isThere(condition, situation);
  return { passed, found: { found: phrase(open, 'nothing'), count: String(open.length) } };
}

/** That somebody can open nothing says little of somebody who is not there. */
const isThere = ({ can, who }: AccessCondition, situation: Situation): boolean =>
  !can || idsOf(who, situation).length > 0;

/** The names of what a person can open; nobody of that name opens nothing. */
function openNames(who: string, situation: Situation): readonly string[] {
  const ids = idsOf(who, situation);
  const secrets = situation.access.access
    .filter((access) => ids.includes(access.user) && opens(access.right))
    .map((access) => access.secret);
  return situation.vault.secrets
    .filter((secret) => secrets.includes(secret.id))
    .map((secret) => secret.name);
}

function fits(
  { can, secrets }: AccessCondition,
  open: readonly string[],
  situation: Situation,
): boolean {
  if ('all' in secrets) {
    const wantsSome = can && secrets.all === 'any';
    return wantsSome ? open.length > 0 : open.length === 0;
  }
  const names = 'folder' in secrets ? secretsBelow(secrets.folder, situation) : secrets.names;
  return can
    ? names.length > 0 && names.every((name) => open.includes(name))
    : !names.some((name) => open.includes(name));
}

/** Names of the secrets in a folder and the folders below it. */
function secretsBelow(path: string, situation: Situation): readonly string[] {
  const wanted = path.toLowerCase().replace(/\\$/, '');
  const folders = situation.vault.folders
    .filter((folder) => `${folder.path.toLowerCase()}\\`.startsWith(`${wanted}\\`))
    .map((folder) => folder.id);
  return situation.vault.secrets
    .filter((secret) => folders.includes(secret.folder))
    .map((secret) => secret.name);
}
