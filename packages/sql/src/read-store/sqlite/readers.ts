import { ReadStoreUnavailable } from '@partner-incentives/event-sourcing';
import type { Connection } from '../../connection.js';
import { readFailureOf } from './sqlite-read-failure.js';
import type { Ask } from '../row-reader.js';
import { type AskNow, asksOn } from './sqlite-scripts.js';

interface Reader {
  readonly connection: Connection;
  readonly ask: AskNow;
}

/** Connections that only read, each for one reading at a time: what a reading finds stays as it was when it began. */
export class Readers {
  private readonly free: Reader[] = [];
  private readonly waiting = new Set<() => void>();
  private made = 0;
  private isClosed = false;

  constructor(
    private readonly connect: () => Connection,
    private readonly patienceMs: number,
  ) {}

  async read<Answer>(answer: (ask: Ask) => Promise<Answer>): Promise<Answer> {
    const reader = await this.take();
    try {
      // The transaction begins where something is read.
      typed(() => {
        reader.connection.exec('begin');
        reader.connection.prepare('select 1 from builds limit 1').all([]);
      });
      return await answer(async (asked) => typed(() => reader.ask(asked)));
    } finally {
      this.giveBack(reader);
    }
  }

  close(): void {
    this.isClosed = true;
    for (const { connection } of this.free.splice(0)) connection.close();
    for (const wake of this.waiting) wake();
  }

  private async take(): Promise<Reader> {
    const deadline = performance.now() + this.patienceMs;
    for (;;) {
      if (this.isClosed) throw new ReadStoreUnavailable('it was closed');
      const reader = this.free.pop();
      if (reader !== undefined) return reader;
      if (this.made < mostReaders) return typed(() => this.make());
      if (performance.now() >= deadline) {
        throw new ReadStoreUnavailable(`${mostReaders} readings are under way already`);
      }
      await this.untilOneIsFree(deadline - performance.now());
    }
  }

  private untilOneIsFree(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(wake, patienceMs);
      this.waiting.add(wake);
    });
  }

  private make(): Reader {
    const connection = this.connect();
    this.made++;
    return { connection, ask: asksOn(connection) };
  }

  private giveBack(reader: Reader): void {
    const { connection } = reader;
    try {
      if (connection.inTransaction()) connection.exec('rollback');
      if (this.isClosed) connection.close();
      else this.free.push(reader);
    } catch {
      this.made--;
      connection.close();
    }
    const [first] = this.waiting;
    first?.();
  }
}

const mostReaders = 8;

const typed = <Value>(work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    throw readFailureOf(error);
  }
};
