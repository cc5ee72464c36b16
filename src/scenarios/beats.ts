// Makes the beats that several stories share: the provider hears from HR, and what stays behind in the vault afterwards.
import { directGrants } from '../vault/explain.ts';
import { accountIn, listWords } from './northwind.ts';
import { openNames, secretsWords, standOf } from './scene.ts';
import type { Scene, Stand } from './scene.ts';
import type { Beat, NoteBeat, TalkBeat, Words } from './story.ts';

/** The provider polls HR at `at` (ISO 8601, to the minute), hears of somebody, and draws its own conclusion. */
export function providerHears(news: {
  readonly at: string;
  readonly hears: Words;
  /** What it does in its own directory, with the id of the beat. */
  readonly then: Words & { readonly id: string };
}): readonly Beat[] {
  const at = (second: string): string => news.at.replace(':00Z', `:${second}Z`);
  return [
    {
      kind: 'message',
      id: 'asks-hr',
      at: news.at,
      from: 'idp',
      to: 'hr',
      says: 'Who has changed?',
      wire: 'poll, every 15 min',
    },
    {
      kind: 'message',
      id: 'hr-answers',
      at: at('02'),
      from: 'hr',
      to: 'idp',
      back: true,
      ...news.hears,
    },
    { kind: 'note', at: at('03'), lane: 'idp', ...news.then },
  ];
}

/** How far apart the provider's conversations about one group each begin, in seconds. */
const betweenGroups = 4;

/** A conversation for each group that the person joins or leaves, the first at `at` (ISO 8601, to the second). */
export const membershipTalks = (
  kind: 'join' | 'leave',
  groups: readonly string[],
  { at, who, called }: { readonly at: string; readonly who: string; readonly called: string },
): readonly TalkBeat[] =>
  groups.map((group, index) => ({
    kind: 'talk',
    id: `${kind}-${group}`,
    at: new Date(Date.parse(at) + index * betweenGroups * 1000).toISOString(),
    says:
      kind === 'join'
        ? `The provider adds ${called} to ${group}`
        : `The provider takes ${called} out of ${group}`,
    needsAccount: true,
    start: ({ dialect, target, facts }) =>
      dialect[kind](target, { userId: accountIn(facts), who, group }),
  }));

/** A person whose access a note of the vault tells. */
export interface Watched {
  readonly userName: string;
  readonly called: string;
}

/** A note in the vault's lane; its words are worked out from how the person stands then. */
const vaultNote = (
  of: Pick<NoteBeat, 'id' | 'at' | 'says'>,
  userName: string,
  tell: (stand: Stand, scene: Scene) => Words,
): NoteBeat => ({
  kind: 'note',
  lane: 'vault',
  ...of,
  tell: (scene) => tell(standOf(userName, scene), scene),
});

/** What the person opens at that moment: `Ana still opens 3 secrets` for the verb "still opens". */
export const opensNote = (
  of: Pick<NoteBeat, 'id' | 'at' | 'says'>,
  { userName, called }: Watched,
  verb: string,
): NoteBeat =>
  vaultNote(of, userName, (stand) => {
    const names = openNames(stand);
    return { says: `${called} ${verb} ${secretsWords(names.length)}`, wire: names.join(', ') };
  });

/** What is left of a switched-off account: group rows and grants that open nothing, and secrets that were seen. */
export const leftBehind = (
  at: { readonly rows: string; readonly seen: string },
  { userName, called }: Watched,
): readonly NoteBeat[] => [
  vaultNote(
    { id: 'rows-stay', at: at.rows, says: 'What stays behind' },
    userName,
    ({ groups, id = '' }, { vault }) => {
      const rows = groups.length + directGrants(vault, id).length;
      return {
        says: `${rows === 1 ? '1 row stays' : `${rows} rows stay`}, opening nothing`,
        wire: groups.join(', '),
      };
    },
  ),
  vaultNote({ id: 'seen', at: at.seen, says: `What ${called} has seen` }, userName, ({ seen }) => {
    const names = seen.map(({ name }) => name);
    return {
      says: names.length
        ? `${called} has seen ${listWords(names)}`
        : `${called} has seen no secret`,
      wire: 'user audit: expire',
    };
  }),
];
