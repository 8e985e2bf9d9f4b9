// What a pressed key is called, and whether single keys work at all.
import { read, write } from './storage';

export const keysOn = (): boolean => read('keys') !== 'off';
export const setKeys = (on: boolean): void => write('keys', on ? null : 'off');

/** The key as data-key writes it: digits by their place (a French keyboard shifts them), signs by what they print. */
export function nameOf(e: KeyboardEvent): string {
  const printsOwn = e.getModifierState('AltGraph');
  const digit = printsOwn ? null : /^(?:Digit|Numpad)(\d)$/.exec(e.code);
  let key = digit?.[1] ?? e.key;
  if (key.length === 1) key = key.toUpperCase();
  if (key === 'Escape') key = 'Esc';
  const letterOrDigit = /^[A-Z0-9]$/.test(key) || key.length > 1;
  return [
    !printsOwn && (e.ctrlKey || e.metaKey) && 'Ctrl', !printsOwn && e.altKey && 'Alt', e.shiftKey && letterOrDigit && 'Shift', key,
  ].filter(Boolean).join('+');
}
