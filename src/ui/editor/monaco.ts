// The one door to Monaco: loads the editor with the features a request needs, its worker, the http language and the themes.
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
// 0.57's own register of this feature leaves the list of suggestions out; its controller brings it.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/unusualLineTerminators/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { httpConfiguration, httpLanguage, httpTokens } from './httpLanguage.ts';
import { themeFrom, themeNames } from './themes.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
monaco.languages.register({ id: httpLanguage });
monaco.languages.setMonarchTokensProvider(httpLanguage, httpTokens);
monaco.languages.setLanguageConfiguration(httpLanguage, httpConfiguration);
defineThemes();
// The tokens change with the reader's wish for contrast, so the themes do too.
matchMedia('(prefers-contrast: more)').addEventListener('change', defineThemes);

// The typefaces come after the first paint, perhaps after the editor has measured its letters.
document.fonts.addEventListener('loadingdone', () => monaco.editor.remeasureFonts());

function defineThemes(): void {
  monaco.editor.defineTheme(themeNames.light, themeFrom('light'));
  monaco.editor.defineTheme(themeNames.dark, themeFrom('dark'));
}

/** Shows the editor's light or dark theme. */
export const useTheme = (dark: boolean): void =>
  monaco.editor.setTheme(dark ? themeNames.dark : themeNames.light);

export { monaco };
