// Six charts x 3 series x 3,600 points in a page: `tick()` lets one second of samples in. Bundled and driven by row 8 of the benchmarks.
import { open } from '../js/charts/view';

const points = 3600, to = Date.now(), from = to - points * 1000;
const wave = (chart: number, series: number, i: number): number => 50 + 30 * Math.sin(i / (90 + 20 * chart) + series) + 5 * Math.random();
const t = Array.from({ length: points }, (_, i) => from + (i + 1) * 1000);
const json = {
  from, to, incident: { from: from + 600_000, to: null }, markers: [{ at: from + 500_000, letter: 'D', word: 'Deploy', label: 'Deploy' }, { at: from + 600_000, letter: 'A', word: 'Alert', label: 'Alert' }],
  charts: Array.from({ length: 6 }, (_, c) => ({
    id: `c${c}`, title: `Chart ${c + 1}`, unit: '%', good: 'low', decimals: 1, thresholds: [{ rank: 2, label: 'SEV-2', value: 70 }, { rank: 3, label: 'SEV-3', value: 60 }], target: null, staleAfterMs: 30_000,
    series: ['a', 'b', 'c'].map((label, s) => ({ label, t, v: t.map((_, i) => wave(c, s, i)) })),
  })),
};
window.fetch = () => Promise.resolve(new Response(JSON.stringify(json)));

const host = document.querySelector<HTMLElement>('#charts');
if (!host) throw new Error('no #charts');
host.setAttribute('src', '/charts');
const view = open(host);
let n = 0;
Object.assign(window, {
  tick(): void {
    n++;
    view.take(json.charts.map((c, i) => ({ id: c.id, t: to + n * 1000, v: c.series.map((_, s) => wave(i, s, points + n)), l: c.series.map(s => s.label) })));
  },
});
