import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, append, before, breaches, extremes, facts, judge, limit, number, ordered, range, sentence, type ChartJson, type Columns } from '../js/charts/model';
import { group, span, spots } from '../js/charts/labels';
import { thin } from '../js/charts/thin';

const chart = (over: Partial<ChartJson> = {}): ChartJson => ({
  id: 'e', title: 'Error rate', unit: '%', good: 'low', decimals: 1, thresholds: [{ rank: 2, label: 'SEV-2', value: 5 }, { rank: 3, label: 'SEV-3', value: 1 }],
  target: null, staleAfterMs: 30_000, series: [{ label: '', t: [0, 10_000, 20_000], v: [0.3, 11.4, 6.8] }], ...over,
});
const seen = (c: ChartJson) => facts(align(c), c.good);

test('a pause longer than the limit is a gap, not a straight line', () => {
  const columns = align(chart({ series: [{ label: 'a', t: [0, 10_000, 90_000], v: [1, 2, 3] }] }));
  assert.deepEqual(columns, [[0, 10, 10.001, 90], [1, 2, null, 3]]);
});

test('series with their own times share one axis', () => {
  const columns = align(chart({ series: [{ label: 'a', t: [0, 10_000], v: [1, 2] }, { label: 'b', t: [10_000], v: [5] }] }));
  assert.deepEqual(columns, [[0, 10], [1, 2], [null, 5]]);
});

test('a new sample is added once, opens a gap where some are missing, and pushes the oldest out', () => {
  const columns = align(chart());
  append(columns, { id: 'e', t: 30_000, v: [7] }, 30_000, 0);
  append(columns, { id: 'e', t: 30_000, v: [7] }, 30_000, 0);
  append(columns, { id: 'e', t: 90_000, v: [null] }, 30_000, 20_000);
  assert.deepEqual(columns, [[20, 30, 30.001, 90], [6.8, 7, null, null]]);
});

test('a sample names its lines where they have labels; a line the chart does not know is fetched', () => {
  const two = chart({ series: [{ label: 'p1', t: [0], v: [1] }, { label: 'p2', t: [0], v: [2] }] });
  assert.deepEqual(ordered(two, { id: 'e', t: 5000, v: [9], l: ['p2'] }), [null, 9]);
  assert.equal(ordered(two, { id: 'e', t: 5000, v: [9], l: ['p3'] }), null);
  assert.equal(ordered(chart({ series: [] }), { id: 'e', t: 5000, v: [9] }), null);
});

test('two programs that send lines of one moment do not hide each other', () => {
  const columns = align(chart({ series: [{ label: 'p1', t: [0], v: [1] }, { label: 'p2', t: [0], v: [2] }] }));
  append(columns, { id: 'e', t: 5000, v: [3, null] }, 30_000, 0);
  append(columns, { id: 'e', t: 5000, v: [7, 4] }, 30_000, 0);
  assert.deepEqual(columns, [[0, 5], [1, 3], [2, 4]]);
});

test('the worst breached limit is named; low is not always good', () => {
  assert.equal(judge(chart(), seen(chart()), 20_000, false).word, 'Over SEV-2');
  const hits = chart({ good: 'high', thresholds: [{ rank: 3, label: 'SEV-3', value: 50 }], series: [{ label: '', t: [0, 1000], v: [80, 44] }] });
  assert.equal(judge(hits, seen(hits), 1000, false).word, 'Under SEV-3');
  assert.equal(extremes(hits, seen(hits), 'over'), 'low 44.0');
});

test('exactly on the limit is not over it', () => {
  const on = chart({ series: [{ label: '', t: [0], v: [5] }] });
  assert.equal(judge(on, seen(on), 0, false).word, 'Over SEV-3');
});

