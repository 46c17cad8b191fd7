import {
  canonicalJson,
  type EventStore,
  type KeptRow,
  type Position,
  type ReadStore,
  type RecordedEvent,
} from '@partner-incentives/event-sourcing';
import type { Counts } from './tallies.mjs';

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
    private readonly version?: number,
  ) {}

  /** Where rows are not what they must be at the checkpoint they say, which never goes back. */
  async damageIn(readStore: ReadStore): Promise<ReadonlyArray<string>> {
    const { live, rows, parked } = await look(readStore, this.model);
    await this.foldUpTo(live?.checkpoint?.position);
    const damage = parked.map(({ key, reason }) => `${this.model}: ${key} is parked: ${reason}`);
    const left = new Map(this.rows);
    for (const row of rows) {
      const expected = left.get(row.key);
      left.delete(row.key);
      if (canonicalJson(expected ?? null) === canonicalJson(row)) continue;
      damage.push(`${this.model}: ${row.key} is ${shown(row)}, not ${shown(expected)}`);
    }
    for (const key of left.keys()) damage.push(`${this.model}: ${key} is missing`);
    return damage;
  }

  private async foldUpTo(end: Position | undefined): Promise<void> {
    if (end === undefined || this.position === end) return;
    if (this.position !== undefined && end < this.position) {
      throw new Error(`${this.model} went back from ${this.position} to ${end}`);
    }
    const from = this.position === undefined ? {} : { from: this.position };
    const filter = { categories: ['tally', 'note'] };
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
      ...(this.model === 'tallies' && { version: this.version ?? 1 }),
    };
    const values = this.model === 'tallies' ? [`sum ${data.sum % 10}`] : [];
    this.rows.set(key, { key, account: 'account-1', values, data, position, revision });
  }
}

const shown = (row: KeptRow | undefined): string =>
  row === undefined ? 'nothing' : `${JSON.stringify(row.data)} at ${row.position}`;

/** All rows of the live build, and how far they are, as one reading finds them. */
export const look = (readStore: ReadStore, model: string) =>
  readStore.read({ kind: 'microsoft' }, async (reader) => {
    const live = (await reader.live([model])).get(model);
    if (live === undefined) return { live, rows: [], parked: [] };
    return { live, ...(await reader.of(live.build, 'all')) };
  });

/** Where a read store that ought to be up to date is not, or has handled an event twice or never. */
export const unfinished = async (
  folds: ReadonlyArray<PlainFold>,
  store: EventStore,
  readStore: ReadStore,
): Promise<ReadonlyArray<string>> => {
  const head = await store.head();
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
    const position = status?.checkpoint?.position;
    if (position !== head) damage.push(`${model}: at ${position}, and the store at ${head}`);
  }
  return damage;
};
