// JSON.parse and a fold that overwrites one object: nothing is validated, and an impossible history goes unnoticed.
import type { StoredText } from '../workloads/enrollment-history.js';
import { measureRehydration } from '../workloads/rehydration.js';

type Data = Readonly<Record<string, unknown>>;
type State = Record<string, unknown>;

const fold = (state: State, { type }: StoredText, data: Data, at: unknown): void => {
  switch (type) {
    case 'InvitationSent':
      state['phase'] = 'Invited';
      state['since'] = at;
      state['fy'] = data['fy'];
      state['invitation'] = {
        id: data['invitationId'],
        sentAt: at,
        recipients: data['recipients'],
        emailed: data['emailed'],
        namesIncentivesAdmin: data['namesIncentivesAdmin'],
      };
      state['bannerSelectedBy'] = [];
      break;
    case 'InvitationBannerSelected':
      (state['bannerSelectedBy'] as unknown[]).push(data['userId']);
      break;
    case 'EnrollmentStarted':
      state['phase'] = 'InProgress';
      state['since'] = at;
      state['fy'] = data['fy'];
      state['startedAt'] = at;
      state['draft'] = data['draft'];
      state['everCompleted'] = false;
      state['reasons'] = [];
      state['bannerSelectedBy'] = undefined;
      break;
    case 'PayoutDetailsChosen':
      state['draft'] = data['details'];
      break;
    case 'ProfileSubmitted':
      if (state['phase'] !== 'Validating') state['since'] = at;
      state['phase'] = 'Validating';
      state['submission'] = {
        id: data['submissionId'],
        at,
        kind: data['kind'],
        details: data['details'],
      };
      state['reasons'] = undefined;
      break;
    case 'ProfileValidated':
      state['phase'] = 'Complete';
      state['since'] = at;
      state['everCompleted'] = true;
      state['firstCompletedAt'] ??= data['completedAt'];
      state['earningsStart'] = data['earningsStart'];
      state['validated'] = (state['submission'] as Data)['details'];
      state['submission'] = undefined;
      break;
    case 'ProfileRejected':
    case 'ProfileUpdateRequired':
      if (state['phase'] !== 'InProgress') state['since'] = at;
      state['phase'] = 'InProgress';
      state['reasons'] = data['reasons'];
      state['submission'] = undefined;
      break;
    case 'FiscalYearRolledForward':
      state['fy'] = data['toFy'];
      break;
    default:
      throw new Error(`no fold for ${type}`);
  }
};

measureRehydration((stored, withMetadata) => {
  const state: State = {};
  for (const text of stored) {
    const metadata = withMetadata ? (JSON.parse(text.metadata) as Data) : text;
    fold(state, text, JSON.parse(text.data) as Data, metadata['effectiveAt']);
  }
  return state;
});
