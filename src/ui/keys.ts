// The one table of keys: handlers, tooltips and the help dialog all read it.

/** What a key does; the screens register handlers by these names. */
export type KeyAction =
  | 'send'
  | 'palette'
  | 'help'
  | 'mend'
  | 'format'
  | 'tabKey'
  | 'nextPane'
  | 'previousPane'
  | 'pane1'
  | 'pane2'
  | 'pane3'
  | 'pane4'
  | 'undo'
  | 'next'
  | 'previous'
  | 'play'
  | 'hint';

/**
 * One binding. `keys` is written `Mod+Enter`: Mod is Command on a Mac and Ctrl elsewhere, Ctrl is
 * Ctrl everywhere (Command M hides a Mac's window); a lone
 * letter stands for the sign that is typed. `code` compares the place on the keyboard instead.
 * `single` keys work only outside text fields and can be switched off (WCAG 2.1.4); Space also
 * leaves buttons and whatever else it presses alone.
 */
export interface KeyBinding {
  readonly action: KeyAction;
  readonly keys: string;
  readonly code?: string;
  readonly says: string;
  readonly single?: boolean;
  /** Works only outside text fields, although it has a modifier. */
  readonly outside?: boolean;
  /** On Linux and ChromeOS the browser or the system keeps these keys for its tabs and windows. */
  readonly takenOnLinux?: boolean;
}

/** Every key the lab listens to, in the order the help shows them. */
export const keyTable: readonly KeyBinding[] = [
  { action: 'send', keys: 'Mod+Enter', says: 'Send the request' },
  { action: 'palette', keys: 'Mod+K', says: 'Go to a lesson, person or action' },
  { action: 'mend', keys: 'Mod+.', says: 'Fix the problem in the request' },
  { action: 'format', keys: 'Alt+Shift+F', says: 'Lay out the body' },
  { action: 'tabKey', keys: 'Ctrl+M', says: 'In the editor: let Tab insert blanks, or move again' },
  { action: 'undo', keys: 'Mod+Z', says: 'Undo the shown exchange', outside: true },
  { action: 'nextPane', keys: 'F6', says: 'Go to the next pane' },
  { action: 'previousPane', keys: 'Shift+F6', says: 'Go to the previous pane' },
  ...paneKeys(),
  { action: 'help', keys: '?', says: 'Show the keys', single: true },
  { action: 'next', keys: 'N', says: 'In a lesson: next step; in a story: one step', single: true },
  { action: 'previous', keys: 'P', says: 'In a lesson: previous step', single: true },
  { action: 'play', keys: 'Space', says: 'In a story: play or pause', single: true },
  { action: 'hint', keys: 'H', says: 'In a lesson: open a hint', single: true },
];

function paneKeys(): readonly KeyBinding[] {
  return ([1, 2, 3, 4] as const).map((place) => ({
    action: `pane${place}`,
    keys: `Alt+${place}`,
    code: `Digit${place}`,
    says: `Go to pane ${place}`,
    takenOnLinux: true,
  }));
}

/** The bindings that work in a place; those the system keeps for itself are left out. */
export const keysIn = ({ linux }: Pick<KeyPlace, 'linux'>): readonly KeyBinding[] =>
  keyTable.filter(({ takenOnLinux }) => !(linux && takenOnLinux));

/** Keys that the browser or the editor handles itself; the help lists them too. */
export const nativeKeys: readonly { readonly keys: string; readonly says: string }[] = [
  { keys: 'Esc', says: 'Leave the editor, or close what is open' },
  { keys: 'Tab', says: 'Go to the next control; the editor can be left with it' },
  { keys: 'Arrows', says: 'Move in tabs, menus, tables and splitters' },
  { keys: 'Enter', says: 'Open a row; collapse or restore a splitter' },
];

/** The parts of a keyboard event that bindings look at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** Where a key is pressed: on which system, and inside a text field, or on a control that wants Space for itself. */
export interface KeyPlace {
  readonly mac: boolean;
  readonly linux: boolean;
  readonly inText: boolean;
  readonly onControl: boolean;
  /** False when the reader has switched single keys off. */
  readonly singles: boolean;
}

/** The action a key press asks for; undefined while an input method composes, and for other keys. */
export function actionOf(press: KeyPress, place: KeyPlace): KeyAction | undefined {
  if (press.isComposing || press.keyCode === 229) return undefined; // 229: an input method is at work
  if (press.ctrlKey && press.altKey) return undefined; // AltGr types signs on many layouts
  return keysIn(place).find((binding) => fits(binding, press, place))?.action;
}

function fits(binding: KeyBinding, press: KeyPress, place: KeyPlace): boolean {
  if (binding.single && (place.inText || !place.singles)) return false;
  if (binding.outside && place.inText) return false;
  if (binding.keys === 'Space' && place.onControl) return false;
  if (!modifiersFit(binding, press, place.mac)) return false;
  if (binding.code) return press.code === binding.code;
  const pressed = press.key === ' ' ? 'Space' : press.key;
  return pressed.toUpperCase() === binding.keys.split('+').at(-1)!.toUpperCase();
}

function modifiersFit(binding: KeyBinding, press: KeyPress, mac: boolean): boolean {
  const parts = binding.keys.split('+');
  const wantsMeta = mac && parts.includes('Mod');
  const wantsCtrl = parts.includes('Ctrl') || (!mac && parts.includes('Mod'));
  if (press.metaKey !== wantsMeta || press.ctrlKey !== wantsCtrl) return false;
  if (press.altKey !== parts.includes('Alt')) return false;
  const isSign = binding.single && !/[A-Z]/i.test(binding.keys);
  return isSign || press.shiftKey === parts.includes('Shift'); // "?" needs Shift on some layouts only
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '⏎' };
const otherWords: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '⏎' };

/** Keys as they are shown: `Ctrl ⏎`, or `⌘ ⏎` on a Mac. */
export const keysShown = (keys: string, mac: boolean): string =>
  keys
    .split('+')
    .map((part) => (mac ? macSigns[part] : otherWords[part]) ?? part)
    .join(' ');

/** The keys of an action as they are shown. */
export const keysOf = (action: KeyAction, mac: boolean): string =>
  keysShown(keyTable.find((binding) => binding.action === action)!.keys, mac);
