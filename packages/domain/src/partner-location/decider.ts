import type { Aggregate, DeciderTypes } from '@partner-incentives/event-sourcing';
import type { DecisionContext } from '../vocabulary/asking.js';
import { typesOf } from '../vocabulary/record.js';
import { roleCommands } from '../vocabulary/roles.js';
import { streams } from '../vocabulary/streams.js';
import { partnerLocationCommands, type PartnerLocationCommand } from './commands.js';
import { decide } from './decide.js';
import type { PartnerLocationEvent } from './events.js';
import { facts, plaOf, type PartnerLocationFacts } from './facts.js';
import type { PartnerLocationRejection } from './rejections.js';
import { evolve, initial, type PartnerLocationState } from './state.js';

/** The types of the partner location aggregate. */
export interface PartnerLocationTypes extends DeciderTypes {
  readonly Command: PartnerLocationCommand;
  readonly Event: PartnerLocationEvent;
  readonly State: PartnerLocationState;
  readonly Facts: PartnerLocationFacts;
  readonly Context: DecisionContext;
  readonly Rejection: PartnerLocationRejection;
}

/** The locations that enroll and are paid: their roles, qualifications, tax profiles and default bank (§3.1, §5). */
export const partnerLocation: Aggregate<PartnerLocationTypes> = {
  category: 'partnerLocation',
  commandTypes: [...typesOf(partnerLocationCommands), ...typesOf(roleCommands)],
  stream: (command) => streams.partnerLocation(plaOf(command)),
  facts,
  account: ({ command }, state) => state?.pga ?? ('pga' in command ? command.pga : undefined),
  initial,
  evolve,
  decide,
};
