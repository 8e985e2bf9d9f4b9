// The server's clock and the one timer of the page. A wrong clock on the device must not show a wrong countdown.
let offset = 0;                                        // server minus device, ms

const meta = document.querySelector<HTMLMetaElement>('meta[name="server-time"]');
if (meta) {
  const rendered = Date.parse(meta.content);
  const answered = (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.responseStart ?? 0;
  if (!Number.isNaN(rendered)) offset = rendered - (performance.timeOrigin + answered);
}

/** Server time in ms since 1970. */
export const now = (): number => Date.now() + offset;

/** Corrects the offset from an answer's Date header, which only knows whole seconds: small differences are noise. */
export function learn(answer: Response): void {
  const date = Date.parse(answer.headers.get('Date') ?? '');
  if (Number.isNaN(date)) return;
  const seen = date + 500 - Date.now();
  if (Math.abs(seen - offset) > 1500) { offset = seen; ring(); }
}

type Ticker = { tick(now: number): void };
const tickers = new Set<Ticker>();
let timer = 0;

function ring(): void {
  const at = now();
  for (const ticker of tickers) ticker.tick(at);
}
function schedule(): void {
  // just after the second turns, so that all figures change together
  timer = window.setTimeout(() => { ring(); schedule(); }, 1000 - (now() % 1000) + 5);
}

/** Calls `ticker.tick` at each turn of a second until it is removed. */
export function watch(ticker: Ticker): void {
  tickers.add(ticker);
  if (!timer) schedule();
}
export function unwatch(ticker: Ticker): void {
  tickers.delete(ticker);
  if (tickers.size === 0) { clearTimeout(timer); timer = 0; }
}
document.addEventListener('visibilitychange', () => { if (!document.hidden) ring(); });
