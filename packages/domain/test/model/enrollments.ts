import { happened, refused, sameJson, type Answer, type Happened } from './answer.js';
import { rollUp } from './boundaries.js';
import { ended, invited } from './changes.js';
import type { Ask, Command, CommandOf, Details, Reason } from './commands.js';
import { isForbidden, missing } from './missing.js';
import { isOpenProgram, rulesAt, termInForce } from './programs.js';
import { isRestartable, optedOutThisYear } from './restartable.js';
import { incentivesAdmins, isIncentivesAdmin, isMicrosoft } from './who-may.js';
import {
  placeKey,
  type Account,
  type Enrollment,
  type Eligibility,
  type Location,
  type Program,
  type World,
} from './world.js';

export type EnrollmentCommand = CommandOf<
  | 'IssueInvitation'
  | 'DeliverInvitation'
  | 'SelectBanner'
  | 'StartEnrollment'
  | 'ChoosePayoutDetails'
  | 'SubmitProfile'
  | 'RecordVerdict'
  | 'RequireProfileUpdate'
  | 'RollForward'
  | 'EndEnrollment'
  | 'OptOut'
  | 'ExpireInvitation'
>;

export const isEnrollmentCommand = (command: Command): command is EnrollmentCommand =>
  'programId' in command && 'pla' in command && command.type !== 'EvaluateEligibility';

/** §3.4.3; F-07: due boundaries first, in the same append, and nothing of them if the command is refused. */
export const enroll = (
  world: World,
  ask: Omit<Ask, 'command'> & { readonly command: EnrollmentCommand },
): Answer => {
  const { at, command, commandId } = ask;
  const { programId, pla } = command;
  const key = placeKey(programId, pla);
  const rolled = rollUp(world, { programId, pla, commandId }, world.enrollments.now(key), at);
  const judged = judge(world, ask, rolled.enrollment);
  if (typeof judged === 'string') return refused(judged);
  // §3.6: a reaction whose cause is gone records nothing, not even a boundary.
  const isSilent = ask.reaction === true && command.type !== 'RollForward';
  if (judged.events.length === 0 && isSilent) return { recorded: [] };
  const { enrollment = rolled.enrollment } = judged;
  const events = [...rolled.events, ...judged.events];
  const last = events.at(-1);
  if (enrollment !== undefined && last !== undefined) {
    world.enrollments.put(key, last.effectiveAt, enrollment);
  }
  return { recorded: events };
};

/** A refusal's tag, or what happens. */
type Judged =
  string | { readonly enrollment?: Enrollment; readonly events: ReadonlyArray<Happened> };

const nothing: Judged = { events: [] };

interface Scene {
  readonly world: World;
  readonly ask: Omit<Ask, 'command'>;
  readonly program: Program;
  readonly account: Account;
  readonly location: Location | undefined;
  readonly eligibility: Eligibility | undefined;
  readonly enrollment: Enrollment | undefined;
  readonly happens: (
    type: string,
    data: Readonly<Record<string, unknown>>,
    enrollment: Enrollment,
  ) => Judged;
}

const byMicrosoft: ReadonlyArray<Command['type']> = [
  'IssueInvitation',
  'DeliverInvitation',
  'RecordVerdict',
  'RequireProfileUpdate',
  'RollForward',
  'EndEnrollment',
  'ExpireInvitation',
];

