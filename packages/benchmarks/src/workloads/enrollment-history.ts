import type { Enrollment } from '@partner-incentives/domain';

/** An event as a store holds it: columns, and two JSON texts. */
export interface StoredText {
  readonly type: string;
  readonly schemaVersion: number;
  readonly effectiveAt: string;
  readonly data: string;
  readonly metadata: string;
}

const invitation = {
  subject: 'Partner Incentive Enrollment Invitation',
  from: 'Microsoft Partner Center',
  recipients: ['ines', 'ivan'],
  emailed: true,
  namesIncentivesAdmin: true,
};
const draft = { bank: [{ payingEntity: 'MIOL', bankProfileId: 'bank-profile-hsbc' }] };
const details = {
  ...draft,
  paymentMethod: 'BankTransfer',
  currency: 'GBP',
  taxProfileId: 'tax-profile-uk-2024',
  creditNoteConfirmed: true,
};
const corrected = { ...details, currency: 'EUR' };
const by = 'ines';

/** A location's way through a fiscal year into the next: [event type, when, data beside the ids]. */
const year: ReadonlyArray<readonly [string, string, Record<string, unknown>]> = [
  ['InvitationSent', '2024-02-01', { fy: 2024, invitationId: 'inv1', ...invitation }],
  ['InvitationBannerSelected', '2024-02-02', { invitationId: 'inv1', userId: by }],
  ['EnrollmentStarted', '2024-02-03', { fy: 2024, by, taxProfileIds: ['uk-2024'], draft }],
  ['PayoutDetailsChosen', '2024-02-04', { details, by }],
  ['ProfileSubmitted', '2024-02-05', { submissionId: 's1', kind: 'initial', details, by }],
  ['ProfileRejected', '2024-02-06', { submissionId: 's1', reasons: ['BankRejectsCurrency'] }],
  ['PayoutDetailsChosen', '2024-02-07', { details: corrected, by }],
  [
    'ProfileSubmitted',
    '2024-02-08',
    { submissionId: 's2', kind: 'initial', details: corrected, by },
  ],
  [
    'ProfileValidated',
    '2024-02-09',
    { submissionId: 's2', completedAt: instant('2024-02-09'), earningsStart: '2024-02-01' },
  ],
  ['FiscalYearRolledForward', '2024-07-01', { fromFy: 2024, toFy: 2025 }],
  ['ProfileUpdateRequired', '2024-08-01', { reasons: ['TaxFormExpired'] }],
  ['ProfileSubmitted', '2024-08-02', { submissionId: 's3', kind: 'update', details, by }],
];

function instant(date: string): string {
  return `${date}T00:00:00.000Z`;
}

export const eventsPerStream = year.length;

/** The stored texts of as many enrollments; no two share a text. */
export const storedEnrollments = (streams: number): ReadonlyArray<ReadonlyArray<StoredText>> =>
  Array.from({ length: streams }, (_, stream) =>
    year.map(([type, date, data], nth) => ({
      type,
      schemaVersion: 1,
      effectiveAt: instant(date),
      data: JSON.stringify({ programId: 'indirect-reseller', pla: `location-${stream}`, ...data }),
      metadata: JSON.stringify(metadataOf(instant(date), `${stream}.${nth}`)),
    })),
  );

const hash = '4f2a'.repeat(16);

const metadataOf = (at: string, id: string) => ({
  effectiveAt: at,
  recordedAt: at,
  commandId: `command-${id}`,
  commandHash: hash,
  actor: { kind: 'user', id: by },
  account: 'contoso',
  correlationId: `command-${id}`,
  basis: [{ stream: 'location-contoso-uk', revision: 11 }],
  policyVersion: hash,
  chain: hash,
});

/** What each of them comes to. */
export const lastState = {
  phase: 'Validating',
  since: instant('2024-08-02'),
  fy: 2025,
  startedAt: instant('2024-02-03'),
  invitation: {
    id: 'inv1',
    sentAt: instant('2024-02-01'),
    recipients: invitation.recipients,
    emailed: true,
    namesIncentivesAdmin: true,
  },
  draft: corrected,
  everCompleted: true,
  firstCompletedAt: instant('2024-02-09'),
  earningsStart: '2024-02-01',
  validated: corrected,
  submission: { id: 's3', at: instant('2024-08-02'), kind: 'update', details },
} satisfies Record<Exclude<keyof Extract<Enrollment, { phase: 'Validating' }>, 'legacy'>, unknown>;
