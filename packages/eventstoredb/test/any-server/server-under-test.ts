import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  NoStream,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import type { StoreUnderTest } from '@partner-incentives/event-sourcing/testing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import * as E from 'fp-ts/lib/Either.js';
import { Appending } from '../../src/appending.js';
import { Connection } from '../../src/connection.js';
import { connectionSettings } from '../../src/connection-settings.js';

/** A server that others use too: what is written to it stands below a prefix of its own. */
export interface ServerUnderTest {
  readonly connectionString: string;
  readonly prefix: string;
  /** Below the prefix; with another one, or none, where that is what a test is about. */
  readonly open: (given?: { readonly prefix: string | undefined }) => Promise<EventStore>;
  readonly plant: StoreUnderTest['plant'];
}

export const serverUnderTest = (given: string, prefix: string): ServerUnderTest => {
  const connectionString = atTheLeader(given);
  const open: ServerUnderTest['open'] = async (beside = { prefix }) =>
    eventStoreDb({
      connectionString,
      ...(beside.prefix !== undefined && { categoryPrefix: beside.prefix }),
    });
  return {
    connectionString,
    prefix,
    open,
    // Bytes as they are, which the client itself would not send.
    plant: async (stream, { type, data, metadata }) => {
      const connection = new Connection(connectionSettings(connectionString));
      const store = await open();
      try {
        const [last] = await lastOf(store, stream);
        const event = {
          id: randomUUID(),
          type,
          data: new Uint8Array(Buffer.from(data)),
          metadata: new Uint8Array(Buffer.from(metadata)),
        };
        const expected = last?.revision ?? NoStream;
        const append = { stream: `${prefix}.${stream}`, expected, events: [event] };
        const answer = await new Appending(connection, 10_000).send(stream, append);
        if (E.isLeft(answer)) throw new Error(`not planted: ${JSON.stringify(answer.left)}`);
      } finally {
        await Promise.all([store.close(), connection.close()]);
      }
    },
  };
};

/** Of a cluster's nodes the others lag a little: what was written is not there yet. */
const atTheLeader = (connectionString: string): string => {
  const elsewhere = connectionString.replace(/([?&])nodePreference=[^&]*&?/i, '$1');
  const separator = elsewhere.includes('?') ? '&' : '?';
  return `${elsewhere}${/[?&]$/.test(elsewhere) ? '' : separator}nodePreference=leader`;
};

const lastOf = async (store: EventStore, stream: StreamName): Promise<RecordedEvent[]> => {
  const last: RecordedEvent[] = [];
  for await (const event of store.read(stream, { direction: 'backwards', limit: 1 })) {
    last.push(event);
  }
  return last;
};

/** Letters: fresh for every run. */
export const freshPrefix = (): string =>
  `run${Array.from(randomUUID().replaceAll('-', ''), (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('')}`;
