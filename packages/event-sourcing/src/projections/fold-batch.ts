import { isLeft } from 'fp-ts/lib/Either.js';
import type { Clock } from '../clock.js';
import type { EventCodec } from '../codec/index.js';
import type { Position, RecordedEvent, StoredEvent } from '../envelope.js';
import type { DomainEvent } from '../decider.js';
import type { Halt, ParkedKey } from '../read-store/read-store.js';
import { decodeStored, type Undecodable } from '../stored-event.js';
import type { StreamName } from '../stream-name.js';
import { parkedAt, threw, unreadable, type Poison } from './poison.js';
import type { Projected } from './projected.js';
import { noRow, type CachedRow, type RowCache } from './row-cache.js';

/** How events become rows. */
export interface FoldRules {
  readonly model: Projected;
  readonly codec: EventCodec;
  readonly onPoison: 'park' | 'halt';
  readonly clock: Clock;
}

/** What a batch is folded onto: the rows and parked keys as they were committed. */
export interface FoldGround {
  readonly rows: RowCache;
  readonly parked: ReadonlyMap<StreamName, ParkedKey>;
}

/** A row while a batch is folded into it. */
export interface WorkingRow {
  account: string | undefined;
  data: object | undefined;
  revision: number;
  /** Of the last event folded into it by this batch; `undefined` where there was none. */
  position: Position | undefined;
  seen: number | undefined;
  bytes: number;
}

/**
 * The folding of one batch, in memory. It stands between two events wherever it is interrupted: an event counts once its
 * effect and its place are stored, and no call and no loop comes between those two.
 */
export class BatchFold {
  readonly rows = new Map<StreamName, WorkingRow>();
  /** Keys that this batch parked, or that more events of it wait for. */
  readonly parked = new Map<StreamName, ParkedKey>();
  applied = 0;
  ignored = 0;
  foreign = 0;
  waiting = 0;
  /** How many events were taken. Fewer than there are: `halt` says why. */
  taken = 0;
  halt: Halt | undefined;

  private readonly prefix: string;
  private readonly handles: ReadonlySet<string>;
  private readonly ignores: ReadonlySet<string>;

  constructor(
    private readonly rules: FoldRules,
    private readonly events: ReadonlyArray<RecordedEvent>,
    private readonly ground: FoldGround,
    /** By the event's id: what is known to be poison from an attempt before. */
    private readonly known: ReadonlyMap<string, Poison>,
  ) {
    this.prefix = `${rules.model.category}-`;
    this.handles = new Set(rules.model.handles);
    this.ignores = new Set(rules.model.ignores);
  }

  get next(): RecordedEvent | undefined {
    return this.events[this.taken];
  }

  /** Whether any of the events is for the model to fold. */
  handlesAny(): boolean {
    return this.events.some(
      ({ stream, type }) => this.handles.has(type) && stream.startsWith(this.prefix),
    );
  }

  readonly takeAll = (): void => {
    const { events } = this;
    for (let event = this.next; event !== undefined; event = events[this.taken]) {
      if (!this.take(event)) return;
      this.taken += 1;
    }
  };

  readonly takeOne = (): void => {
    const event = this.next;
    if (event !== undefined && this.take(event)) this.taken += 1;
  };

  private take(event: RecordedEvent): boolean {
    const { stream, type } = event;
    if (!stream.startsWith(this.prefix)) {
      this.ignored += 1;
      return true;
    }
    const parked = this.parkedAs(stream);
    if (parked !== undefined) {
      this.parked.set(stream, { ...parked, waiting: parked.waiting + 1 });
      this.waiting += 1;
      return true;
    }
    const handled = this.handles.has(type);
    const row = handled ? this.rowOf(stream) : this.rowIfSeen(stream);
    if (row !== undefined && !follows(event, row)) return this.stop(gap(event, row));
    if (handled && row !== undefined) return this.fold(event, row);
    if (row !== undefined) row.seen = event.revision;
    if (this.ignores.has(type)) this.ignored += 1;
    else this.foreign += 1;
    return true;
  }

  private fold(event: RecordedEvent, row: WorkingRow): boolean {
    const known = this.known.size === 0 ? undefined : this.known.get(event.id);
    if (known !== undefined) return this.poisoned(event, row, known);
    const { model, codec } = this.rules;
    let stored: StoredEvent<DomainEvent>;
    let data: object | undefined;
    try {
      const decoded = decodeStored(codec, event);
      if (isLeft(decoded)) return this.undecodable(event, row, decoded.left);
      stored = decoded.right;
      data = model.evolve(row.data, stored);
    } catch (error) {
      return this.poisoned(event, row, threw(error));
    }
    row.data = data;
    row.account = stored.metadata.account ?? row.account;
    row.revision = event.revision;
    row.seen = event.revision;
    row.position = event.position;
    this.applied += 1;
    return true;
  }

  private undecodable(event: RecordedEvent, row: WorkingRow, why: Undecodable): boolean {
    switch (why._tag) {
      case 'UnknownType':
        row.seen = event.revision;
        this.foreign += 1;
        return true;
      case 'NewerVersion':
        return this.stop({
          cause: 'UpgradeRequired',
          reason: `${where(event)} has version ${String(why.version)}, this code reads up to ${String(why.known)}`,
        });
      case 'Unreadable':
        return this.poisoned(event, row, unreadable(why));
    }
  }

  private poisoned(event: RecordedEvent, row: WorkingRow, poison: Poison): boolean {
    if (this.rules.onPoison === 'halt') {
      const reason = `${where(event)}: ${poison.cause}, ${poison.reason}`;
      return this.stop({ cause: 'Poisoned', reason });
    }
    const parked = parkedAt(event, poison, row.account, this.rules.clock.now());
    this.parked.set(event.stream, parked);
    this.waiting += 1;
    return true;
  }

  private stop(halt: Halt): boolean {
    this.halt = halt;
    return false;
  }

  private parkedAs(stream: StreamName): ParkedKey | undefined {
    const before = this.ground.parked.size === 0 ? undefined : this.ground.parked.get(stream);
    return this.parked.size === 0 ? before : (this.parked.get(stream) ?? before);
  }

  private rowOf(stream: StreamName): WorkingRow {
    return this.rows.get(stream) ?? this.begin(stream, this.ground.rows.get(stream) ?? noRow);
  }

  private rowIfSeen(stream: StreamName): WorkingRow | undefined {
    const row = this.rows.get(stream);
    if (row !== undefined) return row;
    const cached = this.ground.rows.get(stream);
    return cached === undefined ? undefined : this.begin(stream, cached);
  }

  private begin(stream: StreamName, { account, data, revision, seen, bytes }: CachedRow) {
    const row: WorkingRow = { account, data, revision, position: undefined, seen, bytes };
    this.rows.set(stream, row);
    return row;
  }
}

const follows = ({ revision }: RecordedEvent, row: WorkingRow): boolean =>
  row.seen === undefined ? revision > row.revision : revision === row.seen + 1;

/** An event is missing, or comes again: what follows would be folded onto the wrong row. */
const gap = (event: RecordedEvent, { seen, revision }: WorkingRow): Halt => ({
  cause: 'HistoryDiverged',
  reason: `${where(event)} comes after revision ${String(seen ?? revision)}`,
});

const where = ({ stream, revision, type }: RecordedEvent): string =>
  `${type}, revision ${String(revision)} of ${stream},`;
