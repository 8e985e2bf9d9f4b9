// Every <textarea|input|select data-draft="key"> is kept on this device as it is typed, without a server round trip, until
// the server has confirmed it (drafts.clear through JS interop). A field that appears gets its kept text back and tells the
// circuit; the kept text wins over what the server rendered, since it is what the person last wrote.
import { read, write } from './storage';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const keepDays = 14;
// On a shared device nobody finds another person's words: <html data-user="…"> separates them.
const name = (key: string): string => `draft:${document.documentElement.dataset.user ?? ''}:${key}`;

interface Kept { v?: string; at?: number; id?: string; on?: string }
function kept(key: string): Kept | null {
  try { return JSON.parse(read(name(key)) ?? 'null') as Kept | null; } catch { return null; }
}
const load = (key: string): string | null => kept(key)?.v ?? null;
/** Made when the draft began and kept with it: what is sent again after a lost answer carries the same one, so that it is never recorded twice. */
const id = (key: string): string | null => kept(key)?.id ?? null;
// Not randomUUID, which a page served without encryption has not.
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
/** What a draft was begun on ("inferadb:3"), kept with it from the first time it is said; another thing ("kaizen:1") or `anew` takes its place. */
function on(key: string, said: string, anew: boolean): string {
  const draft = kept(key);
  if (!draft) return said;
  if (!anew && draft.on?.split(':')[0] === said.split(':')[0]) return draft.on ?? said;
  write(name(key), JSON.stringify({ ...draft, on: said }));
  return said;
}
function clear(key: string): void { write(name(key), null); }

/** Tells Blazor what a field holds, as if it had just been typed. */
export function announce(field: Element): void {
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

function restore(field: Field): void {
  const text = load(field.dataset.draft ?? '');
  if (text === null || field.value === text) return;
  field.value = text;
  announce(field);
}

function forgetOld(): void {
  const oldest = Date.now() - keepDays * 86_400_000;
  for (const key of Object.keys(localStorage).filter(k => k.startsWith('draft:'))) {
    try {
      if (((JSON.parse(read(key) ?? '{}') as { at?: number }).at ?? 0) < oldest) write(key, null);
    } catch { write(key, null); }
  }
}

addEventListener('input', e => {
  const field = e.target as Partial<Field> | null, key = field?.dataset?.draft;
  if (!key) return;
  write(name(key), field.value === '' ? null : JSON.stringify({ v: field.value, at: Date.now(), id: id(key) ?? newId(), on: kept(key)?.on ?? field.dataset?.draftOn }));
}, true);

window.drafts = { load, clear, id, on };

/** Gives fields their text back, now and whenever Blazor adds one or gives one another key. */
export function start(): void {
  try { forgetOld(); } catch { /* no storage: there is nothing to forget */ }
  const all = (root: ParentNode): void => root.querySelectorAll<Field>('[data-draft]').forEach(restore);
  all(document);
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'attributes') { restore(change.target as Field); continue; }
      for (const node of change.addedNodes) {
        if (!(node instanceof HTMLElement)) continue;
        if (node.dataset.draft) restore(node as unknown as Field);
        else all(node);
      }
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-draft'] });
}
