import { createHash } from 'node:crypto';
import { ReadStoreUnavailable } from '@partner-incentives/event-sourcing';
import { type ClientBase, type Pool, type PoolClient, TypeOverrides, types } from 'pg';
import type { Ask } from '../row-reader.js';
import type { Script } from '../script.js';
import { postgresFailureOf } from './postgres-fault.js';

/** A statement and its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: ReadonlyArray<unknown>;
}

/** Runs statements and scripts on connections of a pool, each within its deadline. */
export class Database {
  private isOpen = true;
  private readonly waiting = new Set<() => void>();
  private readonly names = new Map<string, string>();
  private readonly underWay = new WeakMap<ClientBase, Promise<unknown>>();

  constructor(
    readonly pool: Pool,
    private readonly deadlineMs: number,
  ) {}

  /** What waits for a connection is told so; what has one goes on to its end. */
  close(): void {
    this.isOpen = false;
    for (const giveUp of this.waiting) giveUp();
    this.waiting.clear();
  }

  /** One statement after the other, each a transaction by itself. */
  ask<Answer>(script: Script<Answer>): Promise<Answer> {
    return this.connected((client) => this.run(client, script));
  }

  /** All of it or nothing. `begin` may hold more than that. */
  transaction<Answer>(
    begin: string,
    work: (client: ClientBase) => Promise<Answer>,
  ): Promise<Answer> {
    return this.connected(async (client) => {
      await this.query(client, { sql: begin, parameters: [] }, 'once');
      try {
        const answer = await work(client);
        await this.query(client, commit, 'once');
        return answer;
      } catch (error) {
        // A connection that was lost, or is still at work, is given up as it is.
        if (!(error instanceof ReadStoreUnavailable)) await this.query(client, rollback, 'once');
        throw error;
      }
    });
  }

  /**
   * One that only reads: nobody waits by itself for its beginning, for what is said on the way, or, but for the next on
   * the connection, for its end.
   */
  reading<Answer>(
    begin: string,
    work: (ask: Ask, say: (sql: string) => void) => Promise<Answer>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.connected(async (client) => {
        let said: Promise<unknown> = Promise.resolve();
        let isOver = false;
        const say = (sql: string) => {
          said = Promise.all([said, this.query(client, { sql, parameters: [] }, 'once')]);
          // Whoever asks next hears of it.
          said.catch(() => undefined);
        };
        const ask = async (asked: Statement) => {
          if (isOver)
            throw new Error('the reading is over: its connection may be at work for somebody else');
          return (await Promise.all([this.query(client, asked), said]))[0];
        };
        say(begin);
        try {
          const answer = await work(ask as Ask, say);
          await said;
          isOver = true;
          resolve(answer);
          await this.query(client, commit, 'once');
        } catch (error) {
          isOver = true;
          if (!(error instanceof ReadStoreUnavailable)) await this.query(client, rollback, 'once');
          throw error;
        }
      }).catch(reject);
    });
  }

  async run<Answer>(client: ClientBase, script: Script<Answer>): Promise<Answer> {
    let step = script.next([]);
    while (step.done !== true) step = script.next(await this.query(client, step.value));
    return step.value;
  }

  /** Prepared by the server the first time that a connection asks it. */
  async query(
    client: ClientBase,
    { sql, parameters }: Statement,
    often: 'often' | 'once' = 'often',
  ): Promise<ReadonlyArray<unknown>> {
    const name = often === 'often' ? this.nameOf(sql) : undefined;
    const query = {
      text: sql,
      types: numbers,
      query_timeout: this.deadlineMs,
      ...(parameters.length > 0 && { values: [...parameters] }),
      ...(name !== undefined && { name }),
    };
    try {
      return (await this.inTurn(client, () => client.query<Record<string, unknown>>(query))).rows;
    } catch (error) {
      throw postgresFailureOf(error);
    }
  }

  /** A connection that is not pipelined wants to be asked one thing after the other. */
  private inTurn<Answer>(client: ClientBase, ask: () => Promise<Answer>): Promise<Answer> {
    if ('pipeline' in client && client.pipeline === true) return ask();
    const answer = (this.underWay.get(client) ?? Promise.resolve()).then(ask);
    this.underWay.set(
      client,
      answer.catch(() => undefined),
    );
    return answer;
  }

  async connected<Answer>(work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
    const client = await this.connect();
    let isBroken = false;
    const breaks = () => {
      isBroken = true;
    };
    client.on('error', breaks);
    try {
      return await work(client);
    } catch (error) {
      // It may still be at work on what was given up.
      if (error instanceof ReadStoreUnavailable) isBroken = true;
      throw error;
    } finally {
      client.off('error', breaks);
      client.release(isBroken);
    }
  }

  private async connect(): Promise<PoolClient> {
    if (!this.isOpen) throw new ReadStoreUnavailable(wasClosed);
    const connecting = this.pool.connect();
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(new ReadStoreUnavailable(wasClosed));
        // A pool that has ended serves nobody any more; where it did so before, the connection is not needed.
        connecting.then(
          (client) => client.release(),
          () => undefined,
        );
      };
      this.waiting.add(giveUp);
      connecting
        .finally(() => this.waiting.delete(giveUp))
        .then(resolve, (error: unknown) => reject(postgresFailureOf(error)));
    });
  }

  /** Lists of several lengths are several statements: only so many are kept. */
  private nameOf(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined || this.names.size >= mostNames) return known;
    // By what it says, as other stores may use the same connections.
    const name = `rows ${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    this.names.set(sql, name);
    return name;
  }
}

const wasClosed = 'it was closed';

const commit = { sql: 'commit', parameters: [] };
const rollback = { sql: 'rollback', parameters: [] };

const mostNames = 200;

/** Counts and milliseconds are numbers: none comes near where they lose digits. */
const numbers = new TypeOverrides();
numbers.setTypeParser(types.builtins.INT8, Number);
