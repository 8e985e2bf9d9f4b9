// Keys. An element says its own: data-key="S", "Shift+1", "G I" (one after the other), "Ctrl+Z"; "Enter" and "Ctrl+Enter" act
// inside their form. A key clicks its element, so a key can never do what a person may not. Single keys rest while a field or
// a dialog has focus, and can be switched off (WCAG 2.1.4).
import { isField } from './fields';
import { openKeyList } from './key-list';
import { keysOn, nameOf } from './key-names';
import { openPalette } from './palette';
import { toggleZone } from './zone';

function usable(e: HTMLElement): boolean {
  return e.checkVisibility({ visibilityProperty: true }) && !e.matches(':disabled, [aria-disabled="true"]');
}
function find(name: string, root: ParentNode = document): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(name)}"]`)].find(usable);
}
function press(element: HTMLElement | undefined, e: KeyboardEvent): boolean {
  if (!element) return false;
  e.preventDefault();
  if (isField(element)) element.focus();
  else element.click();
  return true;
}

let first = '', firstAt = 0;
function single(name: string, e: KeyboardEvent): void {
  const sequence = first && e.timeStamp - firstAt < 1500 ? `${first} ${name}` : '';
  first = '';
  if (sequence && press(find(sequence), e)) return;
  if (press(find(name), e)) return;
  if (document.querySelector(`[data-key^="${CSS.escape(name)} "]`)) { first = name; firstAt = e.timeStamp; return; }
  if (name === '?') { e.preventDefault(); openKeyList(); }
  else if (name === 'T') { toggleZone(); }
  else if (name === 'J' || name === 'K') { step(name === 'J' ? 1 : -1, e); }
  else if (/^[1-9]$/.test(name)) { jump(name, e); }
}

/** Moves to the next or previous row of the list that has focus, else of the first one on the page. */
function step(by: number, e: KeyboardEvent): void {
  const here = document.activeElement?.closest<HTMLElement>('[data-rows]');
  const list = here ?? [...document.querySelectorAll<HTMLElement>('[data-rows]')].find(usable);
  if (!list) return;
  const marked = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const rows = (marked.length ? marked : [...list.children] as HTMLElement[]).filter(usable);
  const at = rows.findIndex(r => r.contains(document.activeElement));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
  if (!row) return;
  e.preventDefault();
  focus(row);
}
function jump(panel: string, e: KeyboardEvent): void {
  const target = [...document.querySelectorAll<HTMLElement>(`[data-panel="${panel}"]`)].find(usable);
  if (!target) return;
  e.preventDefault();
  target.scrollIntoView({ block: 'start' });
  focus(target);
}
function focus(e: HTMLElement): void {
  if (e.tabIndex < 0 && !e.hasAttribute('tabindex')) e.tabIndex = -1;
  e.focus();
  e.scrollIntoView({ block: 'nearest' });
}

function onKey(e: KeyboardEvent): void {
  if (e.isComposing || e.defaultPrevented || e.repeat && !/^[jk]$/i.test(e.key)) return;
  const name = nameOf(e), active = document.activeElement;
  if (name === 'Ctrl+K') { e.preventDefault(); openPalette(); return; }
  if (document.querySelector('dialog[open], .rz-dialog-wrapper')) return;
  const form = active?.closest('form, [data-keys-scope]');
  if ((name === 'Enter' || name === 'Ctrl+Enter') && form && isField(active)) { press(find(name, form), e); return; }
  if (isField(active)) { if (name === 'Esc') (active as HTMLElement).blur(); else if (name.startsWith('Alt+Arrow')) press(find(name), e); return; }
  if (name === 'Enter') { if (active?.matches('[data-rows] > *, [data-row]') && !active.matches('a, button')) press(active.querySelector<HTMLElement>('a, button') ?? undefined, e); return; }
  if (/^(Ctrl|Alt)\+|^Esc$/.test(name)) { press(find(name), e); return; }
  if (keysOn()) single(name, e);
}

export function start(): void {
  window.addEventListener('keydown', onKey, true);
  document.addEventListener('click', e => {
    if (!(e.target instanceof Element)) return;
    if (e.target.closest('[data-palette]')) openPalette();
    if (e.target.closest('[data-key-list]')) openKeyList();
  });
}
