import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { EnrollmentCommand } from './commands.js';
import type { EnrollmentFacts } from './facts.js';
import {
  incentivesAdmin,
  invitedPerson,
  microsoft,
  microsoftOnAccount,
  onRunningProgram,
  type Decision,
} from './rules/admission.js';
import { choosePayoutDetails } from './rules/choose-payout-details.js';
import { deliverInvitation } from './rules/deliver-invitation.js';
import { dueFirst } from './rules/due-first.js';
import { endEnrollment } from './rules/end-enrollment.js';
import { expireInvitation } from './rules/expire-invitation.js';
import { issueInvitation } from './rules/issue-invitation.js';
import { importLegacyEnrollment, setLegacyActive } from './rules/legacy.js';
import { optOut } from './rules/opt-out.js';
import { recordVerdict } from './rules/record-verdict.js';
import { requireProfileUpdate } from './rules/require-profile-update.js';
import { selectBanner } from './rules/select-banner.js';
import { startEnrollment } from './rules/start-enrollment.js';
import { submitProfile } from './rules/submit-profile.js';
import type { EnrollmentState } from './state.js';

/**
 * Decides a command about an enrollment. Boundaries that are due come first, in the same append, and the command is
 * judged on what they leave; refused, it records nothing, and the boundaries stay due (F-07). A reaction with nothing
 * to say leaves them to the roll-forward too (§3.6).
 */
export const decide = (
  envelope: CommandEnvelope<EnrollmentCommand>,
  state: EnrollmentState,
  facts: EnrollmentFacts,
): Decision => {
  const { command, commandId } = envelope;
  const place = 'pga' in command ? { ...command, pla: command.pga } : command;
  const due = dueFirst(state, facts.boundaries, { place, commandId, policy: facts.policy });
  return pipe(
    judge(envelope, due.state, facts),
    E.map((events) =>
      events.length === 0 && isReaction(envelope) ? [] : [...due.events, ...events],
    ),
  );
};

const isReaction = ({ causationId, command }: CommandEnvelope<EnrollmentCommand>): boolean =>
  causationId !== undefined && command.type !== 'RollForward';

const judge = (
  envelope: CommandEnvelope<EnrollmentCommand>,
  state: EnrollmentState,
  facts: EnrollmentFacts,
): Decision => {
  const { actor, command } = envelope;
  const asked = <Command>(one: Command): CommandEnvelope<Command> => ({
    ...envelope,
    command: one,
  });
  switch (command.type) {
    case 'IssueInvitation':
      return pipe(
        microsoft(actor, command, facts),
        E.chain((known) => issueInvitation(asked(command), state, known)),
      );
    case 'DeliverInvitation':
      return pipe(
        microsoft(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => deliverInvitation(asked(command), state, known)),
      );
    case 'SelectBanner':
      return pipe(
        invitedPerson(actor, command, state, facts),
        E.chain(onRunningProgram),
        E.chain(() => selectBanner(asked(command), state)),
      );
    case 'StartEnrollment':
      return pipe(
        incentivesAdmin(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => startEnrollment(asked(command), state, known)),
      );
    case 'ChoosePayoutDetails':
      return pipe(
        incentivesAdmin(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => choosePayoutDetails(asked(command), state, known)),
      );
    case 'SubmitProfile':
      return pipe(
        incentivesAdmin(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => submitProfile(asked(command), state, known)),
      );
    case 'RecordVerdict':
      return pipe(
        microsoft(actor, command, facts),
        E.chain((known) => recordVerdict(asked(command), state, known)),
      );
    case 'RequireProfileUpdate':
      return pipe(
        microsoft(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => requireProfileUpdate(asked(command), state, known)),
      );
    case 'RollForward':
      return pipe(
        microsoft(actor, command, facts),
        // The boundaries are all there is to it.
        E.map(() => []),
      );
    case 'EndEnrollment':
      return pipe(
        microsoft(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => endEnrollment(asked(command), state, known)),
      );
    case 'OptOut':
      return pipe(
        incentivesAdmin(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => optOut(asked(command), state, known)),
      );
    case 'ExpireInvitation':
      return pipe(
        microsoft(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => expireInvitation(asked(command), state, known)),
      );
    case 'ImportLegacyEnrollment':
      return pipe(
        microsoftOnAccount(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain(() => importLegacyEnrollment(asked(command), state)),
      );
    case 'SetLegacyActive':
      return pipe(
        microsoftOnAccount(actor, command, facts),
        E.chain(onRunningProgram),
        E.chain((known) => setLegacyActive(asked(command), state, known)),
      );
  }
};
