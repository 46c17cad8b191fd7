import type { StoredEvent } from '@partner-incentives/event-sourcing';

/** A row with the account it belongs to; without one it belongs to nobody. */
export type Owned<State> = State & { readonly account?: string };

export const owned = <State extends object>(
  state: State | undefined,
  { metadata: { account } }: StoredEvent<unknown>,
): Owned<State> | undefined =>
  state === undefined || account === undefined ? state : { ...state, account };
