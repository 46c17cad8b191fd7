import type {
  Build,
  Commit,
  KeptRow,
  Lease,
  Position,
  ReadStore,
  RowScope,
} from '@partner-incentives/event-sourcing';
import { stream as streamIn } from '../new-event.js';

export const microsoft: RowScope = { kind: 'microsoft' };

/** The lease of a new model's live build. */
export const leaseIn = async (store: ReadStore, model = 'model'): Promise<Lease> => {
  const [status] = await store.builds([{ model, schema: 1 }]);
  const lease = status && (await store.claim(status.build, 'a holder', 600_000));
  if (lease === undefined) throw new Error('a new build can be claimed');
  return lease;
};

export const positionAt = (count: number): Position => String(count).padStart(16, '0') as Position;

/** A commit of one row, from one position to the next. */
export const commitAt = (count: number, row: Partial<KeptRow> = {}): Commit => ({
  ...(count > 1 && { from: positionAt(count - 1) }),
  checkpoint: {
    position: positionAt(count),
    origin: 'first',
    last: { stream: streamIn('s'), revision: 0, id: `event ${count}`, position: positionAt(count) },
  },
  rows: [
    {
      key: streamIn('row'),
      values: [],
      data: { count },
      position: positionAt(count),
      revision: count,
      ...row,
    },
  ],
  parked: [],
  unparked: [],
  handled: { applied: 1, ignored: 0, foreign: 0 },
});

/** What is there, by its counts: rows, commits that changed something, and the only row's data. */
export const stateOf = async (store: ReadStore, { model, build }: Build) => {
  const statuses = await store.status();
  const found = statuses.find(
    (status) => status.build.model === model && status.build.build === build,
  );
  const { rows } = await store.read(microsoft, (reader) =>
    reader.of({ model, build, schema: 1 }, 'all'),
  );
  return {
    position: found?.checkpoint?.position,
    applied: found?.handled.applied,
    data: rows.map(({ data }) => data),
  };
};
