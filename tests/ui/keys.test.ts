// The table of keys: which press means what, where, and how keys are shown.
import { expect, test } from 'vitest';
import { actionOf, keysIn, keysOf, keysShown, keyTable, type KeyPress } from '../../src/ui/keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});
const page = { mac: false, linux: false, inText: false, onControl: false, singles: true };
const field = { ...page, inText: true, onControl: true };

test('Ctrl Enter sends, inside text fields too', () => {
  expect(actionOf(press('Enter', { ctrlKey: true }), page)).toBe('send');
  expect(actionOf(press('Enter', { ctrlKey: true }), field)).toBe('send');
  expect(actionOf(press('Enter'), field)).toBeUndefined();
});

test('on a Mac it is Command', () => {
  const mac = { ...page, mac: true };
  expect(actionOf(press('Enter', { metaKey: true }), mac)).toBe('send');
  expect(actionOf(press('Enter', { ctrlKey: true }), mac)).toBeUndefined();
});

test('single keys work outside text fields, and only while they are switched on', () => {
  expect(actionOf(press('?', { shiftKey: true }), page)).toBe('help');
  expect(actionOf(press('?'), page)).toBe('help');
  expect(actionOf(press('?', { shiftKey: true }), field)).toBeUndefined();
  expect(actionOf(press('?', { shiftKey: true }), { ...page, singles: false })).toBeUndefined();
});

test('undo of the world leaves the undo of text fields alone', () => {
  expect(actionOf(press('z', { ctrlKey: true }), page)).toBe('undo');
  expect(actionOf(press('z', { ctrlKey: true }), field)).toBeUndefined();
});

test('nothing happens while an input method composes, nor with AltGr', () => {
  expect(actionOf(press('Enter', { ctrlKey: true, isComposing: true }), field)).toBeUndefined();
  expect(actionOf(press('Enter', { ctrlKey: true, keyCode: 229 }), field)).toBeUndefined();
  expect(actionOf(press('.', { ctrlKey: true, altKey: true }), field)).toBeUndefined();
});

test('Alt with a digit goes by the place of the key', () => {
  expect(actionOf(press('¡', { altKey: true, code: 'Digit1' }), page)).toBe('pane1');
});

test('Alt with a digit is left to the browser, and to no list of keys, where it changes tabs', () => {
  const linux = { ...page, linux: true };
  expect(actionOf(press('1', { altKey: true, code: 'Digit1' }), linux)).toBeUndefined();
  expect(actionOf(press('F6'), linux)).toBe('nextPane');
  expect(keysIn(linux).some(({ keys }) => keys.startsWith('Alt+1'))).toBe(false);
  expect(keysIn(page).map(({ action }) => action)).toContain('pane1');
});

test('Space plays a story, but not where it presses, types or chooses', () => {
  expect(actionOf(press(' '), page)).toBe('play');
  expect(actionOf(press(' '), { ...page, onControl: true })).toBeUndefined();
  expect(actionOf(press(' '), field)).toBeUndefined();
  expect(actionOf(press(' ', { shiftKey: true }), page)).toBeUndefined(); // scrolls back
  expect(actionOf(press(' '), { ...page, singles: false })).toBeUndefined();
});

test('F6 and Shift F6 are two things', () => {
  expect(actionOf(press('F6'), page)).toBe('nextPane');
  expect(actionOf(press('F6', { shiftKey: true }), page)).toBe('previousPane');
});

test('keys are shown as the keyboard in front of the reader calls them', () => {
  expect(keysOf('send', false)).toBe('Ctrl ⏎');
  expect(keysOf('send', true)).toBe('⌘ ⏎');
  expect(keysShown('Alt+Shift+F', true)).toBe('⌥ ⇧ F');
});

test('Ctrl M is Ctrl on a Mac too, where Command M hides the window', () => {
  expect(actionOf(press('m', { ctrlKey: true }), field)).toBe('tabKey');
  expect(actionOf(press('m', { ctrlKey: true }), { ...field, mac: true })).toBe('tabKey');
  expect(actionOf(press('m', { metaKey: true }), { ...field, mac: true })).toBeUndefined();
});

test('no two actions share their keys', () => {
  const all = keyTable.map(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
});
