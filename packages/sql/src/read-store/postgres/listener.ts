import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Database } from './database.js';

/**
 * Hears of commits while somebody watches, on a connection of its own that is made again whenever it is lost. A look
 * now and then is the net: it finds what was missed, and that the connection is dead where nobody said so.
 */
export class Listener {
  private readonly watchers = new Set<() => void>();
  private listening: AbortController | undefined;

  constructor(
    private readonly database: Database,
    private readonly channel: string,
    /** Changes with every commit. */
    private readonly look: (client: PoolClient) => Promise<unknown>,
    private readonly netIntervalMs: number,
  ) {}

  watch(onNews: () => void): () => void {
    const watcher = () => onNews();
    this.watchers.add(watcher);
    if (this.listening === undefined) {
      this.listening = new AbortController();
      void this.listen(this.listening.signal);
    }
    return () => {
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.close();
    };
  }

  /** Later, so that what a watcher throws is not taken for the fate of a commit. */
  readonly tell = (): void => {
    for (const watcher of this.watchers) {
      queueMicrotask(() => {
        if (this.watchers.has(watcher)) watcher();
      });
    }
  };

  close(): void {
    this.watchers.clear();
    this.listening?.abort();
    this.listening = undefined;
  }

  private async listen(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.database.connected((client) =>
          this.hear(client, signal, () => {
            attempt = 0;
          }),
        );
      } catch {
        const most = Math.min(200 * 2 ** attempt, 2_000);
        await delay(Math.random() * most, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async hear(client: PoolClient, signal: AbortSignal, heard: () => void): Promise<void> {
    const lost = new AbortController();
    const either = AbortSignal.any([signal, lost.signal]);
    const lose = () => lost.abort();
    client.on('notification', this.tell);
    client.on('error', lose);
    client.on('end', lose);
    try {
      await this.say(client, `listen "${this.channel}"`);
      let seen: unknown;
      while (!either.aborted) {
        const found = await this.look(client);
        // The first look is after a time in which nothing was heard.
        if (found !== seen) this.tell();
        seen = found;
        heard();
        await delay(this.netIntervalMs, undefined, { signal: either }).catch(() => undefined);
      }
    } finally {
      client.off('notification', this.tell);
      client.off('error', lose);
      client.off('end', lose);
      if (!lost.signal.aborted) await this.say(client, `unlisten "${this.channel}"`);
    }
    if (lost.signal.aborted) throw new Error('the connection was lost');
  }
  private say(client: PoolClient, sql: string): Promise<unknown> {
    return this.database.query(client, { sql, parameters: [] }, 'once');
  }
}