const judge = (
  world: World,
  ask: Omit<Ask, 'command'> & { readonly command: EnrollmentCommand },
  enrollment: Enrollment | undefined,
): Judged => {
  const { actor, at, command } = ask;
  const { programId, pla } = command;
  const program = world.programs.now(programId);
  const location = world.locations.now(pla);
  const account = world.accounts.now(location?.pga ?? pla);
  if (byMicrosoft.includes(command.type)) {
    if (!isMicrosoft(actor)) return 'NotAuthorized';
  } else {
    if (account === undefined) return 'UnknownLocation';
    const isAdmin = isIncentivesAdmin(actor, account, location, programId);
    if (command.type === 'SelectBanner') {
      // I-04.
      const isRecipient = enrollment?.invitation?.recipients.includes(actor) === true;
      if (!isAdmin && !isRecipient) return 'NotAuthorized';
    } else if (!isAdmin) return 'NotIncentivesAdmin';
  }
  if (program === undefined) return 'UnknownProgram';
  if (account === undefined) return 'UnknownLocation';
  const eligibility = world.eligibility.now(placeKey(programId, pla));
  const scene: Scene = {
    world,
    ask,
    program,
    account,
    location,
    eligibility,
    enrollment,
    happens: (type, data, next) => ({
      enrollment: next,
      events: [happened(type, at, { programId, pla, ...data })],
    }),
  };
  // §3.2: anything on a discontinued program; these three rows place it themselves, RF1 needs none.
  const placesItself = ['IssueInvitation', 'RecordVerdict', 'RollForward'].includes(command.type);
  if (program.status === 'Discontinued' && !placesItself) return 'ProgramDiscontinued';
  switch (command.type) {
    case 'IssueInvitation':
      return issue(scene, command);
    case 'DeliverInvitation':
      return deliver(scene, command);
    case 'SelectBanner':
      return selectBanner(scene);
    case 'StartEnrollment':
      return start(scene);
    case 'ChoosePayoutDetails':
      return choose(scene, command);
    case 'SubmitProfile':
      return submit(scene, command);
    case 'RecordVerdict':
      return recordVerdict(scene, command);
    case 'RequireProfileUpdate':
      return requireUpdate(scene, command);
    case 'RollForward':
      // F-05a, RF0: the boundaries were all.
      return nothing;
    case 'EndEnrollment':
      return end(scene, command);
    case 'OptOut':
      if (enrollment === undefined) return 'NotStarted';
      return enrollment.phase === 'Ended' ? nothing : endWith(scene, enrollment, 'OptedOut');
    case 'ExpireInvitation':
      return expire(scene);
  }
};

const issue = (scene: Scene, command: CommandOf<'IssueInvitation'>): Judged => {
  const { world, ask, program, location, eligibility, enrollment } = scene;
  if (isOpenProgram(program, ask.at)) return 'ProgramIsOpenProgram';
  if (program.status === 'Discontinued') return 'ProgramDiscontinued';
  if (program.status !== 'Open') return 'ProgramNotOpen';
  if (location === undefined) return 'NotALocation';
  if (location.closed) return 'LocationClosed';
  if (world.policy.requirePmcMigration && !location.migrated) return 'PmcMigrationRequired';
  if (eligibility?.eligible !== true) return 'NotEligible';
  if (enrollment && optedOutThisYear(enrollment, program, ask.at)) return 'OptedOutThisYear';
  const term = termInForce(program, ask.at);
  if (term === undefined) return 'NoTermInForce';
  if (enrollment !== undefined && enrollment.phase !== 'Ended') return nothing;
  const { programId, pla, invitationId = ask.commandId } = command;
  const fresh = invited(
    { world, programId, pla, account: scene.account, location },
    { invitationId, fy: term.fy, at: ask.at },
  );
  return { enrollment: fresh.enrollment, events: [fresh.event] };
};

/** I-03: once per invitation. */
const deliver = (scene: Scene, { programId }: CommandOf<'DeliverInvitation'>): Judged => {
  const { enrollment, account, location } = scene;
  if (enrollment === undefined) return 'NotInvited';
  const { phase, invitation } = enrollment;
  if (phase !== 'Invited' || invitation === undefined || invitation.reachedAdmin) return nothing;
  const recipients = incentivesAdmins(account, location, programId);
  if (recipients.length === 0) return nothing;
  const all = [...new Set([...invitation.recipients, ...recipients])];
  const delivered = { ...invitation, recipients: all, reachedAdmin: true };
  const data = { invitationId: invitation.id, recipients };
  return scene.happens('InvitationDelivered', data, { ...enrollment, invitation: delivered });
};

/** I-04. */
const selectBanner = ({ enrollment, ask: { actor }, happens }: Scene): Judged => {
  if (enrollment?.phase !== 'Invited') return 'NotInvited';
  const { selectedBy, invitation } = enrollment;
  if (selectedBy.includes(actor)) return nothing;
  const data = { invitationId: invitation?.id, userId: actor };
  const selected = { ...enrollment, selectedBy: [...selectedBy, actor] };
  return happens('InvitationBannerSelected', data, selected);
};

