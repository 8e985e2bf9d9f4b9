// <ic-charts src="…" hub="…" incident="INC-1">: all figures of an incident. Only a page that has one loads the chart bundle.
interface View { update(): void; close(): void }

class Charts extends HTMLElement {
  static observedAttributes = ['src', 'hub', 'incident'];
  #view: View | null = null;

  async connectedCallback(): Promise<void> {
    const { open } = await import('./view');
    if (this.isConnected && !this.#view) this.#view = open(this);
  }
  disconnectedCallback(): void { this.#view?.close(); this.#view = null; }
  attributeChangedCallback(): void { this.#view?.update(); }
}
customElements.define('ic-charts', Charts);
