import type { EventCodec } from '../codec/index.js';
import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import type {
  Build,
  BuildStatus,
  KeptRow,
  ParkedKey,
  ReadStore,
} from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import { FiledRows } from './filed-rows.js';
import { liveBuild } from './find-build.js';
import { hashOf } from './hash-of.js';
import { pagedRows } from './paged-rows.js';
import type { Projected } from './projected.js';
import { replay } from './replay.js';
import { RowDigest } from './row-digest.js';
import { rowDifference, Tally, type Comparison, type RowDifference } from './row-difference.js';

export interface VerifyOptions {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly model: Projected;
  readonly codec: EventCodec;
  /** Told each row that is not what replay says. */
  readonly onDifference?: (difference: RowDifference) => void | Promise<void>;
  /** How many rows are held in memory at once, 50,000 if left out: the store is read once for as many. */
  readonly rowsAtOnce?: number;
}

/** What a replay from the first event says of the rows that queries read. */
export interface Verification {
  readonly build: Build;
  /** Replayed up to here. */
  readonly position?: Position;
  /** `missing`: replay has a row, the store has none. `extra`: the other way round. */
  readonly rows: Comparison;
  /** Equal exactly where no row differs. */
  readonly digest: { readonly stored: string; readonly replayed: string };
  readonly first?: RowDifference;
}

/**
 * Folds a model's whole history anew, in memory, and compares the rows of its live build with it, while that is kept up.
 * A parked key's row is compared as it was before the event that it waits behind; what rows are found under, with their
 * values. `undefined`: no build is live.
 *
 * Rejects where one of the stores does not answer.
 */
export const verifyRows = async (options: VerifyOptions): Promise<Verification | undefined> => {
  const { readStore, model, rowsAtOnce = 50_000 } = options;
  const status = await liveBuild(readStore, model.name);
  if (status === undefined) return undefined;
  const parts = Math.max(1, Math.ceil(status.rows / rowsAtOnce));
  const verifying = new Verifying(options, status);
  for (let part = 0; part < parts; part += 1) {
    await verifying.verify((key) => parts === 1 || hashOf(key) % parts === part);
  }
  return verifying.verification;
};

/** Found under other values than the row has, or under some though there is no row. */
const foundOtherwise = (
  key: StreamName,
  was: ReadonlyArray<string> | undefined,
  is: ReadonlyArray<string>,
): RowDifference => ({
  key,
  kind: was === undefined ? 'extra' : 'differs',
  changes: [{ path: 'foundUnder', was, is }],
});

class Verifying {
  private readonly tally = new Tally();
  private readonly stored = new RowDigest();
  private readonly replayed = new RowDigest();
  private first: RowDifference | undefined;

  constructor(
    private readonly options: VerifyOptions,
    private readonly status: BuildStatus,
  ) {}

  get verification(): Verification {
    const { checkpoint, build } = this.status;
    return {
      build,
      ...(checkpoint === undefined ? {} : { position: checkpoint.position }),
      rows: this.tally.comparison,
      digest: { stored: this.stored.hex, replayed: this.replayed.hex },
      ...(this.first === undefined ? {} : { first: this.first }),
    };
  }

  async verify(isMine: (key: StreamName) => boolean): Promise<void> {
    const { store, readStore, model } = this.options;
    const { build, checkpoint } = this.status;
    const parked = await this.parked();
    const replayed = replay(this.options, parked);
    if (checkpoint !== undefined) {
      const filter = { categories: [model.category] };
      for await (const event of store.readAll({ filter })) {
        if (event.position > checkpoint.position) break;
        if (isMine(event.stream)) replayed.take(event);
      }
    }
    const filed = await FiledRows.of(readStore, build, isMine);
    for await (const row of pagedRows(readStore, build)) {
      if (isMine(row.key)) await this.judge(row.key, row, replayed.remove(row.key), filed);
    }
    for (const row of replayed.rest()) await this.judge(row.key, undefined, row, filed);
    for (const [key, values] of filed.rest()) {
      this.stored.add({ key, values, data: undefined, revision: -1, damaged: true });
      await this.count(foundOtherwise(key, undefined, values));
    }
  }

  private async judge(
    key: StreamName,
    stored: KeptRow | undefined,
    replayed: KeptRow | undefined,
    filed: FiledRows,
  ): Promise<void> {
    const isLevel = stored?.revision === replayed?.revision;
    const [is, was] =
      stored?.damaged === true || (isLevel && rowDifference(key, replayed, stored) === undefined)
        ? [stored, replayed]
        : await this.anew(key);
    if (was?.data === undefined && is?.data === undefined && is?.damaged !== true) return;
    const found = await filed.otherwise(key, is);
    if (is !== undefined) this.stored.add(found === undefined ? is : { ...is, values: found });
    if (was !== undefined) this.replayed.add(was);
    await this.count(
      rowDifference(key, was, is) ?? (found && foundOtherwise(key, is?.values, found)),
    );
  }

  private async count(difference: RowDifference | undefined): Promise<void> {
    this.tally.count(difference);
    if (difference === undefined) return;
    this.first ??= difference;
    await this.options.onDifference?.(difference);
  }

  /** The row may have moved on: one stream is read again, as far as its row is now. */
  private async anew(
    key: StreamName,
  ): Promise<readonly [KeptRow | undefined, KeptRow | undefined]> {
    const { store, readStore } = this.options;
    const row = (await readStore.load(this.status.build, [key])).get(key);
    const again = replay(this.options, await this.parked());
    const end = row?.position ?? this.status.checkpoint?.position ?? '';
    for await (const event of store.read(key)) {
      if (event.position > end) break;
      again.take(event);
    }
    return [row, again.remove(key)];
  }

  private async parked(): Promise<ReadonlyMap<StreamName, ParkedKey>> {
    const keys = await this.options.readStore.parked(this.status.build);
    return new Map(keys.map((parked) => [parked.key, parked]));
  }
}
