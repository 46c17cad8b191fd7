import {
  canonicalJson,
  type EventStore,
  type KeptRow,
  type LiveBuild,
  type Position,
  type ReadStore,
  type RecordedEvent,
  type RowsRead,
} from '@partner-incentives/event-sourcing';
import { categories, type Counts } from './tallies.mjs';

/** By how much an event counts for a model, if it does. It knows neither the models nor how they are run. */
const effects: Readonly<Record<string, (event: RecordedEvent) => number | undefined>> = {
  tallies: ({ type, data }) => (type === 'Counted' ? (data as { by: number }).by : undefined),
  views: ({ type, data }) => (type === 'Viewed' ? (data as { pad: string }).pad.length : undefined),
  notes: ({ type, data }) =>
    type === 'Noted' ? (data as { text: string }).text.length : undefined,
};

/** What a model's rows must be, by the plainest code there is: one event after the other, each of them once. */
export class PlainFold {
  private readonly rows = new Map<string, KeptRow>();
  private position: Position | undefined;
  /** Of ours, whether they count or not. */
  events = 0;

  constructor(
    private readonly store: EventStore,
    readonly model: string,
  ) {}

  async damageIn(readStore: ReadStore): Promise<ReadonlyArray<string>> {
    return this.damageOf(await look(readStore, this.model));
  }

  /** Where rows are not what they must be at the checkpoint they say, which never goes back. */
  async damageOf({ live, rows, parked }: Look): Promise<ReadonlyArray<string>> {
    await this.foldUpTo(live?.checkpoint?.position);
    const damage = parked.map(({ key, reason }) => `${this.model}: ${key} is parked: ${reason}`);
    const left = new Map(this.rows);
    for (const row of rows) {
      const expected = this.expected(left.get(row.key), live?.build.schema);
      left.delete(row.key);
      if (canonicalJson(expected ?? null) === canonicalJson(row)) continue;
      damage.push(`${this.model}: ${row.key} is ${shown(row)}, not ${shown(expected)}`);
    }
    for (const key of left.keys()) damage.push(`${this.model}: ${key} is missing`);
    return damage;
  }

  private expected(row: KeptRow | undefined, version = 1): KeptRow | undefined {
    return row === undefined || this.model !== 'tallies'
      ? row
      : { ...row, data: { ...row.data, version } };
  }

  /** The first event that is not in the rows yet. */
  async next(): Promise<Position | undefined> {
    const options = { filter: { categories }, limit: 1 };
    const after = this.position === undefined ? options : { ...options, from: this.position };
    for await (const { position } of this.store.readAll(after)) return position;
    return undefined;
  }

  private async foldUpTo(end: Position | undefined): Promise<void> {
    if (end === undefined || this.position === end) return;
    if (this.position !== undefined && end < this.position) {
      throw new Error(`${this.model} went back from ${this.position} to ${end}`);
    }
    const from = this.position === undefined ? {} : { from: this.position };
    const filter = { categories };
    for await (const event of this.store.readAll({ ...from, filter })) {
      if (event.position > end) break;
      this.events += 1;
      this.take(event);
    }
    this.position = end;
  }

  private take(event: RecordedEvent): void {
    const { stream: key, revision, position } = event;
    const by = effects[this.model]?.(event);
    if (by === undefined) return;
    const row = this.rows.get(key)?.data as Counts | undefined;
    const { events, sum, trace } = row ?? { events: 0, sum: 0, trace: 0 };
    const data = {
      events: events + 1,
      sum: sum + by,
      trace: (trace * 31 + revision) % 2_147_483_647,
    };
    const values = this.model === 'tallies' ? [`sum ${data.sum % 10}`] : [];
    this.rows.set(key, { key, account: 'account-1', values, data, position, revision });
  }
}

const shown = (row: KeptRow | undefined): string =>
  row === undefined ? 'nothing' : `${JSON.stringify(row.data)} at ${row.position}`;

export interface Look extends RowsRead {
  readonly live: LiveBuild | undefined;
}

/** All rows of the live build, and how far they are, as one reading finds them. */
export const look = (readStore: ReadStore, model: string): Promise<Look> =>
  readStore.read({ kind: 'microsoft' }, async (reader) => {
    const live = (await reader.live([model])).get(model);
    if (live === undefined) return { live, rows: [], parked: [] };
    return { live, ...(await reader.of(live.build, 'all')) };
  });

/** Where a read store that ought to be up to date is not, or has handled an event twice or never. */
export const unfinished = async (
  folds: ReadonlyArray<PlainFold>,
  readStore: ReadStore,
): Promise<ReadonlyArray<string>> => {
  const damage: string[] = [];
  for (const fold of folds) {
    damage.push(...(await fold.damageIn(readStore)));
    const status = (await readStore.status()).find(
      ({ build, stage }) => build.model === fold.model && stage === 'live',
    );
    const { applied = 0, ignored = 0, foreign = 0 } = status?.handled ?? {};
    const { events, model } = fold;
    const handled = applied + ignored + foreign;
    if (handled !== events) damage.push(`${model}: handled ${handled} of ${events} events`);
    const next = await fold.next();
    if (next !== undefined) damage.push(`${model}: has not come to ${next}`);
  }
  return damage;
};
