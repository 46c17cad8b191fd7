import { randomUUID } from 'node:crypto';
import { type EventStore, NoStream } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { type StandInServer, standInServer } from '@partner-incentives/eventstoredb/testing';
import * as E from 'fp-ts/lib/Either.js';
import { count, damage, handlerOn } from '../counting.js';
import { collect, newEvent, stream } from '../with-stores.js';

export const moments = [
  'before the write',
  'after the write',
  'after the commit',
  'in the answer',
] as const;
export type Moment = (typeof moments)[number];

/**
 * Gives so many commands, every second one of two events. The reply to each one's first sending is lost, of each
 * fifth's second sending too. Says what is wrong, if anything.
 */
export const lostReplies = async (
  moment: Moment,
  commands: number,
): Promise<ReadonlyArray<string>> =>
  onServer(async (server, store) => {
    const handle = handlerOn(store);
    const wrong: string[] = [];
    const counted = new Map<string, 1 | 2>();
    for (let command = 0; command < commands; command++) {
      const times = command % 2 === 0 ? 1 : 2;
      server.faults.clear();
      server.faults.next('append').dropReply(moment);
      if (command % 5 === 0) server.faults.nth(2, 'append').dropReply(moment);
      const answer = await count(handle, `c${command}`, 'counter', times);
      counted.set(`c${command}`, times);
      if (E.isLeft(answer)) wrong.push(`c${command} was answered ${answer.left._tag}`);
      else if (answer.right.repeated) wrong.push(`c${command} was taken for somebody else's`);
      else if (answer.right.events.length !== times) wrong.push(`c${command} was answered wrongly`);
    }
    if (server.faults.struck < commands)
      wrong.push(`only ${server.faults.struck} replies were lost`);
    server.faults.clear();
    return [...wrong, ...(await damage(store, 'counter', counted))];
  });

/** The same, for who decides again instead of sending again. */
export const lostRepliesDecidedAgain = async (
  moment: Moment,
  commands: number,
): Promise<ReadonlyArray<string>> =>
  onServer(async (server, store) => {
    const into = stream('counter');
    for (let command = 0; command < commands; command++) {
      server.faults.next('append').dropReply(moment);
      for (let isWritten = false; !isWritten;) {
        const revision = (await collect(store.read(into))).length - 1;
        const event = newEvent({ id: randomUUID(), metadata: { commandId: `c${command}` } });
        isWritten = E.isRight(await store.append(into, revision, [event])());
      }
    }
    const written = (await collect(store.read(into))).length;
    return written === commands ? [] : [`${written} events of ${commands} commands`];
  });

const onServer = async (
  trial: (server: StandInServer, store: EventStore) => Promise<ReadonlyArray<string>>,
): Promise<ReadonlyArray<string>> => {
  const server = await standInServer();
  const store = eventStoreDb({
    connectionString: server.connectionString,
    // Of two sendings that overlap the server may answer one only: it is sent again after this.
    deadlines: { appendMs: 1_000 },
  });
  try {
    // Where nothing was ever sent, a fault of the first reading would not be one of an append.
    await store.append(stream('before'), NoStream, [newEvent()])();
    return await trial(server, store);
  } finally {
    await store.close();
    await server.stop();
  }
};