test('old, absent and offline data never looks green', () => {
  const fine = chart({ series: [{ label: '', t: [0], v: [0.2] }] }), none = chart({ series: [{ label: '', t: [], v: [] }] });
  assert.equal(judge(fine, seen(fine), 1000, false).state, 'ok');
  assert.equal(judge(fine, seen(fine), 31_000, false).state, 'stale');
  assert.equal(judge(fine, seen(fine), 1000, true).state, 'stale');
  assert.equal(judge(none, seen(none), 0, false).state, 'none');
});

test('with several series the worst one speaks', () => {
  const two = chart({ series: [{ label: 'a', t: [0], v: [0.5] }, { label: 'b', t: [0], v: [3] }] });
  assert.equal(seen(two).last, 3);
  assert.equal(seen({ ...two, good: 'high' }).last, 0.5);
});

test('the axis begins at zero, keeps the next limit in view and leaves room on top', () => {
  const quiet = chart({ series: [{ label: '', t: [0, 1000], v: [0.2, 0.3] }] }), [low, high] = range(quiet, seen(quiet));
  assert.equal(low, 0);
  assert.ok(high > 1 && high < 5, `${high} shows the SEV-3 line, not the far SEV-2 line`);
  const flat = chart({ thresholds: [], series: [{ label: '', t: [0], v: [0] }] });
  assert.ok(range(flat, seen(flat))[1] > range(flat, seen(flat))[0]);
});

test('numbers are said as people say them', () => {
  assert.deepEqual([number(6.84, 1), number(12_345, 0), number(2_500_000, 0)], ['6.8', '12.3\u2009k', '2.5\u2009M']);
  assert.deepEqual([limit(5, chart()), limit(1000, chart({ unit: 'ms' })), limit(500, chart({ unit: 'ms' }))], ['5\u00a0%', '1\u00a0s', '500\u00a0ms']);
});

test('one sentence says it all', () =>
  assert.equal(sentence(chart(), seen(chart()), judge(chart(), seen(chart()), 20_000, false), 60, '0 s'), 'Error rate 6.8\u00a0%, over SEV-2, limit 5\u00a0%. Over 60 minutes between 0.3 and 11.4.'));

test('thinning loses no peak, keeps order in time and leaves gaps open', () => {
  const x = Array.from({ length: 3600 }, (_, i) => i), y: (number | null)[] = x.map(i => Math.sin(i / 50));
  y[1234] = 99;
  y[2222] = -99;
  for (let i = 3000; i < 3060; i++) y[i] = null;
  const [tx, ty] = thin([x, y], 30) as [number[], (number | null)[]];
  assert.ok(tx.length <= 2 * (3600 / 30 + 1));
  assert.ok(ty.includes(99) && ty.includes(-99));
  assert.ok(tx.every((t, i) => i === 0 || t > (tx[i - 1] ?? 0)));
  assert.ok(tx.some((t, i) => t >= 3000 && t < 3060 && ty[i] === null));
});

test('what is sparse already is left alone', () => {
  const few: Columns = [[0, 100, 200], [1, 2, 3]];
  assert.equal(thin(few, 30), few);
});

test('markers on one spot share a flag, the same letter once', () =>
  assert.deepEqual(group([{ letter: 'R', left: 0.5 }, { letter: 'D', left: 0.1 }, { letter: 'A', left: 0.12 }, { letter: 'A', left: 0.14 }]), [{ letters: 'DA', left: 0.1 }, { letters: 'R', left: 0.5 }]));

test('each time beyond a limit is one span with its worst rank, and a gap is none', () => {
  const limits = chart().thresholds;
  assert.deepEqual(breaches([[0, 1, 2, 3, 4, 5, 6], [0, 2, 6, 2, null, 0, 7]], limits, 'low'), [{ from: 1, to: 2, rank: 3 }, { from: 2, to: 3, rank: 2 }, { from: 3, to: 3, rank: 3 }, { from: 6, to: 6, rank: 2 }]);
  assert.deepEqual(breaches([[0, 1], [0, 0.5], [9, 0]], limits, 'low'), [{ from: 0, to: 1, rank: 2 }]);
  assert.deepEqual(breaches([[0], [9]], [], 'low'), []);
});

