import type * as t from 'io-ts';
import type { DomainEvent } from '../decider.js';
import type { Finding } from './report.js';

/** The shape of one event type's data, as it is written today, and how older data becomes it. */
export interface EventSchema {
  /** 1 at first; one more for every shape that older readers would misread. */
  readonly version: number;
  readonly codec: t.Mixed;
  /** The first turns data of version 1 into version 2, and so on: `version - 1` of them, pure. */
  readonly upcasters?: ReadonlyArray<(data: unknown) => unknown>;
}

/** All events that are ours, by type. */
export type EventSchemas = Readonly<Record<string, EventSchema>>;

/** The union of the events that a table of schemas describes. */
export type EventsOf<Schemas extends EventSchemas> = {
  [Type in keyof Schemas & string]: DomainEvent<Type, t.TypeOf<Schemas[Type]['codec']>>;
}[keyof Schemas & string];

/** What a store holds of an event, as far as reading its data goes. */
export interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** An event of ours, its data validated and in the newest shape. */
export interface DecodedEvent<Event extends DomainEvent = DomainEvent> {
  readonly _tag: 'Event';
  readonly type: Event['type'];
  readonly data: Event['data'];
}

/** Not ours, or of a type that this code does not know. */
export interface UnknownType {
  readonly _tag: 'UnknownType';
  readonly type: string;
}

/** Written by newer code: upgrade before reading on. */
export interface NewerVersion {
  readonly _tag: 'NewerVersion';
  readonly type: string;
  readonly version: number;
  /** The newest version that this code reads. */
  readonly known: number;
}

/** Ours, and broken: its data, its version, or what an upcaster made of it. */
export interface Unreadable {
  readonly _tag: 'Unreadable';
  readonly type: string;
  readonly reasons: ReadonlyArray<Finding>;
}

/** Why stored data is no event that this code can use. */
export type Undecodable = UnknownType | NewerVersion | Unreadable;

export type Decoded<Event extends DomainEvent = DomainEvent> = DecodedEvent<Event> | Undecodable;
