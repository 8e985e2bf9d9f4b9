// Starts Blazor with our own reconnection: retries for ever, never a dead end, loses no typed text. An amber line says since
// when; clicks are refused in words; <html data-offline> turns the last values grey. Health is asked as "live": "ready" is 503
// exactly when people need the page.
import { learn } from './clock';
import { announce } from './drafts';
import { timeIn, zones } from './zone';

const wait = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));
const part = (id: string): HTMLElement | null => document.getElementById(id);
const dirty = new Set<Element>();                        // fields touched while the circuit was away
let down = false, since = 0, refused = '', wake = (): void => {};

function show(text: string): void {
  const banner = part('connection-banner'), words = part('connection-text'), retry = part('connection-retry');
  if (!banner || !words) return;
  if (words.textContent !== text) words.textContent = text;
  banner.hidden = false;
  if (retry) retry.onclick = () => wake();
}
const offlineSince = (): string => `Offline since ${timeIn(zones()[0], since, since)}.`;

function setDown(on: boolean): void {
  down = on;
  refused = '';
  document.documentElement.toggleAttribute('data-offline', on);
  document.dispatchEvent(new CustomEvent(on ? 'ic:offline' : 'ic:online'));
}
function up(): void {
  setDown(false);
  const banner = part('connection-banner');
  if (banner) banner.hidden = true;
  // A resumed circuit never saw what was typed meanwhile: tell it now, else a later Send posts the old text.
  for (const field of document.querySelectorAll<HTMLInputElement>('[data-draft]')) if (field.value) dirty.add(field);
  for (const field of dirty) if (field.isConnected) announce(field);
  dirty.clear();
  // The line broke before the timeline could ask for its first rows, and it asks only once: nothing is on this page yet that a reload could lose.
  const list = document.querySelector('ol.tl');
  if (list && !list.querySelector('[data-row]') && list.previousElementSibling === null) location.reload();
}

// What needs no server works on: the banner, our own dialogs, folding, anchors within the page, other sites.
const local = '#connection-banner, [data-offline-ok], [data-theme-toggle], [data-palette], [data-key-list], [data-zone-toggle], summary, a[href^="#"], a[target="_blank"], ic-charts';
const acting = 'a[href], button, [role="button"], [role="radio"], [role="option"], [role="switch"], input:is([type=checkbox], [type=radio], [type=submit], [type=button]), label, select';

// A page is drawn before its circuit hears it: a press would do nothing, and the browser would send a form by itself and load the page anew.
const early = 'button, [role="button"], [role="radio"], [role="option"], [role="switch"], input:is([type=checkbox], [type=radio], [type=submit], [type=button]), select';
const waits = (): boolean => document.documentElement.hasAttribute('data-waits');
function refuseEarly(e: Event, target: Element): void {
  if (e.type !== 'submit' && !(e.type === 'click' && target.closest(early)) || target.closest(local)) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  show('Not done: the page is still connecting. Press again in a moment. What you typed is kept.');
}
/** The circuit has drawn the page: from now on it hears what is pressed. */
export function listens(): void {
  document.documentElement.removeAttribute('data-waits');
  const banner = part('connection-banner');
  if (banner && !down) banner.hidden = true;
}

function guard(e: Event): void {
  if (!down && waits() && e.target instanceof Element) refuseEarly(e, e.target);
  if (!down || !(e.target instanceof Element) || e.target.closest(local)) return;
  if (e.type === 'input' || e.type === 'change') dirty.add(e.target);
  if (e.type === 'submit' || e.type === 'click' && e.target.closest(acting)) {
    e.preventDefault();
    refused = 'Not sent: no connection to the server. ';     // stays said until the line is back: the next try must not wipe it away
    show(`${refused}Your text is kept on this device.`);
  }
  // While down Blazor would throw for each event and drop it.
  e.stopImmediatePropagation();
}

async function serverIsUp(): Promise<boolean> {
  try {
    const answer = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) });
    learn(answer);
    return answer.ok;
  } catch { return false; }
}

async function recover(blazor: BlazorHost): Promise<void> {
  if (down) return;
  since = Date.now();
  setDown(true);
  for (let attempt = 0, failures = 0; down; attempt++) {
    show(`${refused}${offlineSince()} You see the last known state; what you type is kept on this device. Reconnecting\u2026`);
    if (await serverIsUp()) {                            // neither reconnect nor reload while the server is away
      try {
        if (await blazor.reconnect()) { up(); return; }
        show('The server was restarted: loading the page again\u2026');
        location.reload();                               // the circuit is gone (restart, or retention time over)
        return;
      } catch { if (++failures > 3) { location.reload(); return; } }
    }
    await Promise.race([wait(Math.min(500 * 2 ** Math.min(attempt, 4), 5000)), new Promise<void>(woken => { wake = woken; })]);
  }
}

/** Blazor shows #blazor-error-ui when a circuit died of a fault: load the page again, but never in a loop. */
function survive(): void {
  let box = part('blazor-error-ui');
  if (!box) { box = document.createElement('div'); box.id = 'blazor-error-ui'; box.style.display = 'none'; document.body.append(box); }
  const shown = box;
  new MutationObserver(() => {
    if (shown.style.display === 'none') return;
    shown.style.display = 'none';
    const times = (sessionStorage.getItem('faults') ?? '').split(',').map(Number).filter(t => t > Date.now() - 60_000);
    sessionStorage.setItem('faults', [...times, Date.now()].join(','));
    since = Date.now();
    setDown(true);
    wake = () => location.reload();
    show(times.length < 3 ? 'Something failed on this page: loading it again. Your text is kept.' : 'This page fails again and again. Your text is kept on this device. Tell your administrator, then retry.');
    if (times.length < 3) setTimeout(() => location.reload(), 1000);
  }).observe(shown, { attributes: true, attributeFilter: ['style'] });
}

export function start(): void {
  for (const type of ['input', 'change', 'click', 'submit', 'keydown', 'keyup']) addEventListener(type, guard, true);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });
  addEventListener('online', () => wake());
  const blazor = window.Blazor;
  if (!blazor) return;                                   // a page without circuit
  survive();
  blazor.start({
    circuit: {
      reconnectionHandler: { onConnectionDown: () => { void recover(blazor); }, onConnectionUp: () => {} },
      configureSignalR: (builder: { withServerTimeout(ms: number): { withKeepAliveInterval(ms: number): unknown } }) => builder.withServerTimeout(15000).withKeepAliveInterval(5000),
    },
  }).catch(async () => {
    since = Date.now();
    setDown(true);
    while (!await serverIsUp()) { show('Cannot reach the server. Retrying\u2026'); await wait(2000); }
    location.reload();
  });
}
