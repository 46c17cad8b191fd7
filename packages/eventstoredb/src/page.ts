import { StoreUnavailableError } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import { Expired } from './deadlines.js';
import type { GrpcFault } from './grpc-fault.js';
import { waitedForLeader } from './waited-for-leader.js';
import type { StoredRecord } from './read-answer.js';
import type { LogStretch, StreamStretch } from './requests.js';
import type { ReadCall, ReadListener, Wire } from './wire.js';

export interface Page<Item> {
  readonly items: ReadonlyArray<Item>;
  /** It ends early, because it is heavy: there is more, whatever was asked for. */
  readonly isCut: boolean;
}

export class ReadFailed extends StoreUnavailableError {
  constructor(readonly fault: GrpcFault) {
    super(fault.reason);
  }
}

export interface PageOptions {
  readonly requiresLeader: boolean;
  /** How long to wait for the next thing the server says. */
  readonly ms: number;
}

/**
 * Reads what is asked for, bounded by its count, by bytes and by time; each record becomes an item as it comes, since
 * messages that are kept cost more than they hold. Rejects with `ReadFailed`.
 */
export const readPage = async <Item>(
  connection: Connection,
  what: LogStretch | StreamStretch,
  { requiresLeader, ms }: PageOptions,
  itemOf: (record: StoredRecord) => Item,
): Promise<Page<Item>> => {
  const began = performance.now();
  let inTheWay: GrpcFault | undefined;
  for (let attempt = 0; ; attempt++) {
    let wire: Wire | undefined;
    try {
      const left = Math.max(1, Math.ceil(ms - (performance.now() - began)));
      return await pageOf(left, itemOf, async (listener) => {
        wire = await connection.current();
        return wire.read(what, requiresLeader, listener);
      });
    } catch (error) {
      const told = await connection.faultOf(wire, error);
      const left = ms - (performance.now() - began);
      // A page is read again, whatever became of it, where there is somebody else to ask.
      const isBroken = told._tag === 'Lost' && connection.isCluster;
      const fault = isBroken ? ({ ...told, _tag: 'NotReady' } as const) : told;
      // That time ran out tells less than what was waited for.
      if (error instanceof Expired && inTheWay !== undefined) throw new ReadFailed(inTheWay);
      if (!(await waitedForLeader(fault, attempt, left))) throw new ReadFailed(fault);
      inTheWay = fault;
    }
  }
};

const mostBytes = 4 * 1024 * 1024;

const pageOf = <Item>(
  ms: number,
  itemOf: (record: StoredRecord) => Item,
  open: (listener: ReadListener) => Promise<ReadCall>,
): Promise<Page<Item>> =>
  new Promise((resolve, reject) => {
    const items: Item[] = [];
    let bytes = 0;
    let call: ReadCall | undefined;
    let isOver = false;
    const end = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      settle();
    };
    const leave = (settle: () => void) => {
      end(settle);
      call?.cancel();
    };
    const timer = setTimeout(() => leave(() => reject(new Expired(ms))), ms);
    const message: ReadListener['message'] = (answer) => {
      timer.refresh();
      if (answer._tag !== 'Record' || isOver) return;
      items.push(itemOf(answer.record));
      bytes += answer.record.data.length + answer.record.metadata.length;
      if (bytes >= mostBytes) leave(() => resolve({ items, isCut: true }));
    };
    const ended: ReadListener['ended'] = (error) =>
      end(() => (error === undefined ? resolve({ items, isCut: false }) : reject(asError(error))));
    const opened = async () => {
      call = await open({ message, ended });
      if (isOver) call.cancel();
    };
    opened().catch(ended);
  });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
