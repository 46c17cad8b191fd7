import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { ActorText } from '../vocabulary/actor.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { PartnerLocationCommand } from './commands.js';
import type { PartnerLocationFacts } from './facts.js';
import {
  idsOf,
  incentivesAdmin,
  microsoft,
  stillOpen,
  type Asked,
  type Decision,
} from './rules/admission.js';
import { assignRole } from './rules/assign-role.js';
import { removeDefaultBankProfile, setDefaultBankProfile } from './rules/default-bank.js';
import { recordFact } from './rules/record-fact.js';
import { registerLocation } from './rules/register-location.js';
import { revokeRole } from './rules/revoke-role.js';
import {
  createTaxProfile,
  expireTaxProfile,
  recordTaxVerdict,
  updateTaxProfile,
} from './rules/tax-profile.js';
import type { PartnerLocationState } from './state.js';

/** Decides a command about a partner location: who may comes first, then whether it is closed, then the rule. */
export const decide = (
  envelope: CommandEnvelope<PartnerLocationCommand>,
  state: PartnerLocationState,
  facts: PartnerLocationFacts,
): Decision => {
  const { actor, command } = envelope;
  const asked = <Command>(one: Command): CommandEnvelope<Command> => ({
    ...envelope,
    command: one,
  });
  switch (command.type) {
    case 'RegisterLocation':
      return registerLocation(asked(command), state, facts);
    case 'AssignRole':
      return assignRole(asked(command), state, facts);
    case 'RevokeRole':
      return revokeRole(asked(command), state, facts);
    case 'CloseLocation':
      return pipe(
        microsoft(actor, command.pla, state),
        E.map((location) => closeLocation(asked(command), location)),
      );
    case 'CompletePmcMigration':
    case 'RecordFirstTransaction':
    case 'ActivateAgreement':
    case 'LapseAgreement':
    case 'RecordDesignation':
    case 'EndDesignation':
    case 'RecordCriterionFact':
    case 'EndCriterionFact':
      return pipe(
        microsoft(actor, command.pla, state),
        E.chain(stillOpen),
        E.map((location) => recordFact(asked(command), location)),
      );
    case 'RecordTaxVerdict':
      return pipe(
        microsoft(actor, command.pla, state),
        E.chain(stillOpen),
        E.chain((location) => recordTaxVerdict(asked(command), location, facts)),
      );
    case 'ExpireTaxProfile':
      return pipe(
        microsoft(actor, command.pla, state),
        E.chain(stillOpen),
        E.chain((location) => expireTaxProfile(asked(command), location, facts)),
      );
    case 'CompleteIncentivesUserSetup':
      return pipe(
        incentivesAdmin(actor, command.pla, state, facts),
        E.chain(stillOpen),
        E.map((location) => completeUserSetup(asked(command), location)),
      );
    case 'CreateTaxProfile':
      return pipe(
        incentivesAdmin(actor, command.pla, state, facts),
        E.chain(stillOpen),
        E.chain((location) => createTaxProfile(asked(command), location, facts)),
      );
    case 'UpdateTaxProfile':
      return pipe(
        incentivesAdmin(actor, command.pla, state, facts),
        E.chain(stillOpen),
        E.chain((location) => updateTaxProfile(asked(command), location, facts)),
      );
    case 'SetDefaultBankProfile':
      return pipe(
        incentivesAdmin(actor, command.pla, state, facts),
        E.chain(stillOpen),
        E.chain((location) => setDefaultBankProfile(asked(command), location, facts)),
      );
    case 'RemoveDefaultBankProfile':
      return pipe(
        incentivesAdmin(actor, command.pla, state, facts),
        E.chain(stillOpen),
        E.chain((location) => removeDefaultBankProfile(asked(command), location, facts)),
      );
  }
};

type Recorded = Extract<Decision, { _tag: 'Right' }>['right'];

/** Only support closes a location, for good (§3.1). */
const closeLocation = ({ at }: Asked<'CloseLocation'>, location: LocationFacts): Recorded =>
  location.closed ? [] : [{ type: 'LocationClosed', effectiveAt: at, data: idsOf(location) }];

const completeUserSetup = (
  { actor, at }: Asked<'CompleteIncentivesUserSetup'>,
  location: LocationFacts,
): Recorded =>
  location.userSetupCompleted
    ? []
    : [
        {
          type: 'IncentivesUserSetupCompleted',
          effectiveAt: at,
          data: { ...idsOf(location), by: ActorText.encode(actor) },
        },
      ];
