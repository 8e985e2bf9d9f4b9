// <ic-source marks="12-15:unread 20-20:unsure"> around a <textarea data-src> and an empty <div class="src-lines">: numbers and marks
// the lines of a text beside what was read from it. [data-lines="12-14"] elsewhere on the page shows its lines here, and the line
// one stands in names what it became, in .src-here. The text itself goes to the circuit as a stream, a moment after the last key.
import { h } from './dom';
import { announce } from './drafts';

interface Follower { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }
interface Mark { first: number; last: number; kind: string }
const quiet = 350, largest = 1_000_000, most = 3;
/** What is over the limit the compiler refuses in words: one letter more is enough to know. */
const bytes = (text: string): Blob => new Blob([text.slice(0, largest + 1)]);
const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
const range = (said: string): [number, number] => { const [first = 0, last = first] = said.split('-').map(Number); return [first, last]; };

class Source extends HTMLElement {
  static observedAttributes = ['marks'];
  #marks: Mark[] = [];
  #here: [number, number] = [0, 0];
  #timer = 0;
  #follower?: Follower;
  #watch?: ResizeObserver;

  get field(): HTMLTextAreaElement { return this.querySelector('textarea')!; }
  get #line(): number { return parseFloat(getComputedStyle(this.field).lineHeight); }

  connectedCallback(): void {
    this.addEventListener('scroll', () => this.#draw(), true);
    this.addEventListener('dragover', e => { e.preventDefault(); this.classList.add('drop'); });
    this.addEventListener('dragleave', () => this.classList.remove('drop'));
    this.addEventListener('drop', e => {
      e.preventDefault();
      this.classList.remove('drop');
      const file = e.dataTransfer?.files[0];
      if (file) void this.take(file);
      else if (e.dataTransfer?.getData('text')) this.put(e.dataTransfer.getData('text'));
    });
    this.#watch = new ResizeObserver(() => this.#draw());
    this.#watch.observe(this);
    this.#draw();
  }
  disconnectedCallback(): void { clearTimeout(this.#timer); this.#watch?.disconnect(); }

  attributeChangedCallback(_: string, __: string | null, now: string | null): void {
    this.#marks = (now ?? '').split(' ').filter(Boolean).map(said => { const [lines = '', kind = ''] = said.split(':'), [first, last] = range(lines); return { first, last, kind }; });
    this.#draw();
    this.#name();
  }

  /** The circuit that hears of the text from now on. */
  follow(follower: Follower): void { this.#follower = follower; this.removeAttribute('aria-busy'); void this.#send(); }

  changed(): void {
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { void this.#send(); }, quiet);
  }
  async #send(): Promise<void> {
    if (!this.isConnected || !this.#follower) return;
    await this.#follower.invokeMethodAsync('TextAsync', window.DotNet!.createJSStreamReference(bytes(this.field.value))).catch(() => { /* the circuit is gone: the next one follows anew and asks for the text */ });
  }

  /** Puts another text in the place of the one there, through the browser's own editing: Ctrl+Z takes it back. */
  put(text: string): void {
    const field = this.field, old = field.value, active = document.activeElement as HTMLElement | null;
    if (text === old) return;
    let from = 0, same = 0;
    while (from < old.length && from < text.length && old[from] === text[from]) from++;
    while (same < old.length - from && same < text.length - from && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
    field.focus({ preventScroll: true });
    field.setSelectionRange(from, old.length - same);
    const middle = text.slice(from, text.length - same);
    if (!document.execCommand(middle ? 'insertText' : 'delete', false, middle) || field.value !== text) {
      field.value = text;
      announce(field);
    }
    if (active && active !== field && active.isConnected) active.focus({ preventScroll: true });
  }

  async take(file: File): Promise<void> {
    if (file.size > largest) { this.#say(`${file.name} is larger than 1 MB. Leave logs and pictures out, or split it into one runbook per service.`); return; }
    const content = await file.arrayBuffer();
    let text: string;
    try { text = new TextDecoder('utf-8', { fatal: true }).decode(content); } catch { text = new TextDecoder('windows-1252').decode(content); }
    this.#say('');
    this.put(text.replace(/\r\n?/g, '\n'));
  }
  #say(words: string): void {
    const note = this.querySelector('.src-note');
    if (note) note.textContent = words;
  }

  show(first: number, last: number): void {
    this.#here = [first, last];
    this.field.scrollTop = Math.max(0, (first - 4) * this.#line);
    this.scrollIntoView({ block: 'nearest' });
    this.#draw();
    this.#name();
  }

  /** Says what the line one stands in became. */
  at(): void {
    const line = lineOf(this.field.value, this.field.selectionStart);
    this.#here = [line, line];
    this.#draw();
    this.#name();
  }
  #name(): void {
    const here = this.querySelector('.src-here'), [line] = this.#here;
    if (!here || !line) return;
    const facts = [...document.querySelectorAll<HTMLElement>('[data-lines][data-fact]')].filter(e => { const [first, last] = range(e.dataset.lines ?? ''); return first <= line && line <= last; });
    here.replaceChildren(`Line ${line} `, ...facts.slice(0, most).map(fact => {
      const go = h('button', { type: 'button', class: 'chip', 'data-offline-ok': true }, fact.dataset.fact ?? '');
      go.addEventListener('click', () => {
        fact.closest('details')?.setAttribute('open', '');
        fact.scrollIntoView({ block: 'center' });
        fact.focus({ preventScroll: true });
      });
      return go;
    }), facts.length > most ? ` and ${facts.length - most} more` : facts.length ? '' : this.#marks.some(mark => mark.kind === 'unread' && mark.first <= line && line <= mark.last) ? 'is kept as reference text' : 'became nothing of its own');
  }

  #draw(): void {
    const layer = this.querySelector<HTMLElement>('.src-lines'), field = this.querySelector('textarea');
    if (!layer || !field) return;
    const height = this.#line, total = field.value.split('\n').length, top = Math.floor(field.scrollTop / height);
    const rows: HTMLElement[] = [];
    for (let line = top + 1; line <= Math.min(total, top + Math.ceil(field.clientHeight / height) + 1); line++) {
      const kind = this.#marks.find(mark => mark.first <= line && line <= mark.last)?.kind ?? '';
      const row = h('div', { class: `${kind}${this.#here[0] <= line && line <= this.#here[1] ? ' here' : ''}` }, String(line));
      row.style.top = `${(line - 1) * height - field.scrollTop}px`;
      rows.push(row);
    }
    layer.replaceChildren(...rows);
  }
}
customElements.define('ic-source', Source);

const sourceOf = (e: EventTarget | null): Source | null => e instanceof HTMLTextAreaElement ? e.closest<Source>('ic-source') : null;
addEventListener('input', e => sourceOf(e.target)?.changed(), true);
for (const type of ['click', 'keyup']) document.addEventListener(type, e => sourceOf(e.target)?.at());
document.addEventListener('click', e => {
  const lines = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-lines]') : null;
  if (lines) document.querySelector<Source>('ic-source')?.show(...range(lines.dataset.lines ?? ''));
});
document.addEventListener('change', e => {
  const chooser = e.target as HTMLInputElement;
  if (!chooser.matches?.('[data-src-file]') || !chooser.files?.[0]) return;
  void document.querySelector<Source>('ic-source')?.take(chooser.files[0]);
  chooser.value = '';                                    // the same file can be chosen again
});

/** For the circuit: which calls on the element of its own page. */
export const source = {
  follow: (e: Source, follower: Follower): void => e.follow(follower),
  text: (e: Source): Blob => bytes(e.field.value),
  put: (e: Source, text: string): void => e.put(text),
};
