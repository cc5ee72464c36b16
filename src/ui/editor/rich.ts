// Says what the rich editor is given and gives; kept apart so that its component can be loaded later.
import type { Span } from '../../base/span.ts';
import type { Workspace } from '../workspace.svelte.ts';
import type { Caret, EditorHandle } from './handle.ts';

/** What the plain editor leaves to the rich one at the moment of the swap. */
export interface HandOver {
  readonly focused: boolean;
  readonly span?: Span;
}

/** Properties of the rich editor. */
export interface RichEditorProps {
  workspace: Workspace;
  label: string;
  /** What stood in the plain editor at first, so that undo reaches back to it. */
  before: string;
  notes: Readonly<Record<number, string>>;
  /** Called when the first frame is drawn; only now the plain editor goes. */
  onpainted: () => HandOver;
  onleave: () => void;
  oncaret?: ((caret: Caret) => void) | undefined;
  onready?: ((handle: EditorHandle) => void) | undefined;
}
