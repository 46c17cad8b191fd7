import {
  addUser,
  assignEverywhere,
  associateTenant,
  changeAccountRole,
  recordBankVerdict,
  registerAccount,
  revokeEverywhere,
  saveBankProfile,
} from './accounts.js';
import type { Answer } from './answer.js';
import type { Ask, CommandOf, CommandType } from './commands.js';
import { evaluateEligibility } from './eligibility.js';
import { enroll, isEnrollmentCommand } from './enrollments.js';
import { changeLegacy } from './legacy.js';
import {
  administer,
  changeRole,
  judgeTaxProfile,
  recordFact,
  registerLocation,
} from './locations.js';
import { changeProgram } from './programs.js';
import type { World } from './world.js';

/** Handles one command, changing the world in place. */
export const handle = (world: World, ask: Ask): Answer => {
  const { command } = ask;
  if (isEnrollmentCommand(command)) return enroll(world, { ...ask, command });
  const of = <Type extends CommandType>(one: CommandOf<Type>): Ask<Type> => ({
    ...ask,
    command: one,
  });
  switch (command.type) {
    case 'AssociateTenant':
      return associateTenant(world, of(command));
    case 'RegisterAccount':
      return registerAccount(world, of(command));
    case 'AddUser':
      return addUser(world, of(command));
    case 'AssignAccountRole':
    case 'RevokeAccountRole':
      return changeAccountRole(world, of(command));
    case 'AssignRole':
      return command.location === 'all'
        ? assignEverywhere(world, of(command))
        : changeRole(world, of(command));
    case 'RevokeRole':
      return command.location === 'all'
        ? revokeEverywhere(world, of(command))
        : changeRole(world, of(command));
    case 'CreateBankProfile':
    case 'EditBankProfile':
      return saveBankProfile(world, of(command));
    case 'RecordBankVerdict':
      return recordBankVerdict(world, of(command));
    case 'RegisterLocation':
      return registerLocation(world, of(command));
    case 'CloseLocation':
    case 'CompletePmcMigration':
    case 'RecordFirstTransaction':
    case 'ActivateAgreement':
    case 'LapseAgreement':
    case 'RecordDesignation':
    case 'EndDesignation':
    case 'RecordCriterionFact':
    case 'EndCriterionFact':
      return recordFact(world, of(command));
    case 'CompleteIncentivesUserSetup':
    case 'CreateTaxProfile':
    case 'UpdateTaxProfile':
    case 'SetDefaultBankProfile':
    case 'RemoveDefaultBankProfile':
      return administer(world, of(command));
    case 'RecordTaxVerdict':
    case 'ExpireTaxProfile':
      return judgeTaxProfile(world, of(command));
    case 'DefineProgram':
    case 'ScheduleTerm':
    case 'ExtendTerm':
    case 'OpenProgram':
    case 'CloseProgram':
    case 'DiscontinueProgram':
    case 'ChangeCriteria':
    case 'ChangePayoutRules':
      return changeProgram(world, of(command));
    case 'EvaluateEligibility':
      return evaluateEligibility(world, of(command));
    case 'ImportLegacyEnrollment':
    case 'SetLegacyActive':
      return changeLegacy(world, of(command));
  }
};
