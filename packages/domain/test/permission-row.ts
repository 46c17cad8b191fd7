import { contoso, type ActorKind } from './contoso.js';
import type { History } from './history.js';

export const at = '2024-01-10';

/** Who may send a command, and a history in which it records one event. */
export interface Row {
  readonly may: ReadonlyArray<ActorKind>;
  /** How the others are told. */
  readonly refused?: 'NotIncentivesAdmin';
  readonly given?: History;
  /** When, if not on 10 January. */
  readonly on?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export const microsoft = (fields: Row['fields'], given = contoso): Row => ({
  may: ['MS'],
  fields,
  given,
});
export const incentivesAdmin = (fields: Row['fields'], given = contoso): Row => ({
  may: ['IA'],
  refused: 'NotIncentivesAdmin',
  fields,
  given,
});
