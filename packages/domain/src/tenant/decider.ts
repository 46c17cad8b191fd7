import type { Aggregate, DeciderTypes } from '@partner-incentives/event-sourcing';
import type { DecisionContext } from '../vocabulary/asking.js';
import { typesOf } from '../vocabulary/record.js';
import { streams } from '../vocabulary/streams.js';
import { tenantCommands, type TenantCommand } from './commands.js';
import { decide } from './decide.js';
import type { TenantEvent } from './events.js';
import { facts, type TenantFacts } from './facts.js';
import type { TenantRejection } from './rejections.js';
import { evolve, initial, type TenantState } from './state.js';

/** The types of the tenant aggregate. */
export interface TenantTypes extends DeciderTypes {
  readonly Command: TenantCommand;
  readonly Event: TenantEvent;
  readonly State: TenantState;
  readonly Facts: TenantFacts;
  readonly Context: DecisionContext;
  readonly Rejection: TenantRejection;
}

/** Entra ID tenants, each tied to one partner account at most (§3.1). */
export const tenant: Aggregate<TenantTypes> = {
  category: 'tenant',
  commandTypes: typesOf(tenantCommands),
  stream: ({ tenantId }) => streams.tenant(tenantId),
  facts,
  // It belongs to the directory before it belongs to an account.
  account: () => undefined,
  initial,
  evolve,
  decide,
};
