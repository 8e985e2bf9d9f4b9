// Elements that show time. They read attributes only and own their content, so that Blazor's diff never meets them;
// all tick from the one timer in clock.ts and know the server's clock.
import { now, unwatch, watch } from './clock';
import { held } from './held';
import { duration, inUtc, parts, short, spoken, timeIn, toggleZone, viewerZone, zoneName, zones } from './zone';

abstract class Ticking extends HTMLElement {
  connectedCallback(): void { watch(this); this.tick(now()); }
  disconnectedCallback(): void { unwatch(this); }
  attributeChangedCallback(): void { if (this.isConnected) this.tick(now()); }
  tick(now: number): void { this.show(held(now)); }
  protected abstract show(at: number): void;

  protected moment(name: string): number { return Date.parse(this.getAttribute(name) ?? ''); }
  // Compared first: an unchanged text must cost no layout, and a merge of the page may have emptied us.
  protected say(text: string): void { if (this.textContent !== text) this.textContent = text; }
  protected label(text: string): void { if (this.getAttribute('aria-label') !== text) this.setAttribute('aria-label', text); }
  protected timer(): void { if (!this.hasAttribute('role')) this.setAttribute('role', 'timer'); }
  protected hint(text: string): void { if (this.title !== text) this.title = text; }
}

/** `<ic-countdown due="ISO" format="clock|minutes">`: counts down, then up with a minus sign and `data-late`. */
class Countdown extends Ticking {
  static observedAttributes = ['due', 'format', 'floor'];
  protected show(at: number): void {
    const due = this.moment('due');
    if (Number.isNaN(due)) { this.say(''); return; }
    const late = at >= due + 1000 && !this.hasAttribute('floor'), left = late ? Math.floor((at - due) / 1000) : Math.max(0, Math.ceil((due - at) / 1000));
    this.timer();
    if (late && !this.hasAttribute('data-late')) this.dispatchEvent(new CustomEvent('ic:late', { bubbles: true }));
    this.toggleAttribute('data-late', late);
    const text = this.getAttribute('format') === 'minutes'
      ? (left < 60 ? (late ? '0 min' : 'under 1 min') : short(left))
      : late ? duration(left).replace(/^0(?=\d:)/, '') : duration(left);
    this.say(late ? `\u2212${text}` : text);
    this.label(`${spoken(left)} ${late ? 'late' : 'left'}`);      // whole minutes: changes at most once a minute
  }
}

/** `<ic-elapsed since="ISO" until="ISO?">`: hh:mm:ss; stands still once `until` is set. */
class Elapsed extends Ticking {
  static observedAttributes = ['since', 'until'];
  protected show(at: number): void {
    const since = this.moment('since'), until = this.moment('until');
    if (Number.isNaN(since)) { this.say(''); return; }
    this.timer();
    const seconds = Math.max(0, Math.floor(((Number.isNaN(until) ? at : until) - since) / 1000));
    this.say(duration(seconds, true));
    this.label(spoken(seconds));
  }
}

/** `<ic-ago at="ISO">`: "40 s ago"; ahead of now "in 3 min". The clocks of two machines, read over a slow line, differ by seconds: that is no future. */
class Ago extends Ticking {
  static observedAttributes = ['at'];
  protected show(at: number): void {
    const moment = this.moment('at');
    if (Number.isNaN(moment)) { this.say(''); return; }
    const seconds = Math.floor((at - moment) / 1000);
    this.say(seconds < -9 ? `in ${short(-seconds)}` : seconds < 5 ? 'just now' : `${short(seconds)} ago`);
    this.hint(timeIn(zones()[0], moment, at, true));
  }
}

/** `<ic-time at="ISO" format="clock|time|datetime|both|beside">`: the viewer's zone first; T turns lists to UTC. */
class Time extends Ticking {
  static observedAttributes = ['at', 'format'];
  #drawn = '';
  override connectedCallback(): void {
    this.#drawn = '';
    document.addEventListener('ic:zone', this.#redraw);
    this.tick(now());
  }
  override disconnectedCallback(): void { document.removeEventListener('ic:zone', this.#redraw); }
  #redraw = (): void => this.tick(now());

  protected show(at: number): void {
    const moment = this.moment('at'), format = this.getAttribute('format') ?? 'time';
    if (Number.isNaN(moment)) { this.say(''); return; }
    if (format === 'beside') { this.#beside(moment); return; }
    const [first, second] = zones(), drawn = `${moment} ${format} ${first}`;
    if (drawn === this.#drawn && this.hasChildNodes()) return;
    this.#drawn = drawn;
    const beside = second === null ? '' : timeIn(second, moment, at, true);
    this.hint(`${timeIn(first, moment, at, true)}${beside && ` · ${beside}`}`);
    if (format === 'clock') {
      const p = parts(moment, first), seconds = document.createElement('span');
      seconds.className = 's muted';
      seconds.textContent = `:${p.second}`;
      this.replaceChildren(`${p.hour}:${p.minute}`, seconds);
    } else if (format === 'both' && second !== null) {
      const other = document.createElement('span');
      other.className = 'utc';
      const p = parts(moment, second);
      other.textContent = ` · ${p.hour}:${p.minute} ${p.zone}`;
      this.replaceChildren(timeIn(first, moment, at), other);
    } else {
      this.replaceChildren(timeIn(first, moment, at, format === 'datetime'));
    }
  }

  // Beside a moment that is written in UTC: the same to the second where the viewer is, nothing where that is UTC.
  #beside(moment: number): void {
    const p = parts(moment, viewerZone);
    this.say(zones()[1] === null ? '' : ` (${p.hour}:${p.minute}:${p.second} ${p.zone})`);
  }
}

/** `<ic-zone>`: the short name of the zone that lists show, for the button with data-zone-toggle. */
class Zone extends HTMLElement {
  connectedCallback(): void { document.addEventListener('ic:zone', this.#draw); this.#draw(); }
  disconnectedCallback(): void { document.removeEventListener('ic:zone', this.#draw); }
  #draw = (): void => { this.textContent = inUtc() ? 'UTC' : zoneName(now(), viewerZone); };
}

customElements.define('ic-countdown', Countdown);
customElements.define('ic-elapsed', Elapsed);
customElements.define('ic-ago', Ago);
customElements.define('ic-time', Time);
customElements.define('ic-zone', Zone);

document.addEventListener('click', e => {
  if (e.target instanceof Element && e.target.closest('[data-zone-toggle]')) toggleZone();
});
