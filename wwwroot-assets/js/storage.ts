// localStorage that may be full, blocked or absent: losing a preference must never break the page.
export function read(key: string): string | null {
  try { return localStorage.getItem(key); } catch { return null; }
}
export function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch (e) { console.warn(`Not kept on this device (${key}):`, e); }
}
