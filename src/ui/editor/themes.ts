// Builds Monaco's two themes out of the design tokens, so that the editor never has colours of its own.
import type { editor } from 'monaco-editor/editor';

/** Names of the themes. */
export const themeNames = { light: 'scim-light', dark: 'scim-dark' } as const;

/** Tokens by the token types of the http language. */
const rules: readonly (readonly [token: string, variable: string, style?: string])[] = [
  ['', '--ink'],
  ['url', '--ink'],
  ['string.key.json', '--syn-key'],
  ['string.value.json', '--syn-string'],
  ['string.urn', '--syn-urn'],
  ['number', '--syn-number'],
  ['keyword', '--syn-bool'],
  ['delimiter', '--syn-punct'],
  ['header.name', '--syn-header'],
  ['comment', '--syn-header'],
  ['method.get', '--m-get', 'bold'],
  ['method.post', '--m-post', 'bold'],
  ['method.put', '--m-put', 'bold'],
  ['method.patch', '--m-patch', 'bold'],
  ['method.delete', '--m-delete', 'bold'],
  ['method.other', '--slate', 'bold'],
];

/** Monaco's colours; a number behind the variable is its opacity in percent. */
const colours: Readonly<Record<string, string | readonly [variable: string, percent: number]>> = {
  'editor.background': '--well',
  'editor.foreground': '--ink',
  'editorLineNumber.foreground': '--ink-3',
  'editorLineNumber.activeForeground': '--ink',
  'editor.lineHighlightBackground': ['--selected', 45],
  'editor.lineHighlightBorder': ['--selected', 0],
  'editor.selectionBackground': '--selected',
  'editor.inactiveSelectionBackground': ['--selected', 60],
  'editor.wordHighlightBackground': ['--selected', 40],
  'editor.findMatchBackground': ['--warn', 40],
  'editor.findMatchHighlightBackground': ['--warn', 20],
  'editorCursor.foreground': '--accent',
  'editorWarning.foreground': '--warn',
  'editorError.foreground': '--bad',
  'editorInfo.foreground': '--accent',
  'editorBracketMatch.background': ['--selected', 60],
  'editorBracketMatch.border': '--rule-strong',
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, '--syn-punct']),
  ),
  'editorBracketHighlight.unexpectedBracket.foreground': '--syn-punct',
  'editorHoverWidget.background': '--raised',
  'editorHoverWidget.foreground': '--ink',
  'editorHoverWidget.border': '--rule',
  'editorWidget.background': '--raised',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--rule',
  'editorSuggestWidget.background': '--raised',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.border': '--rule',
  'editorSuggestWidget.selectedBackground': '--selected',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorInlayHint.foreground': '--ink-3',
  'editorInlayHint.background': ['--well', 0],
  'diffEditor.insertedTextBackground': '--ok-soft',
  'diffEditor.removedTextBackground': '--bad-soft',
  'list.hoverBackground': '--hover',
  'list.focusBackground': '--selected',
  'list.activeSelectionBackground': '--selected',
  'list.activeSelectionForeground': '--ink',
  'menu.background': '--raised',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--hover',
  'menu.selectionForeground': '--ink',
  'input.background': '--well',
  'input.foreground': '--ink',
  'input.border': '--rule-strong',
  'scrollbarSlider.background': ['--rule-strong', 40],
  'scrollbarSlider.hoverBackground': ['--rule-strong', 60],
  'scrollbarSlider.activeBackground': ['--rule-strong', 80],
  'scrollbar.shadow': ['--ink', 0],
  'widget.shadow': ['--ink', 20],
  focusBorder: '--focus',
  foreground: '--ink',
  descriptionForeground: '--ink-2',
  'icon.foreground': '--ink-2',
};

/** A theme for one colour scheme; reads the tokens once on a probe element. */
export function themeFrom(scheme: 'light' | 'dark'): editor.IStandaloneThemeData {
  const probe = document.createElement('span');
  probe.style.colorScheme = scheme;
  document.body.append(probe);
  const hexOf = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return hexFrom(getComputedStyle(probe).color);
  };
  const theme: editor.IStandaloneThemeData = {
    base: scheme === 'light' ? 'vs' : 'vs-dark',
    inherit: false,
    rules: rules.map(([token, variable, fontStyle]) => ({
      token,
      foreground: hexOf(variable).slice(1),
      ...(fontStyle ? { fontStyle } : {}),
    })),
    colors: Object.fromEntries(
      Object.entries(colours).map(([name, value]) => [
        name,
        typeof value === 'string' ? hexOf(value) : hexOf(value[0]) + alphaHex(value[1]),
      ]),
    ),
  };
  probe.remove();
  return theme;
}

/** `rgb(15, 21, 24)` as `#0f1518`; Monaco takes hexadecimal colours only. */
export function hexFrom(computed: string): string {
  const parts = computed.match(/[\d.]+/g) ?? ['0', '0', '0'];
  return `#${parts
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;
}

const alphaHex = (percent: number): string =>
  Math.round((percent / 100) * 255)
    .toString(16)
    .padStart(2, '0');
