// Reads what the access screen shows from its address, and writes it back: the view, and what it is about.
import type { GraphFocus, GraphKind } from '../../../vault/graph.ts';
import { consoleHref } from '../../routes.ts';

/** The three views of the same rights. */
export type AccessView = 'graph' | 'matrix' | 'list';

/** What the screen shows. `by` says what the list or the matrix is sorted into. */
export interface Choice extends GraphFocus {
  readonly view: AccessView;
  readonly by: 'people' | 'secrets';
}

const views: readonly AccessView[] = ['graph', 'matrix', 'list'];
const kinds: readonly GraphKind[] = ['user', 'group', 'folder', 'secret'];

/** The choice an address holds; `usual` is the view it opens with. */
export function choiceOf(query: Readonly<Record<string, string>>, usual: AccessView): Choice {
  const focus = Object.fromEntries(
    kinds.flatMap((kind) => (query[kind] ? [[kind, query[kind]]] : [])),
  );
  return {
    view: views.find((view) => view === query['view']) ?? usual,
    by: query['by'] === 'secrets' ? 'secrets' : 'people',
    ...focus,
  };
}

/** The address of a choice; `other` are parts of the query that are not of the choice. */
export const choiceHref = (
  choice: Choice,
  other: Readonly<Record<string, string>> = {},
): string => {
  const { view, by, ...focus } = choice;
  const kept = Object.entries(focus).filter(([, id]) => id !== undefined);
  return consoleHref('access', '', {
    view,
    ...(by === 'secrets' && { by }),
    ...(Object.fromEntries(kept) as Record<string, string>), // without what was undefined
    ...other,
  });
};

/**
 * The choice after one more thing was chosen: a person and a secret together ask why the one opens the
 * other; a group or a folder stands alone. What was chosen already is let go.
 */
export function withChosen(choice: Choice, kind: GraphKind, id: string): Choice {
  const { view, by, user, secret } = choice;
  if (choice[kind] === id) return { ...choice, [kind]: undefined };
  if (kind === 'user') return { view, by, user: id, secret };
  if (kind === 'secret') return { view, by, user, secret: id };
  return { view, by, [kind]: id };
}
