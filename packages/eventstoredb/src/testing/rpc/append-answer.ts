import type { Written } from '../log/database.js';
import type { ExpectedRevision } from '../log/expected-revision.js';
import { bytesOf, shared, streams } from '../wire/generated.js';
import { streamDeleted } from '../wire/rpc-error.js';

/** The answer to an append. A conflict is an answer, a deleted stream an error. */
export const appendAnswer = (
  stream: string,
  expected: ExpectedRevision,
  written: Written,
): Buffer => {
  const answer = new streams.AppendResp();
  switch (written.kind) {
    case 'deleted':
    case 'in flight':
      throw streamDeleted(stream);
    case 'conflict':
      return bytesOf(answer.setWrongExpectedVersion(conflict(expected, written.actual)));
    case 'written':
    case 'repeated':
      return bytesOf(answer.setSuccess(success(written.last, written.position)));
  }
};

const success = (last: bigint, position: bigint | undefined): streams.AppendResp.Success => {
  const said = new streams.AppendResp.Success();
  if (last < 0n) said.setNoStream(new shared.Empty());
  else said.setCurrentRevision(String(last));
  if (position === undefined) return said.setNoPosition(new shared.Empty());
  return said.setPosition(
    new streams.AppendResp.Position()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  );
};

const conflict = (
  expected: ExpectedRevision,
  actual: bigint,
): streams.AppendResp.WrongExpectedVersion => {
  const said = new streams.AppendResp.WrongExpectedVersion();
  if (expected === 'any') said.setExpectedAny(new shared.Empty());
  else if (expected === 'no_stream') said.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') said.setExpectedStreamExists(new shared.Empty());
  else said.setExpectedRevision(String(expected));
  return actual < 0n
    ? said.setCurrentNoStream(new shared.Empty())
    : said.setCurrentRevision(String(actual));
};
