import assert from 'node:assert/strict';
import { isStreamId, streamName, type StreamName } from '../../stream-name.js';

/** `id`, or several joined by `_`. */
export const streamIn = (category: string, id: string): StreamName => {
  const [first, ...rest] = id.split('_').filter(isStreamId);
  assert.ok(first, 'the suite names its streams rightly');
  return streamName(category, first, ...rest);
};
