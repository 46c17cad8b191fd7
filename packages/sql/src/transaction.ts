import type { Connection } from './connection.js';
import { faultOf, isLocked, reasonOf } from './sqlite-fault.js';
import type { QueuedWrite } from './write.js';

/** How a transaction went, for all of its writes alike. */
export type Committed =
  | { readonly _tag: 'Committed' }
  | { readonly _tag: 'NothingWritten' | 'Unknown'; readonly reason: string };

/** Why a write is not there. */
export interface Failure {
  readonly reason: string;
  /** Nothing of the group is there. */
  readonly transactionLost: boolean;
}

/** The transaction that a group of writes shares; each has its own savepoint in it. */
export class Transaction {
  constructor(private readonly connection: Connection) {}

  /** Takes the write lock; `false` where another process has it. */
  begin(): boolean {
    try {
      this.connection.exec('begin immediate');
      return true;
    } catch (error) {
      if (isLocked(error)) return false;
      throw error;
    }
  }

  /** Applies one write. Where it fails, it alone is undone, unless SQLite gave up the whole transaction. */
  apply(write: QueuedWrite): Failure | undefined {
    const several = write.statements > 1;
    try {
      if (several) this.connection.exec('savepoint one_write');
      write.apply();
      if (several) this.connection.exec('release one_write');
      return undefined;
    } catch (error) {
      return { reason: reasonOf(error), transactionLost: !this.undo(several) };
    }
  }

  /** Whether the rest of the transaction is still there. */
  private undo(several: boolean): boolean {
    try {
      if (several) this.connection.exec('rollback to one_write; release one_write');
      return this.connection.inTransaction();
    } catch {
      this.rollback();
      return false;
    }
  }

  commit(): Committed {
    try {
      this.connection.exec('commit');
      return { _tag: 'Committed' };
    } catch (error) {
      const reason = reasonOf(error);
      const undone = this.rollback();
      // The record that makes a transaction valid is the last thing written: where there was no room for it, it is
      // not there. After any other failure it may be.
      return undone && faultOf(error) === 'full'
        ? { _tag: 'NothingWritten', reason }
        : { _tag: 'Unknown', reason };
    }
  }

  /** Whether nothing is open any more. */
  rollback(): boolean {
    try {
      if (this.connection.inTransaction()) this.connection.exec('rollback');
      return true;
    } catch {
      return false;
    }
  }
}
