// One figure: title, value, canvas with its labels, the state in words, a table on demand. HTML as in the mock-up.
import { h, icon } from '../dom';
import { short, timeIn, viewerZone, zones } from '../zone';
import { append, extremes, facts, judge, limit, number, range, sentence, values, withUnit, align, type ChartJson, type ChartsJson, type Columns, type Facts, type Judgement, type Sample } from './model';
import { Plot, type Look } from './plot';

const signs = { none: ['', 's0'], stale: ['', 'pulse'], over: [' attn', 'warnc'], watch: [' attn', 'warnc'], ok: [' ok', 'okc'] } as const;
const said = (v: number | null | undefined, chart: ChartJson): string => v === null || v === undefined ? 'no data' : withUnit(v, chart);
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

export interface Frame { from: number; to: number; incident: ChartsJson['incident']; markers: ChartsJson['markers'] }

export class Figure {
  readonly element: HTMLElement;
  readonly chart: ChartJson;
  readonly columns: Columns;
  #value = h('span', { class: 'val' });
  #plot = h('div', { class: 'plot', role: 'img' });
  #labels = h('div', { class: 'over', 'aria-hidden': 'true' });
  #now = h('span', { class: 'now' });
  #state = h('span', { class: 'st' });
  #range = h('span');
  #table = h('details', { class: 'as-table' }, h('summary', {}, 'Show as table'));
  #drawing: Plot | null = null;
  #labelled = '';
  #facts: Facts;
  #frame: Frame;

