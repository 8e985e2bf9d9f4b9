// One figure: title, value, canvas with its labels, the state in words, a table on demand. HTML as in the mock-up.
import { h, icon, isNew, write } from '../dom';
import { short, timeIn, viewerZone, zones } from '../zone';
import { aims, append, before, extremes, facts, judge, limit, number, ordered, range, sentence, values, withUnit, align, type ChartJson, type ChartsJson, type Columns, type Facts, type Judgement, type Line, type Marker, type Sample } from './model';
import { group, percent, place } from './labels';
import { Plot, type Look } from './plot';

const signs = { none: ['', 's0'], stale: ['', 'pulse'], over: [' attn', 'warnc'], watch: [' attn', 'warnc'], ok: [' ok', 'okc'] } as const;
const said = (v: number | null | undefined, chart: ChartJson): string => v === null || v === undefined ? 'no data' : withUnit(v, chart);

export interface Frame { from: number; to: number; incident: ChartsJson['incident']; markers: ChartsJson['markers'] }

export class Figure {
  readonly element: HTMLElement;
  readonly chart: ChartJson;
  readonly columns: Columns;
  #digits = new Text();
  #unit = h('small');
  #plot = h('div', { class: 'plot', role: 'img' });
  #labels = h('div', { class: 'over', 'aria-hidden': 'true' });
  #now = h('span', { class: 'now' });
  #state = h('span', { class: 'st' });
  #range = h('span');
  #why = h('p', { class: 'trouble' });
  #table = h('details', { class: 'as-table' }, h('summary', {}, 'Show as table'));
  #before: Columns | null;
  #drawing: Plot | null = null;
  #facts: Facts;
  #frame: Frame;
  #markers: Marker[] = [];

