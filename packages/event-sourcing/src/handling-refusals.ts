import type { CommandEnvelope } from './decider.js';
import type { CommandIdReused, ConcurrencyConflict } from './handling.js';
import type { StreamName } from './stream-name.js';

export const concurrencyConflict = (
  { expectedRevision = -1, actor }: CommandEnvelope<unknown>,
  stream: StreamName,
  revision: number,
): ConcurrencyConflict => ({
  _tag: 'ConcurrencyConflict',
  rule: 'V-04',
  fixableBy: [actor.id],
  stream,
  expected: expectedRevision,
  actual: revision,
});

export const commandIdReused = ({
  commandId,
  actor,
}: CommandEnvelope<unknown>): CommandIdReused => ({
  _tag: 'CommandIdReused',
  rule: 'V-04',
  fixableBy: [actor.id],
  commandId,
});
