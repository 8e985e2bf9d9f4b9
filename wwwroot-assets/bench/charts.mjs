// Row 8 of the performance table: main-thread time of one tick over six charts x 3 series x 3,600 points, long tasks in 60 ticks,
// and the size of the chart bundle. Needs Chromium and `npm install --no-save playwright-core` once.
//   node bench/charts.mjs
import { build } from 'esbuild';
import { loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const root = new URL('..', import.meta.url).pathname;
const bundle = async (entry, loader) => (await build({ entryPoints: [root + entry], bundle: true, write: false, format: 'esm', minify: true, loader, external: ['@microsoft/signalr'] })).outputFiles[0].text;
const script = await bundle('bench/charts.ts', {}), css = await bundle('css/app.css', { '.woff2': 'empty' });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('pageerror', e => { throw e; });
await page.setContent(`<html data-theme="dark"><style>${css}</style><main style="width:33rem"><section class="panel"><div id="charts"></div></section></main></html>`);
await page.addScriptTag({ content: script, type: 'module' });
await page.waitForSelector('figure canvas');
await page.waitForTimeout(1500);

const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });   // CPU time of the main thread: neighbours do not count
const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find(m => m.name === 'TaskDuration').value * 1000;
await page.evaluate(() => { window.long = 0; new PerformanceObserver(list => { window.long += list.getEntries().length; }).observe({ type: 'longtask' }); });
const run = async act => { const before = await busy(); await page.evaluate(act); await page.waitForTimeout(250); return await busy() - before; };
for (let i = 0; i < 10; i++) await run(() => window.tick());
const idle = [], ticks = [];
for (let i = 0; i < 60; i++) { ticks.push(await run(() => window.tick())); if (i % 6 === 0) idle.push(await run(() => {})); }
const middle = list => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rest = middle(idle), cost = middle(ticks) - rest;
const long = await page.evaluate(() => window.long);
await browser.close();
const { metafile, outputFiles } = await build({ entryPoints: [root + 'js/boot.ts'], bundle: true, splitting: true, write: false, metafile: true, format: 'esm', minify: true, target: 'es2022', outdir: 'out', absWorkingDir: root });
// what a page with charts loads beyond boot.js: the lazy chunk and what it imports, without the SignalR client
const view = Object.keys(metafile.outputs).find(o => metafile.outputs[o].entryPoint === 'js/charts/view.ts');
const chunks = [view, ...metafile.outputs[view].imports.filter(i => i.kind === 'import-statement').map(i => i.path)];
const size = chunks.reduce((sum, c) => sum + gzipSync(outputFiles.find(f => f.path.endsWith(c)).contents, { level: 9 }).length, 0);
console.log(`tick ${cost.toFixed(1)} ms main thread (idle ${rest.toFixed(1)} ms taken off, p90 ${(ticks[54] - rest).toFixed(1)} ms), ${long} long tasks in 60 ticks; chart bundle ${(size / 1024).toFixed(1)} KB gzip; load ${loadavg()[0].toFixed(1)}`);
