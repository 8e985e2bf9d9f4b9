// <ic-travel at="ms" from="ms" …> around a range: holds the clocks of the page at that moment, and loads the slider's ways only then.
import { now } from '../clock';
import { hold } from '../held';

interface Slider { update(name: string): void; close(): void }

class Travel extends HTMLElement {
  static observedAttributes = ['at', 'moves'];
  #slider: Slider | null = null;

  async connectedCallback(): Promise<void> {
    this.#hold(Number(this.getAttribute('at')));
    const { open } = await import('./slider');
    if (this.isConnected && !this.#slider) this.#slider = open(this);
  }
  disconnectedCallback(): void {
    this.#slider?.close();
    this.#slider = null;
    this.#hold(null);
  }
  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'at') this.#hold(Number(this.getAttribute('at')));
    this.#slider?.update(name);
  }

  // The clocks tick once a second: a jump is shown at once.
  #hold(at: number | null): void {
    hold(at);
    for (const clock of document.querySelectorAll('ic-countdown, ic-elapsed, ic-ago')) (clock as HTMLElement & { tick?(now: number): void }).tick?.(now());
  }
}
customElements.define('ic-travel', Travel);
