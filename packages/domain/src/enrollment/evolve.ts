import { CorruptHistory } from '../vocabulary/corrupt-history.js';
import type { EnrollmentEvent } from './events.js';
import {
  isLive,
  isStarted,
  phaseOf,
  type Ended,
  type Enrollment,
  type EnrollmentState,
  type InProgress,
  type Invited,
  type Legacy,
  type Started,
  type Validating,
} from './state.js';

/**
 * The enrollment after one more event. What §3.4.2 does not list for a phase cannot have happened.
 *
 * @throws {CorruptHistory} the event cannot follow
 */
export const evolve = (state: EnrollmentState, event: EnrollmentEvent): Enrollment => {
  switch (event.type) {
    case 'InvitationSent':
      idle(state, event);
      return invited(event);
    case 'InvitationDelivered':
      return delivered(withInvitation(state, event), event);
    case 'InvitationBannerSelected':
      return bannerSelected(withInvitation(state, event), event);
    case 'EnrollmentStarted':
      return started(state?.phase === 'Invited' ? state : idle(state, event), event);
    case 'PayoutDetailsChosen':
      return { ...running(state, event), draft: event.data.details };
    case 'ProfileSubmitted':
      return submitted(running(state, event), event);
    case 'ProfileValidated':
      return validated(judged(state, event), event);
    case 'ProfileRejected':
      return inProgress(judged(state, event), event);
    case 'ProfileUpdateRequired':
      return inProgress(running(state, event), event);
    case 'FiscalYearRolledForward':
      return rolledForward(state, event);
    case 'RollForwardHeld':
      return held(running(state, event), event);
    case 'EnrollmentEnded':
      return ended(state, event);
    case 'LegacyEnrollmentImported':
      return imported(state, event);
    case 'LegacyActiveSet':
      return activeSet(state, event);
  }
};

type Event<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { type: Type }>;

const corrupt = (state: EnrollmentState, event: EnrollmentEvent): CorruptHistory =>
  new CorruptHistory(event.type, `phase ${phaseOf(state)}`);

const idle = (state: EnrollmentState, event: EnrollmentEvent): Ended | undefined => {
  if (state === undefined || (state.phase === 'Ended' && state.legacy === undefined)) return state;
  throw corrupt(state, event);
};

const running = (state: EnrollmentState, event: EnrollmentEvent): Started => {
  if (isStarted(state)) return state;
  throw corrupt(state, event);
};

const withInvitation = (
  state: EnrollmentState,
  event: Event<'InvitationDelivered' | 'InvitationBannerSelected'>,
): Invited => {
  if (state?.phase === 'Invited' && state.invitation.id === event.data.invitationId) return state;
  throw corrupt(state, event);
};

const judged = (
  state: EnrollmentState,
  event: Event<'ProfileValidated' | 'ProfileRejected'>,
): Validating => {
  if (state?.phase === 'Validating' && state.submission.id === event.data.submissionId) {
    return state;
  }
  throw corrupt(state, event);
};

const invited = ({ effectiveAt, data }: Event<'InvitationSent'>): Invited => ({
  phase: 'Invited',
  since: effectiveAt,
  fy: data.fy,
  invitation: {
    id: data.invitationId,
    sentAt: effectiveAt,
    recipients: data.recipients,
    emailed: data.emailed,
    namesIncentivesAdmin: data.namesIncentivesAdmin,
  },
  bannerSelectedBy: [],
});

const delivered = (state: Invited, { data }: Event<'InvitationDelivered'>): Invited => ({
  ...state,
  invitation: {
    ...state.invitation,
    recipients: [...new Set([...state.invitation.recipients, ...data.recipients])],
    emailed: true,
    namesIncentivesAdmin: true,
  },
});

const bannerSelected = (state: Invited, { data }: Event<'InvitationBannerSelected'>): Invited => ({
  ...state,
  bannerSelectedBy: [...new Set([...state.bannerSelectedBy, data.userId])],
});

