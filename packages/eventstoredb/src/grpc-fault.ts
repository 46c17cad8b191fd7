import type { EndPoint } from './connection-settings.js';

/** What went wrong with a call, told by code and trailers: the client's own classes are not always there. */
export type GrpcFault =
  /** Nothing reached a server that would do it. */
  | { readonly _tag: 'NotSent'; readonly reason: string }
  /** The server may have done it. */
  | { readonly _tag: 'Lost'; readonly reason: string }
  | { readonly _tag: 'NotLeader'; readonly leader: EndPoint | undefined; readonly reason: string }
  /** Nobody takes calls now; nothing was done. An election, or a start, is a matter of seconds. */
  | { readonly _tag: 'NotReady'; readonly reason: string }
  /** A live subscription that did not take its events in time: normal, begin again where it stood. */
  | { readonly _tag: 'TooSlow'; readonly reason: string }
  | { readonly _tag: 'AppendTooLarge'; readonly limit: number; readonly reason: string }
  /** The server did not, and would not if it were asked again. */
  | { readonly _tag: 'Refused'; readonly reason: string };

/** No node of the cluster says that it could answer. */
export class NoNodeFound extends Error {
  override readonly name = 'NoNodeFound';
}

export const grpcFault = (error: unknown): GrpcFault => {
  if (error instanceof NoNodeFound) return { _tag: 'NotSent', reason: error.message };
  if (!isServiceError(error)) {
    const reason = messageOf(error);
    return { _tag: neverSent.test(reason) ? 'NotSent' : 'Lost', reason };
  }
  const { code, details } = error;
  const reason = details === '' ? `gRPC status ${code}` : details;
  const exception = trailer(error, 'exception');
  if (exception === 'not-leader') return { _tag: 'NotLeader', leader: leaderIn(error), reason };
  if (exception === 'maximum-append-size-exceeded') {
    const limit = Number(trailer(error, 'maximum-append-size'));
    return { _tag: 'AppendTooLarge', limit, reason };
  }
  if (code === aborted && /too slow/i.test(details)) return { _tag: 'TooSlow', reason };
  if (notReady.test(details)) return { _tag: 'NotReady', reason };
  if (neverSent.test(details)) return { _tag: 'NotSent', reason };
  return refusals.has(code) ? { _tag: 'Refused', reason } : { _tag: 'Lost', reason };
};

/** Is there reason to distrust the connection itself? */
export const breaksConnection = ({ _tag }: GrpcFault): boolean =>
  _tag === 'Lost' || _tag === 'NotSent' || _tag === 'NotLeader' || _tag === 'NotReady';

const aborted = 10;

/** INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION, UNIMPLEMENTED, UNAUTHENTICATED. */
const refusals: ReadonlySet<number> = new Set([3, 5, 6, 7, 9, 12, 16]);

// What the server says where it handled no call, and gRPC where none was begun. Other words are taken for a lost reply.
const notReady = /^(Server (Is )?Not Ready|Server Is Too Busy|No leader info available)/i;
const neverSent =
  /^(No connection established|Name resolution failed|Channel closed before call started|Channel has been shut down)/;

interface ServiceError {
  readonly code: number;
  readonly details: string;
  readonly metadata?: unknown;
}

const isServiceError = (error: unknown): error is ServiceError =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'number' &&
  'details' in error &&
  typeof error.details === 'string';

const trailer = ({ metadata }: ServiceError, name: string): string | undefined => {
  const get: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'get') : undefined;
  if (typeof get !== 'function') return undefined;
  const values: unknown = get.call(metadata, name);
  return Array.isArray(values) && typeof values[0] === 'string' ? values[0] : undefined;
};

const leaderIn = (error: ServiceError): EndPoint | undefined => {
  const address = trailer(error, 'leader-endpoint-host');
  const port = Number(trailer(error, 'leader-endpoint-port'));
  return address !== undefined && port > 0 ? { address, port } : undefined;
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
