import type { Aggregate, DeciderTypes } from '@partner-incentives/event-sourcing';
import type { DecisionContext } from '../vocabulary/asking.js';
import { typesOf } from '../vocabulary/record.js';
import { roleCommands } from '../vocabulary/roles.js';
import { streams } from '../vocabulary/streams.js';
import { partnerAccountCommands, type PartnerAccountCommand } from './commands.js';
import { decide } from './decide.js';
import type { PartnerAccountEvent } from './events.js';
import { facts, type PartnerAccountFacts } from './facts.js';
import type { PartnerAccountRejection } from './rejections.js';
import { evolve, initial, type PartnerAccountState } from './state.js';

/** The types of the partner account aggregate. */
export interface PartnerAccountTypes extends DeciderTypes {
  readonly Command: PartnerAccountCommand;
  readonly Event: PartnerAccountEvent;
  readonly State: PartnerAccountState;
  readonly Facts: PartnerAccountFacts;
  readonly Context: DecisionContext;
  readonly Rejection: PartnerAccountRejection;
}

/** The companies: their members, account-wide roles, grants for all locations, bank profiles (§3.1, §5). */
export const partnerAccount: Aggregate<PartnerAccountTypes> = {
  category: 'partnerAccount',
  commandTypes: [...typesOf(partnerAccountCommands), ...typesOf(roleCommands)],
  stream: ({ pga }) => streams.partnerAccount(pga),
  facts,
  account: ({ command }) => command.pga,
  initial,
  evolve,
  decide,
};
