import { contoso } from './contoso.js';
import { at, incentivesAdmin, microsoft, type Row } from './permission-row.js';

const place = { programId: 'IR', pla: 'UK' };
const legacy = { programId: 'IR', pga: 'Contoso' };
const tax = { pla: 'UK', taxProfileId: 'tax1', country: 'GB', forms: [] };
const role = { pga: 'Contoso', userId: 'ines', role: 'IA', location: 'UK' };

// IR at UK, from eligible to handed in.
const eligible = contoso
  .after('MS', at, { type: 'OpenProgram', programId: 'IR' })
  .after('MS', at, { type: 'ScheduleTerm', programId: 'IR', fy: 2024 })
  .after('MS', at, { type: 'ScheduleTerm', programId: 'IR', fy: 2025 })
  .after('MS', at, { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' })
  .after('MS', at, { type: 'RecordDesignation', pla: 'UK', designation: 'Gold' })
  .after('MS', at, { type: 'RecordFirstTransaction', pla: 'UK' })
  .after('MS', at, { type: 'RecordCriterionFact', pla: 'UK', fact: { kind: 'Membership' } })
  .after('MS', at, { type: 'EvaluateEligibility', ...place });
const invited = eligible.after('MS', at, { type: 'IssueInvitation', ...place });
const unread = eligible
  .after('anna', at, { type: 'RevokeRole', ...role })
  .after('MS', at, { type: 'IssueInvitation', ...place })
  .after('anna', at, { type: 'AssignRole', ...role, programs: 'all' });
const details = { bank: [], currency: 'EUR', taxProfileId: 'tax1' };
const started = invited
  .after('ines', at, { type: 'CreateTaxProfile', ...tax })
  .after('ines', at, { type: 'StartEnrollment', ...place });
const chosen = started.after('ines', at, { type: 'ChoosePayoutDetails', ...place, details });
const validating = chosen.after('ines', at, {
  type: 'SubmitProfile',
  ...place,
  submissionId: 's1',
});
const imported = contoso.after('MS', at, {
  type: 'ImportLegacyEnrollment',
  ...legacy,
  accountKind: 'PGA',
  active: true,
});

/** §2.3 for the commands about an enrollment. */
export const enrollmentRows: Readonly<Record<string, Row>> = {
  IssueInvitation: microsoft(place, eligible),
  DeliverInvitation: microsoft(place, unread),
  // I-04: recipients and incentives admins in scope.
  SelectBanner: { may: ['IA'], fields: place, given: invited },
  StartEnrollment: incentivesAdmin(place, invited),
  ChoosePayoutDetails: incentivesAdmin({ ...place, details }, started),
  SubmitProfile: incentivesAdmin(place, chosen),
  RecordVerdict: microsoft({ ...place, submissionId: 's1', verdict: 'valid' }, validating),
  RequireProfileUpdate: microsoft({ ...place, reasons: ['DocumentMissing'] }, validating),
  RollForward: { ...microsoft(place, started), on: '2024-07-01' },
  EndEnrollment: microsoft({ ...place, endReason: 'EligibilityLost' }, invited),
  OptOut: incentivesAdmin(place, invited),
  ExpireInvitation: microsoft(place, invited.withPolicy({ invitationValidity: 0 })),
  ImportLegacyEnrollment: microsoft({ ...legacy, accountKind: 'vOrg', active: true }),
  SetLegacyActive: microsoft({ ...legacy, active: false }, imported),
};
