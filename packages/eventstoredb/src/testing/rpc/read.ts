import type { Rpc } from '../faults/fault.js';
import type { ServedNode } from '../node/served-node.js';
import type { streams } from '../wire/generated.js';
import { invalidArgument } from '../wire/rpc-error.js';
import { allFeed } from './all-feed.js';
import { Outbox, type ReadCall } from './outbox.js';
import { readAll } from './read-all.js';
import { readStream } from './read-stream.js';
import { streamFeed } from './stream-feed.js';
import { subscription } from './subscription.js';
import { asRpcError } from './unary.js';

/** Read, in its four shapes: a stream or all, some events or a subscription. */
export const read =
  (node: ServedNode) =>
  (call: ReadCall): void =>
    void answerOn(call, node);

const answerOn = async (call: ReadCall, node: ServedNode): Promise<void> => {
  const options = call.request.getOptions();
  const rpc = kindOf(options);
  const onEvent = (): void => node.traffic.sentOne(rpc);
  const outbox = new Outbox(call, node.faults.fateOf(rpc), onEvent, node.cut);
  const fail = (error: unknown): void => {
    if (!outbox.gone) call.emit('error', asRpcError(error));
  };
  outbox.whenGone(node.traffic.came(rpc));
  outbox.whenGone(node.untilBroken(fail));
  try {
    if (options === undefined) throw invalidArgument('A read needs options.');
    node.admit(rpc, call.metadata);
    await outbox.arrived();
    await shapes[rpc](node, options, outbox);
    if (!outbox.gone) call.end();
  } catch (error) {
    fail(error);
  }
};

type ReadRpc = Extract<Rpc, 'read' | 'readAll' | 'subscribe'>;

const kindOf = (options: streams.ReadReq.Options | undefined): ReadRpc => {
  if (options?.hasSubscription() === true) return 'subscribe';
  return options?.hasAll() === true ? 'readAll' : 'read';
};

const shapes: Record<
  ReadRpc,
  (node: ServedNode, options: streams.ReadReq.Options, outbox: Outbox) => Promise<void>
> = {
  read: readStream,
  readAll,
  subscribe: (node, options, outbox) =>
    subscription(
      node.database,
      options.hasStream()
        ? streamFeed(node.database, options)
        : allFeed(node.database.log, options),
      options.getResolveLinks(),
      outbox,
    ),
};
