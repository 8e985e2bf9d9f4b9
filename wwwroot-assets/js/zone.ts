// How a moment is written: 24 h, English month names, the viewer's zone by its short name, UTC beside it or instead of it.
import { read, write } from './storage';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
let utc = read('zone') === 'utc';

/** True where lists show UTC first (key T). */
export const inUtc = (): boolean => utc;
export function toggleZone(): void {
  utc = !utc;
  write('zone', utc ? 'utc' : null);
  document.dispatchEvent(new CustomEvent('ic:zone'));
}

export interface Parts { year: string; month: string; day: string; hour: string; minute: string; second: string; zone: string }

const digits = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string): Intl.DateTimeFormat {
  let found = digits.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
    digits.set(zone, found);
  }
  return found;
}

// Each English locale only knows the abbreviations of its own part of the world: ask them in turn.
const names = ['en-GB', 'en-US', 'en-CA', 'en-AU', 'en-IN', 'en-ZA', 'en-NZ'];
export function zoneName(at: number, zone: string): string {
  let last = 'UTC';
  for (const locale of names) {
    last = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at).find(p => p.type === 'timeZoneName')?.value ?? 'UTC';
    if (!/^(GMT|UTC)[+-]/.test(last)) return last;
  }
  return last.replace('GMT', 'UTC');
}
const named = new Map<string, string>();
function zoneNameOnce(at: number, zone: string): string {
  const key = `${zone} ${Math.floor(at / 3_600_000)}`;   // the name changes with daylight saving, at full hours
  let name = named.get(key);
  if (name === undefined) { name = zoneName(at, zone); named.set(key, name); }
  return name;
}

export function parts(at: number, zone: string): Parts {
  const p: Record<string, string> = {};
  for (const part of formatter(zone).formatToParts(at)) p[part.type] = part.value;
  return { year: p.year ?? '', month: months[Number(p.month) - 1] ?? '', day: String(Number(p.day)), hour: p.hour ?? '', minute: p.minute ?? '', second: p.second ?? '', zone: zoneNameOnce(at, zone) };
}

const sameDay = (a: Parts, b: Parts): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

const english = (p: Parts, year: string): string => `${p.day} ${p.month}${year}`;

/** "03:17 CET"; on another day "20 Nov, 03:17 CET"; in another year with the year. `date` writes the day where it is not English. */
export function timeIn(zone: string, at: number, now: number, always = false, date = english): string {
  const p = parts(at, zone), today = parts(now, zone);
  const clock = `${p.hour}:${p.minute} ${p.zone}`;
  if (sameDay(p, today) && !always) return clock;
  return `${date(p, p.year === today.year && !always ? '' : ` ${p.year}`)}, ${clock}`;
}

/** First and second zone to show: the viewer's, then UTC; turned round after T; one where they are the same. */
export function zones(): [string, string | null] {
  if (viewerZone === 'UTC' || viewerZone === 'Etc/UTC') return ['UTC', null];
  return utc ? ['UTC', viewerZone] : [viewerZone, 'UTC'];
}

const two = (n: number): string => String(n).padStart(2, '0');
/** mm:ss under an hour, else hh:mm:ss; `hours` keeps hh:mm:ss always. Takes whole seconds >= 0. */
export function duration(seconds: number, hours = false): string {
  const d = Math.floor(seconds / 86_400), h = Math.floor(seconds / 3600) % 24, m = Math.floor(seconds / 60) % 60, s = seconds % 60;
  const clock = hours || d > 0 || h > 0 ? `${two(h)}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
  return d > 0 ? `${d} d ${clock}` : clock;
}
/** Whole minutes as they are spoken: "1 hour 5 minutes". */
export function spoken(seconds: number): string {
  const minutes = Math.floor(seconds / 60), d = Math.floor(minutes / 1440), h = Math.floor(minutes / 60) % 24, m = minutes % 60;
  const word = (n: number, unit: string): string => n === 0 ? '' : `${n} ${unit}${n === 1 ? '' : 's'}`;
  return [word(d, 'day'), word(h, 'hour'), word(m, 'minute')].filter(Boolean).join(' ') || 'under a minute';
}
/** "40 s", "3 min", "2 h 05 min", "3 d": the age or distance of a moment. */
export function short(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
  return `${Math.floor(seconds / 86_400)} d`;
}
