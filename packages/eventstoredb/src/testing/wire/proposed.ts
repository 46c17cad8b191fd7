import type { ProposedEvent } from '../log/log-record.js';
import { eventId } from './event-id.js';
import type { streams } from './generated.js';
import { unknownError } from './rpc-error.js';

/** An event as a client proposes it, on either of the two ways to append. */
export const proposed = (
  message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage,
): ProposedEvent => {
  const system = message.getMetadataMap();
  const type = system.get('type');
  if (type === undefined || type === '') throw unknownError();
  return {
    id: eventId(message.getId()),
    type,
    isJson: system.get('content-type') === 'application/json',
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
};
