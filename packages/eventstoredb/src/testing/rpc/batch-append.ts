import type grpc from '@grpc/grpc-js';
import { expectedRevision } from '../log/expected-revision.js';
import type { ProposedEvent } from '../log/log-record.js';
import type { ServedNode } from '../node/served-node.js';
import type { streams } from '../wire/generated.js';
import { eventId } from '../wire/event-id.js';
import { proposed } from '../wire/proposed.js';
import { streamName } from '../wire/stream-identifier.js';
import {
  type Addressee,
  batchAnswer,
  batchBadRequest,
  batchTimeout,
  batchTooLarge,
} from './batch-answer.js';
import { settled } from './settled.js';
import { asRpcError, garbage } from './unary.js';

type Call = grpc.ServerDuplexStream<streams.BatchAppendReq, Buffer>;

/** BatchAppend: many appends on one call, each in pieces that carry its correlation id, answered as they are done. */
export const batchAppend =
  (node: ServedNode) =>
  (call: Call): void => {
    const pending = new Map<string, Pending>();
    let unanswered = 0;
    let hasEnded = false;
    const endWhenDone = (): void => {
      if (hasEnded && unanswered === 0) call.end();
    };
    call.on('data', (request: streams.BatchAppendReq) => {
      const correlation = eventId(request.getCorrelationId());
      const append = pending.get(correlation) ?? begun(request);
      pending.set(correlation, append);
      const problem = received(append, request, node.maxAppendBytes);
      if (problem !== undefined) {
        pending.delete(correlation);
        call.write(problem);
      } else if (request.getIsFinal()) {
        pending.delete(correlation);
        unanswered++;
        void answered(node, call, append).finally(() => {
          unanswered--;
          endWhenDone();
        });
      }
    });
    call.on('end', () => {
      hasEnded = true;
      endWhenDone();
    });
    call.on('error', () => undefined);
  };

interface Pending {
  readonly to: Addressee;
  readonly options: streams.BatchAppendReq.Options | undefined;
  readonly events: ProposedEvent[];
  /** What was wrong with an event. The server says so at once, and once more when the deadline has passed. */
  unreadable?: string;
  bytes: number;
}

const begun = (request: streams.BatchAppendReq): Pending => {
  const options = request.getOptions();
  const stream = streamName(options?.getStreamIdentifier());
  return { to: { correlation: request.getCorrelationId(), stream }, options, events: [], bytes: 0 };
};

/** Takes the events of one piece in; the answer, if there is nothing more to wait for. */
const received = (
  append: Pending,
  request: streams.BatchAppendReq,
  limit: number,
): Buffer | undefined => {
  try {
    for (const message of request.getProposedMessagesList()) {
      const event = proposed(message);
      append.events.push(event);
      append.bytes += event.data.length;
    }
  } catch (error) {
    append.unreadable = String(error);
  }
  return append.bytes > limit ? batchTooLarge(append.to, limit) : undefined;
};

const answered = async (node: ServedNode, call: Call, append: Pending): Promise<void> => {
  const { to, options, events, unreadable } = append;
  const over = node.traffic.came('batchAppend');
  const fate = node.faults.fateOf('batchAppend');
  const victim = {
    cut: () => node.cut(call.getPeer()),
    end: () => call.end(),
    garble: () => call.write(garbage),
  };
  try {
    node.admit('batchAppend', call.metadata);
    if (options === undefined) return;
    if (unreadable !== undefined) {
      call.write(batchBadRequest(to, unreadable));
      await past(options);
      call.write(batchTimeout(to));
      return;
    }
    await fate.reached('on arrival', victim);
    const expected = expectedRevision(options, () => options.getStreamPosition());
    const written = node.database.append(to.stream, expected, events);
    await fate.reached('after the write', victim);
    await settled(node.database, written);
    await fate.reached('after the commit', victim);
    await fate.reached('in the answer', victim);
    call.write(batchAnswer(to, expected, written));
  } catch (error) {
    call.emit('error', asRpcError(error));
  } finally {
    over();
  }
};

const past = (options: streams.BatchAppendReq.Options): Promise<void> =>
  new Promise((resolve) => {
    const deadline = options.getDeadline()?.toDate().getTime() ?? 0;
    setTimeout(resolve, Math.max(0, deadline - Date.now())).unref();
  });
