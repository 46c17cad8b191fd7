import type { Happened } from './history.js';

// The fixture of domain.md §10 in events: locations UK and FR of Contoso, program IR with criteria, OPEN without.

export const noRules = { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] };
export const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
export const designation = { kind: 'Designation', min: 1 };
export const firstTransaction = { kind: 'FirstTransaction' };
export const membership = { kind: 'Membership' };

const at2023 = '2023-07-01';
const place = (programId: string, pla: string) => ({ programId, pla });

export const registered = (pla: string, at = at2023, pga = 'Contoso'): Happened => ({
  at,
  type: 'LocationRegistered',
  data: { pga, pla, name: pla, country: 'GB', by: 'system:MS' },
});

/** Something about a location that takes no more than its ids and the fields given. */
export const atLocation = (
  pla: string,
  at: string,
  type: Happened['type'],
  data: object = {},
): Happened => ({ at, type, data: { pga: 'Contoso', pla, ...data } });

export const closed = (pla: string, at: string): Happened => atLocation(pla, at, 'LocationClosed');

export const agreed = (pla: string, at: string, period: object): Happened =>
  atLocation(pla, at, 'AgreementActivated', { kind: 'MpnAgreement', ...period });

export const taxProfile = (pla: string, at: string, expiresOn?: string): Happened =>
  atLocation(pla, at, 'TaxProfileCreated', {
    taxProfileId: 'Tax1',
    country: 'GB',
    forms: [],
    by: 'ines',
    ...(expiresOn !== undefined && { expiresOn }),
  });

export const ofProgram = (
  programId: string,
  at: string,
  type: Happened['type'],
  data: object = {},
): Happened => ({ at, type, data: { programId, ...data } });

export const defined = (programId: string, criteria: ReadonlyArray<object>): Happened =>
  ofProgram(programId, at2023, 'ProgramDefined', {
    name: programId,
    criteria,
    payoutRules: noRules,
  });

export const opened = (programId: string, at = at2023): Happened =>
  ofProgram(programId, at, 'ProgramOpened');

/** The fiscal year as the term. */
export const term = (programId: string, fy: number, at = at2023): Happened =>
  ofProgram(programId, at, 'TermScheduled', {
    fy,
    startsAt: `${fy - 1}-07-01T00:00:00.000Z`,
    endsAt: `${fy}-07-01T00:00:00.000Z`,
  });

export const evaluated = (
  programId: string,
  pla: string,
  at: string,
  unmet: ReadonlyArray<object> = [],
): Happened => ({
  at,
  type: 'EligibilityEvaluated',
  data: {
    ...place(programId, pla),
    eligible: unmet.length === 0,
    met: [],
    unmet,
    at: at.length === 10 ? `${at}T00:00:00.000Z` : at,
  },
});

export const ofEnrollment = (
  programId: string,
  pla: string,
  at: string,
  type: Happened['type'],
  data: object = {},
): Happened => ({ at, type, data: { ...place(programId, pla), ...data } });

export const invited = (
  programId: string,
  pla: string,
  at: string,
  recipients: ReadonlyArray<string> = ['ines'],
  fy = 2024,
): Happened =>
  ofEnrollment(programId, pla, at, 'InvitationSent', {
    invitationId: `invitation-${programId}-${pla}`,
    fy,
    subject: 'Partner Incentive Enrollment Invitation',
    from: 'Microsoft Partner Center',
    recipients,
    emailed: recipients.length > 0,
    namesIncentivesAdmin: recipients.length > 0,
  });

export const started = (programId: string, pla: string, at: string, fy = 2024): Happened =>
  ofEnrollment(programId, pla, at, 'EnrollmentStarted', {
    fy,
    by: 'ines',
    taxProfileIds: [],
    draft: { bank: [] },
  });

export const details = {
  bank: [{ payingEntity: 'entity1', bankProfileId: 'Bank1' }],
  taxProfileId: 'Tax1',
  currency: 'EUR',
};

export const submitted = (
  programId: string,
  pla: string,
  at: string,
  chosen: object = details,
): Happened =>
  ofEnrollment(programId, pla, at, 'ProfileSubmitted', {
    submissionId: `submission-${programId}-${pla}`,
    kind: 'initial',
    details: chosen,
    by: 'ines',
  });

export const validated = (programId: string, pla: string, at: string): Happened =>
  ofEnrollment(programId, pla, at, 'ProfileValidated', {
    submissionId: `submission-${programId}-${pla}`,
    completedAt: '2023-09-01T00:00:00.000Z',
    earningsStart: '2023-09-01',
  });

export const ended = (
  programId: string,
  pla: string,
  at: string,
  endReason = 'EligibilityLost',
): Happened =>
  ofEnrollment(programId, pla, at, 'EnrollmentEnded', {
    endReason,
    at: '2023-10-01T00:00:00.000Z',
  });

/** From nothing to Complete. */
export const complete = (
  programId: string,
  pla: string,
  chosen: object = details,
): ReadonlyArray<Happened> => [
  started(programId, pla, '2023-08-01'),
  submitted(programId, pla, '2023-08-02', chosen),
  validated(programId, pla, '2023-08-03'),
];

/** Two open locations, IR open with its criteria and FY24 as term. */
export const contoso: ReadonlyArray<Happened> = [
  registered('UK'),
  registered('FR'),
  defined('IR', [mpn, designation, firstTransaction]),
  opened('IR'),
  term('IR', 2024),
];
