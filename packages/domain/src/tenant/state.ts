import type { PartnerId } from '../vocabulary/ids.js';
import type { TenantEvent } from './events.js';

/** An Entra ID tenant: the one account it is tied to. Plain JSON. */
export interface Tenant {
  readonly pga: PartnerId;
}

/** `undefined`: tied to no account. */
export type TenantState = Tenant | undefined;

export const initial: TenantState = undefined;

/** A tie, once made, stays. */
export const evolve = (state: TenantState, { data }: TenantEvent): TenantState =>
  state ?? { pga: data.pga };
