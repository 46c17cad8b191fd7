import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  type AppendError,
  type Appended,
  checkLimits,
  type EventStore,
  type Position,
  type RecordedEvent,
  StoreUnavailableError,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';

type RemoteStore = Pick<EventStore, 'append' | 'read' | 'readAll' | 'head' | 'close'>;

/** Embedded stores that are opened and used by another process. */
export class OtherProcess {
  private readonly process: ChildProcess;
  private readonly calls = new Map<number, (answer: Answer) => void>();
  private made = 0;

  constructor() {
    this.process = fork(join(import.meta.dirname, 'store-process.mjs'), {
      execArgv: [],
    });
    this.process.on('message', (answer: Answer) => this.calls.get(answer.call)?.(answer));
  }

  async open(options: {
    readonly path: string;
    readonly busyTimeoutMs?: number;
  }): Promise<RemoteStore> {
    const handle = this.made++;
    const ask = async <Value>(method: string, ...args: ReadonlyArray<unknown>): Promise<Value> =>
      (await this.ask(method, handle, args)) as Value;
    await ask('open', options);
    return {
      append: (stream, expected, events) => async () => {
        const tooLarge = checkLimits(events);
        return tooLarge === undefined
          ? ask<E.Either<AppendError, Appended>>('append', stream, expected, events)
          : E.left(tooLarge);
      },
      read: (stream, range = {}) => each(ask<RecordedEvent[]>('read', stream, range)),
      readAll: (range = {}) => each(ask<RecordedEvent[]>('readAll', range)),
      head: () => ask<Position | undefined>('head'),
      close: () => ask('close'),
    };
  }

  async end(): Promise<void> {
    const exit = once(this.process, 'exit');
    this.process.disconnect();
    await exit;
  }

  private ask(method: string, handle: number, args: ReadonlyArray<unknown>): Promise<unknown> {
    const call = this.made++;
    return new Promise((resolve, reject) => {
      this.calls.set(call, ({ value, error }) => {
        this.calls.delete(call);
        if (error === undefined) resolve(parsed(value));
        else if (error._tag === 'StoreUnavailable') {
          reject(new StoreUnavailableError(error.reason ?? ''));
        } else reject(new Error(error.message));
      });
      this.process.send({ call, method, handle, args: JSON.stringify(args) });
    });
  }
}

interface Answer {
  readonly call: number;
  /** JSON, so that its objects are made here: the realm of the tests has its own. */
  readonly value?: string;
  readonly error?: { readonly _tag?: string; readonly reason?: string; readonly message: string };
}

const parsed = (value = '{}'): unknown => {
  const answer: unknown = JSON.parse(value);
  return typeof answer === 'object' && answer !== null && 'value' in answer
    ? answer.value
    : undefined;
};

async function* each(events: Promise<ReadonlyArray<RecordedEvent>>) {
  yield* await events;
}
