// The chosen theme lives in a cookie, so that the server renders it and nothing flashes. A first visit follows the system:
// the page's head holds one inline line (with the policy's nonce) that does what `apply` does before anything is drawn.
const root = document.documentElement;
const system = (): string => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

export function apply(): void { root.dataset.theme ||= system(); }

function toggle(): void {
  const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
  root.dataset.theme = next;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

apply();
document.addEventListener('click', e => {
  if (e.target instanceof Element && e.target.closest('[data-theme-toggle]')) toggle();
});
