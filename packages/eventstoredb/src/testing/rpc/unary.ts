import grpc from '@grpc/grpc-js';
import type { Moment, Rpc } from '../faults/fault.js';
import type { ServedNode } from '../node/served-node.js';
import { RpcError, unavailable, unknownError } from '../wire/rpc-error.js';

type Call = Pick<grpc.ServerUnaryCall<unknown, Buffer>, 'getPeer' | 'metadata' | 'sendMetadata'> & {
  on(event: 'cancelled', listener: () => void): unknown;
};

/** Reports how far the work has come; settles if nothing strikes it there. */
export type Reached = (moment: Moment) => Promise<void>;

/** Answers a call once: with what the work gives, with the error it throws, or as the fault plan wants it. */
export const answerOnce = async (
  node: ServedNode,
  rpc: Rpc,
  call: Call,
  callback: grpc.sendUnaryData<Buffer>,
  work: (reached: Reached) => Promise<Buffer> | Buffer,
): Promise<void> => {
  const over = node.traffic.came(rpc);
  call.on('cancelled', over);
  const fate = node.faults.fateOf(rpc);
  const reached: Reached = (moment) =>
    fate.reached(moment, {
      cut: () => node.cut(call.getPeer()),
      end: () => callback(unavailable()),
      garble: () => callback(null, garbage),
    });
  try {
    node.admit(rpc, call.metadata);
    await reached('on arrival');
    const answer = await work(reached);
    if (fate.waitsAt('in the answer')) {
      call.sendMetadata(new grpc.Metadata());
      await reached('in the answer');
    }
    callback(null, answer);
  } catch (error) {
    callback(asRpcError(error));
  }
  over();
};

export const asRpcError = (error: unknown): RpcError =>
  error instanceof RpcError ? error : unknownError(String(error));

/** The bytes of no message: a field of a kind that there is not. A length that never comes is looked for too long. */
export const garbage = Buffer.from([0x0f, 0xff]);
