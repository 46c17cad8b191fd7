import type { CommandEnvelope, FactsQuery } from '@partner-incentives/event-sourcing';
import type { AccountFacts } from '../vocabulary/account-facts.js';
import { asking } from '../vocabulary/asking.js';
import type { TenantCommand } from './commands.js';

/** What a decision about a tenant reads of other streams. */
export interface TenantFacts {
  /** `undefined`: the account is yet to be registered, with this as its first tenant. */
  readonly account: AccountFacts | undefined;
}

/** Asks for the account that the command names. */
export function* facts({ command }: CommandEnvelope<TenantCommand>): FactsQuery<TenantFacts> {
  return { account: yield* asking.account(command.pga) };
}
