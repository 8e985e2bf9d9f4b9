// Words that are replaced by what they ask for: <button data-insert="Markdown" data-insert-token="@14:21"> within
// <div data-inserts-for="id of the field">, by a press or by Enter right after the word.
// Buttons that put Markdown around what is selected: <button data-md="bold" data-md-for="id of the field">.
import { announce } from './drafts';

const around: Record<string, [string, string]> = { bold: ['**', '**'], link: ['[', '](https://)'] };
const before: Record<string, string> = { heading: '### ', list: '- ' };

/** Goes through the browser's own editing where it can, so that its undo takes the change back too. */
function replace(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, from, to, 'end');
    announce(field);
  }
}

function apply(field: HTMLTextAreaElement, what: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const pair = around[what];
  if (pair) {
    const inner = value.slice(from, to) || 'text';
    replace(field, from, to, pair[0] + inner + pair[1]);
    field.setSelectionRange(from + pair[0].length, from + pair[0].length + inner.length);
    return;
  }
  const mark = before[what];
  if (!mark) return;
  const start = value.lastIndexOf('\n', from - 1) + 1, ends = value.indexOf('\n', to), end = ends < 0 ? value.length : ends;
  replace(field, start, end, value.slice(start, end).split('\n').map(line => mark + line).join('\n'));
}

document.addEventListener('click', e => {
  const button = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-md]') : null;
  const field = button && document.getElementById(button.dataset.mdFor ?? '');
  if (button && field instanceof HTMLTextAreaElement && !field.readOnly) apply(field, button.dataset.md ?? '');
});

function insert(field: HTMLTextAreaElement, choice: HTMLElement): void {
  const token = choice.dataset.insertToken ?? '', caret = field.selectionStart, { value } = field;
  const before = value.lastIndexOf(token, Math.max(0, caret - token.length)), at = before >= 0 ? before : value.indexOf(token);
  if (at >= 0) replace(field, at, at + token.length, choice.dataset.insert ?? '');
}
const choices = (field: HTMLTextAreaElement): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-inserts-for="${CSS.escape(field.id)}"] [data-insert]`)];

document.addEventListener('click', e => {
  const choice = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-insert]') : null;
  const field = choice && document.getElementById(choice.closest<HTMLElement>('[data-inserts-for]')?.dataset.insertsFor ?? '');
  if (choice && field instanceof HTMLTextAreaElement) insert(field, choice);
});
addEventListener('keydown', e => {
  const field = e.target;
  if (e.key !== 'Enter' || e.ctrlKey || e.metaKey || e.shiftKey || e.isComposing || !(field instanceof HTMLTextAreaElement) || !field.id) return;
  const typed = field.value.slice(0, field.selectionStart), choice = choices(field).find(one => typed.endsWith(one.dataset.insertToken ?? ' '));
  if (!choice) return;
  e.preventDefault();
  insert(field, choice);
}, true);
