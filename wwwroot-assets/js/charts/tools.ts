// What the reader chooses of the charts: how long a time, a part of it, yesterday behind it. While a part is shown, the whole again stands in place of the length. Kept while the page is open.
import { h } from '../dom';

const lengths: [string, string][] = [['', 'Incident'], ['30', '30 min'], ['180', '3 h'], ['1440', '24 h'], ['10080', '7 days']];

export class Tools {
  #length = h('select', { class: 'input', 'aria-label': 'Time shown' }, ...lengths.map(([value, text]) => h('option', { value }, text))) as HTMLSelectElement;
  #yesterday = h('button', { type: 'button', class: 'btn small', 'aria-pressed': 'false' }, 'Yesterday');
  #pressed = false;
  #whole = h('button', { type: 'button', class: 'btn small', 'data-key': '0', hidden: true }, 'Whole time');
  #zooms: HTMLElement[];

  constructor(chosen: () => void, whole: () => void, zoom: (factor: number) => void) {
    const button = (key: string, sign: string, label: string, factor: number): HTMLElement => {
      const e = h('button', { type: 'button', class: 'btn small icon zoom', 'data-key': key, 'aria-label': label }, sign);
      e.addEventListener('click', () => zoom(factor));
      return e;
    };
    this.#zooms = [button('-', '\u2212', 'Zoom out', 2), button('+', '+', 'Zoom in', 0.5)];
    this.#length.addEventListener('change', () => { this.zoomed(false); chosen(); });
    this.#yesterday.addEventListener('click', () => {
      this.#yesterday.setAttribute('aria-pressed', String(this.#pressed = !this.#pressed));
      chosen();
    });
    this.#whole.addEventListener('click', whole);
  }

  query(part: [number, number] | null): string {
    return [part ? `from=${Math.floor(part[0])}&to=${Math.ceil(part[1])}` : this.#length.value && `minutes=${this.#length.value}`, this.#pressed && 'dayBefore=true'].filter(Boolean).join('&');
  }

  zoomed(is: boolean): void { this.#whole.hidden = !(this.#length.hidden = is); }

  put(place: Element | null, shown: boolean): void {
    if (place && place.firstChild !== this.#whole) place.replaceChildren(this.#whole, this.#length, ...this.#zooms, this.#yesterday);
    if (place instanceof HTMLElement) place.hidden = !shown;
  }
}
