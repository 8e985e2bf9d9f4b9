// All figures of one incident: fetches them, lets samples in, draws at most once a frame, one crosshair over all.
import { now, unwatch, watch } from '../clock';
import { h, icon, isNew } from '../dom';
import { timeIn, zones } from '../zone';
import { Feed } from './feed';
import { Figure, type Frame } from './figure';
import { span } from './labels';
import type { ChartsJson, Sample } from './model';
import { Tools } from './tools';

const minute = (at: number): number => Math.floor(at / 6e4);
const offline = (): boolean => document.documentElement.hasAttribute('data-offline');

class View {
  #figures: Figure[] = [];
  #frame: Frame | null = null;
  #length = 0;
  #feed: Feed | null = null;
  #asked = '';
  #pending = 0;
  #retry = 0;
  #renew = 0;
  #gone = false;
  #end = new AbortController();
  #zoom: [number, number] | null = null;
  #moment: number | null = null;
  #tools = new Tools(() => { this.#zoom = null; void this.#load(); }, () => this.#magnify(null), by => this.#zoomBy(by));
  #tip = h('div', { class: 'chart-tip', 'aria-hidden': 'true', hidden: true });
  #grid = h('div', { class: 'metrics' });
  #sizes = new ResizeObserver(() => this.#figures.forEach(f => f.resize()));

