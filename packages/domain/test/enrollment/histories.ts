import type { EnrollmentEvent, EndReason } from '../../src/enrollment/events.js';
import type { InvitationId, SubmissionId } from '../../src/vocabulary/ids.js';
import type { Instant } from '../../src/vocabulary/instant.js';
import { firstOfMonth } from '../../src/vocabulary/instant.js';
import type { PayoutDetails } from '../../src/vocabulary/payout.js';
import type { Reason } from '../../src/vocabulary/reasons.js';
import { details, fy, instant, partner, programId, text, user } from './contoso.js';

// Events as they stand in the stream enrollment-IR_UK, and the shortest history that leads to each phase in FY24.

type Event<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { type: Type }>;

const place = { programId: programId('IR'), pla: partner('UK') };

export const sent = (
  at = '2024-02-01',
  changes: Partial<Event<'InvitationSent'>['data']> = {},
): Event<'InvitationSent'> => ({
  type: 'InvitationSent',
  effectiveAt: instant(at),
  data: {
    ...place,
    fy: fy(2024),
    invitationId: 'inv1' as InvitationId,
    subject: text('Partner Incentive Enrollment Invitation'),
    from: text('Microsoft Partner Center'),
    recipients: [user('ines')],
    emailed: true,
    namesIncentivesAdmin: true,
    ...changes,
  },
});

export const delivered = (at = '2024-02-02'): Event<'InvitationDelivered'> => ({
  type: 'InvitationDelivered',
  effectiveAt: instant(at),
  data: { ...place, invitationId: 'inv1' as InvitationId, recipients: [user('ines')] },
});

export const bannerSelected = (at = '2024-02-02'): Event<'InvitationBannerSelected'> => ({
  type: 'InvitationBannerSelected',
  effectiveAt: instant(at),
  data: { ...place, invitationId: 'inv1' as InvitationId, userId: user('ines') },
});

export const started = (
  at = '2024-02-10',
  changes: Partial<Event<'EnrollmentStarted'>['data']> = {},
): Event<'EnrollmentStarted'> => ({
  type: 'EnrollmentStarted',
  effectiveAt: instant(at),
  data: {
    ...place,
    fy: fy(2024),
    by: user('ines'),
    taxProfileIds: [],
    draft: details,
    ...changes,
  },
});

export const chosen = (
  chosenDetails: PayoutDetails = { bank: [] },
  at = '2024-02-11',
): Event<'PayoutDetailsChosen'> => ({
  type: 'PayoutDetailsChosen',
  effectiveAt: instant(at),
  data: { ...place, details: chosenDetails, by: user('ines') },
});

export const submitted = (
  at = '2024-03-04T10:00:00',
  changes: Partial<Event<'ProfileSubmitted'>['data']> = {},
): Event<'ProfileSubmitted'> => ({
  type: 'ProfileSubmitted',
  effectiveAt: instant(at),
  data: {
    ...place,
    submissionId: 's1' as SubmissionId,
    kind: 'initial',
    details,
    by: user('ines'),
    ...changes,
  },
});

export const validated = (
  at = '2024-03-05T09:00:00',
  submissionId = 's1',
): Event<'ProfileValidated'> => ({
  type: 'ProfileValidated',
  effectiveAt: instant(at),
  data: {
    ...place,
    submissionId: submissionId as SubmissionId,
    completedAt: instant(at),
    earningsStart: firstOfMonth(instant(at)),
  },
});

export const rejected = (
  reasons: ReadonlyArray<Reason> = ['AccountHolderNameMismatch'],
  submissionId = 's1',
): Event<'ProfileRejected'> => ({
  type: 'ProfileRejected',
  effectiveAt: instant('2024-03-05T09:00:00'),
  data: { ...place, submissionId: submissionId as SubmissionId, reasons },
});

export const updateRequired = (
  reasons: ReadonlyArray<Reason> = ['TaxProfileExpired'],
): Event<'ProfileUpdateRequired'> => ({
  type: 'ProfileUpdateRequired',
  effectiveAt: instant('2024-04-01'),
  data: { ...place, reasons },
});

export const rolledForward = (from = 2024): Event<'FiscalYearRolledForward'> => ({
  type: 'FiscalYearRolledForward',
  effectiveAt: instant(`${from}-07-01`),
  data: { ...place, fromFy: fy(from), toFy: fy(from + 1) },
});

export const held = (reasons: ReadonlyArray<Reason> = []): Event<'RollForwardHeld'> => ({
  type: 'RollForwardHeld',
  effectiveAt: instant('2024-07-01'),
  data: { ...place, fy: fy(2025), reasons },
});

export const ended = (
  endReason: EndReason = 'EligibilityLost',
  at = '2024-04-10',
): Event<'EnrollmentEnded'> => ({
  type: 'EnrollmentEnded',
  effectiveAt: instant(at),
  data: { ...place, endReason, at: instant(at) },
});

export const imported = (active = true, since?: Instant): Event<'LegacyEnrollmentImported'> => ({
  type: 'LegacyEnrollmentImported',
  effectiveAt: instant('2024-01-01'),
  data: {
    programId: programId('IR'),
    pga: partner('Contoso'),
    accountKind: 'PGA',
    active,
    ...(since && { since }),
  },
});

export const activeSet = (active: boolean): Event<'LegacyActiveSet'> => ({
  type: 'LegacyActiveSet',
  effectiveAt: instant('2024-02-01'),
  data: { programId: programId('IR'), pga: partner('Contoso'), active },
});

export const histories = {
  None: [],
  Invited: [sent()],
  InProgress: [sent(), started()],
  Validating: [sent(), started(), submitted()],
  Complete: [sent(), started(), submitted(), validated()],
  Ended: [sent(), started(), ended()],
} as const satisfies Readonly<Record<string, ReadonlyArray<EnrollmentEvent>>>;

export type HistoryPhase = keyof typeof histories;
export const phases = Object.keys(histories) as ReadonlyArray<HistoryPhase>;