const started = (
  state: Invited | Ended | undefined,
  { effectiveAt, data }: Event<'EnrollmentStarted'>,
): InProgress => ({
  phase: 'InProgress',
  since: effectiveAt,
  fy: data.fy,
  startedAt: effectiveAt,
  ...(state?.phase === 'Invited' && { invitation: state.invitation }),
  draft: data.draft,
  everCompleted: false,
  reasons: [],
});

/**
 * What survives a change of phase within the cycle (E-09). Fresh, so the rest is assigned to it: spreading it into a
 * literal that goes on takes ten times as long, and folding is most of a rebuild.
 */
const cycleOf = (state: Started) => ({
  fy: state.fy,
  startedAt: state.startedAt,
  ...(state.invitation && { invitation: state.invitation }),
  draft: state.draft,
  everCompleted: state.everCompleted,
  ...(state.firstCompletedAt && { firstCompletedAt: state.firstCompletedAt }),
  ...(state.earningsStart && { earningsStart: state.earningsStart }),
  ...(state.validated && { validated: state.validated }),
});

const submitted = (state: Started, { effectiveAt, data }: Event<'ProfileSubmitted'>): Validating =>
  Object.assign(cycleOf(state), {
    phase: 'Validating' as const,
    since: state.phase === 'Validating' ? state.since : effectiveAt,
    submission: { id: data.submissionId, at: effectiveAt, kind: data.kind, details: data.details },
  });

const validated = (
  state: Validating,
  { effectiveAt, data }: Event<'ProfileValidated'>,
): Enrollment =>
  Object.assign(cycleOf(state), {
    phase: 'Complete' as const,
    since: effectiveAt,
    everCompleted: true as const,
    firstCompletedAt: state.firstCompletedAt ?? data.completedAt,
    earningsStart: data.earningsStart,
    validated: state.submission.details,
  });

const inProgress = (
  state: Started,
  { effectiveAt, data }: Event<'ProfileRejected' | 'ProfileUpdateRequired' | 'RollForwardHeld'>,
): InProgress =>
  Object.assign(cycleOf(state), {
    phase: 'InProgress' as const,
    since: state.phase === 'InProgress' ? state.since : effectiveAt,
    reasons: data.reasons,
  });

/** A held enrollment earns again from its next validation on (E-09, §6.2). */
const held = (state: Started, event: Event<'RollForwardHeld'>): InProgress => {
  const { earningsStart: _, ...rest } = inProgress(state, event);
  return { ...rest, fy: event.data.fy };
};

const rolledForward = (
  state: EnrollmentState,
  event: Event<'FiscalYearRolledForward'>,
): Enrollment => {
  const movable =
    isStarted(state) && state.phase !== 'InProgress' && state.fy === event.data.fromFy;
  if (!movable) throw corrupt(state, event);
  return { ...state, fy: event.data.toFy };
};

const ended = (state: EnrollmentState, event: Event<'EnrollmentEnded'>): Ended => {
  if (state === undefined || state.phase === 'Ended') throw corrupt(state, event);
  const { effectiveAt, data } = event;
  return {
    phase: 'Ended',
    since: effectiveAt,
    endReason: data.endReason,
    ...(isLive(state) && { fy: state.fy }),
    ...(isLive(state) && state.invitation && { invitation: state.invitation }),
    ...(state.legacy && { legacy: state.legacy }),
  };
};

const imported = (state: EnrollmentState, event: Event<'LegacyEnrollmentImported'>): Legacy => {
  if (state !== undefined) throw corrupt(state, event);
  const { accountKind, active, since = event.effectiveAt } = event.data;
  return { phase: 'Complete', since, legacy: { accountKind, active } };
};

const activeSet = (state: EnrollmentState, event: Event<'LegacyActiveSet'>): Legacy | Ended => {
  if (state?.legacy === undefined) throw corrupt(state, event);
  return { ...state, legacy: { ...state.legacy, active: event.data.active } };
};
