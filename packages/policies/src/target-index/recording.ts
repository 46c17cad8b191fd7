import type { StoredEvent } from '@partner-incentives/event-sourcing';
import type { Recording } from './target-index.js';

export const recordingOf = ({ id, metadata }: StoredEvent<unknown>): Recording => ({
  eventId: id,
  effectiveAt: metadata.effectiveAt,
  recordedAt: metadata.recordedAt,
});
