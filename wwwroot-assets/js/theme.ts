// The chosen theme lives in a cookie, so that the server renders data-theme and nothing flashes. Without a choice the sheet follows
// the system by itself (color-scheme and light-dark()), also while a page is open.
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = (): boolean => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
/** Said to what draws its colours itself. */
const turned = (): boolean => document.dispatchEvent(new CustomEvent('ic:theme'));

function toggle(): void {
  const next = isDark() ? 'light' : 'dark';
  root.dataset.theme = next;
  turned();
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

system.addEventListener('change', turned);
document.addEventListener('click', e => {
  if (e.target instanceof Element && e.target.closest('[data-theme-toggle]')) toggle();
});
