// The slider through an incident: one moment is asked for at a time and the newest wish wins; keys step from entry to entry; play.
import { held } from '../held';

const minute = 60;

/** As the server writes a length: "45 s", "1 min 5 s" below five minutes, "12 min", "1 h 11 min", "2 days 4 h". */
export function words(seconds: number): string {
  const s = Math.floor(Math.abs(seconds)), two = (a: number, unit: string, b: number, small: string): string => b === 0 ? `${a} ${unit}` : `${a} ${unit} ${b} ${small}`;
  return s < minute ? `${s} s`
    : s < 5 * minute ? two(Math.floor(s / minute), 'min', s % minute, 's')
    : s < 60 * minute ? `${Math.floor(s / minute)} min`
    : s < 48 * 3600 ? two(Math.floor(s / 3600), 'h', Math.floor(s / minute) % 60, 'min')
    : two(Math.floor(s / 86_400), 'days', Math.floor(s / 3600) % 24, 'h');
}

class Slider {
  #range: HTMLInputElement;
  #speed: HTMLSelectElement;
  #play: HTMLButtonElement;
  #wish: number | null = null;
  #asked = 0;                       // when the last moment was asked for; 0 = it is shown
  #own = false;
  #timer = 0;
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(readonly host: HTMLElement) {
    this.#range = host.querySelector('input[type=range]')!;
    this.#speed = host.querySelector('select')!;
    this.#play = host.querySelector('[data-travel-play]')!;
    host.addEventListener('input', this.#input, true);
    host.addEventListener('keydown', this.#key);
    this.#play.addEventListener('click', this.#toggle);
    this.update('at');
    this.#range.focus({ preventScroll: true });    // from here: a page that is left at once has nothing left to focus
  }

  close(): void {
    this.#stop();
    this.host.removeEventListener('input', this.#input, true);
    this.host.removeEventListener('keydown', this.#key);
    this.#play.removeEventListener('click', this.#toggle);
  }

  /** The server drew a moment. */
  update(name: string): void {
    if (name === 'moves') { this.#asked = 0; this.#send(); }
    queueMicrotask(() => this.#stand());    // the range learns how far it reaches in the same drawing, after this
  }

  #stand(): void {
    if (this.#wish === null && this.#asked === 0) this.#range.value = String(Math.ceil((held(0) - this.#from) / 1000));
  }

  get #from(): number { return Number(this.host.getAttribute('from')); }

  // What the hand moves is said at once and sent when the line is free; what we send passes on to the page.
  #input = (e: Event): void => {
    if (this.#own || e.target !== this.#range) return;
    e.stopImmediatePropagation();
    this.#want(Number(this.#range.value));
  };

  #want(seconds: number): void {
    const at = this.#from + seconds * 1000, since = (at - Number(this.host.getAttribute('detected'))) / 1000, iso = new Date(at).toISOString();
    this.#range.setAttribute('aria-valuetext', `${this.host.hasAttribute('days') ? `${iso.slice(0, 10)} ` : ''}${iso.slice(11, 19)} UTC, ${words(since)} ${since < 0 ? 'before it was detected' : 'in'}`);
    this.#wish = seconds;
    this.#send();
  }

  #send(): void {
    if (this.#wish === null || this.#asked && performance.now() - this.#asked < 3000) return;    // an answer that never comes must not stop us
    this.#range.value = String(this.#wish);
    this.#wish = null;
    this.#asked = performance.now();
    this.#own = true;
    this.#range.dispatchEvent(new Event('input', { bubbles: true }));
    this.#own = false;
  }

  // The page's keys press these buttons already; here for who switched single keys off, and for a key that is held down.
  #key = (e: KeyboardEvent): void => {
    const way = e.key === 'ArrowLeft' || e.key === 'ArrowRight' ? e.key : '';
    if (e.defaultPrevented || !way || e.target !== this.#range || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    if (this.#asked && e.repeat) return;
    this.#asked = performance.now();
    this.host.querySelector<HTMLElement>(`[data-key="${e.shiftKey ? 'Shift+' : ''}${way}"]`)?.click();
  };

  #toggle = (): void => {
    if (this.#timer) { this.#stop(); return; }
    this.#play.setAttribute('aria-pressed', 'true');
    // Who asked for less motion gets a picture each three seconds, as far on as the time that passed.
    const every = this.#still.matches ? 3 : 1;
    this.#timer = window.setInterval(() => this.#on(every), every * 1000);
  };

  #on(seconds: number): void {
    const last = Number(this.#range.max), next = Math.min(last, Number(this.#range.value) + seconds * Number(this.#speed.value));
    if (next === last) this.#stop();
    if (!this.#asked) this.#want(next);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#play.setAttribute('aria-pressed', 'false');
  }
}

export const open = (host: HTMLElement): Slider => new Slider(host);
