// The public page reads well without this. It adds the reader's own times, and news without loading the page again: a stream says
// that the page has changed, the page is fetched (mostly from a cache) and its main part swapped. No cookie, no third party.
import { read, write } from './storage';
import { parts, short, timeIn, viewerZone, zones, type Parts } from './zone';

const months: Record<string, string> = { Jan: 'Jan.', Feb: 'Feb.', Mar: 'März', Apr: 'Apr.', May: 'Mai', Jun: 'Juni', Jul: 'Juli', Aug: 'Aug.', Sep: 'Sept.', Oct: 'Okt.', Nov: 'Nov.', Dec: 'Dez.' };
const german = (p: Parts, year: string): string => `${p.day}. ${months[p.month]}${year}`;
const dateOf = (language: string): typeof german | undefined => language === 'de' ? german : undefined;

const root = document.documentElement;
const isDark = (): boolean => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
const saved = read('status-theme');
if (saved === 'dark' || saved === 'light') root.dataset.theme = saved;
for (const button of document.querySelectorAll<HTMLElement>('[data-theme-toggle]')) {
  button.hidden = false;
  button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; write('status-theme', root.dataset.theme); });
}

const say = (id: string, text: string): void => { const e = document.getElementById(id); if (e && e.textContent !== text) e.textContent = text; };

/** Each time in the reader's zone with UTC beside it; a beginning as the time since. */
function localise(): void {
  const now = Date.now(), [zone, utc] = zones();
  for (const e of document.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
    const at = Date.parse(e.dateTime);
    if (Number.isNaN(at)) continue;
    const language = e.closest<HTMLElement>('[lang]')?.lang ?? 'en';   // an incident speaks its own, the page around it English
    if (e.classList.contains('since')) {
      const words = e.parentElement;
      if (words) { words.title = timeIn(zone, at, now, true, dateOf(language)); e.textContent = short(Math.max(0, Math.floor((now - at) / 1000))); if (words.firstChild instanceof Text) words.firstChild.data = language === 'de' ? 'seit ' : 'for '; }
      continue;
    }
    e.title = timeIn('UTC', at, now, true, dateOf(language));
    const other = document.createElement('span');
    other.className = 'utc';
    const p = parts(at, 'UTC');
    other.textContent = e.classList.contains('next') ? ` (${p.hour}:${p.minute} UTC)` : `${p.hour}:${p.minute} UTC`;
    e.replaceChildren(timeIn(zone, at, now, false, dateOf(language)), ...(utc !== null && !e.closest('footer') ? [other] : []));
  }
  say('zone', `Times are ${utc === null ? 'UTC' : `in your zone, ${parts(now, viewerZone).zone}`}.`);
}

const version = (page: ParentNode): string => page.querySelector<HTMLElement>('main')?.dataset.version ?? '';

async function refresh(): Promise<void> {
  const answer = await fetch(location.pathname, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html'), next = page.querySelector('main'), main = document.querySelector('main');
  if (!next || !main || version(page) === version(document)) return;
  main.replaceWith(document.importNode(next, true));
  const footer = page.querySelector('footer time'), old = document.querySelector('footer time');
  if (footer && old) old.replaceWith(document.importNode(footer, true));
  localise();
  say('live', 'Live: this page has just changed.');
}

const live = 'Live: news appears here by itself.';
let asked = 0;
function soon(within: number): void {
  clearTimeout(asked);
  // spread over a moment: everybody hears of a change at the same time
  asked = window.setTimeout(() => refresh().catch(() => { say('live', 'No connection. Trying again by itself.'); soon(10_000); }), Math.random() * within);
}

function listen(): void {
  const stream = new EventSource('/status/stream');
  stream.onmessage = e => {
    say('live', live);
    if (!String(e.data).includes(version(document))) soon(1500);
  };
  stream.onerror = () => {
    say('live', 'No connection. You see the last known state; trying again by itself.');
    if (stream.readyState === EventSource.CLOSED) { stream.close(); setTimeout(listen, 5000 + Math.random() * 5000); }
  };
}

localise();
setInterval(localise, 30_000);
if (window.EventSource) listen();
document.addEventListener('visibilitychange', () => { if (!document.hidden) soon(500); });
