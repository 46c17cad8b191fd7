import type { Actor, CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { incentivesRoleOf, isMicrosoft } from '../../vocabulary/authority.js';
import type { PartnerId, ProgramId } from '../../vocabulary/ids.js';
import type { ProgramFacts } from '../../vocabulary/program-facts.js';
import type { EnrollmentCommand } from '../commands.js';
import type { EnrollmentEvent } from '../events.js';
import type { EnrollmentFacts } from '../facts.js';
import { refuse, type EnrollmentRejection } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Place } from './place.js';

/** One command with its envelope. */
export type Asked<Type extends EnrollmentCommand['type']> = CommandEnvelope<
  Extract<EnrollmentCommand, { type: Type }>
>;

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<EnrollmentRejection, ReadonlyArray<EnrollmentEvent>>;

/** Facts whose ids all name something: the program, and the location's account or the account itself. */
export interface Known extends EnrollmentFacts {
  readonly program: ProgramFacts;
  readonly account: AccountFacts;
}

type Admission = E.Either<EnrollmentRejection, Known>;

/** Commands of Microsoft's: who asks comes before everything. */
export const microsoft = (
  actor: Actor,
  { programId, pla }: Place,
  facts: EnrollmentFacts,
): Admission =>
  isMicrosoft(actor)
    ? known(facts, programId, refuse.unknownLocation(pla))
    : E.left(refuse.notMicrosoft());

/** Commands of Microsoft's about an enrollment that hangs on an account (E-13). */
export const microsoftOnAccount = (
  actor: Actor,
  { programId, pga }: { readonly programId: ProgramId; readonly pga: PartnerId },
  facts: EnrollmentFacts,
): Admission =>
  isMicrosoft(actor)
    ? known(facts, programId, refuse.unknownAccount(pga))
    : E.left(refuse.notMicrosoft());

/** Commands of an incentives admin in scope of location and program. */
export const incentivesAdmin = (
  actor: Actor,
  { programId, pla }: Place,
  facts: EnrollmentFacts,
): Admission => {
  const nowhere = refuse.unknownLocation(pla);
  if (facts.account === undefined) return E.left(nowhere);
  return isIncentivesAdmin(actor, programId, facts)
    ? known(facts, programId, nowhere)
    : E.left(refuse.notIncentivesAdmin(facts, pla, programId));
};

/** The banner's own people: recipients of the invitation and incentives admins in scope (I-04). */
export const invitedPerson = (
  actor: Actor,
  { programId, pla }: Place,
  state: EnrollmentState,
  facts: EnrollmentFacts,
): Admission => {
  const nowhere = refuse.unknownLocation(pla);
  if (facts.account === undefined) return E.left(nowhere);
  return isRecipient(actor, state) || isIncentivesAdmin(actor, programId, facts)
    ? known(facts, programId, nowhere)
    : E.left(refuse.notInvitedPerson(facts));
};

/** Nothing happens on a discontinued program any more (§3.2, §6.3). */
export const onRunningProgram = (facts: Known): Admission =>
  facts.program.status === 'Discontinued'
    ? E.left(refuse.programDiscontinued(facts.program.programId))
    : E.right(facts);

const known = (
  facts: EnrollmentFacts,
  programId: ProgramId,
  nowhere: EnrollmentRejection,
): Admission => {
  const { program, account } = facts;
  if (program === undefined) return E.left(refuse.unknownProgram(programId));
  return account === undefined ? E.left(nowhere) : E.right({ ...facts, program, account });
};

const isIncentivesAdmin = (
  actor: Actor,
  programId: ProgramId,
  { account, location }: EnrollmentFacts,
): boolean =>
  actor.kind === 'user' && incentivesRoleOf(actor.id, account, location, programId) === 'IA';

const isRecipient = (actor: Actor, state: EnrollmentState): boolean =>
  actor.kind === 'user' &&
  (state?.invitation?.recipients.some((userId) => userId === actor.id) ?? false);
