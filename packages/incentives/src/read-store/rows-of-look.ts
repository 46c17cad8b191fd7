import type {
  LiveBuild,
  RowReader,
  RowScope,
  RowsRead,
  StreamName,
} from '@partner-incentives/event-sourcing';
import type { Kept, KeptParts, ModelName } from '@partner-incentives/read-models';
import type { CachedRows, RowCache } from './row-cache.js';

/** Reads rows of one look at a read store, only what changed since where it can. */
export class RowsOfLook {
  constructor(
    readonly reader: RowReader,
    readonly live: ReadonlyMap<ModelName, LiveBuild>,
    readonly cache: RowCache,
  ) {}

  within(scope: RowScope): RowsOfLook {
    return new RowsOfLook(this.reader.within(scope), this.live, this.cache);
  }

  /** The rows of the accounts; of programs, which are nobody's, all. */
  async ofAccounts(model: ModelName, accounts: ReadonlyArray<string>): Promise<KeptParts> {
    const owners = model === 'programs' ? [undefined] : accounts;
    return new Map(
      await Promise.all(
        owners.map(async (owner) => [owner, await this.#of(model, owner)] as const),
      ),
    );
  }

  /** The rows found under a value. There are few of all the rows there are: they are not remembered. */
  async under(model: ModelName, value: string): Promise<KeptParts> {
    const { build } = this.#liveOf(model);
    return new Map([[undefined, merged(undefined, await this.reader.under(build, value))]]);
  }

  /** The accounts among whose members a user is. */
  async accountsUnder(user: string): Promise<ReadonlyArray<string>> {
    const { rows } = await this.reader.under(this.#liveOf('accounts').build, user);
    return rows.flatMap(({ account }) => account ?? []);
  }

  async #of(model: ModelName, owner: string | undefined): Promise<Kept> {
    const { build, epoch, changes } = this.#liveOf(model);
    const key = owner === undefined ? model : `${model} ${owner}`;
    const cached = this.cache.get(key);
    const isBefore =
      cached?.build === build.build && cached.epoch === epoch && cached.changes <= changes;
    const known = isBefore ? cached : undefined;
    if (known?.changes === changes) return known;
    const selection = owner === undefined ? 'nobodys' : { account: owner };
    const read = merged(known, await this.reader.of(build, selection, known?.changes));
    const now: CachedRows = { ...read, build: build.build, epoch, changes };
    this.cache.put(key, now);
    return now;
  }

  #liveOf(model: ModelName): LiveBuild {
    const live = this.live.get(model);
    if (live === undefined) throw new TypeError(`the live build of ${model} was not asked for`);
    return live;
  }
}

/** Never in place: who reads the rows as they were goes on doing so. */
const merged = (known: Kept | undefined, read: RowsRead): Kept => {
  const parked = new Map(read.parked.map(({ key, since }) => [key, since]));
  if (known !== undefined && read.rows.length === 0) return { rows: known.rows, parked };
  const rows = new Map<StreamName, object>(known?.rows);
  for (const { key, data } of read.rows) {
    if (data === undefined) rows.delete(key);
    else rows.set(key, data);
  }
  return { rows, parked };
};
