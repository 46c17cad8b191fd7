import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { PartnerAccountCommand } from './commands.js';
import type { PartnerAccountFacts } from './facts.js';
import { assignAccountRole, revokeAccountRole } from './rules/account-role.js';
import { addUser } from './rules/add-user.js';
import {
  globalAdmin,
  incentivesAdmin,
  microsoft,
  userAdder,
  type Decision,
} from './rules/admission.js';
import { createBankProfile, editBankProfile, recordBankVerdict } from './rules/bank-profile.js';
import { registerAccount } from './rules/register-account.js';
import { assignRole, revokeRole } from './rules/role-everywhere.js';
import type { PartnerAccountState } from './state.js';

/** Decides a command about a partner account: who may comes first, then the rule. */
export const decide = (
  envelope: CommandEnvelope<PartnerAccountCommand>,
  state: PartnerAccountState,
  facts: PartnerAccountFacts,
): Decision => {
  const { actor, command } = envelope;
  const asked = <Command>(one: Command): CommandEnvelope<Command> => ({
    ...envelope,
    command: one,
  });
  switch (command.type) {
    case 'RegisterAccount':
      return registerAccount(asked(command), state, facts);
    case 'AddUser':
      return pipe(
        userAdder(actor, command.pga, state),
        E.chain((account) => addUser(asked(command), account, facts)),
      );
    case 'AssignAccountRole':
      return pipe(
        globalAdmin(actor, command.pga, state),
        E.chain((account) => assignAccountRole(asked(command), account)),
      );
    case 'RevokeAccountRole':
      return pipe(
        globalAdmin(actor, command.pga, state),
        E.chain((account) => revokeAccountRole(asked(command), account)),
      );
    case 'AssignRole':
      return assignRole(asked(command), state, facts);
    case 'RevokeRole':
      return revokeRole(asked(command), state, facts);
    case 'CreateBankProfile':
      return pipe(
        incentivesAdmin(asked(command), state, facts),
        E.chain((acting) => createBankProfile(asked(command), acting)),
      );
    case 'EditBankProfile':
      return pipe(
        incentivesAdmin(asked(command), state, facts),
        E.chain((acting) => editBankProfile(asked(command), acting)),
      );
    case 'RecordBankVerdict':
      return pipe(
        microsoft(actor, command.pga, state),
        E.chain((account) => recordBankVerdict(asked(command), account)),
      );
  }
};
