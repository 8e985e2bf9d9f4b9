// The few lines of DOM building that several modules share.
type Child = Node | string | null | undefined | false;

/** An element with attributes (absent where undefined or false) and children. Text is always text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string | boolean | undefined> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) e.setAttribute(name, value === true ? '' : value);
  e.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return e;
}

/** A text only where it differs: the same one again would cost a layout. */
export function write(e: Node, text: string): void { if (e.textContent !== text) e.textContent = text; }

/** True where an element was drawn from something else before; notes what it is drawn from now. */
export const isNew = (e: HTMLElement, drawn: unknown): boolean => e.dataset.drawn !== (e.dataset.drawn = JSON.stringify(drawn));

const svg = 'http://www.w3.org/2000/svg';
/** An icon of the sprite, hidden from assistive tools: a word always stands beside it. */
export function icon(name: string): SVGSVGElement {
  const e = document.createElementNS(svg, 'svg'), use = document.createElementNS(svg, 'use');
  e.setAttribute('class', 'i');
  e.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `/dist/icons.svg#i-${name}`);
  e.append(use);
  return e;
}

const signs: Record<string, string> = { ArrowLeft: '\u2190', ArrowRight: '\u2192', ArrowUp: '\u2191', ArrowDown: '\u2193' };
/** Key caps for "Shift+1" or "G I"; arrows as they stand on the key. */
export const caps = (keys: string): HTMLElement[] => keys.split(/[+ ](?=.)/).map(k => h('kbd', {}, signs[k] ?? k));

/** What an element is called: its command, its name for assistive tools, or its words without key caps. */
export function nameOfElement(e: HTMLElement): string {
  const own = e.dataset.command ?? e.getAttribute('aria-label') ?? (e as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? '';
  if (own) return own;
  const copy = e.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('kbd, svg, .sr').forEach(part => part.remove());
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim() || e.title || (e as HTMLInputElement).placeholder || '';
}
