// What a chart says, without a canvas: window, latest value, state in words, extremes, a sentence. Pure functions over arrays.

export interface Threshold { rank: number; label: string; value: number; times?: number | null }
export interface Budget { name: string; value: number }
export interface Line { label: string; t: number[]; v: (number | null)[] }
/** `signal` is the chart it stands in; without one it stands in all. */
export interface Marker { at: number; letter: string; word: string; label: string; signal?: string | null }
export interface ChartJson {
  id: string; title: string; unit: string; good: 'low' | 'high'; decimals: number;
  thresholds: Threshold[]; target: number | null; staleAfterMs: number; gapMs?: number; budget?: Budget | null;
  /** Why there is no figure now and what to do. */
  trouble?: string | null;
  series: Line[]; dayBefore?: Line[];
}
export interface ChartsJson { from: number; to: number; incident: { from: number; to: number | null } | null; markers: Marker[]; charts: ChartJson[]; moment?: number | null }
/** `l` names the lines where they have labels: not every reading brings every line. */
export interface Sample { id: string; t: number; v: (number | null)[]; l?: string[] }

/** Samples aligned on one time axis (seconds): data[0] is time, the rest one array per series; null is a gap. */
export type Columns = [number[], ...(number | null)[][]];

/** Brings lines onto one axis and opens a gap where samples are missing for longer than `gapMs`. */
export function align(chart: ChartJson, lines: Line[] = chart.series, gapMs: number = chart.gapMs ?? chart.staleAfterMs): Columns {
  const times = [...new Set(lines.flatMap(s => s.t))].sort((a, b) => a - b);
  const at = new Map(times.map((t, i) => [t, i]));
  const x = times.map(t => t / 1000);
  const own = lines.map(s => {
    const column = new Array<number | null>(times.length).fill(null);
    s.t.forEach((t, i) => { column[at.get(t) ?? 0] = s.v[i] ?? null; });
    return column;
  });
  for (let i = times.length - 1; i > 0; i--) {
    const before = times[i - 1] ?? 0;
    if ((times[i] ?? 0) - before <= gapMs) continue;
    x.splice(i, 0, before / 1000 + 0.001);
    for (const column of own) column.splice(i, 0, null);
  }
  return [x, ...own];
}

/** The day before on its own axis; null where nothing is known of it. */
export const before = (chart: ChartJson): Columns | null => chart.dayBefore?.some(l => l.v.some(v => v !== null)) ? align(chart, chart.dayBefore) : null;

/** The series without the time axis. */
export const values = (columns: Columns): (number | null)[][] => columns.slice(1) as (number | null)[][];

/** The values of a sample in the order of a chart's lines; null when it brings a line the chart does not have. */
export function ordered(chart: ChartJson, sample: Sample): (number | null)[] | null {
  const own = sample.l ?? [''], lines = chart.series.map(s => s.label);
  return own.every(label => lines.includes(label)) ? lines.map(label => sample.v[own.indexOf(label)] ?? null) : null;
}

/** Adds one sample; what is older than the window goes. One of the same moment fills in what was missing, an older one is a repeat. */
export function append(columns: Columns, sample: Sample, staleAfterMs: number, oldest: number): void {
  const x = columns[0], t = sample.t / 1000, last = x.at(-1);
  if (t === last) values(columns).forEach((column, s) => { column[column.length - 1] ??= sample.v[s] ?? null; });
  if (last !== undefined && t <= last) return;
  if (last !== undefined && t - last > staleAfterMs / 1000) {
    x.push(last + 0.001);
    for (const column of values(columns)) column.push(null);
  }
  x.push(t);
  values(columns).forEach((column, s) => column.push(sample.v[s] ?? null));
  let drop = 0;
  while (drop < x.length && (x[drop] ?? 0) < oldest / 1000) drop++;
  if (drop > 0) for (const column of columns) column.splice(0, drop);
}

export interface Facts { last: number | null; lastAt: number | null; low: number; high: number; series: number }

/** Latest value (of the worst series), when it was taken (ms), and the extremes of all series. */
export function facts(columns: Columns, good: 'low' | 'high'): Facts {
  const found: Facts = { last: null, lastAt: null, low: Infinity, high: -Infinity, series: 0 };
  for (let s = 1; s < columns.length; s++) {
    const column = columns[s]!, latest = column.findLastIndex(v => v !== null), v = column[latest];
    if (v === null || v === undefined) continue;
    let low = v, high = v;
    for (const one of column) if (one !== null) if (one < low) low = one; else if (one > high) high = one;
    found.low = Math.min(found.low, low);
    found.high = Math.max(found.high, high);
    const at = (columns[0][latest] ?? 0) * 1000;
    if (found.last === null || (good === 'low' ? v > found.last : v < found.last)) { found.last = v; found.series = s - 1; }
    if (found.lastAt === null || at > found.lastAt) found.lastAt = at;
  }
  return found;
}

export type State = 'none' | 'stale' | 'over' | 'watch' | 'ok';
export interface Judgement { state: State; word: string; breached: Threshold | null }

const beyond = (v: number, limit: number, good: 'low' | 'high'): boolean => good === 'low' ? v > limit : v < limit;

