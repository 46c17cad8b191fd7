import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { holdersOf, incentivesAdmins } from '../../vocabulary/authority.js';
import type { FiscalYear } from '../../vocabulary/fiscal-year.js';
import type { InvitationId, ProgramId, UserId } from '../../vocabulary/ids.js';
import type { Instant } from '../../vocabulary/instant.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import type { Policy } from '../../vocabulary/policy.js';
import type { Text } from '../../vocabulary/text.js';
import type { EnrollmentEvent } from '../events.js';
import { placeOf, type Place } from './place.js';

/** Whom an invitation can reach. */
export interface Addressees {
  readonly policy: Policy;
  readonly account: AccountFacts | undefined;
  readonly location: LocationFacts | undefined;
}

const from = 'Microsoft Partner Center' as Text;
const subject = 'Partner Incentive Enrollment Invitation' as Text;

/** The offer to enroll. Without an incentives admin in scope it is listed all the same (I-02, I-03). */
export const invitationSent = (
  place: Place,
  { id, fy, at }: { readonly id: InvitationId; readonly fy: FiscalYear; readonly at: Instant },
  addressees: Addressees,
): EnrollmentEvent => {
  const recipients = recipientsOf(place.programId, addressees);
  const admins = incentivesAdmins(addressees.account, addressees.location, place.programId);
  return {
    type: 'InvitationSent',
    effectiveAt: at,
    data: {
      ...placeOf(place),
      fy,
      invitationId: id,
      subject,
      from,
      recipients,
      emailed: recipients.length > 0,
      namesIncentivesAdmin: recipients.some((userId) => admins.includes(userId)),
    },
  };
};

/** I-01, switch `invitationRecipients`. */
const recipientsOf = (
  programId: ProgramId,
  { policy, account, location }: Addressees,
): ReadonlyArray<UserId> => [
  ...new Set(
    policy.invitationRecipients
      .flatMap((role) =>
        role === 'IA' ? incentivesAdmins(account, location, programId) : holdersOf(account, [role]),
      )
      .toSorted(),
  ),
];
