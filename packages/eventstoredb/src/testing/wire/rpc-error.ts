import grpc from '@grpc/grpc-js';

/** An error as the server sends it: a code, a text, and trailers that tell the client which class it is. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly metadata = new grpc.Metadata();
  constructor(
    readonly code: grpc.status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, value);
  }
}

const { status } = grpc;

export const unavailable = (why = 'Server Is Not Ready'): RpcError =>
  new RpcError(status.UNAVAILABLE, why);

/** What a server says of a request its own checks throw at: a bad id, an empty type, no record's position. */
export const unknownError = (why = 'Exception was thrown by handler.'): RpcError =>
  new RpcError(status.UNKNOWN, why);

export const invalidArgument = (why: string): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, why);

export const internalError = (why: string): RpcError => new RpcError(status.INTERNAL, why);

export const timedOut = (why: string): RpcError =>
  new RpcError(status.ABORTED, `Operation timed out: ${why}`);

export const consumerTooSlow = (): RpcError =>
  timedOut('Consumer too slow to handle event while live. Client resubscription required.');

export const accessDenied = (): RpcError =>
  new RpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const notLeader = (leader: Endpoint): RpcError =>
  new RpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });

export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): RpcError =>
  new RpcError(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const appendTooLarge = (limit: number): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}
