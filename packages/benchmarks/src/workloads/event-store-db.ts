import { randomBytes } from 'node:crypto';
import { standInProcess } from '@partner-incentives/eventstoredb/testing';
import { answer, settings } from '../measurement.js';
import { eventsPerStream } from './enrollment-history.js';
import { eventsOf, writtenAtOnce, type Append } from './concurrent-writers.js';

/** A client of a server. It sees no streams but those whose category begins with its prefix. */
export interface Client {
  readonly append: Append;
  /** Everything there is. */
  readonly readAll: (tell: Tell) => Promise<void>;
  /** Everything there is and comes, by a subscription from the beginning, until the answer is that it is enough. */
  readonly follow: (tell: (...event: Parameters<Tell>) => boolean) => Promise<void>;
  /** Reads everything once more and says whether each event is as its schema has it. */
  readonly isValid?: (events: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

type Tell = (stream: string, revision: number) => void;

interface Settings {
  /** Of this process, or the one at `ESDB_URL`. */
  readonly server: 'stand-in' | 'real';
  readonly work: 'read' | 'catchUp' | 'append' | 'visible';
  readonly enrollments: number;
}

/** One work of a client, on a server of its own, or within a prefix of its own. */
export const measureEventStoreDb = async (
  connect: (connectionString: string, prefix: string) => Client,
): Promise<void> => {
  const { server, work, enrollments } = settings() as Settings;
  const standIn = server === 'stand-in' ? await standInProcess() : undefined;
  const connectionString = standIn?.connectionString ?? process.env['ESDB_URL'];
  if (connectionString === undefined) throw new Error('ESDB_URL names no server');
  const client = connect(connectionString, `bench${lettersOf(randomBytes(8))}`);
  answer(await works[work](client, enrollments));
  await client.close();
  await standIn?.stop();
};

const lettersOf = (bytes: Buffer): string =>
  [...bytes].map((byte) => String.fromCodePoint(97 + (byte % 26))).join('');

type Measured = Parameters<typeof answer>[0];

const read = async (client: Client, enrollments: number): Promise<Measured> => {
  await writtenAtOnce(client.append, { enrollments });
  const order = new Order();
  return timed(enrollments * eventsPerStream, client, order, () => client.readAll(order.tell));
};

const catchUp = async (client: Client, enrollments: number): Promise<Measured> => {
  const events = await writtenAtOnce(client.append, { enrollments });
  const order = new Order();
  return timed(events, client, order, () =>
    client.follow((...event) => {
      order.tell(...event);
      return order.events === events;
    }),
  );
};

const append = async (client: Client, enrollments: number): Promise<Measured> => {
  await writtenAtOnce(client.append, { enrollments: callers, from: enrollments, writers: callers });
  const order = new Order();
  const measured = await timed(enrollments * eventsPerStream, client, undefined, async () => {
    const caller = async (first: number): Promise<void> => {
      for (let n = first; n < enrollments; n += callers) {
        for (const [revision, event] of eventsOf(n).entries()) {
          await client.append(n, revision, [event]);
        }
      }
    };
    await Promise.all(Array.from({ length: callers }, (_, n) => caller(n)));
  });
  await client.readAll(order.tell);
  const events = (enrollments + callers) * eventsPerStream;
  return { ...measured, correct: order.isKept && order.events === events };
};

const callers = 64;

const visible = async (client: Client, enrollments: number): Promise<Measured> => {
  const latencies: number[] = [];
  let arrived: () => void = () => undefined;
  const order = new Order();
  const followed = client.follow((...event) => {
    order.tell(...event);
    arrived();
    return order.events === enrollments + warmingUp;
  });
  for (let n = 0; n < enrollments + warmingUp; n++) {
    const [first] = eventsOf(n);
    if (first === undefined) continue;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const before = performance.now();
    await Promise.all([client.append(n, 0, [first]), arrival]);
    latencies.push(performance.now() - before);
  }
  await followed;
  const sorted = latencies.slice(warmingUp).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { value: at(0.5), p99Ms: at(0.99), correct: order.isKept };
};

const warmingUp = 50;

const works = { read, catchUp, append, visible };

/** Whether events of a stream come one after the other, none twice and none left out. */
class Order {
  events = 0;
  isKept = true;
  private readonly next = new Map<string, number>();

  readonly tell = (stream: string, revision: number): void => {
    this.events += 1;
    if (revision !== (this.next.get(stream) ?? 0)) this.isKept = false;
    this.next.set(stream, revision + 1);
  };
}

const timed = async (
  events: number,
  client: Client,
  order: Order | undefined,
  work: () => Promise<void>,
): Promise<Measured> => {
  const userBefore = process.cpuUsage().user;
  const before = performance.now();
  await work();
  const elapsed = performance.now() - before;
  const userMicros = (process.cpuUsage().user - userBefore) / events;
  const isOrdered = order === undefined || (order.isKept && order.events === events);
  const correct = isOrdered && ((await client.isValid?.(events)) ?? true);
  return { value: (events / elapsed) * 1_000, userMicros, correct };
};
