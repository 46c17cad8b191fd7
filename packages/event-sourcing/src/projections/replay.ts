import { isRight } from 'fp-ts/lib/Either.js';
import type { EventCodec } from '../codec/index.js';
import type { Position, RecordedEvent } from '../envelope.js';
import type { KeptRow, ParkedKey } from '../read-store/read-store.js';
import { decodeStored } from '../stored-event.js';
import type { StreamName } from '../stream-name.js';
import type { Projected } from './projected.js';

/** Rows folded the plainest way there is: one event after the other, nothing written, nothing parked. */
export interface Replay {
  take(event: RecordedEvent): void;
  remove(key: StreamName): KeptRow | undefined;
  /** Those that were not removed. */
  rest(): Iterable<KeptRow>;
}

interface Replayed {
  data: object | undefined;
  account: string | undefined;
  revision: number;
  position: Position;
}

/** The events that a key waits for are not in its row, and so not replayed. */
export const replay = (
  { model, codec }: { readonly model: Projected; readonly codec: EventCodec },
  parked: ReadonlyMap<StreamName, ParkedKey>,
): Replay => {
  const rows = new Map<StreamName, Replayed>();
  /** Where an event could not be folded: the row stays as it was before. */
  const failed = new Set<StreamName>();
  const handles = new Set(model.handles);

  const fold = (event: RecordedEvent): void => {
    const { stream, revision, position } = event;
    if (failed.has(stream)) return;
    const row = rows.get(stream);
    try {
      const decoded = decodeStored(codec, event);
      if (isRight(decoded)) {
        const data = model.evolve(row?.data, decoded.right);
        const account = decoded.right.metadata.account ?? row?.account;
        rows.set(stream, { data, account, revision, position });
      } else if (decoded.left._tag !== 'UnknownType') failed.add(stream);
    } catch {
      failed.add(stream);
    }
  };

  const kept = (key: StreamName, { data, account, revision, position }: Replayed): KeptRow => ({
    key,
    ...(account === undefined ? {} : { account }),
    values: data === undefined ? [] : model.indexedUnder(data),
    data,
    position,
    revision,
  });

  return {
    take: (event) => {
      const waits = parked.get(event.stream);
      if (handles.has(event.type) && (waits === undefined || event.revision < waits.revision)) {
        fold(event);
      }
    },
    remove: (key) => {
      const row = rows.get(key);
      rows.delete(key);
      return row && kept(key, row);
    },
    *rest() {
      for (const [key, row] of rows) yield kept(key, row);
    },
  };
};
