import { eventSchemas, type Event } from '@partner-incentives/domain';
import {
  decodeStored,
  eventCodec,
  type Instant,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';

/** Something that happened, as plain JSON. */
export interface Happened {
  readonly stream: string;
  readonly type: keyof typeof eventSchemas;
  readonly data: object;
  readonly account?: string;
}

const codec = eventCodec(eventSchemas);
const at = '2024-02-01T00:00:00.000Z' as Instant;

/** Records what happened, one after the other, as any store would: revisions by stream, positions over all. */
export class Recorder {
  readonly #revisions = new Map<string, number>();
  #count = 0;

  /** Throws where something cannot have happened: its data is not what its type holds. */
  record({ stream, type, data, account }: Happened): StoredEvent<Event> {
    const revision = (this.#revisions.get(stream) ?? -1) + 1;
    this.#revisions.set(stream, revision);
    this.#count += 1;
    const number = String(this.#count).padStart(12, '0');
    const decoded = decodeStored(codec, {
      id: `00000000-0000-5000-8000-${number}`,
      stream: stream as StreamName,
      revision,
      position: number as Position,
      type,
      schemaVersion: 1,
      data,
      metadata: {
        effectiveAt: at,
        recordedAt: at,
        commandId: `c${number}`,
        commandHash: '',
        actor: { kind: 'system', id: 'MS' },
        ...(account !== undefined && { account }),
        correlationId: `c${number}`,
        basis: [],
        chain: '',
      },
    });
    if (decoded._tag === 'Left') throw new TypeError(`no ${type}: ${JSON.stringify(data)}`);
    return decoded.right;
  }
}
