// Metrics go by the hub straight to the charts, never through a component. The client is loaded only here; a connection
// that ends begins anew, for ever, and asks for everything again afterwards, since samples sent meanwhile are gone.
import type { HubConnection } from '@microsoft/signalr';
import type { Sample } from './model';

export interface Listener { samples(samples: Sample[]): void; changed(): void }

export class Feed {
  #hub: HubConnection | null = null;
  #closed = false;

  constructor(readonly url: string, readonly incident: string, readonly listener: Listener) { void this.#open(); }

  async #open(): Promise<void> {
    const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
    if (this.#closed) return;
    const hub = this.#hub = new HubConnectionBuilder()
      .withUrl(this.url)
      .withKeepAliveInterval(30000)                     // the console waits 75 s; what is lost is told by the circuit, which asks more often
      .configureLogging(LogLevel.None)                  // the connection banner says it in words
      .build();
    hub.on('samples', (samples: Sample[]) => this.listener.samples(samples));
    hub.on('chartsChanged', () => this.listener.changed());
    hub.onclose(() => void this.#begin(hub));
    await this.#begin(hub);
  }

  async #begin(hub: HubConnection): Promise<void> {
    for (let wait = 500; !this.#closed; wait = Math.min(wait * 2, 5000)) {
      try { await hub.start(); await this.#join(hub); return; }
      catch { await new Promise(done => setTimeout(done, wait)); }
    }
  }
  // Watch first, then fetch: a sample between the two is a repeat, never a hole.
  async #join(hub: HubConnection): Promise<void> {
    await hub.invoke('Watch', this.incident);
    this.listener.changed();
  }

  close(): void { this.#closed = true; void this.#hub?.stop(); }
}
