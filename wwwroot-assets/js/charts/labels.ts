// The time shown, and where the words over a chart stand: a limit's label beside its line, a marker's letter on top. They must not hide each other.
import { h } from '../dom';
import { timeIn, zones } from '../zone';

export interface Line { value: number; rank: string; text: string; top: number }
export interface Flag { letter: string; left: number }

const tall = 0.28;                                     // share of the plot's height that a label takes; the last dot takes as much, with air
export const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** "02:30 to 03:30 CET"; a day and longer with the day it began. */
export function span(from: number, to: number): string {
  return `${timeIn(zones()[0], from, to - from < 864e5 ? from : to).replace(/ \S+$/, '')} to ${timeIn(zones()[0], to, to)}`;
}

/** Markers on one spot share a flag; the same letter is said once. */
export function group(flags: Flag[]): { letters: string; left: number }[] {
  const groups: { letters: string; left: number }[] = [];
  for (const flag of [...flags].sort((a, b) => a.left - b.left)) {
    const last = groups.at(-1);
    if (!last || flag.left - last.left > 0.06) groups.push({ letters: flag.letter, left: flag.left });
    else if (!last.letters.includes(flag.letter)) last.letters += flag.letter;
  }
  return groups;
}

interface Spot extends Line { under: boolean; right: number; width: number }

/** One label a limit: on the side of its line where the data is not, from the right edge leftwards, at the first free spot. */
export function spots(lines: Line[], flags: Flag[], last: number | null, width: number, dot: { top: number; left: number } | null = null): Spot[] {
  const taken: Spot[] = [];
  const free = (spot: Spot): boolean =>
    !taken.some(t => Math.abs(t.top - spot.top) < tall && spot.right < t.right + t.width && t.right < spot.right + spot.width)
    && !(dot && spot.right < 1 - dot.left + 8 / width && Math.abs(dot.top - spot.top - tall / 2) < 0.3)
    && !(spot.top < tall && flags.some(f => 1 - spot.right - spot.width - 0.04 < f.left && f.left < 1 - spot.right + 0.04));
  for (const line of lines) {
    const own = line.text.length * 6 / width, beyond = last !== null && last > line.value;
    const sides = line.top < tall ? [true] : line.top > 0.75 ? [false] : beyond ? [true, false] : [false, true];
    const all = sides.flatMap(under => [0.02, 0.12, 0.22, 0.34, 0.46, 0.58].filter(right => right + own < 1).map(right => ({ ...line, under, top: under ? line.top : line.top - tall, right, width: own })));
    const room = all.find(free);
    if (room) taken.push(room);                        // better no words than two on one spot; the line stays
  }
  return taken;
}

export const place = (...asked: Parameters<typeof spots>): HTMLElement[] => spots(...asked).map(spot => {
  const e = h('span', { class: spot.under ? 'thr-l under' : 'thr-l', 'data-rank': spot.rank }, spot.text);
  e.style.top = percent(spot.under ? spot.top : spot.top + tall);                // the style sheet lifts those that stand above their line
  e.style.right = percent(spot.right);
  return e;
});
