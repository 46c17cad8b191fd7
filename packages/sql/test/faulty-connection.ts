import type { Connect, Connection } from '../src/connection.js';
import { libsqlConnection } from '../src/libsql-connection.js';
import { SqliteFailure } from '../src/sqlite-fault.js';

/** A connection on which chosen statements fail, and whose statements are counted. */
export class FaultyConnection {
  /** Every statement that was run, in order. */
  readonly ran: string[] = [];
  private faults: Fault[] = [];
  private real: Connection | undefined;

  /** From now on, statements that begin so fail: before they did anything, or after they did. */
  fail(beginning: string, code: string, when: 'before' | 'after' = 'before'): void {
    this.faults.push({ beginning, code, when });
  }

  heal(): void {
    this.faults = [];
  }

  /** On the connection itself, past the faults. */
  exec(sql: string): void {
    this.real?.exec(sql);
  }

  query(sql: string): ReadonlyArray<unknown> {
    return this.real?.prepare(sql).all([]) ?? [];
  }

  readonly connect: Connect = (options) => {
    const real = libsqlConnection(options);
    this.real = real;
    const faulty: Connection = {
      ...real,
      exec: (sql) => this.run(sql, () => real.exec(sql)),
      prepare: (sql) => {
        const statement = real.prepare(sql);
        return {
          run: (values) => this.run(sql, () => statement.run(values)),
          all: (values) => this.run(sql, () => statement.all(values)),
        };
      },
    };
    return faulty;
  };

  private run<Value>(sql: string, statement: () => Value): Value {
    this.ran.push(sql);
    const fault = this.faults.find(({ beginning }) => sql.startsWith(beginning));
    if (fault?.when === 'before') throw new SqliteFailure(fault.code);
    const value = statement();
    if (fault !== undefined) throw new SqliteFailure(fault.code);
    return value;
  }
}

interface Fault {
  readonly beginning: string;
  readonly code: string;
  readonly when: 'before' | 'after';
}
