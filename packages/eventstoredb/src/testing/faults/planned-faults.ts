import grpc from '@grpc/grpc-js';
import {
  consumerTooSlow,
  type Endpoint,
  notLeader,
  RpcError,
  timedOut,
  unavailable,
} from '../wire/rpc-error.js';
import type { Deed, Fault, Moment } from './fault.js';

/** Which call was chosen; the method says what happens to it. */
export class PlannedFaults {
  constructor(
    private readonly plan: (fault: Fault) => void,
    protected readonly moment: Moment = 'on arrival',
  ) {}

  /** Answers UNAVAILABLE and does nothing. */
  refuse(why?: string): void {
    this.fail(() => unavailable(why));
  }

  /** Answers with an error of this gRPC code, and with trailers if there are any. */
  failWith(
    code: keyof typeof grpc.status,
    details: string,
    trailers?: Readonly<Record<string, string>>,
  ): void {
    this.fail(() => new RpcError(grpc.status[code], details, trailers));
  }

  /** Answers that another node is the leader. */
  sayNotLeader(leader: Endpoint): void {
    this.fail(() => notLeader(leader));
  }

  delay(milliseconds: number): void {
    this.at(this.moment, { kind: 'delay', milliseconds });
  }

  /** Destroys the connection of the call, and with it every other call on it. */
  cut(): void {
    this.at(this.moment, { kind: 'cut' });
  }

  /** Never answers. */
  hang(): void {
    this.at(this.moment, { kind: 'hang' });
  }

  /** Answers with bytes that are no message. */
  garble(): void {
    this.at(this.moment, { kind: 'garble' });
  }

  protected at(at: Moment, deed: Deed): void {
    this.plan({ at, deed });
  }

  protected fail(error: () => RpcError): void {
    this.at(this.moment, { kind: 'fail', error });
  }
}

/** What can happen to a call that writes, before, while or after it does. */
export class PlannedWriteFaults extends PlannedFaults {
  /** The connection is cut instead of an answer. `before the write`: nothing was written, but who knows that? */
  dropReply(
    when: 'before the write' | 'after the write' | 'after the commit' | 'in the answer',
  ): void {
    this.at(when === 'before the write' ? 'on arrival' : when, { kind: 'cut' });
  }

  /** It is written and committed, but the answer never comes, on a connection that stays. */
  hangAfterTheCommit(): void {
    this.at('after the commit', { kind: 'hang' });
  }

  /** It is written and committed, but the answer comes late. */
  delayReply(milliseconds: number): void {
    this.at('after the commit', { kind: 'delay', milliseconds });
  }

  /** The server gives up waiting for itself: ABORTED, though the events are written. */
  timeOut(): void {
    this.at('after the write', { kind: 'fail', error: () => timedOut('commit timed out') });
  }
}

/** What can happen to a call that answers with many messages. */
export class PlannedReadFaults extends PlannedFaults {
  constructor(
    private readonly planRead: (fault: Fault) => void,
    moment?: Moment,
  ) {
    super(planRead, moment);
  }

  /** Only once so many events were sent. */
  after(events: number): PlannedReadFaults {
    return new PlannedReadFaults(this.planRead, events === 0 ? 'on arrival' : events);
  }

  /** Ends the answer without an error, too early. */
  end(): void {
    this.at(this.moment, { kind: 'end' });
  }

  /** Fails as a subscription does whose live buffer is full. */
  overflow(): void {
    this.fail(consumerTooSlow);
  }
}
