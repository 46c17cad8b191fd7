import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { jest } from '@jest/globals';
import {
  type StandInOptions,
  type StandInServer,
  standInServer,
} from '@partner-incentives/eventstoredb/testing';

// Only what hangs takes so long, also on a machine that is busy.
jest.setTimeout(30_000);

export interface Subject {
  readonly server: StandInServer;
  /** The bare client. */
  readonly client: EventStoreDBClient;
}

/** A stand-in and a bare client on it, for the time of one test. */
export const withServer =
  (use: (subject: Subject) => Promise<void>, options: StandInOptions = {}) =>
  async (): Promise<void> => {
    const server = await standInServer(options);
    const client = EventStoreDBClient.connectionString(server.connectionString);
    try {
      await use({ server, client });
    } finally {
      await client.dispose();
      await server.stop();
    }
  };

/** Passed with a call, they make the client take the plain Append. */
export const plain = { credentials: { username: 'admin', password: 'changeit' } } as const;

export const counted = (n: number) =>
  jsonEvent({ type: 'counted', data: { n }, metadata: { by: 'test' } });

export const countedTo = (n: number) => Array.from({ length: n }, (_, each) => counted(each));

export const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** What the promise is rejected with. */
export const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was fulfilled.');
};

/** Waits until something is so; rejects if it is not within twenty seconds. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 20_000; !isSo();) {
    if (Date.now() > deadline) throw new Error(`Never so: ${String(isSo)}`);
    await pause(5);
  }
};

/** Waits until a number stays what it is for a while. */
export const atRest = async (count: () => number): Promise<void> => {
  for (let before = -1; before !== count();) {
    before = count();
    await pause(100);
  }
};

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
