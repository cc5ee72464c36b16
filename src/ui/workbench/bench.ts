// Keeps the workbench between visits: one workspace per tenant, its unsent text, and what the address asks to open.
import type { Room, Shelf } from '../lab.ts';
import { exampleOf } from '../request/examples.ts';
import { Workspace } from '../workspace.svelte.ts';

/** Workspaces outlive the screen, so that coming back finds everything as it was left. */
const benches = new Map<string, Workspace>();

/** The workspace of a tenant; a new one begins with the text that was left there last, or an example. */
export function benchOf(room: Room, shelf: Shelf): Workspace {
  const known = benches.get(room.tenant.id);
  if (known?.room === room) return known;
  const workspace = new Workspace(room, 'GET /Users');
  const begun = workspace.text;
  benches.set(room.tenant.id, workspace);
  void shelf.get(draftKey(room)).then((kept) => {
    const text = kept?.['text'];
    if (typeof text === 'string' && workspace.text === begun) workspace.text = text;
  });
  return workspace;
}

const draftKey = (room: Room): string => `ui/draft/${room.tenant.id}`;

/** Keeps the text of a workspace half a second after the last key; gives the function that cancels it. */
export function keepDraft(workspace: Workspace, shelf: Shelf): () => void {
  const { text, room } = workspace;
  const timer = setTimeout(() => void shelf.put(draftKey(room), { text }), 500);
  return () => clearTimeout(timer);
}

/**
 * Does what the address asks: `open` an exchange by number, fill in an `example` by id or a
 * `request` as text, or `read` an address below the base URL. Gives a sentence when that does not exist.
 */
export async function openAsked(
  workspace: Workspace,
  query: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const { open, example, request, read } = query;
  if (open !== undefined) {
    const found = workspace.room.history.get().find(({ no }) => String(no) === open);
    if (!found) return `The history has no exchange ${open}.`;
    workspace.open(found);
  } else if (example !== undefined) {
    const found = exampleOf(example);
    if (!found) return `There is no example called ${example}.`;
    workspace.fill(found.text, `example: ${found.title}`);
  } else if (request !== undefined) {
    workspace.fill(request, 'example of the reference');
  } else if (read !== undefined) {
    workspace.fill(`GET ${read}`);
    await workspace.send();
  }
  return undefined;
}
