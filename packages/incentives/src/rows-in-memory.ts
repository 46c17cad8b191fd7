import { categories, type Event } from '@partner-incentives/domain';
import {
  decodeStored,
  type EventCodec,
  type EventStore,
  type Metadata,
  type Position,
} from '@partner-incentives/event-sourcing';
import { InMemoryRows, type Rows } from '@partner-incentives/read-models';
import * as E from 'fp-ts/lib/Either.js';
import { UnreadableHistory } from './unreadable-history.js';

/** Which of the recorded events count. Time travel is a selection, and nothing else. */
export type Selection = (metadata: Metadata, position: Position) => boolean;

/** The rows folded from the selected events; each call takes in what was recorded since the last. */
export const rowsInMemory = (
  store: Pick<EventStore, 'readAll'>,
  codec: EventCodec<Event>,
  selection: Selection = () => true,
): (() => Promise<Rows>) => {
  const rows = new InMemoryRows();
  let seen: Position | undefined;
  return async () => {
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
    return rows;
  };
};