const start = (scene: Scene): Judged => {
  const { world, ask, program, location, eligibility, enrollment } = scene;
  const { at } = ask;
  const isOpen = isOpenProgram(program, at);
  if (program.status !== 'Open') return 'ProgramNotOpen';
  if (world.policy.requirePmcMigration && location?.migrated === false) {
    return 'PmcMigrationRequired';
  }
  if (!isOpen && eligibility?.eligible !== true) return 'NotEligible';
  if (location === undefined) return 'NotALocation';
  if (location.closed) return 'LocationClosed';
  const term = termInForce(program, at);
  if (term === undefined) return 'NoTermInForce';
  const phase = enrollment?.phase;
  if (phase === 'InProgress' || phase === 'Validating' || phase === 'Complete') {
    return 'AlreadyStarted';
  }
  const isStartable =
    phase === 'Invited' ||
    (isOpen && (enrollment === undefined || isRestartable(enrollment, program, location, at)));
  if (!isStartable) return 'NotInvited';
  // E-02: the default is captured, for each paying entity.
  const { defaultBank, taxes } = location;
  const draft: Details = {
    bank: defaultBank
      ? rulesAt(program, at).payingEntities.map((payingEntity) => ({
          payingEntity,
          bankProfileId: defaultBank.bankProfileId,
        }))
      : [],
    ...(defaultBank && { currency: defaultBank.currency }),
  };
  const fy = phase === 'Invited' ? enrollment?.fy : term.fy;
  const data = {
    by: ask.actor,
    fy,
    draft,
    prefill: defaultBank,
    taxProfileIds: taxes.map(({ taxProfileId }) => taxProfileId),
  };
  return scene.happens('EnrollmentStarted', data, {
    phase: 'InProgress',
    since: at,
    fy: fy ?? term.fy,
    startedAt: at,
    everCompleted: false,
    draft,
    reasons: [],
    selectedBy: [],
    ...(phase === 'Invited' && enrollment?.invitation && { invitation: enrollment.invitation }),
  });
};

/** The phases in which payout details are worked on. */
const notWorkable = (enrollment: Enrollment | undefined): string | undefined => {
  if (enrollment === undefined || enrollment.phase === 'Invited') return 'NotStarted';
  if (enrollment.phase === 'Ended') return 'EnrollmentEnded';
  // E-13: a legacy enrollment is shown and ended, nothing else.
  return enrollment.legacy ? 'NotALocation' : undefined;
};

/** Existing profiles, then method, then currency. */
const notAcceptable = (details: Details, { ask, program, account, location }: Scene) => {
  const rules = rulesAt(program, ask.at);
  const banks = account.banks.map(({ bankProfileId }) => bankProfileId);
  const taxes = (location?.taxes ?? []).map((tax) => tax.taxProfileId);
  const { paymentMethod, currency, taxProfileId } = details;
  if (details.bank.some(({ bankProfileId }) => !banks.includes(bankProfileId))) {
    return 'UnknownProfile';
  }
  if (taxProfileId !== undefined && !taxes.includes(taxProfileId)) return 'UnknownProfile';
  if (paymentMethod !== undefined && isForbidden(paymentMethod, rules.paymentMethods)) {
    return 'PaymentMethodNotAllowed';
  }
  return currency !== undefined && isForbidden(currency, rules.currencies)
    ? 'CurrencyNotAllowed'
    : undefined;
};

const choose = (scene: Scene, { details }: CommandOf<'ChoosePayoutDetails'>): Judged => {
  const { enrollment, ask } = scene;
  const obstacle = notWorkable(enrollment) ?? notAcceptable(details, scene);
  if (obstacle !== undefined || enrollment === undefined) return obstacle ?? 'NotStarted';
  if (sameJson(enrollment.draft, details)) return nothing;
  const chosen = { ...enrollment, draft: details };
  return scene.happens('PayoutDetailsChosen', { details, by: ask.actor }, chosen);
};

/** E-06 … E-08, E-14. */
const submit = (scene: Scene, command: CommandOf<'SubmitProfile'>): Judged => {
  const { enrollment, ask, program, account, location } = scene;
  const details = enrollment?.draft ?? { bank: [] };
  const obstacle = notWorkable(enrollment) ?? notAcceptable(details, scene);
  if (obstacle !== undefined || enrollment === undefined) return obstacle ?? 'NotStarted';
  if (missing(details, rulesAt(program, ask.at), account, location, ask.at).length > 0) {
    return 'DetailsIncomplete';
  }
  const { submissionId = ask.commandId } = command;
  const running = enrollment.submission;
  if (running?.id === submissionId && sameJson(running.details, details)) return nothing;
  const kind = enrollment.everCompleted ? 'update' : 'initial';
  const data = { submissionId, kind, details, by: ask.actor, supersedes: running?.id };
  return scene.happens('ProfileSubmitted', data, {
    ...enrollment,
    phase: 'Validating',
    since: enrollment.phase === 'Validating' ? enrollment.since : ask.at,
    reasons: [],
    submission: { id: submissionId, at: ask.at, kind, details },
  });
};

