// The one module that knows uPlot: a bare canvas with lines, the incident band, limits, markers and a crosshair in step.
// Axes, title, values and labels are HTML around it. Nothing is animated; gaps stay gaps.
import uPlot from 'uplot';
import { breaches, type Columns, type Marker, type Span, type State, type Threshold } from './model';
import { thin } from './thin';

export interface Look { thresholds: Threshold[]; aims: { value: number }[]; before: Columns | null; markers: Marker[]; incident: { from: number; to: number | null } | null; breached: Threshold | null; good: 'low' | 'high'; state: State }

// Several lines are thin: they hide each other less, and a wide stroke is most of what a tick costs.
const dashes: number[][] = [[], [8, 4], [2, 4], [10, 4, 2, 4]];

const tokens = ['chart-line', 'chart-area', 'chart-line-over', 'chart-area-over', 'chart-grid', 'chart-marker', 'text-muted', 'surface-hover', 'chart-1', 'chart-2', 'chart-3', 'chart-4', ...[1, 2, 3, 4, 5].map(r => `sev-${r}-edge`)];

export class Plot {
  readonly #u: uPlot;
  #look: Look;
  #range: [number, number] = [0, 1];
  #window: [number, number];
  #colours: Record<string, string> = {};
  #width = 240;
  #spans: Span[] = [];
  readonly #host: HTMLElement;

