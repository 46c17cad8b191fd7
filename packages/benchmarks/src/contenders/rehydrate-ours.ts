import { enrollment, eventSchemas, type EnrollmentState } from '@partner-incentives/domain';
import {
  decodeStored,
  eventCodec,
  streamName,
  type Instant,
  type Position,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import type { StoredText } from '../workloads/enrollment-history.js';
import { measureRehydration } from '../workloads/rehydration.js';

const codec = eventCodec({
  InvitationSent: eventSchemas.InvitationSent,
  InvitationBannerSelected: eventSchemas.InvitationBannerSelected,
  EnrollmentStarted: eventSchemas.EnrollmentStarted,
  PayoutDetailsChosen: eventSchemas.PayoutDetailsChosen,
  ProfileSubmitted: eventSchemas.ProfileSubmitted,
  ProfileRejected: eventSchemas.ProfileRejected,
  ProfileValidated: eventSchemas.ProfileValidated,
  FiscalYearRolledForward: eventSchemas.FiscalYearRolledForward,
  ProfileUpdateRequired: eventSchemas.ProfileUpdateRequired,
});
const stream = streamName('enrollment', 'indirect-reseller' as StreamId);
const position = '1' as Position;

/** As reading a stream does it: both texts parsed, both validated. */
const whole = (stored: StoredText, revision: number) => {
  const { type, schemaVersion } = stored;
  const data: unknown = JSON.parse(stored.data);
  const metadata: unknown = JSON.parse(stored.metadata);
  const recorded = { id: '', type, schemaVersion, data, metadata, stream, revision, position };
  const decoded = decodeStored(codec, recorded);
  if (decoded._tag === 'Left') throw new Error(decoded.left._tag);
  return decoded.right.event;
};

const dataOnly = ({ type, schemaVersion, effectiveAt, data }: StoredText) => {
  const decoded = codec.decode({ type, schemaVersion, data: JSON.parse(data) });
  if (decoded._tag !== 'Event') throw new Error(decoded._tag);
  return codec.event(decoded, effectiveAt as Instant);
};

measureRehydration((stored, withMetadata) => {
  let state: EnrollmentState;
  for (let revision = 0; revision < stored.length; revision++) {
    const text = stored[revision];
    if (text === undefined) continue;
    state = enrollment.evolve(state, withMetadata ? whole(text, revision) : dataOnly(text));
  }
  return state;
});
