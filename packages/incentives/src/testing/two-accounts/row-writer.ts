import type { Event } from '@partner-incentives/domain';
import {
  categoryOf,
  type Checkpoint,
  type KeptRow,
  type Lease,
  type ParkedKey,
  type Position,
  type Projected,
  type ReadStore,
  type StoredEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { readModels } from '@partner-incentives/read-models';

/** Folds events into the live build of one model, each batch in one commit. It has no rival: this is for tests. */
class ModelWriter {
  readonly #rows = new Map<StreamName, object | undefined>();
  #checkpoint: Checkpoint | undefined;

  constructor(
    readonly store: ReadStore,
    readonly model: Projected,
    readonly lease: Lease,
  ) {}

  async write(
    events: ReadonlyArray<StoredEvent<Event>>,
    parked: ReadonlyArray<ParkedKey>,
  ): Promise<void> {
    const last = events.at(-1);
    if (last === undefined) return;
    const { stream, revision, id, position } = last;
    const changed = new Map<StreamName, KeptRow>();
    for (const event of events.filter((one) => categoryOf(one.stream) === this.model.category)) {
      const data = this.model.evolve(this.#rows.get(event.stream), event);
      this.#rows.set(event.stream, data);
      const { account } = event.metadata;
      changed.set(event.stream, {
        key: event.stream,
        values: data === undefined ? [] : this.model.indexedUnder(data),
        data,
        position: event.position,
        revision: event.revision,
        ...(account !== undefined && { account }),
      });
    }
    const from = this.#checkpoint?.position;
    const checkpoint = {
      position,
      origin: this.#checkpoint?.origin ?? id,
      last: { stream, revision, id, position },
    };
    const done = await this.store.commit(this.lease, {
      ...(from !== undefined && { from }),
      checkpoint,
      rows: [...changed.values()],
      parked: parked.filter(({ key }) => categoryOf(key) === this.model.category),
      unparked: [],
      handled: { applied: changed.size, ignored: 0, foreign: 0 },
    });
    if (!done) throw new Error(`somebody else writes the rows of ${this.model.name}`);
    this.#checkpoint = checkpoint;
  }
}

export interface RowWriter {
  /** Folds the events into the rows of every model. Everything is there when it settles. */
  write(
    events: ReadonlyArray<StoredEvent<Event>>,
    parked?: ReadonlyArray<ParkedKey>,
  ): Promise<Position | undefined>;
}

/** A writer of every model's rows, in an empty read store. */
export const rowWriter = async (store: ReadStore): Promise<RowWriter> => {
  const models: ReadonlyArray<Projected> = Object.values(readModels);
  await store.builds(models.map(({ name, version }) => ({ model: name, schema: version })));
  const writers = await Promise.all(
    models.map(async (model) => {
      const build = { model: model.name, build: 1, schema: model.version };
      const lease = await store.claim(build, 'test', 3_600_000);
      if (lease === undefined) throw new Error(`somebody else writes the rows of ${model.name}`);
      return new ModelWriter(store, model, lease);
    }),
  );
  return {
    write: async (events, parked = []) => {
      await Promise.all(writers.map((writer) => writer.write(events, parked)));
      return events.at(-1)?.position;
    },
  };
};
