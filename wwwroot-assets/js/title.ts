/** `<ic-title>`: its text is the title of the document. It watches itself, because a page changes its words without being made anew. */
class Title extends HTMLElement {
  #watch = new MutationObserver(() => this.#show());
  connectedCallback(): void {
    this.#watch.observe(this, { childList: true, characterData: true, subtree: true });
    this.#show();
  }
  disconnectedCallback(): void { this.#watch.disconnect(); }
  #show(): void {
    const text = this.textContent?.trim();
    if (text) document.title = text;
  }
}

customElements.define('ic-title', Title);
