// Works out what the explanation says about a choice: its question, and the ways that answer it.
import { opens } from '../../../vault/access.ts';
import { explainAccess } from '../../../vault/explain.ts';
import type { GraphFocus, GraphKind } from '../../../vault/graph.ts';
import { peopleIn } from '../../../vault/members.ts';
import type { Access } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import { gathered, type WayOf } from '../../world/access.ts';
import { lookAt, type Look } from '../look.ts';
import type { Thing } from '../things.ts';
import { nameIn } from './names.ts';
import { railOf, type RailStep } from './rail.ts';

/** An explanation. A pair of person and secret has rails or a reason why not; anything else has ways. */
export interface Explained {
  readonly question: string;
  readonly rails: readonly (readonly RailStep[])[];
  readonly whyNot: string;
  readonly ways: readonly WayOf<Thing>[];
  /** The rights it is about. */
  readonly access: readonly Access[];
}

/** What there is to say about a choice; undefined where nothing is chosen. */
export function explained(focus: GraphFocus, directory: Directory): Explained | undefined {
  const look = lookAt(directory);
  const { user, group, folder, secret } = focus;
  const names = namesOf(focus, look);
  if (user !== undefined && secret !== undefined) return explainedPair(user, secret, directory);
  if (user !== undefined) {
    const access = (look.index.byUser.get(user) ?? []).filter((each) => isIn(each, folder, look));
    const place = folder === undefined ? '' : ` in ${names.folder}`;
    return turned(
      'secret',
      { question: `What can ${names.user} open${place}?`, access },
      directory,
    );
  }
  if (secret !== undefined) {
    const access = look.index.bySecret.get(secret) ?? [];
    return turned('user', { question: `Who can open ${names.secret}?`, access }, directory);
  }
  if (group !== undefined)
    return turned(
      'secret',
      { question: `What does ${names.group} open?`, access: throughGroup(group, directory) },
      directory,
    );
  if (folder !== undefined) {
    const access = (look.secretsIn.get(folder) ?? []).flatMap(
      ({ id }) => look.index.bySecret.get(id) ?? [],
    );
    return turned(
      'user',
      { question: `Who can open what is in ${names.folder}?`, access },
      directory,
    );
  }
  return undefined;
}

const namesOf = (focus: GraphFocus, look: Look): Readonly<Record<GraphKind, string>> => {
  const name = (kind: GraphKind): string => nameIn(kind, focus[kind] ?? '', look);
  return {
    user: name('user'),
    group: name('group'),
    folder: name('folder'),
    secret: name('secret'),
  };
};

const isIn = ({ secret }: Access, folder: string | undefined, look: Look): boolean =>
  folder === undefined || look.secrets.get(secret)?.folder === folder;

/** Rights that come through a group, with only the ways that do. */
function throughGroup(group: string, directory: Directory): readonly Access[] {
  const { byUser } = lookAt(directory).index;
  return [...peopleIn(group, directory.groups)]
    .flatMap((id) => byUser.get(id) ?? [])
    .flatMap((access) => {
      const paths = access.paths.filter(({ groups }) => groups.includes(group));
      return paths.length === 0 ? [] : [{ ...access, paths }];
    });
}

function explainedPair(user: string, secret: string, directory: Directory): Explained {
  const look = lookAt(directory);
  const access = look.index.byUser.get(user)?.find((each) => each.secret === secret);
  const [who, what] = [nameIn('user', user, look), nameIn('secret', secret, look)];
  const [answer, ...reasons] = explainAccess({ user, secret }, directory, directory.vault);
  const can = opens(access?.right);
  return {
    question: can ? `Why can ${who} open ${what}?` : `Why can ${who} not open ${what}?`,
    rails: access?.paths.map((path) => railOf(access, path, look)) ?? [],
    whyNot: can
      ? ''
      : access
        ? 'List shows the name only; it takes View to open it.'
        : [...(reasons.length > 0 ? reasons : [answer ?? ''])].join(' '),
    ways: [],
    access: access ? [access] : [],
  };
}

/** Ways with the things they serve, secrets or people, each once. */
function turned(
  kind: 'user' | 'secret',
  { question, access }: Pick<Explained, 'question' | 'access'>,
  directory: Directory,
): Explained {
  const look = lookAt(directory);
  const ways = gathered(
    access.map((each) => ({ item: each[kind], paths: each.paths })),
    directory,
  ).map((way) => ({
    ...way,
    items: [...new Set(way.items)].map((id): Thing => ({ kind, id, name: nameIn(kind, id, look) })),
  }));
  return { question, rails: [], whyNot: '', ways, access };
}