  constructor(readonly host: HTMLElement) {
    const { signal } = this.#end;
    document.addEventListener('ic:theme', () => this.#figures.forEach(f => f.recolour()), { signal });
    for (const event of ['visibilitychange', 'ic:offline', 'ic:online', 'ic:zone']) document.addEventListener(event, this.#soon, { signal });
    host.addEventListener('pointerleave', () => { this.#tip.hidden = true; });
    // Two fingers on a touchpad come as a wheel with Ctrl; without it the page scrolls.
    host.addEventListener('wheel', e => {
      const plot = e.ctrlKey && e.target instanceof Element && e.target.closest('.plot')?.getBoundingClientRect();
      if (!plot) return;
      e.preventDefault();
      this.#zoomBy(1.002 ** e.deltaY, (e.clientX - plot.left) / plot.width);
    }, { passive: false });
    watch(this);
    this.update();
  }

  /** An attribute changed: another incident, or the same one again. */
  update(): void {
    const src = this.host.getAttribute('src') ?? '', hub = this.host.getAttribute('hub'), incident = this.host.getAttribute('incident') ?? '', asked = `${src} ${hub} ${incident}`;
    if (asked === this.#asked || !src) return;
    this.#asked = asked;
    this.#feed?.close();
    this.#feed = hub ? new Feed(hub, incident, { samples: s => this.take(s), changed: () => void this.#load() }) : null;
    this.#zoom = null;
    void this.#load();
  }

  close(): void {
    this.#gone = true;
    this.#feed?.close();
    clearTimeout(this.#retry);
    clearTimeout(this.#renew);
    cancelAnimationFrame(this.#pending);
    this.#sizes.disconnect();
    this.#end.abort();
    unwatch(this);
    this.#figures.forEach(f => f.close());
  }

  tick(time: number): void {
    const at = this.#moment ?? time;                    // in a replay nothing grows old
    for (const figure of this.#figures) {
      const before = figure.element.dataset.state;
      if (figure.say(at, offline()).state !== before) this.#soon();    // turned stale: the line turns grey with it
    }
  }

  async #load(): Promise<void> {
    clearTimeout(this.#retry);
    const asked = this.#question();
    try {
      const answer = await fetch(asked, { cache: 'no-store' });
      const json = await answer.json() as ChartsJson & { detail?: string };
      if (!answer.ok) throw json;
      if (this.host.matches(':active')) this.#again(400);    // somebody draws a part just now
      else if (!this.#gone && asked === this.#question()) this.#show(json, asked);
    } catch (why) {
      if (this.#gone) return;
      if (!this.#frame) this.host.replaceChildren(h('div', { class: 'notice attn', role: 'status' }, icon('wifi'), `No charts: ${(why as { detail?: string }).detail ?? 'the console does not answer.'} Trying again.`));
      this.#again(5000);
    }
  }

  #again(wait: number): void {
    clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => void this.#load(), wait);
  }

  // The address with what the reader chose: length, yesterday, a part of the time.
  #question(): string {
    const src = this.host.getAttribute('src') ?? '', query = this.#tools.query(this.#zoom);
    return query ? src + (src.includes('?') ? '&' : '?') + query : src;
  }

  // All charts show the part that was drawn over one of them; null shows the whole again.
  #magnify(part: [number, number] | null): void {
    if (part && part[1] - part[0] < 2000) return;
    this.#zoom = part;
    this.#tools.zoomed(part !== null);
    if (part && this.#frame) { this.#frame = { ...this.#frame, from: part[0], to: part[1] }; this.#soon(); }
    this.#again(150);    // a wheel turns many times, and each chart tells of one drawing
  }

  // Wider or narrower around the place of the hand, else around the middle; never into what is still to come.
  #zoomBy(factor: number, share = 0.5): void {
    if (!this.#frame) return;
    const { from, to } = this.#frame, wide = (to - from) * factor, end = Math.min(from + (to - from) * share + wide * (1 - share), this.#moment ?? now());
    this.#magnify(wide >= this.#length ? null : [end - wide, end]);
  }

  #show(json: ChartsJson, asked: string): void {
    this.#sizes.disconnect();
    this.#figures.forEach(f => f.close());
    if (!this.#zoom) this.#length = json.to - json.from;
    this.#moment = json.moment ?? (this.#zoom ? json.to : null);    // a part of the time says what was known at its end
    const frame = this.#frame = json;
    this.#figures = json.charts.map(c => new Figure(c, frame, (figure, at, left) => this.#point(figure, at, left), (from, to) => this.#magnify([from, to]), asked.includes('dayBefore')));
    this.#tools.put(this.host.closest('.panel')?.querySelector('[data-charts-tools]') ?? null, this.#figures.length > 0);
    this.#tip.hidden = true;
    if (this.#figures.length === 0) {
      this.host.replaceChildren(h('div', { class: 'empty' }, h('p', {}, 'No signal is set for this service. Add one in Settings, Services.')));
      return;
    }
    this.#grid.replaceChildren(...this.#figures.map(f => f.element));
    this.host.replaceChildren(this.#grid, this.#tip);
    this.#draw();
    for (const figure of this.#figures) this.#sizes.observe(figure.element);
  }

  /** New samples: kept at once, drawn with the next frame. */
  take(samples: Sample[]): void {
    if (!this.#frame || this.#zoom) return;
    const newest = Math.max(...samples.map(s => s.t));
    if (newest > this.#frame.to) this.#frame = { ...this.#frame, from: newest - this.#length, to: newest };
    for (const sample of samples) this.#reload(this.#figures.find(f => f.chart.id === sample.id)?.add(sample) ?? 0);
    this.#soon();
  }

  // A line began that the charts do not know, or one cannot be read: fetched anew, at most each five seconds.
  #reload(wait: number): void {
    if (wait && !this.#renew) this.#renew = window.setTimeout(() => { this.#renew = 0; void this.#load(); }, wait);
  }

  #soon = (): void => {
    if (document.hidden || this.#pending) return;
    this.#pending = requestAnimationFrame(() => { this.#pending = 0; this.#draw(); });
  };

  #draw(): void {
    const frame = this.#frame, at = this.#moment ?? now();
    if (!frame || this.#gone) return;
    for (const figure of this.#figures) figure.draw(frame, at, offline());
    this.#head(frame);
  }

  // The panel around us may leave two empty places for the window and the markers.
  #head(frame: Frame): void {
    const panel = this.host.closest('.panel'), range = panel?.querySelector<HTMLElement>('[data-charts-range]'), legend = panel?.querySelector<HTMLElement>('[data-charts-legend]');
    const seen = new Map(frame.markers.filter(m => m.at >= frame.from && m.at <= frame.to).map(m => [m.letter, m.word]));
    if (range && isNew(range, [zones(), minute(frame.from), minute(frame.to)])) range.textContent = span(frame.from, frame.to);
    if (legend && isNew(legend, [...seen])) legend.replaceChildren(...[...seen].map(([letter, label]) => h('span', {}, h('span', { class: 'flag', 'aria-hidden': 'true' }, letter), label)));
  }

  // The tooltip names the moment in both zones and what every chart said then; the crosshair itself is in step over all charts.
  #point(figure: Figure, at: number | null, left: number): void {
    if (!figure.element.matches(':hover')) return;
    if (at === null || left < 0) { this.#tip.hidden = true; return; }
    const [first, second] = zones(), { from, to, markers } = this.#frame!;
    this.#tip.replaceChildren(
      h('p', {}, h('strong', {}, timeIn(first, at, at)), second ? ` \u00b7 ${timeIn(second, at, at)}` : ''),
      ...this.#figures.map(f => h('p', { class: 'row between' }, h('span', {}, f.chart.title), h('b', {}, f.valuesAt(at)))),
      ...markers.filter(m => Math.abs(m.at - at) < (to - from) / 50).map(m => h('p', {}, m.label)));
    this.#tip.hidden = false;
    const home = this.host.getBoundingClientRect(), plot = figure.element.getBoundingClientRect(), x = plot.left - home.left + left + 24;
    const wide = this.#tip.offsetWidth;
    this.#tip.style.left = `${Math.max(4, Math.min(x, home.width - wide - 4))}px`;
    this.#tip.style.top = `${plot.bottom - home.top + 4}px`;
  }
}

export const open = (host: HTMLElement): View => new View(host);
