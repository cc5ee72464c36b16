// Makes one Monaco editor for requests, and the few things the screens may do with it.
import type { Span } from '../../base/span.ts';
import type { TextProblem } from '../../http/requestText.ts';
import { onMac } from '../keyboard.svelte.ts';
import type { TenantView } from '../lab.ts';
import { caretAt, type Caret, type EditorHandle } from './handle.ts';
import { httpLanguage } from './httpLanguage.ts';
import { monaco } from './monaco.ts';
import { provideFor } from './providers.ts';
import type { HandOver } from './rich.ts';

/** What the editor is made with. */
export interface RequestEditorOptions {
  readonly text: string;
  /** An older text that undo goes back to, if it differs. */
  readonly before: string;
  readonly label: string;
  readonly tenant: TenantView;
  readonly ontext: (text: string) => void;
  readonly oncaret: (caret: Caret) => void;
  /** Escape: the focus should go elsewhere. */
  readonly onleave: () => void;
  /** The first frame is drawn; gives what the plain editor leaves behind. */
  readonly onpainted: () => HandOver;
}

/** What the screens can do with it. */
export interface RequestEditorControl {
  readonly handle: EditorHandle;
  setText(text: string): void;
  setProblems(problems: readonly TextProblem[]): void;
  setNotes(notes: Readonly<Record<number, string>>): void;
  pointAt(span: Span): void;
  /** Whether Tab leaves the editor or inserts blanks. */
  setTabMoves(moves: boolean): void;
  dispose(): void;
}

type Editor = ReturnType<typeof monaco.editor.create>;

/** Left edge of the text, the same as in the plain editor, in CSS pixels. */
const textLeft = 52;

/** Makes an editor inside `box`; it fills the box and follows its size. */
export function createRequestEditor(
  box: HTMLElement,
  options: RequestEditorOptions,
): RequestEditorControl {
  const model = monaco.editor.createModel(options.before, httpLanguage);
  model.updateOptions({ tabSize: 2 });
  const editor = monaco.editor.create(box, settings(model, options.label));
  replaceText(editor, options.text);
  alignText(editor);
  addKeys(editor, options.onleave);
  const forget = provideFor(model, options.tenant);
  editor.onDidChangeModelContent(() => options.ontext(model.getValue()));
  editor.onDidChangeCursorPosition(({ position }) =>
    options.oncaret(
      caretAt({ line: position.lineNumber, column: position.column }, model.getOffsetAt(position)),
    ),
  );
  takeOver(editor, options.onpainted);
  const decorations = editor.createDecorationsCollection();
  return {
    handle: handleOf(editor),
    setText: (text) => replaceText(editor, text),
    setProblems: (problems) => mark(model, problems),
    setNotes: (notes) => decorations.set(noteDecorations(model, notes)),
    pointAt: (span) => select(editor, span, true),
    setTabMoves: (moves) => editor.updateOptions({ tabFocusMode: moves }),
    dispose() {
      forget();
      editor.dispose();
      model.dispose();
    },
  };
}

/** Where these depart from Monaco's defaults, the design guide asks for it (§8). */
const settings = (
  model: ReturnType<typeof monaco.editor.createModel>,
  ariaLabel: string,
): Parameters<typeof monaco.editor.create>[1] => ({
  model,
  ariaLabel,
  automaticLayout: true,
  autoDetectHighContrast: false, // forced colours get the plain editor
  editContext: false, // a real text field, which assistive technology and scripts know
  tabFocusMode: true, // Tab leaves the editor; Ctrl M changes that, see tabKey.svelte.ts
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
  fontSize: 12.5,
  lineHeight: 20,
  fontLigatures: false,
  padding: { top: 8, bottom: 8 },
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  renderLineHighlight: 'line',
  roundedSelection: false,
  wordWrap: 'on',
  wrappingIndent: 'same',
  glyphMargin: false,
  folding: false,
  lineNumbersMinChars: 4,
  fixedOverflowWidgets: true,
  wordBasedSuggestions: 'off',
  quickSuggestions: { strings: true, other: true, comments: false },
  suggest: { showWords: false, showStatusBar: false, showIcons: false },
  acceptSuggestionOnEnter: 'smart', // Enter behind a whole word is a line break
  stickyScroll: { enabled: false },
  contextmenu: true,
  links: false,
  occurrencesHighlight: 'off',
  guides: { indentation: false, bracketPairs: false },
  unicodeHighlight: { ambiguousCharacters: false },
});