const recordVerdict = (scene: Scene, command: CommandOf<'RecordVerdict'>): Judged => {
  const { world, enrollment, program, ask } = scene;
  const { at } = ask;
  const { submissionId, verdict, reasons = [] } = command;
  if (enrollment?.phase !== 'Validating' || enrollment.submission === undefined) {
    return 'NotValidating';
  }
  const { submission, ...rest } = enrollment;
  if (submission.id !== submissionId) return 'StaleSubmission';
  if (program.status === 'Discontinued') return 'ProgramDiscontinued';
  if (verdict === 'invalid') {
    if (reasons.length === 0) return 'ReasonsRequired';
    return scene.happens(
      'ProfileRejected',
      { submissionId, reasons },
      { ...rest, phase: 'InProgress', since: at, reasons },
    );
  }
  // E-09, E-10: an earnings start survives updates.
  const basis = world.policy.earningsStartBasis === 'submittedAt' ? submission.at : at;
  const earningsStart = enrollment.earningsStart ?? `${basis.slice(0, 7)}-01`;
  return scene.happens(
    'ProfileValidated',
    { submissionId, completedAt: at, earningsStart },
    {
      ...rest,
      phase: 'Complete',
      since: at,
      reasons: [],
      everCompleted: true,
      firstCompletedAt: enrollment.firstCompletedAt ?? at,
      earningsStart,
      validated: submission.details,
    },
  );
};

/** E-15; §5.4: the union of old and new reasons. */
const requireUpdate = (scene: Scene, command: CommandOf<'RequireProfileUpdate'>): Judged => {
  const { enrollment, ask, program, account, location } = scene;
  const becomes = (reasons: ReadonlyArray<Reason>, from: Enrollment): Judged => {
    const { submission: _void, ...rest } = from;
    const since = from.phase === 'InProgress' ? from.since : ask.at;
    const data = { reasons };
    return scene.happens('ProfileUpdateRequired', data, {
      ...rest,
      phase: 'InProgress',
      since,
      reasons,
    });
  };
  if (ask.reaction === true) {
    const details =
      enrollment?.phase === 'Validating'
        ? enrollment.submission?.details
        : enrollment?.phase === 'Complete'
          ? enrollment.validated
          : undefined;
    if (enrollment === undefined || details === undefined) return nothing;
    const gaps = missing(details, rulesAt(program, ask.at), account, location, ask.at);
    return gaps.length > 0 ? becomes(gaps, enrollment) : nothing;
  }
  const obstacle = notWorkable(enrollment);
  if (obstacle !== undefined || enrollment === undefined) return obstacle ?? 'NotStarted';
  if (command.reasons.length === 0) return 'ReasonsRequired';
  const reasons = [...enrollment.reasons];
  for (const reason of command.reasons) {
    if (reasons.every((known) => !sameJson(known, reason))) reasons.push(reason);
  }
  return reasons.length === enrollment.reasons.length ? nothing : becomes(reasons, enrollment);
};

const endWith = (
  { ask: { at }, happens }: Scene,
  enrollment: Enrollment,
  endReason: CommandOf<'EndEnrollment'>['endReason'],
): Judged => happens('EnrollmentEnded', { endReason, at }, ended(enrollment, endReason, at));

const end = (scene: Scene, { endReason }: CommandOf<'EndEnrollment'>): Judged => {
  const { enrollment, ask, world, program, location, eligibility } = scene;
  if (ask.reaction === true) {
    // Its cause has to hold still (§3.6).
    if (enrollment === undefined || enrollment.phase === 'Ended' || enrollment.legacy) {
      return nothing;
    }
    const isSpared =
      enrollment.phase === 'Complete' && world.policy.midYearEligibilityLoss === 'untilTermEnd';
    const isIneligible = eligibility?.eligible === false && !isOpenProgram(program, ask.at);
    const holds =
      endReason === 'LocationClosed'
        ? location?.closed === true
        : (endReason === 'EligibilityLost' || endReason === 'AgreementLapsed') &&
          isIneligible &&
          !isSpared;
    return holds ? endWith(scene, enrollment, endReason) : nothing;
  }
  if (enrollment === undefined) return 'NotStarted';
  return enrollment.phase === 'Ended' ? nothing : endWith(scene, enrollment, endReason);
};

/** I-08. */
const expire = (scene: Scene): Judged => {
  const { enrollment, world, ask } = scene;
  if (enrollment?.phase !== 'Invited' || enrollment.invitation === undefined) return nothing;
  const days = world.policy.invitationValidity;
  if (days === null) return 'InvitationStillValid';
  const until = Date.parse(enrollment.invitation.sentAt) + days * 24 * 60 * 60 * 1000;
  return Date.parse(ask.at) < until
    ? 'InvitationStillValid'
    : endWith(scene, enrollment, 'InvitationExpired');
};
