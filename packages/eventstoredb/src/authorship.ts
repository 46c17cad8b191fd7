import type { Position } from '@partner-incentives/event-sourcing';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { type PageOptions, readPage } from './page.js';
import type { PreparedEvent } from './prepared-append.js';
import type { StoredRecord } from './read-answer.js';
import { alternatives } from './stored-names.js';

/** Where the last event of an append is said to stand. */
export interface Claim {
  /** By its name on the server. */
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly event: PreparedEvent;
  /** How many events the append held. */
  readonly count: number;
}

interface Question {
  readonly claim: Claim;
  readonly answer: (isOurs: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Whose event stands there. The server answers an append the same way whether it wrote the events or found their ids:
 * those of another delivery of the same command, perhaps, with other metadata, on which a chain of hashes would be built.
 * So each answer is compared with what is stored. Nothing known before the answer would do instead, as the other process
 * may write at any moment until then; and only what is stored tells its events from ours. The answers of one moment
 * share a read, if there are not too many other events between them.
 */
export class Authorship {
  private waiting: Question[] = [];
  private isAsking = false;

  private readonly reading: PageOptions;

  constructor(
    private readonly connection: Connection,
    ms: number,
  ) {
    this.reading = { requiresLeader: true, ms };
  }

  isOurs(claim: Claim): Promise<boolean> {
    return new Promise((answer, fail) => {
      this.waiting.push({ claim, answer, fail });
      void this.ask();
    });
  }

  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.waiting.length > 0) {
      // Answers that came together are all told first: then they share a read.
      await turnOfTheLoop();
      await this.settle(this.waiting.splice(0, mostAtOnce));
    }
    this.isAsking = false;
  }

  private async settle(questions: ReadonlyArray<Question>): Promise<void> {
    const [few, many] = [questions.filter(isSmall), questions.filter((each) => !isSmall(each))];
    const shared = few.length > 1 ? [few] : few.map((question) => [question]);
    const alone = many.map((question) => [question]);
    await Promise.all([...shared, ...alone].map((group) => this.settleTogether(group)));
  }

  private async settleTogether(questions: ReadonlyArray<Question>): Promise<void> {
    try {
      const [first, ...others] = questions.map(({ claim }) => claim);
      const records =
        first !== undefined && others.length === 0
          ? await this.readOne(first)
          : await this.readBetween(questions.map(({ claim }) => claim));
      const found = new Map(records.map((record) => [record.position, record]));
      for (const { claim, answer } of questions) {
        const record = found.get(claim.position);
        answer(record !== undefined && holds(record, claim.event));
      }
    } catch (error) {
      for (const { fail } of questions) fail(error);
    }
  }

  private async readOne(claim: Claim): Promise<ReadonlyArray<StoredRecord>> {
    const { stream, revision } = claim;
    const what = { of: 'stream', stream, from: revision, backwards: false, count: 1 } as const;
    const { items } = await readPage(this.connection, what, this.reading, itself);
    // A stream may hide it: a deleted one comes back a moment after what was written to it. The log hides nothing.
    return items.length > 0 ? items : this.readBetween([claim]);
  }

  private async readBetween(claims: ReadonlyArray<Claim>): Promise<ReadonlyArray<StoredRecord>> {
    const found: StoredRecord[] = [];
    const positions = claims.map(({ position }) => position).toSorted();
    const [first = 'start', last = first] = [positions[0], positions.at(-1)];
    const streams = claims.map(({ stream }) => stream);
    const filter = { on: 'stream', regex: `^${alternatives(streams)}$` } as const;
    for (let from: Position | 'start' = first; ;) {
      const what = { of: 'log', from, backwards: false, count: pageSize, filter } as const;
      const { items, isCut } = await readPage(this.connection, what, this.reading, itself);
      found.push(...items);
      const end = items.at(-1);
      if (end === undefined || (items.length < pageSize && !isCut)) return found;
      from = end.position;
      if (from >= last) return found;
    }
  }
}

const isSmall = ({ claim }: Question): boolean => claim.count <= 2;
const itself = (record: StoredRecord): StoredRecord => record;
const mostAtOnce = 64;
const pageSize = 256;

const holds = (record: StoredRecord, { data, metadata }: PreparedEvent): boolean =>
  record.data.equals(data) && record.metadata.equals(metadata);
