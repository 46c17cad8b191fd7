import { StoreUnavailableError } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import { Expired } from './deadlines.js';
import type { GrpcFault } from './grpc-fault.js';
import type { StoredRecord } from './recorded-event.js';
import type { LogStretch, StreamStretch } from './requests.js';
import type { ReadCall, ReadListener, Wire } from './wire.js';

export interface Page {
  readonly records: ReadonlyArray<StoredRecord>;
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

/** Reads what is asked for, bounded by its count, by bytes and by time. Rejects with `ReadFailed`. */
export const readPage = async (
  connection: Connection,
  what: LogStretch | StreamStretch,
  { requiresLeader, ms }: PageOptions,
): Promise<Page> => {
  for (let attempt = 0; ; attempt++) {
    let wire: Wire | undefined;
    try {
      return await pageOf(ms, async (listener) => {
        wire = await connection.current();
        return wire.read(what, requiresLeader, listener);
      });
    } catch (error) {
      const fault = await connection.faultOf(wire, error);
      if (fault._tag !== 'NotLeader' || attempt === mostLeaders) throw new ReadFailed(fault);
    }
  }
};

const mostLeaders = 3;
const mostBytes = 4 * 1024 * 1024;

const pageOf = (ms: number, open: (listener: ReadListener) => Promise<ReadCall>): Promise<Page> =>
  new Promise((resolve, reject) => {
    const records: StoredRecord[] = [];
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
    const message: ReadListener['message'] = (response) => {
      timer.refresh();
      const record = response.getEvent()?.getEvent();
      if (record === undefined || isOver) return;
      records.push(record);
      bytes += record.getData_asU8().length + record.getCustomMetadata_asU8().length;
      if (bytes >= mostBytes) leave(() => resolve({ records, isCut: true }));
    };
    const ended: ReadListener['ended'] = (error) =>
      end(() =>
        error === undefined ? resolve({ records, isCut: false }) : reject(asError(error)),
      );
    const opened = async () => {
      call = await open({ message, ended });
      if (isOver) call.cancel();
    };
    opened().catch(ended);
  });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
