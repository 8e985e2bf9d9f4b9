// Called after a change of page: the heading gets the focus, unless a person is already in a field.
import { isField } from './fields';

export function focusHeading(): void {
  if (isField(document.activeElement)) return;
  const heading = document.querySelector<HTMLElement>('h1');
  if (!heading) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus();
}
