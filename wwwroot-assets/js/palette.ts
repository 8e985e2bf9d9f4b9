// Ctrl+K: finds or runs anything. Commands are the elements of the page that carry data-command (running one clicks it, so it
// can do no more than the page offers); below them what the server finds. A native dialog with a listbox under a combobox.
import { caps, h, icon, nameOfElement } from './dom';

interface Item { label: string; hint?: string; icon: Node; keys?: string; run: () => void }
interface Found { label: string; href: string; hint?: string }

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

function commands(query: string): Item[] {
  const wanted = words(query), seen = new Set<string>();
  return [...document.querySelectorAll<HTMLElement>('[data-command]')].flatMap(e => {
    const label = nameOfElement(e), low = label.toLowerCase();
    if (seen.has(label) || e.matches(':disabled, [aria-disabled="true"]') || !wanted.every(w => low.includes(w))) return [];
    seen.add(label);
    return [{ label, icon: e.querySelector('svg.i')?.cloneNode(true) ?? icon(e.dataset.icon ?? 'right'), keys: e.dataset.key, run: () => e.click() }];
  }).slice(0, 8);
}

async function search(query: string, signal: AbortSignal): Promise<Item[]> {
  const answer = await fetch(`/find?q=${encodeURIComponent(query)}`, { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json() as Found[]).map(f => ({ label: f.label, hint: f.hint, icon: icon(f.href.startsWith('/runbooks') ? 'book' : 'incident'), run: () => go(f.href) }));
}
function go(href: string): void {
  if (window.Blazor && href.startsWith('/') && !document.documentElement.hasAttribute('data-offline')) window.Blazor.navigateTo(href);
  else location.href = href;
}

/** The label with the typed words in bold. */
function marked(label: string, query: string): HTMLElement {
  const span = h('span'), wanted = words(query).map(w => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!wanted.length) { span.append(label); return span; }
  label.split(new RegExp(`(${wanted.join('|')})`, 'i')).forEach((part, i) => { if (part) span.append(i % 2 ? h('strong', {}, part) : part); });
  return span;
}

class Palette {
  readonly dialog: HTMLDialogElement;
  #input = h('input', { role: 'combobox', 'aria-label': 'Type a command or search', 'aria-expanded': 'true', 'aria-controls': 'palette-here palette-else', 'aria-autocomplete': 'list', placeholder: 'Type a command, an incident, a runbook step', autocomplete: 'off', spellcheck: 'false' });
  #hereTitle = h('h3');
  #here = h('ul', { role: 'listbox', id: 'palette-here' });
  #elseTitle = h('h3', {}, 'Elsewhere');
  #else = h('ul', { role: 'listbox', id: 'palette-else', 'aria-label': 'Found elsewhere' });
  #none = h('p', { class: 'pad second', role: 'status' });
  #items: Item[] = [];
  #found: Item[] = [];
  #at = 0;
  #stop = new AbortController();
  #later = 0;

  constructor() {
    this.dialog = h('dialog', { class: 'palette', 'aria-label': 'Command palette', 'data-offline-ok': true },
      h('div', { class: 'q' }, icon('search'), this.#input, h('kbd', {}, 'Esc')),
      this.#hereTitle, this.#here, this.#elseTitle, this.#else, this.#none,
      h('p', { class: 'pad xs muted hint' }, h('kbd', {}, '\u2191'), ' ', h('kbd', {}, '\u2193'), ' choose \u00a0 ', h('kbd', {}, 'Enter'), ' run'));
    this.#input.addEventListener('input', () => { this.#at = 0; this.#draw(); this.#ask(); });
    this.#input.addEventListener('keydown', e => this.#key(e));
    this.dialog.addEventListener('click', e => {
      const option = (e.target as Element).closest<HTMLElement>('[role=option]');
      if (option) this.#run(Number(option.dataset.at));
      else if (e.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener('close', () => this.#stop.abort());
  }

  open(): void {
    if (!this.dialog.isConnected) document.body.append(this.dialog);
    if (this.dialog.open) return;
    const scope = document.querySelector<HTMLElement>('[data-command-scope]')?.dataset.commandScope;
    this.#hereTitle.textContent = scope ? `For ${scope}` : 'On this page';
    this.#here.setAttribute('aria-label', this.#hereTitle.textContent);
    this.#input.value = '';
    this.#found = [];
    this.#at = 0;
    this.#draw();
    // below the vital signs, however tall they are now: clock and next action stay readable
    const vitals = document.querySelector('.vitals')?.getBoundingClientRect().bottom;
    this.dialog.style.setProperty('--palette-top', vitals === undefined ? '' : `${Math.round(vitals)}px`);
    this.dialog.showModal();
    this.#input.focus();
  }

  #ask(): void {
    clearTimeout(this.#later);
    this.#stop.abort();
    this.#stop = new AbortController();
    const query = this.#input.value.trim(), { signal } = this.#stop;
    if (!query) { this.#found = []; this.#draw(); return; }
    this.#later = window.setTimeout(() => {
      search(query, signal).then(
        found => { this.#found = found; this.#draw(); },
        () => { if (!signal.aborted) { this.#found = []; this.#draw('Search did not answer. Commands of this page still work.'); } });
    }, 120);
  }

  #key(e: KeyboardEvent): void {
    const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (move && this.#items.length) { e.preventDefault(); this.#at = (this.#at + move + this.#items.length) % this.#items.length; this.#select(); }
    else if (e.key === 'Enter' && !e.isComposing) { e.preventDefault(); this.#run(this.#at); }
  }

  #run(at: number): void {
    const item = this.#items[at];
    if (!item) return;
    this.dialog.close();
    item.run();
  }

  #draw(note = ''): void {
    const query = this.#input.value.trim(), here = commands(query);
    this.#items = [...here, ...this.#found];
    this.#at = Math.min(this.#at, Math.max(0, this.#items.length - 1));
    const row = (item: Item, at: number): HTMLElement => h('li', { role: 'option', id: `palette-${at}`, 'data-at': String(at), 'aria-selected': 'false' },
      item.icon.cloneNode(true), marked(item.label, query),
      h('span', { class: item.keys ? 'end' : 'end xs' }, ...(item.keys ? caps(item.keys) : [item.hint])));
    this.#here.replaceChildren(...here.map(row));
    this.#else.replaceChildren(...this.#found.map((item, i) => row(item, here.length + i)));
    this.#hereTitle.hidden = this.#here.hidden = here.length === 0;
    this.#elseTitle.hidden = this.#else.hidden = this.#found.length === 0;
    this.#none.textContent = note || (this.#items.length === 0 && query ? `Nothing here is called \u201c${query}\u201d.` : '');
    this.#none.hidden = !this.#none.textContent;
    this.#select();
  }

  #select(): void {
    this.dialog.querySelectorAll('[role=option]').forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === this.#at));
      if (i === this.#at) option.scrollIntoView({ block: 'nearest' });
    });
    if (this.#items.length) this.#input.setAttribute('aria-activedescendant', `palette-${this.#at}`);
    else this.#input.removeAttribute('aria-activedescendant');
  }
}

let palette: Palette | null = null;
export function openPalette(): void { (palette ??= new Palette()).open(); }