  constructor(host: HTMLElement, data: Columns, look: Look, window: [number, number], onCursor: (at: number | null, left: number) => void, onZoom: (from: number, to: number) => void) {
    this.#host = host;
    this.#look = look;
    this.#window = window;
    this.recolour(false);
    const many = data.length > 2;
    this.#u = new uPlot({
      ...this.#size(), pxAlign: 0, padding: [0, 0, 0, 0], legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, auto: false, range: () => this.#window }, y: { auto: false, range: () => this.#range } },
      cursor: { y: false, drag: { x: true, y: false, setScale: false, dist: 6 }, points: { size: 6 }, sync: { key: 'ic-charts', scales: ['x', null], setSeries: false } },
      series: [{}, ...data.slice(1).map((_, i): uPlot.Series => ({
        width: many ? 1 : 1.75, cap: 'butt', points: { show: false }, spanGaps: false, dash: dashes[i % dashes.length],
        stroke: () => this.#stroke(i, many),
        fill: many ? undefined : u => this.#fill(u),
      }))],
      hooks: {
        drawClear: [u => this.#behind(u)],
        draw: [u => this.#before(u)],
        setSelect: [u => {
          const { left, width } = u.select;
          if (width < 6) return;
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          onZoom(u.posToVal(left, 'x') * 1000, u.posToVal(left + width, 'x') * 1000);
        }],
        setCursor: [u => onCursor(u.cursor.idx === null || u.cursor.idx === undefined ? null : (u.data[0][u.cursor.idx] ?? 0) * 1000, u.cursor.left ?? -1)],
      },
    }, this.#thin(data), host);
  }

  /** Draws new data; `range` is the value axis, `window` the time axis in seconds. */
  set(data: Columns, look: Look, range: [number, number], window: [number, number]): void {
    this.#look = look;
    this.#range = range;
    this.#window = window;
    const thinned = this.#thin(data);
    this.#spans = breaches(thinned as unknown as Columns, look.thresholds, look.good);
    this.#u.setData(thinned, true);
  }
  resize(): void { this.#u.setSize(this.#size()); }
  recolour(draw = true): void {
    // A token may be light-dark(…), which a canvas cannot read: let the page work it out.
    const probe = this.#host.appendChild(document.createElement('i')), style = getComputedStyle(probe);
    for (const name of tokens) {
      probe.style.color = `var(--${name})`;
      this.#colours[name] = style.color;
    }
    probe.remove();
    if (draw) this.#u.redraw(false);
  }
  close(): void { this.#u.destroy(); }

  /** Share of the height (0 top, 1 bottom) where a value lies, and of the width where a time (s) lies. */
  top(value: number): number { const [low, high] = this.#range; return 1 - (value - low) / (high - low || 1); }
  get width(): number { return this.#width; }
  left(seconds: number): number { const [from, to] = this.#window; return (seconds - from) / (to - from || 1); }

  // Read only here: asking for a size while drawing would lay the page out once a chart.
  #size(): { width: number; height: number } {
    this.#width = Math.max(40, this.#host.clientWidth);
    return { width: this.#width, height: Math.max(24, this.#host.clientHeight) };
  }
  #thin(data: Columns): uPlot.AlignedData {
    const [from, to] = this.#window;
    return thin(data, (to - from) / (this.#width / 2)) as unknown as uPlot.AlignedData;
  }
  #colour(name: string): string { return this.#colours[name] ?? ''; }

  #stroke(i: number, many: boolean): string {
    if (this.#look.state === 'stale') return this.#colour('text-muted');
    if (many) return this.#colour(`chart-${i % 4 + 1}`);
    return this.#colour(this.#look.state === 'over' ? 'chart-line-over' : 'chart-line');
  }

  // Beyond the breached limit the area takes the colour of that severity.
  #fill(u: uPlot): string | CanvasGradient {
    const { breached, state } = this.#look, { top, height } = u.bbox;
    if (state === 'stale') return this.#colour('surface-hover');
    if (!breached) return this.#colour(state === 'over' ? 'chart-area-over' : 'chart-area');
    const at = Math.min(1, Math.max(0, this.top(breached.value))), fade = u.ctx.createLinearGradient(0, top, 0, top + height);
    const strong = `color-mix(in srgb, ${this.#colour(`sev-${breached.rank}-edge`)} 32%, transparent)`, soft = this.#colour('chart-area-over');
    const [above, below] = this.#look.good === 'low' ? [strong, soft] : [soft, strong];
    fade.addColorStop(0, above);
    fade.addColorStop(at, above);
    fade.addColorStop(at, below);
    fade.addColorStop(1, below);
    return fade;
  }

  #behind(u: uPlot): void {
    const { ctx, bbox } = u, { incident } = this.#look;
    ctx.save();
    ctx.fillStyle = this.#colour('chart-grid');
    ctx.fillRect(bbox.left, bbox.top + bbox.height - devicePixelRatio, bbox.width, devicePixelRatio);
    if (incident) {
      const [from, to] = this.#window;
      const left = u.valToPos(Math.max(from, incident.from / 1000), 'x', true), right = u.valToPos(Math.min(to, (incident.to ?? to * 1000) / 1000), 'x', true);
      ctx.globalAlpha = 0.45;
      ctx.fillStyle = this.#colour('surface-hover');
      if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    ctx.globalAlpha = 0.14;
    for (const span of this.#spans) {
      const left = u.valToPos(Math.max(span.from, this.#window[0]), 'x', true), right = u.valToPos(Math.min(span.to, this.#window[1]), 'x', true);
      ctx.fillStyle = this.#colour(`sev-${span.rank}-edge`);
      if (right >= left) ctx.fillRect(left, bbox.top, Math.max(devicePixelRatio, right - left), bbox.height);
    }
    ctx.restore();
    if (this.#look.before) this.#dayBefore(u, this.#look.before);
  }

  // Yesterday lies behind today: one thin dotted line each, without a colour of its own.
  #dayBefore(u: uPlot, before: Columns): void {
    const { ctx } = u, data = this.#thin(before) as unknown as Columns, x = data[0];
    ctx.save();
    ctx.strokeStyle = this.#colour('chart-marker');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3, 3]);
    ctx.beginPath();
    for (let s = 1; s < data.length; s++) {
      let drawing = false;
      for (let i = 0; i < x.length; i++) {
        const v = data[s]![i];
        if (v === null || v === undefined) { drawing = false; continue; }
        const left = u.valToPos(x[i]!, 'x', true), top = u.valToPos(v, 'y', true);
        if (drawing) ctx.lineTo(left, top); else ctx.moveTo(left, top);
        drawing = true;
      }
    }
    ctx.stroke();
    ctx.restore();
  }

  #before(u: uPlot): void {
    const { ctx, bbox } = u, ratio = devicePixelRatio, [low, high] = this.#range, [from, to] = this.#window;
    const line = (x1: number, y1: number, x2: number, y2: number, colour: string, dash: number[]): void => {
      ctx.beginPath();
      ctx.strokeStyle = colour;
      ctx.setLineDash(dash.map(d => d * ratio));
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
      ctx.stroke();
    };
    ctx.save();
    ctx.lineWidth = ratio;
    for (const { at } of this.#look.markers) {
      if (at / 1000 < from || at / 1000 > to) continue;
      const x = Math.round(u.valToPos(at / 1000, 'x', true)) + 0.5;
      line(x, bbox.top, x, bbox.top + bbox.height, this.#colour('chart-marker'), [1, 2]);
    }
    const limit = (value: number, colour: string): void => {
      if (value < low || value > high) return;
      const y = Math.round(u.valToPos(value, 'y', true)) + 0.5;
      line(bbox.left, y, bbox.left + bbox.width, y, colour, [4, 3]);
    };
    for (const t of this.#look.thresholds) limit(t.value, this.#colour(`sev-${t.rank}-edge`));
    for (const a of this.#look.aims) limit(a.value, this.#colour('chart-marker'));
    ctx.restore();
  }
}
