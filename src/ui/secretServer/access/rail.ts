// Lays one way to a right out as the steps of a rail: person, groups or a right by hand, folders, secret.
import { opens } from '../../../vault/access.ts';
import { isEnabled } from '../../../vault/members.ts';
import type { Access, FolderGrant, GrantPath } from '../../../vault/vault.ts';
import type { Look } from '../look.ts';
import type { Thing } from '../things.ts';
import { nameIn } from './names.ts';

/** One step. `hand` is a right given by hand, or a mode, which is no thing of its own; `note` stands at the right edge. */
export interface RailStep {
  readonly thing?: Thing;
  /** What the step says where it names no thing, and the tag at its right edge. */
  readonly hand?: string;
  readonly tag?: string;
  /** A sentence below it. */
  readonly says?: string;
  readonly note?: string;
  readonly right?: Access['right'];
}

/** The steps of one way by which a person has a right on a secret. */
export function railOf({ user, secret }: Access, path: GrantPath, look: Look): readonly RailStep[] {
  const thing = (
    kind: Thing['kind'] & ('user' | 'group' | 'folder' | 'secret'),
    id: string,
  ): Thing => ({
    ...{ kind, id, name: nameIn(kind, id, look) },
  });
  const person = look.users.get(user);
  const grant = path.onSecret ? undefined : grantBehind(user, path, look);
  const own = look.secrets.get(secret)?.folder ?? '';
  const roles = grant && `folder ${grant.folderRight}, secrets ${grant.secretRight}`;
  return [
    {
      thing: thing('user', user),
      note: `${user}, ${person && isEnabled(person) ? 'enabled' : 'disabled'}`,
    },
    ...path.groups.map((id, at): RailStep => ({
      thing: thing('group', id),
      note: at === 0 ? 'member' : 'member through the group above',
    })),
    ...standsIn(path, grant, look),
    ...(path.onSecret || path.grantedOn === ''
      ? []
      : [{ thing: thing('folder', path.grantedOn), ...(roles && { note: roles }) }]),
    ...(own === path.grantedOn || path.onSecret
      ? []
      : [{ thing: thing('folder', own), note: 'inherits' }]),
    { thing: thing('secret', secret), says: endWords(path), right: path.right },
  ];
}

/** What stands in the place of groups. */
function standsIn(
  path: GrantPath,
  grant: FolderGrant | undefined,
  look: Look,
): readonly RailStep[] {
  if (path.kind === 'direct')
    return [
      {
        ...{ hand: `Direct right: ${path.right}`, tag: 'no group' },
        ...(grant?.note && { says: grant.note }),
      },
    ];
  if (path.kind === 'unlimited')
    return [
      {
        ...{ hand: 'Unlimited Administration Mode', tag: 'while it is on' },
        says: look.unlimited ?? 'It opens everything to whoever holds its permission.',
      },
    ];
  return [];
}

function endWords({ kind, onSecret }: GrantPath): string {
  if (onSecret) return 'The right stands on the secret itself.';
  if (kind === 'personal') return 'Lies in a personal folder: nobody else is given anything there.';
  return kind === 'unlimited' ? 'Opens with everything else.' : 'Has the rights of its folder.';
}

/** The row of folder rights that a way goes over. */
export function grantBehind(user: string, path: GrantPath, look: Look): FolderGrant | undefined {
  if (path.kind === 'personal' || path.kind === 'unlimited') return undefined; // nobody gave it
  const holder = path.kind === 'direct' ? user : path.groups.at(-1);
  return look.rightsOn
    .get(path.grantedOn)
    ?.grants.find(
      ({ to, secretRight }) =>
        to.id === holder &&
        to.kind === (path.kind === 'direct' ? 'user' : 'group') &&
        secretRight === path.right,
    );
}

/** Ways of a person by hand that open something, with their rows, each row once. */
export function handGrantsOf(access: readonly Access[], look: Look): readonly FolderGrant[] {
  const rows = access.flatMap(({ user, paths }) =>
    paths
      .filter((path) => path.kind === 'direct' && !path.onSecret && opens(path.right))
      .flatMap((path) => grantBehind(user, path, look) ?? []),
  );
  return [...new Set(rows)];
}
