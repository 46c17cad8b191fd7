import { StoreUnavailableError, type StoreUnavailable } from './event-store.js';
import type { UnreadableStream } from './handling.js';
import { UndecodableEvent } from './stream-cache.js';

/** The typed answer for what was thrown on the way; a bug goes on being thrown. */
export const faultOf = (error: unknown): StoreUnavailable | UnreadableStream => {
  if (error instanceof StoreUnavailableError) {
    return { _tag: 'StoreUnavailable', reason: error.reason };
  }
  if (error instanceof UndecodableEvent) {
    const { stream, revision, reason } = error;
    return { _tag: 'UnreadableStream', stream, revision, cause: reason };
  }
  throw error;
};
