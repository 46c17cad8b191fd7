import { eventSchemas, type Event } from '@partner-incentives/domain';
import type {
  Instant,
  Position,
  StoredEvent,
  StreamName,
} from '@partner-incentives/event-sourcing';

export type EventType = keyof typeof eventSchemas;

/** Something that happened, in the words of a test: decoded by the codec, so that no fixture is an impossible event. */
export interface Happened {
  readonly stream: string;
  /** Bare dates and instants without a fraction will do. */
  readonly at: string;
  readonly type: EventType;
  readonly data: object;
  readonly account?: string;
}

export const instant = (text: string): Instant =>
  (text.length === 10
    ? `${text}T00:00:00.000Z`
    : text.endsWith('.000Z')
      ? text
      : `${text}:00.000Z`) as Instant;

/** Stores what happened, in this order: revisions by stream, positions over all. */
export const stored = (history: ReadonlyArray<Happened>): ReadonlyArray<StoredEvent<Event>> => {
  const revisions = new Map<string, number>();
  return history.map(({ stream, at, type, data, account }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const effectiveAt = instant(at);
    return {
      event: eventOf(type, effectiveAt, data),
      id: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
      stream: stream as StreamName,
      revision,
      position: String(index).padStart(12, '0') as Position,
      schemaVersion: 1,
      metadata: {
        effectiveAt,
        recordedAt: effectiveAt,
        commandId: `c${index}`,
        commandHash: '',
        actor: { kind: 'system', id: 'MS' },
        ...(account !== undefined && { account }),
        correlationId: `c${index}`,
        basis: [],
        chain: '',
      },
    };
  });
};

const eventOf = (type: EventType, effectiveAt: Instant, data: object): Event => {
  const decoded = eventSchemas[type].codec.decode(data);
  if (decoded._tag === 'Left') throw new Error(`no ${type}: ${JSON.stringify(data)}`);
  return { type, effectiveAt, data: decoded.right } as Event;
};