  constructor(chart: ChartJson, frame: Frame, readonly onCursor: (figure: Figure, at: number | null, left: number) => void, readonly onZoom: (from: number, to: number) => void, compared = false) {
    this.chart = chart;
    this.#unit.append(chart.unit && `\u00a0${chart.unit}`);
    this.#frame = frame;
    this.columns = align(chart);
    this.#before = before(chart);
    this.#facts = facts(this.columns, chart.good);
    const names = chart.series.length < 2 ? [] : chart.series.map((s, i) => h('span', { 'data-series': String(i % 4 + 1) }, h('i', { 'aria-hidden': 'true' }), s.label));
    if (compared) names.push(h('span', {}, `${this.#before ? 'Dotted:' : 'No data from'} the same time a day before`));
    const keys = names.length ? h('p', { class: 'series' }, ...names) : null;
    this.element = h('figure', { class: 'metric', 'data-id': chart.id },
      h('div', { class: 'top' }, h('figcaption', { class: 'name' }, chart.title), h('span', { class: 'val' }, this.#digits, this.#unit)),
      this.#plot, keys, h('div', { class: 'foot' }, this.#state, this.#range), this.#why, this.#table);
    this.#table.addEventListener('toggle', () => this.#fillTable());
  }

  /** In how many ms the chart has to be fetched anew: the sample brings a line it does not know, or nothing, and why is not known or may have changed; 0 for no. */
  add(sample: Sample): number {
    const { chart } = this, v = ordered(chart, sample), read = sample.v.some(one => one !== null);
    if (v) append(this.columns, { ...sample, v }, chart.staleAfterMs, this.#frame.from);
    if (read) chart.trouble = null;
    return !v ? 5000 : read ? 0 : chart.trouble ? 30_000 : 5000;
  }

  /** Draws everything anew; the element must be in the page (the canvas takes its size from it). */
  draw(frame: Frame, at: number, offline: boolean): void {
    this.#frame = frame;
    this.#markers = frame.markers.filter(m => !m.signal || m.signal === this.chart.id);
    this.#facts = facts(this.columns, this.chart.good);
    const judged = this.say(at, offline), window: [number, number] = [frame.from / 1000, frame.to / 1000];
    const look: Look = { ...this.chart, ...judged, aims: aims(this.chart), before: this.#before, markers: this.#markers, incident: frame.incident };
    if (!this.#drawing) {
      this.#drawing = new Plot(this.#plot, this.columns, look, window, (moment, left) => this.onCursor(this, moment, left), this.onZoom);
      this.#plot.append(this.#labels, this.#now);
    }
    this.#drawing.set(this.columns, look, range(this.chart, this.#facts), window);
    this.#label(this.#drawing);
  }

  /** The words only: called each second, since an age grows without new data. */
  say(at: number, offline: boolean): Judgement {
    const { chart } = this, found = this.#facts, judged = judge(chart, found, at, offline);
    const age = found.lastAt === null ? '' : short(Math.max(0, Math.floor((at - found.lastAt) / 1000)));
    const word = judged.state === 'stale' ? `Last data ${age} ago` : judged.word;
    const [tone, sign] = judged.breached?.rank === 1 ? [' bad', 'badc'] : signs[judged.state];
    this.element.dataset.state = judged.state;
    if (isNew(this.#state, word)) {
      this.#state.className = `st${tone}`;
      this.#state.replaceChildren(icon(sign), word);
    }
    write(this.#digits, found.last === null ? '\u2013' : number(found.last, chart.decimals));    // the text alone: nothing is styled anew
    this.#unit.hidden = found.last === null;
    write(this.#why, !offline && chart.trouble || '');
    write(this.#range, extremes(chart, found, judged.state));
    const name = sentence(chart, found, judged, Math.round((this.#frame.to - this.#frame.from) / 60_000), age);
    if (this.#plot.getAttribute('aria-label') !== name) this.#plot.setAttribute('aria-label', name);
    return judged;
  }

  /** What the chart said at the sample nearest before a moment (ms). */
  valuesAt(at: number): string {
    const each = (columns: Columns, lines: Line[]): string => {
      const i = columns[0].findLastIndex(x => x <= at / 1000 + 0.001);
      return values(columns).map((column, s) => (lines.length > 1 ? `${lines[s]?.label ?? ''} ` : '') + said(column[i], this.chart)).join(' \u00b7 ');
    };
    return each(this.columns, this.chart.series) + (this.#before ? ` (yesterday ${each(this.#before, this.chart.dayBefore ?? [])})` : '');
  }
  resize(): void { this.#drawing?.resize(); }
  recolour(): void { this.#drawing?.recolour(); }
  close(): void { this.#drawing?.close(); }

  // Limits carry their word, markers their letter. Rebuilt only when something moved.
  #label(plot: Plot): void {
    const { chart } = this, lines = [
      ...chart.thresholds.map(t => ({ value: t.value, rank: String(t.rank), text: `${t.label} at ${t.times ? `${+t.times.toFixed(2)}\u00d7` : limit(t.value, chart)}` })),
      ...aims(chart).map(a => ({ value: a.value, rank: '', text: `${a.name} ${limit(a.value, chart)}` })),
    ].map(l => ({ ...l, top: plot.top(l.value) })).filter(l => l.top >= 0 && l.top <= 1).sort((a, b) => a.top - b.top);
    const last = this.#facts.last, lastAt = this.#facts.lastAt;
    const dot = last === null || lastAt === null || this.chart.series.length > 1 ? null : { top: plot.top(last), left: plot.left(lastAt / 1000) };
    const flags = this.#markers.map(m => ({ ...m, left: plot.left(m.at / 1000) })).filter(m => m.left >= 0 && m.left <= 1);
    this.#now.hidden = !dot || dot.left > 1;
    if (dot) { this.#now.style.top = percent(dot.top); this.#now.style.left = percent(dot.left); }
    if (!isNew(this.#labels, [lines.map(l => l.top.toFixed(2)), flags.map(f => Math.round(f.left * 200)), dot?.top.toFixed(1)])) return;
    this.#labels.replaceChildren(...place(lines, flags, last, plot.width, dot), ...group(flags).map(f => {
      const e = h('span', { class: 'flag' }, f.letters);
      e.style.left = percent(f.left);
      return e;
    }));
  }

  #fillTable(): void {
    this.#table.querySelector('.table-wrap')?.remove();
    if (!this.#table.open) return;
    const x = this.columns[0], step = Math.ceil(x.length / 60), rows: HTMLElement[] = [];
    const at = Math.max(...x) * 1000;
    for (let i = x.length - 1; i >= 0 && rows.length < 60; i -= step) {
      const t = (x[i] ?? 0) * 1000;
      rows.push(h('tr', {}, h('th', { scope: 'row' }, timeIn(zones()[0], t, at)), ...values(this.columns).map(c => h('td', { class: 'num' }, said(c[i], this.chart)))));
    }
    this.#table.append(h('div', { class: 'table-wrap' }, h('table', { class: 'grid' },
      h('caption', { class: 'sr' }, `${this.chart.title}, newest first, in ${zones()[0] === 'UTC' ? 'UTC' : viewerZone}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Time'), ...this.chart.series.map(s => h('th', { scope: 'col', class: 'num' }, s.label || this.chart.title)))),
      h('tbody', {}, ...rows))));
  }
}
