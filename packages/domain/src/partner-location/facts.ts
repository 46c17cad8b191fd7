import type { CommandEnvelope, FactsQuery } from '@partner-incentives/event-sourcing';
import type { AccountFacts } from '../vocabulary/account-facts.js';
import { asking, unknownPrograms, type DecisionContext } from '../vocabulary/asking.js';
import type { PartnerId, ProgramId } from '../vocabulary/ids.js';
import type { Policy } from '../vocabulary/policy.js';
import type { PartnerLocationCommand } from './commands.js';
import type { PartnerLocationState } from './state.js';

/** What a decision about a partner location reads of other streams. */
export interface PartnerLocationFacts {
  readonly policy: Policy;
  /** The account that the command names, else the location's own. */
  readonly account: AccountFacts | undefined;
  /** Whether the location's id is an account's. */
  readonly namesAccount: boolean;
  /** Programs of a grant that nobody defined. */
  readonly unknownPrograms: ReadonlyArray<ProgramId>;
}

/** The location that a command is about. Grants for all locations go to the account, whose id is no location. */
export const plaOf = (command: PartnerLocationCommand): PartnerId =>
  'pla' in command ? command.pla : command.location === 'all' ? command.pga : command.location;

/** Asks for nothing on behalf of Microsoft, and for the account where a person needs a role. */
export function* facts(
  { command }: CommandEnvelope<PartnerLocationCommand>,
  state: PartnerLocationState,
  { policy }: DecisionContext,
): FactsQuery<PartnerLocationFacts> {
  const none = { policy, account: undefined, namesAccount: false, unknownPrograms: [] };
  switch (command.type) {
    case 'RegisterLocation':
    case 'RevokeRole':
      return { ...none, ...(yield* accounts(command.pga, plaOf(command), state)) };
    case 'AssignRole': {
      const programs = yield* unknownPrograms(command.programs);
      const named = yield* accounts(command.pga, plaOf(command), state);
      return { ...none, ...named, unknownPrograms: programs };
    }
    case 'CompleteIncentivesUserSetup':
    case 'CreateTaxProfile':
    case 'UpdateTaxProfile':
    case 'SetDefaultBankProfile':
    case 'RemoveDefaultBankProfile':
      return state === undefined ? none : { ...none, account: yield* asking.account(state.pga) };
    case 'CloseLocation':
    case 'CompletePmcMigration':
    case 'RecordFirstTransaction':
    case 'ActivateAgreement':
    case 'LapseAgreement':
    case 'RecordDesignation':
    case 'EndDesignation':
    case 'RecordCriterionFact':
    case 'EndCriterionFact':
    case 'RecordTaxVerdict':
    case 'ExpireTaxProfile':
      return none;
  }
}

/** The account a command names, and whether what should be a location is an account too. */
function* accounts(
  pga: PartnerId,
  pla: PartnerId,
  state: PartnerLocationState,
): FactsQuery<Pick<PartnerLocationFacts, 'account' | 'namesAccount'>> {
  const account = yield* asking.account(pga);
  if (state !== undefined) return { account, namesAccount: false };
  const namesake = pga === pla ? account : yield* asking.account(pla);
  return { account, namesAccount: namesake !== undefined };
}
