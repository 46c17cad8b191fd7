import type { CommandEnvelope, FactsQuery } from '@partner-incentives/event-sourcing';
import { asking, unknownPrograms, type DecisionContext } from '../vocabulary/asking.js';
import type { PartnerId, ProgramId } from '../vocabulary/ids.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { Policy } from '../vocabulary/policy.js';
import type { PartnerAccountCommand } from './commands.js';
import type { PartnerAccountState } from './state.js';

/** What a decision about a partner account reads of other streams, and of the Directory. */
export interface PartnerAccountFacts {
  readonly policy: Policy;
  /** The Directory has the new user's e-mail for somebody else (§3.7). */
  readonly emailTaken: boolean;
  /** The account that the command's tenant is tied to. */
  readonly tenantOf: PartnerId | undefined;
  /** The location of the id that the command names: whose incentives admin acts. */
  readonly location: LocationFacts | undefined;
  /** Whether that id is an account's. */
  readonly namesAccount: boolean;
  /** Programs of a grant that nobody defined. */
  readonly unknownPrograms: ReadonlyArray<ProgramId>;
}

/** Asks for the tenant of a new member, the location of an acting incentives admin, or the programs of a grant. */
export function* facts(
  { command }: CommandEnvelope<PartnerAccountCommand>,
  state: PartnerAccountState,
  { policy, emailTaken = false }: DecisionContext,
): FactsQuery<PartnerAccountFacts> {
  const none = {
    policy,
    emailTaken,
    tenantOf: undefined,
    location: undefined,
    namesAccount: false,
    unknownPrograms: [],
  };
  switch (command.type) {
    case 'RegisterAccount': {
      const tenant = yield* asking.tenant(command.tenantId);
      const location = state === undefined ? yield* asking.location(command.pga) : undefined;
      return { ...none, tenantOf: tenant?.pga, location };
    }
    case 'AddUser': {
      const tenant = yield* asking.tenant(command.tenantId);
      return { ...none, tenantOf: tenant?.pga };
    }
    case 'CreateBankProfile':
    case 'EditBankProfile': {
      const location = yield* asking.location(command.pla);
      const namesake = location === undefined ? yield* asking.account(command.pla) : undefined;
      return { ...none, location, namesAccount: namesake !== undefined };
    }
    case 'AssignRole':
      return { ...none, unknownPrograms: yield* unknownPrograms(command.programs) };
    case 'RevokeRole':
    case 'AssignAccountRole':
    case 'RevokeAccountRole':
    case 'RecordBankVerdict':
      return none;
  }
}
