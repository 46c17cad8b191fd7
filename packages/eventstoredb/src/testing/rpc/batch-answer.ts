import protobufAny from 'google-protobuf/google/protobuf/any_pb.js';
import protobufEmpty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Written } from '../log/database.js';
import type { ExpectedRevision } from '../log/expected-revision.js';
import { bytesOf, code, shared, status, streams } from '../wire/generated.js';
import { identifierOf } from '../wire/stream-identifier.js';

/** Which append of the batch an answer is for. */
export interface Addressee {
  readonly correlation: shared.UUID | undefined;
  readonly stream: string;
}

/** The answer to one append of many on one call. Whatever it says, the call goes on. */
export const batchAnswer = (
  to: Addressee,
  expected: ExpectedRevision,
  written: Written,
): Buffer => {
  switch (written.kind) {
    case 'written':
    case 'repeated':
      return bytesOf(addressed(to).setSuccess(success(written.last, written.position)));
    case 'conflict':
      return batchError(to, {
        ...problems.conflict,
        details: conflict(expected, written.actual),
      });
    case 'deleted':
    case 'in flight':
      return batchError(to, {
        ...problems.deleted,
        details: new shared.StreamDeleted().setStreamIdentifier(identifierOf(to.stream)),
      });
  }
};

export const batchTooLarge = (to: Addressee, limit: number): Buffer =>
  batchError(to, {
    ...problems.tooLarge,
    details: new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit),
  });

export const batchTimeout = (to: Addressee): Buffer =>
  batchError(to, { ...problems.timeout, details: new shared.Timeout() });

export const batchBadRequest = (to: Addressee, why: string): Buffer =>
  batchError(to, { ...problems.badRequest, details: new shared.BadRequest().setMessage(why) });

interface Problem {
  readonly code: code.Code;
  readonly name: string;
  readonly details: { serializeBinary(): Uint8Array };
}

const { Code } = code;

const problems = {
  badRequest: { code: Code.INVALID_ARGUMENT, name: 'BadRequest' },
  tooLarge: { code: Code.INVALID_ARGUMENT, name: 'MaximumAppendSizeExceeded' },
  timeout: { code: Code.DEADLINE_EXCEEDED, name: 'Timeout' },
  deleted: { code: Code.NOT_FOUND, name: 'StreamDeleted' },
  conflict: { code: Code.ALREADY_EXISTS, name: 'WrongExpectedVersion' },
} as const;

const batchError = (to: Addressee, { name, details, ...problem }: Problem): Buffer => {
  const packed = new protobufAny.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  const said = new status.Status().setCode(problem.code).setMessage(name).setDetails(packed);
  return bytesOf(addressed(to).setError(said));
};

const addressed = ({ correlation, stream }: Addressee): streams.BatchAppendResp =>
  new streams.BatchAppendResp()
    .setCorrelationId(correlation)
    .setStreamIdentifier(identifierOf(stream));

const empty = () => new protobufEmpty.Empty();

const success = (last: bigint, position: bigint | undefined): streams.BatchAppendResp.Success => {
  const said = new streams.BatchAppendResp.Success();
  if (last < 0n) said.setNoStream(empty());
  else said.setCurrentRevision(String(last));
  if (position === undefined) return said.setNoPosition(empty());
  return said.setPosition(
    new shared.AllStreamPosition()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  );
};

const conflict = (expected: ExpectedRevision, actual: bigint): shared.WrongExpectedVersion => {
  const said = new shared.WrongExpectedVersion();
  if (expected === 'any') said.setExpectedAny(empty());
  else if (expected === 'no_stream') said.setExpectedNoStream(empty());
  else if (expected === 'stream_exists') said.setExpectedStreamExists(empty());
  else said.setExpectedStreamPosition(String(expected));
  return actual < 0n
    ? said.setCurrentNoStream(empty())
    : said.setCurrentStreamRevision(String(actual));
};
