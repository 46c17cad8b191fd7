import type { Actor } from './decider.js';
import type { Instant } from './instant.js';
import type { StreamName } from './stream-name.js';

declare const positionBrand: unique symbol;

/** A place in one store's total order. Opaque; orders as text; means nothing in another store. */
export type Position = string & { readonly [positionBrand]: true };

/** A stream that a decision read: up to which revision (-1: it did not exist), and as of when if not as it was. */
export interface Basis {
  readonly stream: StreamName;
  readonly revision: number;
  readonly asOf?: Instant;
}

/** What is recorded about an event beside what happened. */
export interface Metadata {
  /** Business time: what the domain reasons about. */
  readonly effectiveAt: Instant;
  /** The writer's clock at the append; never decreasing within a stream; kept when events are copied. No rule reads it. */
  readonly recordedAt: Instant;
  readonly commandId: string;
  /** SHA-256 over the canonical command: the same id with another body is `CommandIdReused`. */
  readonly commandHash: string;
  readonly actor: Actor;
  /** The account the stream belongs to; absent for what belongs to nobody (programs, tenants, policies). */
  readonly account?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** What makes the decision derivable again. */
  readonly basis: ReadonlyArray<Basis>;
  /** Hash of the policy that judged; its value stands in the stream `policy-{hash}`. */
  readonly policyVersion?: string;
  /** Tamper evidence: see `chain.ts`. */
  readonly chain: string;
}

/** An event on its way into a store. `id` is a UUID. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  readonly metadata: unknown;
}

/**
 * An event as a store holds it. `data` and `metadata` are plain JSON values as stored, before decoding and
 * upcasting; bytes that are no JSON arrive as `UnreadableJson`.
 */
export interface RecordedEvent extends NewEvent {
  readonly stream: StreamName;
  /** 0-based within its stream. */
  readonly revision: number;
  readonly position: Position;
}

/** Stands where JSON should have been. */
export class UnreadableJson {
  readonly _tag = 'UnreadableJson';
  constructor(readonly reason: string) {}
}

/** One of our events, decoded: what happened, and everything recorded about it. */
export interface StoredEvent<Event> {
  readonly event: Event;
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
  readonly schemaVersion: number;
  readonly metadata: Metadata;
}
