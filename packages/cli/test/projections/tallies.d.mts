import type {
  EventCodec,
  NewEvent,
  Projected,
  StreamName,
} from '@partner-incentives/event-sourcing';

/** What every row has. */
export interface Counts {
  readonly events: number;
  readonly sum: number;
  readonly trace: number;
  /** Of the model that folded it; only rows of tallies say so. */
  readonly version?: number;
}

export declare const codec: EventCodec;
export declare const categories: ReadonlyArray<string>;
export declare const tallies: (version?: number) => Projected;
export declare const models: readonly [Projected, Projected, Projected];
export declare const counted: (by?: number) => NewEvent;
export declare const padded: (bytes: number) => NewEvent;
export declare const mixed: (n: number, streams: number) => readonly [StreamName, NewEvent];
export declare const several: (
  n: number,
  streams: number,
  length: number,
) => readonly [StreamName, NewEvent, ...NewEvent[]];
