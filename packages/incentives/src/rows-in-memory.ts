import { categories, type Event } from '@partner-incentives/domain';
import {
  decodeStored,
  type EventCodec,
  type EventStore,
  type Metadata,
  type Position,
} from '@partner-incentives/event-sourcing';
import { InMemoryRows } from '@partner-incentives/read-models';
import * as E from 'fp-ts/lib/Either.js';
import type { RowSource } from './row-source.js';
import { UnreadableHistory } from './unreadable-history.js';
import { isFarEnough, untilThere } from './until-there.js';

/** Which of the recorded events count. Time travel is a selection, and nothing else. */
export type Selection = (metadata: Metadata, position: Position) => boolean;

/** The rows folded from the selected events; each question takes in what was recorded since the last. */
export const rowsInMemory = (
  store: Pick<EventStore, 'readAll'>,
  codec: EventCodec<Event>,
  selection: Selection = () => true,
): RowSource => {
  const rows = new InMemoryRows();
  let seen: Position | undefined;
  const takeIn = async (): Promise<void> => {
    const from = seen === undefined ? {} : { from: seen };
    for await (const recorded of store.readAll({ ...from, filter: { categories } })) {
      // Somebody who asked at the same time may be further.
      if (seen !== undefined && recorded.position <= seen) continue;
      const decoded = decodeStored(codec, recorded);
      if (E.isRight(decoded)) {
        if (selection(decoded.right.metadata, recorded.position)) rows.apply(decoded.right);
      } else if (decoded.left._tag !== 'UnknownType') {
        throw new UnreadableHistory(recorded, decoded.left);
      }
      seen = recorded.position;
    }
  };
  return (wanted) =>
    untilThere(
      wanted,
      async () => {
        await takeIn();
        return isFarEnough(seen, wanted.minPosition)
          ? { isThere: true, answer: rows }
          : { isThere: false, reached: seen };
      },
      (_, withinMs) =>
        new Promise((resolve) => setTimeout(resolve, Math.min(withinMs, lookEveryMs))),
    );
};

/** A store that was written to a moment ago answers with it: only a store that is behind another is looked at twice. */
const lookEveryMs = 50;
