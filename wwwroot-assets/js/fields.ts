/** Whether what has the focus takes letters, so that single keys rest. */
export const isField = (e: Element | null): boolean =>
  e instanceof HTMLElement && (e.isContentEditable || e.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])'));