/** The word under the chart. The worst breached threshold wins; a missed target is only worth watching. */
export function judge(chart: ChartJson, found: Facts, now: number, offline: boolean): Judgement {
  if (found.last === null || found.lastAt === null) return { state: 'none', word: 'No data yet', breached: null };
  const age = now - found.lastAt, last = found.last;
  if (age > chart.staleAfterMs || offline) return { state: 'stale', word: '', breached: null };
  const side = chart.good === 'low' ? 'Over' : 'Under';
  const breached = chart.thresholds.filter(t => beyond(last, t.value, chart.good)).sort((a, b) => a.rank - b.rank)[0] ?? null;
  if (breached) return { state: 'over', word: `${side} ${breached.label}`, breached };
  if (chart.target !== null && beyond(last, chart.target, chart.good)) return { state: 'watch', word: `${side} target`, breached: null };
  return { state: 'ok', word: 'Normal', breached: null };
}

export interface Span { from: number; to: number; rank: number }

/** When any line was beyond a limit, and the worst rank of each such time (seconds, from sample to sample): shaded behind the lines. */
export function breaches(data: Columns, thresholds: Threshold[], good: 'low' | 'high'): Span[] {
  const found: Span[] = [], columns = values(data);
  let open = null as Span | null;
  data[0].forEach((at, i) => {
    let rank = 0, known = false;
    for (const column of columns) {
      const v = column[i];
      if (v === null || v === undefined) continue;
      known = true;
      for (const t of thresholds) if (beyond(v, t.value, good) && !(t.rank > rank && rank)) rank = t.rank;
    }
    if (open && known) open.to = at;
    if (rank === (open?.rank ?? 0)) return;
    open = rank ? { from: at, to: at, rank } : null;
    if (open) found.push(open);
  });
  return found;
}

/** A value as people read it: thousands as k, the chart's own decimals, no trailing noise. */
export function number(v: number, decimals: number): string {
  const [scaled, suffix] = Math.abs(v) >= 1e6 ? [v / 1e6, '\u2009M'] : Math.abs(v) >= 10_000 ? [v / 1000, '\u2009k'] : [v, ''];
  return scaled.toFixed(suffix ? 1 : decimals) + suffix;
}
export const withUnit = (v: number, chart: ChartJson): string => `${number(v, chart.decimals)}${chart.unit ? `\u00a0${chart.unit}` : ''}`;

/** A limit as people say it: no trailing zeros, a thousand milliseconds are a second. */
export function limit(v: number, chart: ChartJson): string {
  const [scaled, unit] = chart.unit === 'ms' && v >= 1000 ? [v / 1000, 's'] : [v, chart.unit];
  return `${+scaled.toFixed(3)}${unit ? `\u00a0${unit}` : ''}`;
}

/** "3.4× of 250 ms"; empty without a budget. */
export const ratio = (chart: ChartJson, v: number | null): string =>
  chart.budget && v !== null ? `${+(v / chart.budget.value).toFixed(1)}\u00d7 of ${limit(chart.budget.value, chart)}` : '';

/** The small print on the right: how bad it was, or the range while all is well; of the budget where there is one. */
export function extremes(chart: ChartJson, found: Facts, state: State): string {
  if (found.last === null) return '';
  if (chart.budget && state !== 'stale') return ratio(chart, found.last);
  if (state === 'ok') return `${number(found.low, chart.decimals)} to ${number(found.high, chart.decimals)}`;
  return chart.good === 'low' ? `peak ${number(found.high, chart.decimals)}` : `low ${number(found.low, chart.decimals)}`;
}

/** What is drawn without a severity: the target, the budget. */
export const aims = (chart: ChartJson): { name: string; value: number }[] =>
  [{ name: 'target', value: chart.target }, { name: 'budget', value: chart.budget?.value ?? null }].filter((a): a is { name: string; value: number } => a.value !== null);

/** Range of the value axis (low, high): from zero where that is honest, limits that matter in view, room for the flags on top. */
export function range(chart: ChartJson, found: Facts): [number, number] {
  if (found.last === null) return [0, 1];
  const spread = Math.max(found.high - found.low, Math.abs(found.high) / 4) || 1;   // a steady figure is drawn steady, not as a zoomed-in noise
  const zero = found.low >= 0 && found.low < 2 * spread + found.high / 2;
  let low = zero ? 0 : found.low - spread * 0.2, high = found.high + (found.high - low) * 0.22;
  const limits = [...chart.thresholds, ...aims(chart)].map(t => t.value);
  const reach = 1.5 * Math.max(Math.abs(found.high), Math.abs(found.low));
  const next = limits.filter(l => l > found.high).sort((a, b) => a - b)[0];
  for (const limit of limits) {
    if (limit > found.high && (limit <= reach || limit === next && limit <= 4 * reach)) high = Math.max(high, limit + (limit - low) * 0.45);
    if (limit < low && limit >= found.low - 2 * spread) low = limit;
  }
  return [low, high > low ? high : low + 1];
}

/** One sentence for assistive tools. */
export function sentence(chart: ChartJson, found: Facts, judged: Judgement, minutes: number, age: string): string {
  if (found.last === null) return `${chart.title}: no data yet.`;
  const state = judged.state === 'stale' ? `last data ${age} ago`
    : judged.breached ? `${judged.word.toLowerCase().replace(judged.breached.label.toLowerCase(), judged.breached.label)}, limit ${limit(judged.breached.value, chart)}`
    : judged.word.toLowerCase();
  const budget = ratio(chart, found.last);
  return `${chart.title} ${withUnit(found.last, chart)}, ${state}${budget && `, ${budget}`}. Over ${minutes} minutes between ${number(found.low, chart.decimals)} and ${number(found.high, chart.decimals)}.`;
}
