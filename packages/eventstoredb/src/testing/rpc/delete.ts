import type grpc from '@grpc/grpc-js';
import type { Written } from '../log/database.js';
import { asNumber, type ExpectedRevision, expectedRevision } from '../log/expected-revision.js';
import type { ServedNode } from '../node/served-node.js';
import { bytesOf, streams } from '../wire/generated.js';
import { invalidArgument, streamDeleted, wrongExpectedVersion } from '../wire/rpc-error.js';
import { streamName } from '../wire/stream-identifier.js';
import { settled } from './settled.js';
import { answerOnce, type Reached } from './unary.js';

type Handler<Request> = (
  call: grpc.ServerUnaryCall<Request, Buffer>,
  callback: grpc.sendUnaryData<Buffer>,
) => void;

/** Delete: the stream is hidden, and goes on where it stopped when it is written to again. */
export const softDelete =
  (node: ServedNode): Handler<streams.DeleteReq> =>
  (call, callback) =>
    void answerOnce(node, 'delete', call, callback, async (reached) => {
      const at = await position(node, call.request.getOptions(), reached, (stream, expected) =>
        node.database.softDelete(stream, expected),
      );
      return bytesOf(
        new streams.DeleteResp().setPosition(
          new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at),
        ),
      );
    });

/** Tombstone: the stream is gone, and its name with it. */
export const tombstone =
  (node: ServedNode): Handler<streams.TombstoneReq> =>
  (call, callback) =>
    void answerOnce(node, 'delete', call, callback, async (reached) => {
      const at = await position(node, call.request.getOptions(), reached, (stream, expected) =>
        node.database.tombstone(stream, expected),
      );
      return bytesOf(
        new streams.TombstoneResp().setPosition(
          new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at),
        ),
      );
    });

const position = async (
  { database }: ServedNode,
  options: streams.DeleteReq.Options | streams.TombstoneReq.Options | undefined,
  reached: Reached,
  remove: (stream: string, expected: ExpectedRevision) => Written,
): Promise<string> => {
  if (options === undefined) throw invalidArgument('Which stream?');
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedRevision(options, () => options.getRevision());
  const removed = remove(stream, expected);
  if (removed.kind === 'deleted') throw streamDeleted(stream);
  if (removed.kind === 'conflict') {
    throw wrongExpectedVersion(stream, asNumber(expected), removed.actual);
  }
  await reached('after the write');
  await settled(database, removed);
  await reached('after the commit');
  return removed.kind === 'written' ? String(removed.position ?? 0n) : '0';
};