function alignText(editor: Editor): void {
  const { contentLeft, decorationsWidth } = editor.getLayoutInfo();
  editor.updateOptions({ lineDecorationsWidth: decorationsWidth + textLeft - contentLeft });
}

/** Monaco has its own use for these keys, so it must be told that the page has another. */
function addKeys(editor: Editor, onleave: () => void): void {
  const { KeyCode, KeyMod } = monaco;
  const pass = (key: string, code: string) => () => passOn(editor, key, code);
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, pass('Enter', 'Enter'));
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyK, pass('k', 'KeyK'));
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.Period, pass('.', 'Period'));
  editor.addCommand(
    KeyCode.Escape,
    onleave,
    '!suggestWidgetVisible && !findWidgetVisible && !inSnippetMode && !editorHasMultipleSelections && !editorHoverFocused && !markersNavigationVisible',
  );
}

/** Repeats a key press on the page, where the table of keys is read. */
function passOn(editor: Editor, key: string, code: string): void {
  editor.getContainerDomNode().dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      code,
      bubbles: true,
      cancelable: true,
      ...(onMac() ? { metaKey: true } : { ctrlKey: true }),
    }),
  );
}

/** Once the first frame stands, the plain editor leaves selection and focus behind. */
function takeOver(editor: Editor, onpainted: () => HandOver): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!editor.getModel()) return; // closed again before it was drawn
      const { focused, span } = onpainted();
      if (span) select(editor, span, focused);
    }),
  );
}

function select(editor: Editor, span: Span, focus: boolean): void {
  const model = editor.getModel();
  if (!model) return;
  const range = monaco.Range.fromPositions(
    model.getPositionAt(span.start),
    model.getPositionAt(span.end),
  );
  editor.setSelection(range);
  editor.revealRangeInCenterIfOutsideViewport(range);
  if (focus) editor.focus();
}

/** Replaces the whole text as one step that Ctrl Z takes back. */
function replaceText(editor: Editor, text: string): void {
  const model = editor.getModel();
  if (!model || model.getValue() === text) return;
  editor.pushUndoStop();
  editor.executeEdits('lab', [{ range: model.getFullModelRange(), text }]);
  editor.pushUndoStop();
  editor.setPosition({ lineNumber: 1, column: 1 });
}

const handleOf = (editor: Editor): EditorHandle => ({
  insert: (sign) => editor.trigger('lab', 'type', { text: sign }),
  focus: () => editor.focus(),
  bottomOf: (line) => editor.getBottomForLineNumber(line) - editor.getScrollTop(),
  selection() {
    const model = editor.getModel();
    const range = editor.getSelection();
    if (!model || !range) return { start: 0, end: 0 };
    return {
      start: model.getOffsetAt(range.getStartPosition()),
      end: model.getOffsetAt(range.getEndPosition()),
    };
  },
});

type Model = ReturnType<typeof monaco.editor.createModel>;

function mark(model: Model, problems: readonly TextProblem[]): void {
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
  } as const;
  monaco.editor.setModelMarkers(
    model,
    'scim-lab',
    problems.map((problem) => ({
      ...rangeOf(model, problem.span),
      severity: severities[problem.severity],
      message: `${problem.message} ${problem.fix}`.replaceAll('`', ''),
    })),
  );
}

function rangeOf(model: Model, span: Span) {
  const start = model.getPositionAt(span.start);
  const end = model.getPositionAt(Math.max(span.end, span.start + 1));
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

/** Remarks behind lines, and a frame around every blank that is to be filled in. */
function noteDecorations(model: Model, notes: Readonly<Record<number, string>>) {
  const remarks = Object.entries(notes).map(([line, content]) => {
    const lineNumber = Math.min(Number(line), model.getLineCount());
    const column = model.getLineMaxColumn(lineNumber);
    return {
      range: new monaco.Range(lineNumber, column, lineNumber, column),
      options: { after: { content, inlineClassName: 'note-mark' }, showIfCollapsed: true },
    };
  });
  const blanks = model.findMatches('_{4,}', false, true, false, null, false).map(({ range }) => ({
    range,
    options: { inlineClassName: 'blank-mark' },
  }));
  return [...remarks, ...blanks];
}
