import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '../js/key-names';

const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> & { graph?: boolean } = {}): string =>
  nameOf({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held, getModifierState: (m: string) => m === 'AltGraph' && held.graph === true } as unknown as KeyboardEvent);

test('letters have no case, shift is said', () => {
  assert.equal(press('s', 'KeyS'), 'S');
  assert.equal(press('S', 'KeyS', { shiftKey: true }), 'Shift+S');
});
test('a digit is its key, whatever the layout prints there', () => {
  assert.equal(press('!', 'Digit1', { shiftKey: true }), 'Shift+1');
  assert.equal(press('&', 'Digit1'), '1');                                   // French layout
});
test('signs are what they print, also through AltGr', () => {
  assert.equal(press('?', 'Slash', { shiftKey: true }), '?');
  assert.equal(press(']', 'Digit9', { ctrlKey: true, altKey: true, graph: true }), ']');   // German layout
});
test('control and command are one', () => {
  assert.equal(press('k', 'KeyK', { ctrlKey: true }), 'Ctrl+K');
  assert.equal(press('k', 'KeyK', { metaKey: true }), 'Ctrl+K');
  assert.equal(press('Escape', 'Escape'), 'Esc');
});
