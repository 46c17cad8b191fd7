import { eventSchemas, InstantInput, type Event } from '@partner-incentives/domain';
import type {
  Instant,
  Position,
  StoredEvent,
  StreamName,
} from '@partner-incentives/event-sourcing';
import { targetIndex, type TargetIndex } from '@partner-incentives/policies';

/** Something that happened. Decoded by its codec, so that no fixture is an impossible event. */
export interface Happened {
  readonly at: string;
  readonly type: keyof typeof eventSchemas;
  readonly data: object;
  /** When it was written, if later than it took effect. */
  readonly recordedAt?: string;
}

/** A bare date is midnight of that day. */
export const instant = (text: string): Instant => {
  const decoded = InstantInput.decode(text);
  if (decoded._tag === 'Left') throw new Error(`no instant: ${text}`);
  return decoded.right;
};

/** The n-th event of a store. */
export const stored = (
  { at, type, data, recordedAt = at }: Happened,
  n: number,
): StoredEvent<Event> => {
  const decoded = eventSchemas[type].codec.decode(data);
  if (decoded._tag === 'Left') throw new Error(`no ${type}: ${JSON.stringify(data)}`);
  const effectiveAt = instant(at);
  return {
    event: { type, effectiveAt, data: decoded.right } as Event,
    id: `event-${n}`,
    stream: 'policies-test' as StreamName,
    revision: n,
    position: String(n).padStart(6, '0') as Position,
    schemaVersion: 1,
    metadata: {
      effectiveAt,
      recordedAt: instant(recordedAt),
      commandId: `command-${n}`,
      commandHash: '',
      actor: { kind: 'system', id: 'MS' },
      correlationId: `command-${n}`,
      basis: [],
      chain: '',
    },
  };
};

export const indexOf = (history: ReadonlyArray<Happened>): TargetIndex =>
  history
    .map(stored)
    .reduce((index, event) => targetIndex.evolve(index, event), targetIndex.initial);
