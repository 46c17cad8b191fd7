import type grpc from '@grpc/grpc-js';
import { expectedRevision } from '../log/expected-revision.js';
import type { ProposedEvent } from '../log/log-record.js';
import type { ServedNode } from '../node/served-node.js';
import type { streams } from '../wire/generated.js';
import { proposed } from '../wire/proposed.js';
import { appendTooLarge, invalidArgument } from '../wire/rpc-error.js';
import { streamName } from '../wire/stream-identifier.js';
import { appendAnswer } from './append-answer.js';
import { answerOnce } from './unary.js';
import { settled } from './settled.js';

type Call = grpc.ServerReadableStream<streams.AppendReq, Buffer>;

/** Append: the target, then the events one by one, then one answer. */
export const append =
  (node: ServedNode) =>
  (call: Call, callback: grpc.sendUnaryData<Buffer>): void =>
    void answerOnce(node, 'append', call, callback, async (reached) => {
      const { options, events } = await received(call, node.maxAppendBytes);
      const stream = streamName(options.getStreamIdentifier());
      const expected = expectedRevision(options, () => options.getRevision());
      const written = node.database.append(stream, expected, events);
      await reached('after the write');
      await settled(node.database, written);
      await reached('after the commit');
      return appendAnswer(stream, expected, written);
    });

const received = (
  call: Call,
  limit: number,
): Promise<{ options: streams.AppendReq.Options; events: ProposedEvent[] }> =>
  new Promise((resolve, reject) => {
    const events: ProposedEvent[] = [];
    let options: streams.AppendReq.Options | undefined;
    let bytes = 0;
    call.on('data', (request: streams.AppendReq) => {
      try {
        options = request.getOptions() ?? options;
        const message = request.getProposedMessage();
        if (message === undefined) return;
        const event = proposed(message);
        bytes += event.data.length;
        if (bytes > limit) reject(appendTooLarge(limit));
        else events.push(event);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    call.on('error', reject);
    call.on('end', () =>
      options === undefined
        ? reject(invalidArgument('An append begins with its options.'))
        : resolve({ options, events }),
    );
  });
