import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  type AppendError,
  type Appended,
  appendLimits,
  NoStream,
  type Position,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { Authorship } from './authorship.js';
import type { Connection } from './connection.js';
import { within } from './deadlines.js';
import type { GrpcFault } from './grpc-fault.js';
import { ReadFailed } from './page.js';
import { positionAt } from './position.js';
import { waitedForLeader } from './waited-for-leader.js';
import type { PreparedAppend } from './prepared-append.js';
import { headOf } from './reading.js';
import type { Wire } from './wire.js';

export type AppendAnswer = E.Either<AppendError, Appended>;

/** Sends appends, each at the leader, each within its deadline, none twice at the same time. */
export class Appending {
  private readonly authorship: Authorship;
  /** Everything up to here was recorded before now. */
  private known: Promise<Position | ''> | undefined;
  private highest: Position | '' = '';

  constructor(
    private readonly connection: Connection,
    private readonly ms: number,
  ) {
    this.authorship = new Authorship(connection, ms);
  }

  /** `before`: what was known when it was first sent. */
  async send(
    stream: StreamName,
    append: PreparedAppend,
    before?: Position | '',
  ): Promise<AppendAnswer> {
    const began = performance.now();
    const rest = () => this.ms - (performance.now() - began);
    const left = () => Math.max(1, Math.ceil(rest()));
    let since = before;
    const again = (reason: string): AppendAnswer =>
      E.left({
        _tag: 'OutcomeUnknown',
        reason,
        retry: () => this.send(stream, append, since),
      });
    for (let attempt = 0; ; attempt++) {
      let wire: Wire | undefined;
      const ready = async () => {
        const floor = (since ??= await this.floor());
        const current = (wire = await this.connection.current());
        await current.open();
        return { floor, current };
      };
      let opened: Awaited<ReturnType<typeof ready>>;
      try {
        opened = await within(left(), ready());
      } catch (error) {
        // What was being read may have been begun by an earlier append, whose time ran out.
        const fault =
          error instanceof ReadFailed ? error.fault : await this.connection.faultOf(wire, error);
        if (await waitedForLeader(fault, attempt, rest())) continue;
        return unavailable(fault.reason);
      }
      let response: AppendResp;
      try {
        response = await opened.current.append(append, left());
      } catch (error) {
        const fault = await this.connection.faultOf(wire, error);
        if (await waitedForLeader(fault, attempt, rest())) continue;
        return fault._tag === 'Lost' ? again(fault.reason) : notWritten(fault, append);
      }
      try {
        return await this.answer(stream, append, response, opened.floor, left());
      } catch (error) {
        return again(error instanceof Error ? error.message : String(error));
      }
    }
  }

  private async answer(
    stream: StreamName,
    append: PreparedAppend,
    response: AppendResp,
    since: Position | '',
    ms: number,
  ): Promise<AppendAnswer> {
    const success = response.getSuccess();
    if (success === undefined) {
      const conflict = response.getWrongExpectedVersion();
      const actual = conflict?.hasCurrentRevision()
        ? Number(conflict.getCurrentRevision())
        : NoStream;
      return E.left({ _tag: 'RevisionConflict', stream, expected: append.expected, actual });
    }
    const revision = Number(success.getCurrentRevision());
    const place = success.getPosition();
    const event = append.events.at(-1);
    if (place === undefined || event === undefined) return E.right({ revision });
    const position = positionAt({
      commit: place.getCommitPosition(),
      prepare: place.getPreparePosition(),
    });
    if (position > this.highest) this.highest = position;
    if (position <= since) return E.right({ revision });
    const claim = { stream: append.stream, revision, position, event, count: append.events.length };
    return E.right(
      (await within(ms, this.authorship.isOurs(claim))) ? { revision, position } : { revision },
    );
  }

  private async floor(): Promise<Position | ''> {
    this.known ??= headOf(this.connection, { requiresLeader: true, ms: this.ms }).then(
      (head) => head ?? '',
    );
    try {
      const known = await this.known;
      return known > this.highest ? known : this.highest;
    } catch (error) {
      this.known = undefined;
      throw error;
    }
  }
}

const notWritten = (fault: GrpcFault, { events }: PreparedAppend): AppendAnswer => {
  if (fault._tag !== 'AppendTooLarge') return unavailable(fault.reason);
  const actual = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  const limit = Math.min(fault.limit, appendLimits.appendBytes);
  return E.left({ _tag: 'TooLarge', what: 'appendBytes', limit, actual });
};

const unavailable = (reason: string): AppendAnswer => E.left({ _tag: 'StoreUnavailable', reason });
