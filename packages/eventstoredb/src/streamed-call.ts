import type { Buffer } from 'node:buffer';
import { type CallCredentials, type Channel, type Metadata, status } from '@grpc/grpc-js';

export interface StreamedCall {
  /** Rejects with what gRPC says. */
  readonly answer: Promise<Buffer>;
  readonly cancel: () => void;
}

/**
 * Several messages that have one answer, on a channel itself: without the streams, interceptors and stack traces of a
 * client, which cost as much as the call.
 */
export const streamedCall = (
  channel: Channel,
  path: string,
  metadata: Metadata,
  credentials: CallCredentials | undefined,
  messages: ReadonlyArray<Buffer>,
): StreamedCall => {
  const call = channel.createCall(path, Infinity, null, null, undefined);
  if (credentials !== undefined) call.setCredentials(credentials);
  const answer = new Promise<Buffer>((resolve, reject) => {
    let told: Buffer | undefined;
    call.start(metadata, {
      onReceiveMetadata: () => undefined,
      onReceiveMessage: (message: Buffer) => {
        told = message;
        call.startRead();
      },
      onReceiveStatus: ({ code, details, metadata: trailers }) => {
        if (code === status.OK && told !== undefined) resolve(told);
        else reject(Object.assign(new Error(details), { code, details, metadata: trailers }));
      },
    });
  });
  call.startRead();
  let next = 0;
  // One after the other: a call holds one message.
  const send = (): void => {
    const message = messages[next++];
    if (message === undefined) call.halfClose();
    else call.sendMessageWithContext({ callback: send }, message);
  };
  send();
  return { answer, cancel: () => call.cancelWithStatus(status.CANCELLED, 'Cancelled on client') };
};
