import { randomBytes } from 'node:crypto';
import type { StreamName } from '../../stream-name.js';
import { Client } from './client.js';
import { streamIn } from './stream-in.js';
import type { StoreUnderTest } from './store-under-test.js';

/** One run of one clause: a category nobody used before, and handles that are closed at its end. */
export class Trial {
  /** Letters only. */
  readonly category = `Contract${letters()}`;
  private readonly clients: Client[] = [];

  constructor(
    private readonly openStore: StoreUnderTest['open'],
    readonly plant: StoreUnderTest['plant'],
    private readonly deadline: number,
  ) {}

  readonly open = async (): Promise<Client> => {
    const client = new Client(await this.openStore(), this.category, this.deadline);
    this.clients.push(client);
    return client;
  };

  /** A stream of this trial; in another category of it, where one is named. */
  readonly stream = (id: string, category = this.category): StreamName => streamIn(category, id);

  async end(): Promise<void> {
    await Promise.allSettled(this.clients.map((client) => client.end()));
  }
}

const letters = (): string =>
  Array.from(randomBytes(12), (byte) => String.fromCodePoint(97 + (byte % 26))).join('');