  constructor(chart: ChartJson, frame: Frame, readonly onCursor: (figure: Figure, at: number | null, left: number) => void) {
    this.chart = chart;
    this.#frame = frame;
    this.columns = align(chart);
    this.#facts = facts(this.columns, chart.good);
    const keys = chart.series.length < 2 ? null : h('p', { class: 'series' }, ...chart.series.map((s, i) => h('span', { 'data-series': String(i % 4 + 1) }, h('i', { 'aria-hidden': 'true' }), s.label)));
    this.element = h('figure', { class: 'metric', 'data-id': chart.id },
      h('div', { class: 'top' }, h('figcaption', { class: 'name' }, chart.title), this.#value),
      this.#plot, keys, h('div', { class: 'foot' }, this.#state, this.#range), this.#table);
    this.#table.addEventListener('toggle', () => this.#fillTable());
  }

  add(sample: Sample): void { append(this.columns, sample, this.chart.staleAfterMs, this.#frame.from); }

  /** Draws everything anew; the element must be in the page (the canvas takes its size from it). */
  draw(frame: Frame, at: number, offline: boolean): void {
    this.#frame = frame;
    this.#facts = facts(this.columns, this.chart.good);
    const judged = this.say(at, offline), window: [number, number] = [frame.from / 1000, frame.to / 1000];
    const look: Look = { thresholds: this.chart.thresholds, target: this.chart.target, markers: frame.markers, incident: frame.incident, breached: judged.breached, good: this.chart.good, stale: judged.state === 'stale', over: judged.state === 'over' };
    if (!this.#drawing) {
      this.#drawing = new Plot(this.#plot, this.columns, look, window, (moment, left) => this.onCursor(this, moment, left));
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
    if (this.#state.dataset.word !== word) {
      this.#state.dataset.word = word;
      this.#state.className = `st${tone}`;
      this.#state.replaceChildren(icon(sign), word);
    }
    const value = found.last === null ? '\u2013' : number(found.last, chart.decimals);
    if (this.#value.dataset.v !== value) {
      this.#value.dataset.v = value;
      this.#value.replaceChildren(value, ...(chart.unit && found.last !== null ? [h('small', {}, `\u00a0${chart.unit}`)] : []));
    }
    const note = extremes(chart, found, judged.state);
    if (this.#range.textContent !== note) this.#range.textContent = note;
    const name = sentence(chart, found, judged, Math.round((this.#frame.to - this.#frame.from) / 60_000), age);
    if (this.#plot.getAttribute('aria-label') !== name) this.#plot.setAttribute('aria-label', name);
    return judged;
  }

  /** What the chart said at the sample nearest before a moment (ms). */
  valuesAt(at: number): string {
    const x = this.columns[0], t = at / 1000 + 0.001;
    let low = 0, high = x.length;
    while (low < high) { const middle = (low + high) >> 1; if ((x[middle] ?? 0) <= t) low = middle + 1; else high = middle; }
    const each = values(this.columns).map((column, i) => {
      const text = said(column[low - 1], this.chart);
      return this.chart.series.length > 1 ? `${this.chart.series[i]?.label ?? ''} ${text}` : text;
    });
    return each.join(' \u00b7 ');
  }
  resize(): void { this.#drawing?.resize(); }
  recolour(): void { this.#drawing?.recolour(); }
  close(): void { this.#drawing?.close(); }

  // Limits carry their word, markers their letter. Rebuilt only when something moved.
  #label(plot: Plot): void {
    const { chart } = this, lines = [
      ...chart.thresholds.map(t => ({ value: t.value, rank: String(t.rank), text: `${t.label} at ${limit(t.value, chart)}` })),
      ...(chart.target === null ? [] : [{ value: chart.target, rank: '', text: `target ${limit(chart.target, chart)}` }]),
    ].map(l => ({ ...l, top: plot.top(l.value) })).filter(l => l.top >= 0 && l.top <= 1).sort((a, b) => a.top - b.top);
    const flags = this.#frame.markers.map(m => ({ ...m, left: plot.left(m.at / 1000) })).filter(m => m.left >= 0 && m.left <= 1);
    const last = this.#facts.last, lastAt = this.#facts.lastAt;
    const dot = last === null || lastAt === null || this.chart.series.length > 1 ? null : { top: plot.top(last), left: plot.left(lastAt / 1000) };
    this.#now.hidden = !dot || dot.left > 1;
    if (dot) { this.#now.style.top = percent(dot.top); this.#now.style.left = percent(dot.left); }
    const drawn = JSON.stringify([lines.map(l => l.top.toFixed(2)), flags.map(f => Math.round(f.left * 200))]);
    if (drawn === this.#labelled) return;
    this.#labelled = drawn;
    let flagged = -1;
    const taken: { top: number; right: number }[] = [];
    this.#labels.replaceChildren(
      ...lines.map(l => {
        // beyond the limit the line is above it: the word goes where the line is not
        const under = l.top < 0.28 || l.top < 0.75 && last !== null && last > l.value, top = under ? l.top : l.top - 0.28, width = l.text.length * 6 / plot.width;
        // From the right edge leftwards, the first place that hides neither a flag nor another label.
        const free = (right: number): boolean => !taken.some(t => Math.abs(t.top - top) < 0.28 && Math.abs(t.right - right) < width)
          && !(top < 0.28 && flags.some(f => 1 - right - width - 0.04 < f.left && f.left < 1 - right + 0.04));
        const right = [0.02, 0.12, 0.22, 0.34, 0.46, 0.58].find(free) ?? 0.02;
        taken.push({ top, right });
        const e = h('span', { class: under ? 'thr-l under' : 'thr-l', 'data-rank': l.rank }, l.text);
        e.style.top = percent(l.top);
        e.style.right = percent(right);
        return e;
      }),
      ...flags.flatMap(f => {
        if (f.left - flagged < 0.06 && flagged >= 0) return [];     // the line is drawn; two letters on one spot say nothing
        flagged = f.left;
        const e = h('span', { class: 'flag' }, f.letter);
        e.style.left = percent(f.left);
        return [e];
      }));
  }

  #fillTable(): void {
    this.#table.querySelector('.table-wrap')?.remove();
    if (!this.#table.open) return;
    const x = this.columns[0], step = Math.max(1, Math.ceil(x.length / 60)), rows: HTMLElement[] = [];
    const at = Math.max(...x) * 1000;
    for (let i = x.length - 1; i >= 0 && rows.length < 60; i -= step) {
      const t = (x[i] ?? 0) * 1000;
      rows.push(h('tr', {}, h('th', { scope: 'row' }, timeIn(zones()[0], t, at)), ...values(this.columns).map(c => h('td', { class: 'num' }, said(c[i], this.chart)))));
    }
    this.#table.append(h('div', { class: 'table-wrap' }, h('table', { class: 'grid' },
      h('caption', { class: 'sr' }, `${this.chart.title}, newest first, times in ${zones()[0] === 'UTC' ? 'UTC' : viewerZone}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Time'), ...this.chart.series.map(s => h('th', { scope: 'col', class: 'num' }, s.label || this.chart.title)))),
      h('tbody', {}, ...rows))));
  }
}
