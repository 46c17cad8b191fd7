import type { DomainEvent } from '@partner-incentives/event-sourcing';
import * as t from 'io-ts';

/** An object with the required and the optional fields, and no others. */
export const record = <Required extends t.Props, Optional extends t.Props = Record<never, never>>(
  required: Required,
  optional?: Optional,
) =>
  t.readonly(t.exact(t.intersection([t.type(required), t.partial(optional ?? ({} as Optional))])));

/** The first released shape of an event. Later shapes get a version and an upcaster; this one stays. */
export const v1 = <Required extends t.Props, Optional extends t.Props = Record<never, never>>(
  required: Required,
  optional?: Optional,
) => ({ version: 1, codec: record(required, optional) }) as const;

/** An intention: `type` and its fields, and no others. */
export const command = <
  Type extends string,
  Required extends t.Props,
  Optional extends t.Props = Record<never, never>,
>(
  type: Type,
  required: Required,
  optional?: Optional,
) => record({ type: t.literal(type), ...required }, optional);

type Schemas = Readonly<Record<string, { readonly codec: t.Any }>>;

/** The union of the events that a table of schemas describes. */
export type EventOf<Table extends Schemas> = {
  [Type in keyof Table & string]: DomainEvent<Type, t.TypeOf<Table[Type]['codec']>>;
}[keyof Table & string];

/** The union of the commands that a table of codecs describes. */
export type CommandOf<Table extends Readonly<Record<string, t.Any>>> = t.TypeOf<Table[keyof Table]>;

/** The types of the commands that a table of codecs describes. */
export const typesOf = <Table extends Readonly<Record<string, t.Any>>>(
  table: Table,
): ReadonlyArray<keyof Table & string> => Object.keys(table);
