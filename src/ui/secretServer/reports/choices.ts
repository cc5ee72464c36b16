// Offers the things a report can be about, and finds the one that was chosen.
import { idOf, nameOf, textOf } from '../../../vault/members.ts';
import type { Asks } from '../../../vault/report.ts';
import { plain } from '../list.ts';
import type { Directory } from '../../lab.ts';

/** A thing to choose; labels of different things differ. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** How many things are offered at once; typing brings the others. */
export const offeredAtOnce = 40;

/** Everything a report of this kind can be about, by name. */
export function choicesFor(asks: Asks, { users, vault }: Directory): readonly Choice[] {
  const all =
    asks === 'user'
      ? users.map((user) => ({
          id: idOf(user),
          label: `${nameOf(user)}, ${textOf(user, 'userName')}`,
        }))
      : vault.secrets.map(({ id, name, folder }) => {
          const path = vault.folders.find((each) => each.id === folder)?.path;
          return { id, label: path === undefined ? name : `${name}, in ${path}` };
        });
  const times = new Map<string, number>();
  for (const { label } of all) times.set(label, (times.get(label) ?? 0) + 1);
  return all
    .map((each) =>
      times.get(each.label) === 1 ? each : { ...each, label: `${each.label}, id ${each.id}` },
    )
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** The choices that have every word of a text, in their order. */
export function offered(choices: readonly Choice[], text: string): readonly Choice[] {
  const words = plain(text)
    .split(/[\s,]+/)
    .filter(Boolean);
  const found: Choice[] = [];
  for (const choice of choices) {
    const label = plain(choice.label);
    if (words.every((word) => label.includes(word))) found.push(choice);
    if (found.length === offeredAtOnce) break;
  }
  return found;
}

/** The thing a text names: its whole label, or the only one that has its words; undefined for none or several. */
export function chosenBy(choices: readonly Choice[], text: string): Choice | undefined {
  const exact = choices.find(({ label }) => label === text);
  if (exact) return exact;
  const [only, another] = text.trim() === '' ? [] : offered(choices, text);
  return another ? undefined : only;
}