test('a figure with a budget says how many times it is', () => {
  const slow = chart({ title: 'p95', unit: 'ms', decimals: 0, thresholds: [{ rank: 1, label: 'SEV1', value: 750, times: 3 }], budget: { name: 'Index p95', value: 250 }, series: [{ label: '', t: [0], v: [850] }] });
  assert.equal(extremes(slow, seen(slow), 'over'), '3.4\u00d7 of 250\u00a0ms');
  assert.match(sentence(slow, seen(slow), judge(slow, seen(slow), 0, false), 60, ''), /850\u00a0ms, over SEV1, limit 750\u00a0ms, 3\.4\u00d7 of 250\u00a0ms\./);
  assert.equal(extremes(slow, seen(slow), 'stale'), 'peak 850');
});

test('yesterday is brought onto its own axis with its own gaps', () => {
  assert.deepEqual(align(chart({ gapMs: 60_000 }), [{ label: '', t: [0, 50_000, 200_000], v: [1, 2, 3] }]), [[0, 50, 50.001, 200], [1, 2, null, 3]]);
});

test('a day before without a value is no comparison', () => {
  assert.equal(before(chart()), null);
  assert.equal(before(chart({ dayBefore: [] })), null);
  assert.equal(before(chart({ dayBefore: [{ label: '', t: [0, 5], v: [null, null] }] })), null);
  assert.deepEqual(before(chart({ dayBefore: [{ label: '', t: [0], v: [2] }] })), [[0], [2]]);
});

test('no label of a limit lies on another or under a flag, on a phone too', () => {
  const line = (value: number, top: number, rank = '2') => ({ value, rank, text: `SEV-${rank} at ${value} %`, top });
  const on = (a: { top: number; right: number; width: number }, b: typeof a) => Math.abs(a.top - b.top) < 0.28 && a.right < b.right + b.width && b.right < a.right + a.width;
  for (const width of [160, 330, 640]) {
    for (const tops of [[0.4, 0.4], [0.35, 0.45, 0.5], [0.05, 0.1, 0.2], [0.8, 0.85, 0.9], [0.5, 0.52, 0.54, 0.56]]) {
      const placed = spots(tops.map((top, i) => line(10 - i, top, String(i + 1))), [{ letter: 'D', left: 0.9 }], 6, width);
      assert.ok(placed.length > 0);
      placed.forEach((one, i) => placed.slice(i + 1).forEach(other => assert.ok(!on(one, other), `${width} ${tops.join(' ')}`)));
    }
  }
  assert.equal(spots([line(5, 0.5)], [], 6, 330)[0]?.under, true);    // the data is above it
  assert.equal(spots([line(5, 0.5)], [], 2, 330)[0]?.under, false);
  assert.ok((spots([line(5, 0.1)], [{ letter: 'D', left: 0.95 }], 2, 330)[0]?.right ?? 0) > 0.05);
});

test('no label of a limit touches the last dot', () => {
  for (const width of [160, 230, 640]) {
    for (const top of [0.1, 0.35, 0.5, 0.62, 0.9]) {
      for (const at of [top, top - 0.15, top + 0.15]) {
        const placed = spots([{ value: 50, rank: '', text: 'target 50 %', top }], [], at < top ? 60 : 40, width, { top: at, left: 1 });
        for (const one of placed) assert.ok(one.right * width >= 8 || at < one.top - 0.15 || at > one.top + 0.28 + 0.15, `${width} ${top} ${at}`);
        assert.equal(placed.length, 1);
      }
    }
  }
});

test('a window under a day names no day, though midnight lies in it; a longer one does', () => {
  const late = Date.UTC(2026, 10, 22, 9, 50);    // 23:50 where the tests run
  assert.equal(span(late, late + 3_600_000), '23:50 to 00:50 UTC+14');
  assert.equal(span(late, late + 86_400_000), '22 Nov, 23:50 to 23:50 UTC+14');
});
