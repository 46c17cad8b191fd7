import type { DomainEvent } from './decider.js';
import type { StoredEvent } from './envelope.js';

/**
 * A row folds one stream, and its key is the stream: order between streams cannot matter. Pure; rows are plain JSON.
 * What depends on several rows, on the viewer or on now is computed by the views that join rows.
 */
export interface ReadModel<Row, Event extends DomainEvent> {
  readonly name: string;
  /** Another version is another set of rows, built from the beginning. */
  readonly version: number;
  /** Of the streams that it folds. */
  readonly category: string;
  readonly handles: ReadonlyArray<Event['type']>;
  readonly ignores: ReadonlyArray<Event['type']>;
  /** The row after one more event; `undefined` where there is no row (yet). */
  readonly evolve: (row: Row | undefined, stored: StoredEvent<Event>) => Row | undefined;
  /** What the row can be found under, beside its key and its account. */
  readonly indexedUnder: (row: Row) => ReadonlyArray<string>;
}

/** How the row follows from one type of event. */
export type Handler<Row, Event extends DomainEvent> = (
  row: Row | undefined,
  event: Event,
  stored: StoredEvent<Event>,
) => Row | undefined;

/** Says why a type of event of the category does not concern the rows. */
export interface Ignored {
  readonly because: string;
}

export const ignored = (because: string): Ignored => ({ because });

/** Every type of event of the category, handled or explicitly ignored: a forgotten one does not compile. */
export type Handlers<Row, Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Handler<Row, Extract<Event, { readonly type: Type }>> | Ignored;
};

export const readModel = <Row, Event extends DomainEvent>(definition: {
  readonly name: string;
  readonly version: number;
  readonly category: string;
  readonly on: Handlers<Row, Event>;
  readonly indexedUnder?: (row: Row) => ReadonlyArray<string>;
}): ReadModel<Row, Event> => {
  const { name, version, category, on, indexedUnder = () => [] } = definition;
  const types = Object.keys(on) as ReadonlyArray<Event['type']>;
  const handlerOf = (type: Event['type']): Handler<Row, Event> | undefined => {
    const entry: unknown = on[type];
    return typeof entry === 'function' ? (entry as Handler<Row, Event>) : undefined;
  };
  return {
    name,
    version,
    category,
    handles: types.filter((type) => handlerOf(type) !== undefined),
    ignores: types.filter((type) => handlerOf(type) === undefined),
    evolve: (row, stored) => {
      const handler = handlerOf(stored.event.type);
      return handler === undefined ? row : handler(row, stored.event, stored);
    },
    indexedUnder,
  };
};
