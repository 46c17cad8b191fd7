import { randomUUID } from 'node:crypto';
import type { Database } from '../log/database.js';
import { consumerTooSlow } from '../wire/rpc-error.js';
import type { Feed, Item } from './feed.js';
import { caughtUp, checkpoint, confirmation } from './frames.js';
import { framing } from './links.js';
import { LiveBuffer } from './live-buffer.js';
import type { Outbox } from './outbox.js';

/**
 * Confirms, sends what is stored as fast as the reader takes it, says once that this is all, and goes on with what is
 * announced. Of that only a few messages wait for a slow reader: one more, and the subscription is dropped.
 */
export const subscription = async (
  database: Database,
  feed: Feed,
  resolvesLinks: boolean,
  outbox: Outbox,
): Promise<void> => {
  const frame = framing(database, resolvesLinks);
  const send = (item: Item): Promise<void> | undefined =>
    item.kind === 'event'
      ? outbox.event(frame(item.record))
      : outbox.mark(checkpoint(item.position));

  feed.check();
  await outbox.mark(confirmation(randomUUID()));
  await untilThereIsSomething(database, feed, outbox);
  for (const item of feed.stored()) {
    await send(item);
    if (outbox.gone) return;
  }

  // From the last stored record to listening, nothing else runs: there is no gap for an announcement.
  const buffer = new LiveBuffer<Item>(liveBufferSize);
  const stopListening = database.log.listen((record) => {
    for (const item of feed.live(record)) buffer.offer(item);
  });
  outbox.whenGone(() => {
    stopListening();
    buffer.close();
  });
  await outbox.mark(caughtUp());
  for (;;) {
    const item = await buffer.take();
    if (item === undefined) return;
    if (item === 'overflow') {
      stopListening();
      throw consumerTooSlow();
    }
    await send(item);
  }
};

/** What a server holds back for a subscription that is live. */
const liveBufferSize = 32;

const untilThereIsSomething = async (
  database: Database,
  feed: Feed,
  outbox: Outbox,
): Promise<void> => {
  if (feed.exists()) return;
  await new Promise<void>((resolve) => {
    const stopListening = database.log.listen(() => {
      if (!feed.exists()) return;
      stopListening();
      resolve();
    });
    outbox.whenGone(() => {
      stopListening();
      resolve();
    });
  });
};
