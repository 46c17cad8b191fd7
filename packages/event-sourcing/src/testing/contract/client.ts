import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent, Position, RecordedEvent } from '../../envelope.js';
import {
  type AppendError,
  type Appended,
  type EventFilter,
  type EventStore,
  NoStream,
  type ReadAllOptions,
  type ReadOptions,
} from '../../event-store.js';
import type { StreamName } from '../../stream-name.js';
import { Listener } from './listener.js';
import { newEvent } from './new-event.js';
import { streamIn } from './stream-in.js';
import { within } from './within.js';

/** A handle on the store under test, every step of which has a deadline. */
export class Client {
  private readonly leaving = new AbortController();
  private readonly markCategory: string;

  constructor(
    readonly store: EventStore,
    private readonly category: string,
    private readonly deadline: number,
  ) {
    this.markCategory = `${category}Mark`;
  }

  readonly append = (
    stream: StreamName,
    expected: number,
    events: readonly [NewEvent, ...NewEvent[]],
  ): Promise<E.Either<AppendError, Appended>> =>
    this.within('append', this.store.append(stream, expected, events)());

  /** An append that has to succeed, for clauses that are about something else. */
  readonly write = async (
    stream: StreamName,
    expected: number,
    events: readonly [NewEvent, ...NewEvent[]],
  ): Promise<void> => {
    const answer = await this.append(stream, expected, events);
    assert.ok(E.isRight(answer), `an append at the stream's revision: ${JSON.stringify(answer)}`);
  };

  readonly read = (stream: StreamName, options?: ReadOptions): Promise<RecordedEvent[]> =>
    this.collect('read', this.store.read(stream, options));

  /** What `readAll` answers, without marks and what others write. */
  readonly readAll = async (options: ReadAllOptions): Promise<RecordedEvent[]> => {
    const events = await this.collect('readAll', this.store.readAll(options));
    return events.filter(this.isOurs);
  };

  /** The position of an event written now: where the rest of the clause begins. */
  readonly mark = async (): Promise<Position> => {
    const stream = streamIn(this.markCategory, randomUUID());
    await this.write(stream, NoStream, [newEvent()]);
    const [marked] = await this.read(stream);
    assert.ok(marked, 'an event just written is read');
    return marked.position;
  };

  readonly subscribe = (from: Position, filter?: EventFilter, lazy = false): Listener => {
    const options = { from, signal: this.leaving.signal, ...(filter && { filter }), lazy };
    const messages = this.store.subscribe(options);
    return new Listener(messages[Symbol.asyncIterator](), this.isOurs, this.within);
  };

  readonly within = <Value>(what: string, promise: Promise<Value>): Promise<Value> =>
    within(this.deadline, what, promise);

  private readonly isOurs = ({ stream }: RecordedEvent): boolean =>
    stream.includes(this.category) && !stream.startsWith(this.markCategory);

  async end(): Promise<void> {
    this.leaving.abort();
    await this.within('close', this.store.close());
  }

  private async collect<Item>(what: string, items: AsyncIterable<Item>): Promise<Item[]> {
    const collected: Item[] = [];
    const iterator = items[Symbol.asyncIterator]();
    for (;;) {
      const step = await this.within(what, iterator.next());
      if (step.done === true) return collected;
      collected.push(step.value);
    }
  }
}
