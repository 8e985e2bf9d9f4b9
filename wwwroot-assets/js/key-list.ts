// "?" lists the keys that do something on this page, read from the page itself.
import { caps, h, nameOfElement } from './dom';
import { keysOn, setKeys } from './key-names';

function entries(): [string, string][] {
  const found = new Map<string, string>();
  for (const e of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = e.dataset.key ?? '';
    if (!found.has(key) && e.checkVisibility() && !e.matches(':disabled, [aria-disabled="true"]')) found.set(key, nameOfElement(e));
  }
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')].map(p => p.dataset.panel ?? '').sort();
  return [
    ['Ctrl+K', 'Find or run anything'],
    ...found,
    ...(panels.length > 1 ? [[`${panels[0]} \u2026 ${panels.at(-1)}`, 'Jump to a panel'] as [string, string]] : []),
    ...(document.querySelector('[data-rows]') ? [['J K', 'Next or previous row'] as [string, string]] : []),
    ...(found.has('T') ? [] : [['T', 'Local time or UTC'] as [string, string]]),
    ['Esc', 'Leave a field, close, back'],
    ['?', 'This list'],
  ];
}

export function openKeyList(): void {
  document.querySelector('dialog.keys')?.remove();
  const close = h('button', { type: 'button', class: 'btn small quiet' }, 'Close ', h('kbd', {}, 'Esc'));
  const single = h('input', { type: 'checkbox', id: 'keys-on' });
  single.checked = keysOn();
  single.addEventListener('change', () => setKeys(single.checked));
  const dialog = h('dialog', { class: 'keys', 'aria-labelledby': 'keys-title', 'data-offline-ok': true },
    h('header', {}, h('h2', { id: 'keys-title' }, 'Keys on this page'), h('span', { class: 'end' }, close)),
    h('ul', {}, ...entries().map(([key, name]) => h('li', {}, h('span', {}, name), h('span', { class: 'end' }, ...caps(key))))),
    h('footer', {}, h('label', { class: 'row' }, single, 'Single keys work (they rest while you type)')));
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
