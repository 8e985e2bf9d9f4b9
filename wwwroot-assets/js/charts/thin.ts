// A plot 240 px wide cannot show 3,600 points: keep the lowest and highest of each column of two pixels, so that no peak is lost and a
// tick costs the same however long the window is. Columns are cut by absolute time: what is drawn does not shimmer as it moves.
import type { Columns } from './model';

/** At most two points a column of `seconds`; a gap stays a gap. Data that is sparse already comes back as it is. */
export function thin(data: Columns, seconds: number): Columns {
  const x = data[0], n = x.length;
  if (n < 3 || (x[n - 1]! - x[0]!) / n > seconds / 3) return data;
  const starts: number[] = [];
  for (let i = 0, end = -Infinity; i < n; i++) if (x[i]! >= end) { starts.push(i); end = (Math.floor(x[i]! / seconds) + 1) * seconds; }
  const times: number[] = [];
  for (let g = 0; g < starts.length; g++) {
    const from = starts[g]!, last = (starts[g + 1] ?? n) - 1;
    times.push(x[from]!, last === from ? x[from]! + 0.0001 : x[last]!);
  }
  const series: (number | null)[][] = [];
  for (let s = 1; s < data.length; s++) {
    const own = data[s] as (number | null)[], out: (number | null)[] = [];
    for (let g = 0; g < starts.length; g++) {
      const from = starts[g]!, to = starts[g + 1] ?? n;
      let low = Infinity, high = -Infinity, lowAt = 0, highAt = 0;
      for (let i = from; i < to; i++) {
        const v = own[i];
        if (v === null || v === undefined) continue;
        if (v < low) { low = v; lowAt = i; }
        if (v > high) { high = v; highAt = i; }
      }
      if (low === Infinity) out.push(null, null);
      else if (own[to - 1] === null) out.push(highAt < lowAt ? low : high, null);
      else if (own[from] === null) out.push(null, highAt < lowAt ? low : high);
      else if (highAt < lowAt) out.push(high, low);
      else out.push(low, high);
    }
    series.push(out);
  }
  return [times, ...series];
}
