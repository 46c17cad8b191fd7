import type { DomainEvent } from '../decider.js';
import type { StoredEvent } from '../envelope.js';

/** A read model as the runner sees it: any model whose rows are objects. */
export interface Projected {
  readonly name: string;
  readonly version: number;
  readonly category: string;
  readonly handles: ReadonlyArray<string>;
  readonly ignores: ReadonlyArray<string>;
  // Methods, so that a model of certain rows and events is one of these: it only gets back rows that it made.
  evolve(row: object | undefined, stored: StoredEvent<DomainEvent>): object | undefined;
  indexedUnder(row: object): ReadonlyArray<string>;
}
