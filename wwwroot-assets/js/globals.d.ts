/** What the page brings along: Blazor's script (started by boot.ts) and what we hang on window for JS interop. */
interface BlazorHost {
  start(options: object): Promise<void>;
  reconnect(): Promise<boolean>;
  navigateTo(uri: string): void;
}
interface Window {
  Blazor?: BlazorHost;
  DotNet?: { createJSStreamReference(data: Blob): unknown };
  drafts: { load(key: string): string | null; clear(key: string): void; id(key: string): string | null; on(key: string, said: string, anew: boolean): string };
  ic: {
    keys: { set(on: boolean): void; on(): boolean };
    alarm: (on: boolean) => void;
    mute: (muted: boolean) => void;
    heading: () => void;
    zone: () => string;
    source: object;
    listens: () => void;
  };
}
